/** The standard normal distribution in double accuracy, faster than by the error function: networks with GELU spend much time on it. */
import { erfc } from './erf';

/** Beyond ±END it is made of the error function. */
const END = 8;
const PER_UNIT = 64;
/** With points this close, higher powers are below the rounding, also in the tail. */
const WIDTH = 8;

/** Taylor coefficients of Φ at −END, −END + 1/PER_UNIT, …, each row made when it is first needed. */
const c = new Float64Array((2 * END * PER_UNIT + 1) * WIDTH);

/** Φ(x): the probability that a number is below x. */
export function normalBelow(x: number): number {
  if (!(x > -END && x < END)) return 0.5 * erfc(-x * Math.SQRT1_2);
  const place = ((x + END) * PER_UNIT + 0.5) | 0;
  const point = place / PER_UNIT - END;
  const k = place * WIDTH;
  if (c[k + 1] === 0) fill(k, point);
  const r = x - point;
  const high = c[k + 4]! + r * (c[k + 5]! + r * (c[k + 6]! + r * c[k + 7]!));
  return c[k]! + r * (c[k + 1]! + r * (c[k + 2]! + r * (c[k + 3]! + r * high)));
}

/** (x Φ(x))' = Φ(x) + x Φ'(x) */
export function geluSlope(x: number): number {
  if (!(x > -END && x < END)) return normalBelow(x) + x * normalDensity(x);
  const place = ((x + END) * PER_UNIT + 0.5) | 0;
  const point = place / PER_UNIT - END;
  const k = place * WIDTH;
  if (c[k + 1] === 0) fill(k, point);
  const r = x - point;
  const c1 = c[k + 1]!;
  const c2 = c[k + 2]!;
  const c3 = c[k + 3]!;
  const c4 = c[k + 4]!;
  const c5 = c[k + 5]!;
  const c6 = c[k + 6]!;
  const c7 = c[k + 7]!;
  const below = c[k]! + r * (c1 + r * (c2 + r * (c3 + r * (c4 + r * (c5 + r * (c6 + r * c7))))));
  const high = 4 * c4 + r * (5 * c5 + r * (6 * c6 + r * (7 * c7)));
  return below + x * (c1 + r * (2 * c2 + r * (3 * c3 + r * high)));
}

/** Φ'(x) = exp(−x²/2)/√(2π) */
function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** The coefficients at x; those of the slope follow from Φ''' = −x Φ'' − Φ'. */
function fill(k: number, x: number): void {
  let [slope, before] = [normalDensity(x), 0];
  c[k] = 0.5 * erfc(-x * Math.SQRT1_2);
  for (let n = 1; n < WIDTH; n++) {
    c[k + n] = slope / n;
    [slope, before] = [-(x * slope + before) / n, slope];
  }
}
