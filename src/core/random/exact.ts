/**
 * Sums and products without rounding errors: a result is a pair of doubles whose sum is exact, or exact to about 100 bits (Dekker, 1971;
 * Knuth). Valid while nothing over- or underflows.
 */

/** The unevaluated sum of a double and what it lacks. */
export type Pair = readonly [high: number, low: number];

/** 2^27 + 1: splits a double into two halves of at most 26 bits. */
const SPLITTER = 134217729;

/** a·b, exactly. */
export function exactProduct(a: number, b: number): Pair {
  const product = a * b;
  const [a1, a0] = halves(a);
  const [b1, b0] = halves(b);
  return [product, a0 * b0 - (product - a1 * b1 - a0 * b1 - a1 * b0)];
}

function halves(x: number): Pair {
  const scaled = SPLITTER * x;
  const upper = scaled - (scaled - x);
  return [upper, x - upper];
}

/** a + b, exactly. */
export function exactSum(a: number, b: number): Pair {
  const sum = a + b;
  const fromB = sum - a;
  return [sum, a - (sum - fromB) + (b - fromB)];
}

/** x + y */
export function sumOf([x, dx]: Pair, [y, dy]: Pair): Pair {
  const [sum, rest] = exactSum(x, y);
  return exactSum(sum, rest + (dx + dy));
}

/** x·y */
export function productOf([x, dx]: Pair, [y, dy]: Pair): Pair {
  const [product, rest] = exactProduct(x, y);
  return exactSum(product, rest + (x * dy + dx * y));
}

/** x / y */
export function quotientOf(x: number, [y, dy]: Pair): Pair {
  const quotient = x / y;
  const [product, rest] = exactProduct(quotient, y);
  return exactSum(quotient, (x - product - rest - quotient * dy) / y);
}
