/** The error function in double accuracy: a table where it bends, and the continued fraction of NIST DLMF 7.9.2 beyond. */
import { fromTable, tabulate } from './tabulated';

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
/** Below this the table is used, above it the continued fraction. */
const SWITCH = 2.5;
/** Depth of the continued fraction: enough for double accuracy from `SWITCH` on. */
const DEPTH = 50;
const DEGREE = 12;

/** Coefficients by y'' = −2x y'. */
const TABLE = tabulate(SWITCH, 16, (point) => {
  const slope = [TWO_OVER_SQRT_PI * Math.exp(-point * point)];
  for (let n = 1; n < DEGREE; n++) {
    slope.push((-2 * (point * slope[n - 1]! + (slope[n - 2] ?? 0))) / n);
  }
  return [series(point), ...slope.map((each, n) => each / (n + 1))];
});

/** erf(x) = 2/√π ∫₀ˣ exp(−t²) dt */
export function erf(x: number): number {
  const size = Math.abs(x);
  const value = size < SWITCH ? fromTable(TABLE, size) : 1 - fraction(size);
  return Math.sign(x) * value;
}

/** erfc(x) = 1 − erf(x), accurate also where that is tiny. */
export function erfc(x: number): number {
  if (Math.abs(x) < SWITCH) return 1 - erf(x);
  return x < 0 ? 2 - fraction(-x) : fraction(x);
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
