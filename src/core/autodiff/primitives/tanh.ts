/** The hyperbolic tangent in double accuracy, faster than `Math.tanh`: small networks spend most of their time on it. */

/** Beyond ±END it is `Math.tanh`. */
const END = 6;
const PER_UNIT = 64;
/** With points this close, higher powers are below the rounding. */
const WIDTH = 8;

/** Taylor coefficients at −END, −END + 1/PER_UNIT, …, each row made when it is first needed. */
const c = new Float64Array((2 * END * PER_UNIT + 1) * WIDTH);

/** tanh(x), by its Taylor series at the nearest point of a grid. */
export function tanh(x: number): number {
  if (!(x > -END && x < END)) return Math.tanh(x);
  const place = ((x + END) * PER_UNIT + 0.5) | 0;
  const point = place / PER_UNIT - END;
  const k = place * WIDTH;
  if (c[k + 1] === 0) fill(k, point);
  const r = x - point;
  const high = c[k + 4]! + r * (c[k + 5]! + r * (c[k + 6]! + r * c[k + 7]!));
  return c[k]! + r * (c[k + 1]! + r * (c[k + 2]! + r * (c[k + 3]! + r * high)));
}

/** The coefficients at x, by y' = 1 − y². */
function fill(k: number, x: number): void {
  c[k] = Math.tanh(x);
  for (let n = 0; n < WIDTH - 1; n++) {
    let slope = n === 0 ? 1 : 0;
    for (let i = 0; i <= n; i++) slope -= c[k + i]! * c[k + n - i]!;
    c[k + n + 1] = slope / (n + 1);
  }
}
