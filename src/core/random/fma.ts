/**
 * The fused multiply-add a·b + c with a single rounding, which processors have and JavaScript lacks. Method: error-free
 * transformations with a last addition rounded to odd (Boldo and Melquiond, 2008). Exact while nothing over- or underflows.
 */

/** 2^27 + 1: splits a double into two halves of at most 26 bits. */
const SPLITTER = 134217729;

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** a·b + c, rounded once. */
export function fma(a: number, b: number, c: number): number {
  const [product, productRest] = exactProduct(a, b);
  const [low, lowRest] = exactSum(c, productRest);
  const [high, highRest] = exactSum(product, low);
  return high + oddSum(lowRest, highRest);
}

/** a·b as the nearest double and what is missing. */
function exactProduct(a: number, b: number): [number, number] {
  const product = a * b;
  const [a1, a0] = halves(a);
  const [b1, b0] = halves(b);
  return [product, a0 * b0 - (product - a1 * b1 - a0 * b1 - a1 * b0)];
}

function halves(x: number): [number, number] {
  const scaled = SPLITTER * x;
  const upper = scaled - (scaled - x);
  return [upper, x - upper];
}

/** a + b as the nearest double and what is missing. */
function exactSum(a: number, b: number): [number, number] {
  const sum = a + b;
  const fromB = sum - a;
  return [sum, a - (sum - fromB) + (b - fromB)];
}

/** a + b; if that is not exact, the neighbour whose last bit is 1, so that a later rounding still sees the rest. */
function oddSum(a: number, b: number): number {
  const [sum, rest] = exactSum(a, b);
  double[0] = sum;
  if (rest === 0 || (bits[0]! & 1n) === 1n) return sum;
  bits[0] = bits[0]! + (rest > 0 === sum > 0 ? 1n : -1n);
  return double[0];
}
