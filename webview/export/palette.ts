/** The colours of a clip: one palette for all frames, and the nearest of its colours for every pixel. */
import { quantize } from 'gifenc';
import type { Color } from '../../src/core/scene/scene';

/** Stands for a pixel that stays as it was in the frame before. */
export const UNCHANGED = 0;

const MOST_COLORS = 256;

/** A palette of at most 256 colours, the first of which stands for `UNCHANGED`. */
export class Palette {
  /** As [red, green, blue]. */
  readonly colors: number[][];
  private readonly nearest = new Map<number, number>();

  /** Takes the pixels (red, green, blue, alpha in memory) that stand for the clip, and colours that must be met exactly. */
  constructor(samples: Uint32Array<ArrayBuffer>, exact: readonly Color[]) {
    const fixed = [...new Set(exact)].map((color) => [
      color >> 16,
      (color >> 8) & 255,
      color & 255,
    ]);
    const found = quantize(new Uint8Array(samples.buffer), MOST_COLORS - 1 - fixed.length);
    this.colors = [[0, 0, 0], ...fixed, ...found];
  }

  /** Place in the palette of a pixel's colour. */
  indexOf(pixel: number): number {
    const known = this.nearest.get(pixel);
    if (known !== undefined) return known;
    const index = this.search(pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255);
    this.nearest.set(pixel, index);
    return index;
  }

  private search(red: number, green: number, blue: number): number {
    let best = UNCHANGED + 1;
    let least = Infinity;
    for (let i = UNCHANGED + 1; i < this.colors.length; i += 1) {
      const [r, g, b] = this.colors[i]!;
      const distance = (r! - red) ** 2 + (g! - green) ** 2 + (b! - blue) ** 2;
      if (distance < least) [best, least] = [i, distance];
    }
    return best;
  }
}

/** Gathers the pixels that stand for a clip: all of the first frame, and of each further one those that changed. */
export class Samples {
  private readonly parts: Uint32Array[] = [];
  private last: Uint32Array | null = null;

  /** Adds a frame. */
  add(pixels: Uint32Array): void {
    const { last } = this;
    this.parts.push(last ? pixels.filter((pixel, i) => pixel !== last[i]) : pixels.slice());
    this.last = pixels.slice();
  }

  /** All pixels gathered. */
  all(): Uint32Array<ArrayBuffer> {
    const all = new Uint32Array(this.parts.reduce((sum, part) => sum + part.length, 0));
    let place = 0;
    for (const part of this.parts) {
      all.set(part, place);
      place += part.length;
    }
    return all;
  }
}
