/** Colours of a frame: mixing in OKLab, contrast after WCAG, and the diverging scale for values. */
import type { Color, SceneTheme } from './scene';

/** Least contrast of text against what it stands on. */
const TEXT_CONTRAST = 4.5;

type Triple = readonly [number, number, number];

/** Red, green and blue in 0..1. */
export function channels(color: Color): Triple {
  return [((color >> 16) & 255) / 255, ((color >> 8) & 255) / 255, (color & 255) / 255];
}

function toLinear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

function fromLinear(light: number): number {
  const channel = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, channel)));
}

function toLab(color: Color): Triple {
  const [red, green, blue] = channels(color);
  const r = toLinear(red);
  const g = toLinear(green);
  const b = toLinear(blue);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromLab([lightness, a, b]: Triple): Color {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = fromLinear(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = fromLinear(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = fromLinear(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return (red << 16) | (green << 8) | blue;
}

/** The colour a share `t` (0..1) of the way from one to the other, evenly to the eye. */
export function mix(from: Color, to: Color, t: number): Color {
  if (t <= 0 || from === to) return from;
  if (t >= 1) return to;
  const a = toLab(from);
  const b = toLab(to);
  return fromLab([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), a[2] + t * (b[2] - a[2])]);
}

/** Relative luminance, 0 for black to 1 for white. */
function luminance(color: Color): number {
  const [red, green, blue] = channels(color);
  return 0.2126 * toLinear(red) + 0.7152 * toLinear(green) + 0.0722 * toLinear(blue);
}

/** Contrast ratio of two colours, 1 to 21. */
export function contrast(a: Color, b: Color): number {
  const light = luminance(a);
  const dark = luminance(b);
  return (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05);
}

/** The first of the candidates that can be read on the ground, else black or white, whichever is clearer. */
export function readableOn(ground: Color, ...candidates: readonly Color[]): Color {
  const found = candidates.find((color) => contrast(color, ground) >= TEXT_CONTRAST);
  if (found !== undefined) return found;
  return contrast(0x000000, ground) > contrast(0xffffff, ground) ? 0x000000 : 0xffffff;
}

/** The colour itself if text in it can be read on the ground, else as little nearer to black or white as needed. */
export function legible(color: Color, ground: Color): Color {
  const end = contrast(0x000000, ground) > contrast(0xffffff, ground) ? 0x000000 : 0xffffff;
  for (let share = 0; share < 1; share += 0.1) {
    const candidate = mix(color, end, share);
    if (contrast(candidate, ground) >= TEXT_CONTRAST) return candidate;
  }
  return end;
}

const palettes = new WeakMap<SceneTheme, Palette>();

/** The palette of a theme, kept as long as the theme. */
export function paletteOf(theme: SceneTheme): Palette {
  let palette = palettes.get(theme);
  if (palette === undefined) {
    palette = new Palette(theme);
    palettes.set(theme, palette);
  }
  return palette;
}

/** Steps of the precomputed scale on each side of zero. */
const STEPS = 32;

/** The colours of a theme as the picture uses them. */
export class Palette {
  readonly muted: Color;
  readonly foreground: Color;
  readonly forwardText: Color;
  readonly backwardText: Color;
  readonly updateText: Color;
  readonly errorText: Color;
  readonly focusText: Color;
  /** High contrast: nothing recedes much, outlines are thicker. */
  readonly strong: boolean;
  private readonly strokes: Color[] = [];
  private readonly fills: Color[] = [];

  constructor(readonly theme: SceneTheme) {
    const { background } = theme;
    this.strong = theme.kind === 'hc-dark' || theme.kind === 'hc-light';
    this.foreground = legible(theme.foreground, background);
    this.muted = legible(theme.muted, background);
    this.forwardText = legible(theme.forward, background);
    this.backwardText = legible(theme.backward, background);
    this.updateText = legible(theme.update, background);
    this.errorText = legible(theme.error, background);
    this.focusText = legible(theme.focus, background);
    for (let step = -STEPS; step <= STEPS; step++) {
      const size = Math.abs(step) / STEPS;
      const end = step < 0 ? theme.negative : theme.positive;
      this.strokes.push(step === 0 ? theme.neutral : mix(theme.neutral, end, 0.55 + 0.45 * size));
      const full = mix(theme.neutral, end, Math.min(1, 2.2 * size));
      this.fills.push(mix(background, full, 0.13 + 0.5 * size));
    }
  }

  /** Colour of a line that carries a value; `share` is value / largest, -1..1. The sign can be told at any size. */
  stroke(share: number): Color {
    return this.at(this.strokes, share);
  }

  /** Fill of a circle that holds a value; zero is nearly the background, the ends are full. */
  fill(share: number): Color {
    return this.at(this.fills, share);
  }

  private at(scale: readonly Color[], share: number): Color {
    if (Number.isNaN(share)) return this.theme.error;
    const bent = Math.sign(share) * Math.min(1, Math.abs(share)) ** 0.8;
    return scale[STEPS + Math.round(bent * STEPS)]!;
  }
}
