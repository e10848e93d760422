/** The error function in double accuracy. Series and continued fraction as in NIST DLMF 7.6.2 and 7.9.2. */

const TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
/** Below this the series converges fast and without cancellation, above it the continued fraction does. */
const SWITCH = 2.5;
/** Depth of the continued fraction: enough for double accuracy from `SWITCH` on. */
const DEPTH = 50;

/** erf(x) = 2/√π ∫₀ˣ exp(−t²) dt */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size < SWITCH) return series(x);
  return x < 0 ? fraction(size) - 1 : 1 - fraction(size);
}

/** erfc(x) = 1 − erf(x), accurate also where that is tiny. */
export function erfc(x: number): number {
  if (Math.abs(x) < SWITCH) return 1 - series(x);
  return x < 0 ? 2 - fraction(-x) : fraction(x);
}

/** erf(x) = 2/√π exp(−x²) Σ_n 2ⁿ x^(2n+1) / (1·3·5···(2n+1)), all terms of one sign. */
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
