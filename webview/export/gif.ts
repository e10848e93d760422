/** Writes frames into a GIF: pixels that stay are transparent, frames in which nothing changes make the one before longer. */
import { GIFEncoder } from 'gifenc';
import { UNCHANGED, type Palette } from './palette';
import type { PictureSize } from './picture';

/** Leave what was drawn, so that the next frame covers only what changes. */
const KEEP = 1;

interface PendingFrame {
  readonly indices: Uint8Array<ArrayBuffer>;
  readonly start: number;
}

/** A GIF that grows frame by frame. */
export class GifWriter {
  private readonly encoder = GIFEncoder();
  private readonly before: Uint32Array;
  private readonly shown: Uint8Array;
  private pending: PendingFrame | null = null;
  private frames = 0;
  private written = 0;

  constructor(
    private readonly size: PictureSize,
    private readonly palette: Palette,
    private readonly framesPerSecond: number,
  ) {
    this.before = new Uint32Array(size.width * size.height);
    this.shown = new Uint8Array(size.width * size.height);
  }

  /** Adds a frame by its pixels (red, green, blue, alpha in memory). */
  add(pixels: Uint32Array): void {
    const indices = this.changesIn(pixels);
    if (indices) {
      this.flush();
      this.pending = { indices, start: this.frames };
    }
    this.frames += 1;
  }

  /** Ends the file and gives its bytes. */
  finish(): Uint8Array<ArrayBuffer> {
    this.flush();
    this.encoder.finish();
    return this.encoder.bytes();
  }

  /** Palette indices of a frame, or null if it looks like the one before. */
  private changesIn(pixels: Uint32Array): Uint8Array<ArrayBuffer> | null {
    const { before, shown, palette } = this;
    const indices = new Uint8Array(pixels.length);
    let changed = this.frames === 0;
    let lastPixel = -1;
    let lastIndex = 0;
    for (let i = 0; i < pixels.length; i += 1) {
      const pixel = pixels[i]!;
      if (pixel === before[i]) continue;
      if (pixel !== lastPixel) lastIndex = palette.indexOf(pixel);
      lastPixel = pixel;
      if (lastIndex === shown[i]) continue;
      indices[i] = lastIndex;
      shown[i] = lastIndex;
      changed = true;
    }
    before.set(pixels);
    return changed ? indices : null;
  }

  private flush(): void {
    if (!this.pending) return;
    const { indices, start } = this.pending;
    const first = this.written === 0;
    const { width, height } = this.size;
    this.encoder.writeFrame(indices, width, height, {
      ...(first && { palette: this.palette.colors, repeat: 0 }),
      delay: 10 * (this.hundredths(this.frames) - this.hundredths(start)),
      transparent: !first,
      transparentIndex: UNCHANGED,
      dispose: KEEP,
    });
    this.written += 1;
    this.pending = null;
  }

  /** When a frame begins, in the unit that the format counts in. */
  private hundredths(frame: number): number {
    return Math.round((frame * 100) / this.framesPerSecond);
  }
}
