/** The labels of a scene: one sprite each, on textures that are drawn once for each content, size and angle and tinted by colour. */
import { CanvasSource, Container, Sprite, Texture } from 'pixi.js';
import type { Label, LabelContent } from '../../src/core/scene/scene';
import { FrameCache } from './cache';
import { anchorLine, type LabelLayout } from './label-layout';
import { rasterLabel } from './label-raster';

interface LabelTexture {
  readonly texture: Texture;
  readonly layout: LabelLayout;
  readonly originX: number;
  readonly originY: number;
}

/** Most pixels that cached textures may have together: 16 MB. */
const PIXEL_LIMIT = 4_000_000;
/** What a texture costs besides its pixels, so that a great many small ones are bounded too. */
const TEXTURE_COST = 2_000;
/** Larger letters are drawn at this size and stretched. */
const LARGEST = 256;
/** Steps to the radian in which labels are turned: too small to be seen, large enough to be used again. */
const ANGLES = 256;

/** Draws labels into its container. */
export class LabelLayer {
  readonly container = new Container();
  private readonly sprites: Sprite[] = [];
  private readonly textures = new FrameCache<LabelTexture>(PIXEL_LIMIT, ({ texture }) =>
    texture.destroy(true),
  );

  constructor(private readonly fontFamily: string) {}

  /** Number of textures held, for tests of the bound. */
  get textureCount(): number {
    return this.textures.size;
  }

  /** Shows these labels and no others. */
  show(labels: readonly Label[], pixelRatio: number): void {
    labels.forEach((label, i) => this.place(this.spriteAt(i), label, pixelRatio));
    for (const sprite of this.sprites.slice(labels.length)) {
      sprite.visible = false;
      sprite.texture = Texture.EMPTY;
    }
    this.textures.endFrame();
  }

  destroy(): void {
    this.container.destroy({ children: true });
    this.textures.clear();
  }

  private spriteAt(i: number): Sprite {
    const sprite = this.sprites[i] ?? new Sprite();
    if (i === this.sprites.length) {
      this.sprites.push(sprite);
      this.container.addChild(sprite);
    }
    return sprite;
  }

  private place(sprite: Sprite, label: Label, pixelRatio: number): void {
    const wanted = label.size * pixelRatio;
    const size = Math.min(Math.round(wanted * 4) / 4, LARGEST);
    sprite.visible = size > 0 && label.alpha > 0;
    if (!sprite.visible) {
      sprite.texture = Texture.EMPTY;
      return;
    }
    const angle = Math.round(label.angle * ANGLES) / ANGLES;
    const { texture, layout, originX, originY } = this.textureOf(label.content, size, angle);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    const [along, down] = [label.anchorX * layout.width, anchorLine(layout, label.anchorY)];
    const stretch = size === LARGEST ? wanted / size : 1;
    const left = label.x * pixelRatio - (originX + along * cos - down * sin) * stretch;
    const top = label.y * pixelRatio - (originY + along * sin + down * cos) * stretch;
    sprite.texture = texture;
    sprite.scale.set(stretch / pixelRatio);
    // Letters stand on whole pixels, as they were drawn.
    sprite.position.set(Math.round(left) / pixelRatio, Math.round(top) / pixelRatio);
    sprite.tint = label.color;
    sprite.alpha = label.alpha;
  }

  private textureOf(content: LabelContent, size: number, angle: number): LabelTexture {
    return this.textures.get(`${size} ${angle} ${contentKey(content)}`, () => {
      const { canvas, ...place } = rasterLabel(content, size, angle, this.fontFamily);
      const source = new CanvasSource({ resource: canvas, resolution: 1 });
      const value = { texture: new Texture({ source }), ...place };
      return { value, cost: canvas.width * canvas.height + TEXTURE_COST };
    });
  }
}

function contentKey(content: LabelContent): string {
  return content.kind === 'text'
    ? `${content.bold ? 'bold' : 'text'} ${content.text}`
    : [content.hat ? 'hat' : 'math', content.base, content.sub, content.sup, content.tail].join(
        '\n',
      );
}
