/** Contrast between colours, as the accessibility guidelines count it. */
import type { Color } from '../../src/core/scene/scene';

/** What text needs at least. */
const TEXT_CONTRAST = 4.5;

/** Ratio of the luminances of two colours, from 1 to 21. */
export function contrast(a: Color, b: Color): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** The colour itself if it can be read on the background, else the nearest that can on the way to black or white. */
export function readable(color: Color, background: Color, ratio = TEXT_CONTRAST): Color {
  const end = contrast(0xffffff, background) > contrast(0, background) ? 0xffffff : 0;
  for (let share = 0; share < 1; share += 0.02) {
    const mixed = mix(color, end, share);
    if (contrast(mixed, background) >= ratio) return mixed;
  }
  return end;
}

/** A colour between two, `share` of the way from the first to the second. */
export function mix(from: Color, to: Color, share: number): Color {
  return channels(from)
    .map((value, i) => Math.round(value + (channels(to)[i]! - value) * share))
    .reduce((color, value) => color * 256 + value, 0);
}

function luminance(color: Color): number {
  const [red, green, blue] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function channels(color: Color): readonly number[] {
  return [color >> 16, (color >> 8) & 255, color & 255];
}
