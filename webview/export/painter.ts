/** Paints pictures, caption and all, into pixels of a file's size. */
import * as l10n from '@vscode/l10n';
import type { Explanation } from '../../src/core/explain/explanation';
import { texSize, type TexSize } from '../math';
import { createStage, type Pixels, type Stage } from '../renderer';
import { cssColor } from '../theme';
import { drawCaption, FORMULA_SIZE, formulaOptions, layoutCaption } from './caption';
import { nextTask } from './pause';
import type { Picture, PictureSize } from './picture';
import { planPicture, type Box, type Plan } from './plan';

/** Of a small network in the network view. */
const USUAL_ASPECT = 1.6;

/** Makes a painter for pictures that look like this one, with these explanations. Destroy it after use. */
export async function createPainter(
  size: PictureSize,
  { theme, aspect = USUAL_ASPECT }: Picture,
  explanations: readonly Explanation[],
  signal?: AbortSignal,
): Promise<Painter> {
  const formulas = new Map<string, TexSize>();
  for (const tex of explanations.flatMap(({ symbolic, numeric }) => [symbolic, numeric])) {
    if (tex === null || formulas.has(tex)) continue;
    formulas.set(tex, await texSize(tex, formulaOptions(theme, FORMULA_SIZE)));
    await nextTask();
    signal?.throwIfAborted();
  }
  const plan = planPicture({ size, theme, explanations, formulas, aspect });
  const stage = await createStage(null, { fontFamily: theme.fontFamily });
  return new Painter(size, plan, stage);
}

/** Paints pictures of one size. */
export class Painter {
  private readonly context: CanvasRenderingContext2D;
  private readonly pixels: Pixels;
  private captionKey = '';

  /** Use `createPainter`. */
  constructor(
    size: PictureSize,
    private readonly plan: Plan,
    private readonly stage: Stage,
  ) {
    const canvas = document.createElement('canvas');
    canvas.width = plan.caption.width;
    canvas.height = plan.caption.height;
    this.context = canvas.getContext('2d', { willReadFrequently: true })!;
    this.pixels = { ...size, data: new Uint8ClampedArray(size.width * size.height * 4) };
  }

  /** The picture's pixels; the same array at each call. */
  async paint(picture: Picture): Promise<Pixels> {
    await this.paintCaption(picture);
    this.paintScene(picture);
    return this.pixels;
  }

  destroy(): void {
    this.stage.destroy();
  }

  private paintScene(picture: Picture): void {
    const { scene: box, pixelRatio } = this.plan;
    const scene = picture.sceneFor(box.width / pixelRatio, box.height / pixelRatio);
    this.stage.draw(scene, pixelRatio);
    const drawn = this.stage.readPixels();
    if (drawn.width !== box.width || drawn.height !== box.height) {
      const { width, height } = this.pixels;
      throw new Error(
        l10n.t(
          'A picture of {0} × {1} pixels is larger than this graphics hardware can draw. Choose a smaller size.',
          width,
          height,
        ),
      );
    }
    copyInto(this.pixels, drawn, box);
  }

  private async paintCaption({ explanation, accent, theme }: Picture): Promise<void> {
    const key = JSON.stringify([explanation, accent]);
    if (key === this.captionKey) return;
    this.captionKey = key;
    const { caption: box, style, pixelRatio } = this.plan;
    const { context } = this;
    const { muted, background, border } = theme.scene;
    const caption = layoutCaption(explanation, style, cssColor(accent ?? muted));
    context.resetTransform();
    context.fillStyle = cssColor(background);
    context.fillRect(0, 0, box.width, box.height);
    context.fillStyle = cssColor(border);
    const thickness = Math.round(pixelRatio);
    if (box.x > 0) context.fillRect(0, 0, thickness, box.height);
    else context.fillRect(0, 0, box.width, thickness);
    context.scale(pixelRatio, pixelRatio);
    await drawCaption(context, caption, style, pixelRatio);
    copyInto(this.pixels, context.getImageData(0, 0, box.width, box.height), box);
  }
}

function copyInto(target: Pixels, source: Pixels | ImageData, at: Box): void {
  const from = new Uint32Array(source.data.buffer);
  const to = new Uint32Array(target.data.buffer);
  for (let y = 0; y < at.height; y += 1) {
    const row = from.subarray(y * at.width, (y + 1) * at.width);
    to.set(row, (at.y + y) * target.width + at.x);
  }
}
