/** The exponential function to a few units in the last place of a double, faster than `Math.exp`: softmax and gates spend most of their time on it. */

/** Within ±END no result is infinite or denormal. */
const END = 700;
const PER_UNIT = 64;

/** exp of whole numbers from −END − 1 on, and of the parts between two of them. */
const WHOLE = Float64Array.from({ length: 2 * END + 3 }, (_, i) => Math.exp(i - END - 1));
const PARTS = Float64Array.from({ length: PER_UNIT }, (_, i) => Math.exp(i / PER_UNIT));
/** What makes a point of the grid a place in the tables. */
const FIRST = (END + 1) * PER_UNIT;

/** exp(x): x is a whole number, a part, and a rest that is so small that a few terms of the series suffice. */
export function exp(x: number): number {
  if (!(x > -END && x < END)) return Math.exp(x);
  const point = (x * PER_UNIT + FIRST + 0.5) | 0;
  const r = x - (point - FIRST) / PER_UNIT;
  const series = 1 + r * (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120)))));
  return WHOLE[(point / PER_UNIT) | 0]! * PARTS[point % PER_UNIT]! * series;
}
