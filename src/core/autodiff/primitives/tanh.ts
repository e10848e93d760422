/** The hyperbolic tangent in double accuracy, faster than `Math.tanh`: small networks spend most of their time on it. */
import { fromTable, tabulate } from './tabulated';

/** From here on tanh(x) is 1 in double precision. */
const END = 20;
const DEGREE = 8;

/** Coefficients by y' = 1 − y². */
const TABLE = tabulate(END, 32, (point) => {
  const y = [Math.tanh(point)];
  for (let n = 0; n < DEGREE; n++) {
    let slope = n === 0 ? 1 : 0;
    for (let i = 0; i <= n; i++) slope -= y[i]! * y[n - i]!;
    y.push(slope / (n + 1));
  }
  return y;
});

/** tanh(x) */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (!(size < END)) return Math.sign(x);
  return Math.sign(x) * fromTable(TABLE, size);
}
