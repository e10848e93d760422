/**
 * The fused multiply-add a·b + c with a single rounding, which processors have and JavaScript lacks. Method: error-free
 * transformations with a last addition rounded to odd (Boldo and Melquiond, 2008). Exact while nothing over- or underflows.
 */
import { exactProduct, exactSum } from './exact';

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** a·b + c, rounded once to double precision. */
export function fma(a: number, b: number, c: number): number {
  const [product, productRest] = exactProduct(a, b);
  const [low, lowRest] = exactSum(c, productRest);
  const [high, highRest] = exactSum(product, low);
  return high + oddSum(lowRest, highRest);
}

/** a + b; if that is not exact, the neighbour whose last bit is 1, so that a later rounding still sees the rest. */
function oddSum(a: number, b: number): number {
  const [sum, rest] = exactSum(a, b);
  double[0] = sum;
  if (rest === 0 || (bits[0]! & 1n) === 1n) return sum;
  bits[0] = bits[0]! + (rest > 0 === sum > 0 ? 1n : -1n);
  return double[0];
}

/**
 * a·b + c of single precision numbers, rounded once to single precision. The product is exact in double precision, so a second rounding
 * shows only where the sum was rounded to the middle between two single precision numbers.
 */
export function fma32(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const rounded = Math.fround(sum);
  const other = rounded + 2 * (sum - rounded);
  if (other === rounded || Math.fround(other) !== other) return rounded;
  const [, rest] = exactSum(product, c);
  if (rest === 0) return rounded;
  return rest > 0 === other > rounded ? other : rounded;
}
