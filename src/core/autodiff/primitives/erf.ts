/** The error function and its inverse in double accuracy: a table where it bends, and the continued fraction of NIST DLMF 7.9.2 beyond. */

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
/** Below this the table is used, above it the continued fraction. */
const SWITCH = 2;
/** Depth of the continued fraction: enough for double accuracy from `SWITCH` on. */
const DEPTH = 50;
/** Points of the table, and how many coefficients each has: higher powers are below the rounding. */
const PER_UNIT = 16;
const WIDTH = 13;
/** Of the guess at the inverse. */
const ROUGH = 0.147;

/** Taylor coefficients at 0, 1/PER_UNIT, …, each row made when it is first needed. */
const c = new Float64Array((SWITCH * PER_UNIT + 1) * WIDTH);

/** erf(x) = 2/√π ∫₀ˣ exp(−t²) dt */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (!(size < SWITCH)) return Math.sign(x) * (1 - fraction(size));
  const place = (size * PER_UNIT + 0.5) | 0;
  const k = place * WIDTH;
  if (c[k + 1] === 0) fill(k, place / PER_UNIT);
  const r = size - place / PER_UNIT;
  let sum = 0;
  for (let n = WIDTH - 1; n >= 0; n--) sum = sum * r + c[k + n]!;
  return Math.sign(x) * sum;
}

/** erfc(x) = 1 − erf(x), accurate also where that is tiny. */
export function erfc(x: number): number {
  if (Math.abs(x) < SWITCH) return 1 - erf(x);
  return x < 0 ? 2 - fraction(-x) : fraction(x);
}

/** x with erf(x) = y: a rough guess (S. Winitzki, 2008), made exact by Halley's method. ±∞ at ±1, NaN beyond. */
export function inverseErf(y: number): number {
  const size = Math.abs(y);
  if (size >= 1) return size === 1 ? y * Infinity : NaN;
  const log = Math.log1p(-size * size);
  const middle = 2 / (Math.PI * ROUGH) + log / 2;
  let x = Math.sqrt(Math.sqrt(middle * middle - log / ROUGH) - middle);
  for (let step = 0; step < 3; step++) {
    const off = size < 0.5 ? erf(x) - size : 1 - size - erfc(x);
    const rise = off / (TWO_OVER_SQRT_PI * Math.exp(-x * x));
    x -= rise / (1 + x * rise);
  }
  return Math.sign(y) * x;
}

/** erf(x) = 2/√π exp(−x²) Σ_n 2ⁿ x^(2n+1) / (1·3·5···(2n+1)), all terms of one sign (DLMF 7.6.2). */
function series(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return TWO_OVER_SQRT_PI * Math.exp(-x * x) * sum;
}

/** erfc(x) = exp(−x²)/√π · 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …)))), for x > 0. */
function fraction(x: number): number {
  let tail = x;
  for (let n = DEPTH; n > 0; n--) tail = x + n / 2 / tail;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * tail);
}

/** The coefficients at x, by y'' = −2x y'. */
function fill(k: number, x: number): void {
  let [slope, before] = [TWO_OVER_SQRT_PI * Math.exp(-x * x), 0];
  c[k] = series(x);
  for (let n = 1; n < WIDTH; n++) {
    c[k + n] = slope / n;
    [slope, before] = [(-2 * (x * slope + before)) / n, slope];
  }
}
