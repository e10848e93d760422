/** The palette of a clip. */
import { describe, expect, it } from 'vitest';
import { Palette, Samples, UNCHANGED } from '../../../webview/export/palette';

/** A pixel as it stands in memory. */
const pixel = (color: number): number =>
  (0xff000000 | ((color & 255) << 16) | (color & 0xff00) | (color >> 16)) >>> 0;

const gradient = Uint32Array.from({ length: 5000 }, (_, i) =>
  pixel(((i % 256) << 16) | ((i % 97) << 8) | (i % 31)),
);

describe('a palette', () => {
  it('meets the given colours exactly, however rare they are', () => {
    const exact = [0x1f1f1f, 0xf2a33a, 0x4da3ff, 0x1f1f1f];
    const palette = new Palette(gradient.slice(), exact);
    expect(palette.colors.length).toBeLessThanOrEqual(256);
    for (const color of exact) {
      const found = palette.colors[palette.indexOf(pixel(color))]!;
      expect((found[0]! << 16) | (found[1]! << 8) | found[2]!).toBe(color);
    }
  });

  it('never gives a drawn pixel the place that stands for unchanged ones', () => {
    const palette = new Palette(Uint32Array.of(pixel(0), pixel(0xffffff)), [0xffffff]);
    for (const color of [0, 0x000001, 0xffffff, 0x808080])
      expect(palette.indexOf(pixel(color))).not.toBe(UNCHANGED);
  });

  it('comes close to every colour', () => {
    const palette = new Palette(gradient.slice(), []);
    const worst = Math.max(
      ...[...gradient].map((value) => {
        const [red, green, blue] = palette.colors[palette.indexOf(value)]!;
        return Math.max(
          Math.abs(red! - (value & 255)),
          Math.abs(green! - ((value >> 8) & 255)),
          Math.abs(blue! - ((value >> 16) & 255)),
        );
      }),
    );
    expect(worst).toBeLessThan(24);
  });
});

describe('samples', () => {
  it('hold the first frame whole and of the others what changed', () => {
    const samples = new Samples();
    samples.add(Uint32Array.of(1, 2, 3));
    samples.add(Uint32Array.of(1, 5, 3));
    samples.add(Uint32Array.of(1, 5, 3));
    expect([...samples.all()]).toEqual([1, 2, 3, 5]);
  });
});
