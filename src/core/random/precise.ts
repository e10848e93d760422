/**
 * Logarithm, sine and cosine with at most a little more than half a unit in the last place of error. JavaScript's own may be off by one
 * unit and differ between engines. Series are summed in pairs of doubles where it counts.
 */
import { exactProduct, exactSum, productOf, quotientOf, sumOf, type Pair } from './exact';

/** log 2 */
const LOG2: Pair = [0.6931471805599453, 2.3190468138462996e-17];
/** π/2 in three parts. */
const HALF_PI = [1.5707963267948966, 6.123233995736766e-17, -1.4973849048591698e-33] as const;

const third = quotientOf(1, [3, 0]);
const sixth = quotientOf(-1, [6, 0]);
const twentyFourth = quotientOf(1, [24, 0]);

/** log x for x in [2^-53, 1], rounded almost always to the nearest double. */
export function logOf(x: number): number {
  let mantissa = x;
  let exponent = 0;
  while (mantissa < Math.SQRT1_2) {
    mantissa *= 2;
    exponent--;
  }
  const s = quotientOf(mantissa - 1, exactSum(mantissa, 1));
  const square = productOf(s, s);
  const [z] = square;
  let rest = 0;
  for (let n = 29; n >= 5; n -= 2) rest = rest * z + 1 / n;
  const cubic = productOf(square, sumOf(third, exactProduct(z, rest)));
  const half = sumOf(s, productOf(s, cubic));
  const scale = productOf([exponent, 0], LOG2);
  const [high, low] = sumOf(scale, [2 * half[0], 2 * half[1]]);
  return high + low;
}

/** Sine and cosine of an angle from 0 to 2π, rounded almost always to the nearest double. */
export function sineAndCosine(angle: number): { readonly sine: number; readonly cosine: number } {
  const quarters = Math.round(angle / HALF_PI[0]);
  const [first, firstRest] = exactProduct(quarters, HALF_PI[0]);
  const [second, secondRest] = exactProduct(quarters, HALF_PI[1]);
  const near = sumOf(exactSum(angle, -first), exactSum(-firstRest, -second));
  const x = sumOf(near, [-secondRest - quarters * HALF_PI[2], 0]);
  const sine = sineNearZero(x);
  const cosine = cosineNearZero(x);
  switch (quarters & 3) {
    case 0:
      return { sine, cosine };
    case 1:
      return { sine: cosine, cosine: -sine };
    case 2:
      return { sine: -sine, cosine: -cosine };
    default:
      return { sine: -cosine, cosine: sine };
  }
}

/** x − x³/6 + x⁵/120 − … for |x| ≤ π/4 */
function sineNearZero(x: Pair): number {
  const square = productOf(x, x);
  const [z] = square;
  const cubic = sumOf(sixth, exactProduct(z, tail(z, 4)));
  const [high, low] = sumOf(x, productOf(x, productOf(square, cubic)));
  return high + low;
}

/** 1 − x²/2 + x⁴/24 − … for |x| ≤ π/4 */
function cosineNearZero(x: Pair): number {
  const square = productOf(x, x);
  const [z] = square;
  const quartic = sumOf(twentyFourth, exactProduct(-z, tail(z, 5)));
  const beyond = productOf(productOf(square, square), quartic);
  const [high, low] = sumOf(sumOf([1, 0], [-square[0] / 2, -square[1] / 2]), beyond);
  return high + low;
}

/** 1/(n+1)! − z/(n+3)! + z²/(n+5)! − …, summed from the small end. */
function tail(z: number, n: number): number {
  let factor = 1;
  for (let k = 2; k <= n + 1; k++) factor *= k;
  let sum = 1;
  for (let k = n + 17; k > n + 1; k -= 2) sum = 1 - (sum * z) / (k * (k - 1));
  return sum / factor;
}
