/** Opens the page of the drawing tests and looks at single pixels. */
import { expect } from 'vitest';
import type { Scene } from '../../../src/core/scene/scene';
import { openPage, type OpenedPage, type OpenPageOptions } from '../../support/page';
import type {} from './page';

/** Opens the page with its fonts loaded. */
export async function openDrawing(options: OpenPageOptions = {}): Promise<OpenedPage> {
  const opened = await openPage({ ...options, entry: 'test/webview/drawing/page.ts' });
  await opened.page.evaluate(() =>
    window.drawing.loadMathFonts(document.getElementById('app')!.dataset['dist']!),
  );
  return opened;
}

/** A picture whose pixels can be asked for. */
export class Picture {
  constructor(
    readonly width: number,
    readonly height: number,
    private readonly data: Uint8Array,
  ) {}

  /** 0xRRGGBB at a pixel. */
  at(x: number, y: number): number {
    const place = (Math.floor(y) * this.width + Math.floor(x)) * 4;
    const [red, green, blue] = this.data.subarray(place, place + 3);
    return (red! << 16) | (green! << 8) | blue!;
  }

  /** Pixels in a box that differ from this colour by more than a little. */
  ink(x: number, y: number, width: number, height: number, background = 0xffffff): number {
    let count = 0;
    for (let row = y; row < y + height; row += 1) {
      for (let column = x; column < x + width; column += 1) {
        if (distance(this.at(column, row), background) > 60) count += 1;
      }
    }
    return count;
  }

  /** The box around everything that differs from the background. */
  inkBox(background = 0xffffff): { left: number; top: number; right: number; bottom: number } {
    const box = { left: this.width, top: this.height, right: 0, bottom: 0 };
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) {
        if (distance(this.at(x, y), background) <= 60) continue;
        box.left = Math.min(box.left, x);
        box.top = Math.min(box.top, y);
        box.right = Math.max(box.right, x + 1);
        box.bottom = Math.max(box.bottom, y + 1);
      }
    }
    return box;
  }
}

/** How far two colours are apart, summed over red, green and blue. */
function distance(a: number, b: number): number {
  const channel = (color: number, shift: number): number => (color >> shift) & 255;
  return [16, 8, 0].reduce(
    (sum, shift) => sum + Math.abs(channel(a, shift) - channel(b, shift)),
    0,
  );
}

/** Expects a colour up to what rounding does. */
export function expectColor(found: number, wanted: number, tolerance = 6): void {
  const hex = (color: number): string => color.toString(16).padStart(6, '0');
  expect(distance(found, wanted), `${hex(found)} instead of ${hex(wanted)}`).toBeLessThanOrEqual(
    tolerance,
  );
}

/** Draws a scene on a stage of its own and reads it back. */
export async function draw(opened: OpenedPage, scene: Scene, pixelRatio = 1): Promise<Picture> {
  const { width, height, base64 } = await opened.page.evaluate(
    async ({ scene, pixelRatio }) => {
      const stage = await window.drawing.createStage(null, { fontFamily: 'sans-serif' });
      stage.draw(scene, pixelRatio);
      const { width, height, data } = stage.readPixels();
      stage.destroy();
      return { width, height, base64: window.drawing.toBase64(data) };
    },
    { scene, pixelRatio },
  );
  return new Picture(width, height, Buffer.from(base64, 'base64'));
}
