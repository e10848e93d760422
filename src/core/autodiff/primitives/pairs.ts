/** Functions of two elements that have a kernel, with broadcasting. */
import { AROUND, kernelsFor, type MapName } from '../kernels/kernels';
import type { Shape } from '../../model/shape';
import type { Values } from '../values';
import { runsOf } from './runs';

/** Elements of the result that are in the kernels' memory at once: they stay in the cache. */
const MOST = 1 << 16;

/** y_i = f(a_i, b_i); y may be a or b where their shape is that of y. */
export function mapPairs(
  name: MapName,
  a: Values,
  aShape: Shape,
  b: Values,
  bShape: Shape,
  y: Values,
  shape: Shape,
): void {
  const kernels = kernelsFor(y);
  // Operands as large as the result come in blocks, like it; others are there as a whole.
  const [wholeA, wholeB] = [a.length < y.length, b.length < y.length];
  const most = Math.min(MOST, y.length);
  const atB = (wholeA ? a.length : most) + AROUND;
  const atY = atB + (wholeB ? b.length : most) + AROUND;
  const view = kernels.view(atY + most + AROUND);
  if (wholeA) view.set(a, 0);
  if (wholeB) view.set(b, atB);
  const run = runsOf(shape, aShape, bShape);
  const [stepA, stepB] = run.steps as [number, number];
  let [first, end] = [0, 0];
  for (; run.more; run.next()) {
    for (let i = run.start; i < run.end;) {
      if (i === end) {
        y.set(view.subarray(atY, atY + end - first), first);
        [first, end] = [end, Math.min(end + most, y.length)];
        if (!wholeA) view.set(part(a, first, end), 0);
        if (!wholeB) view.set(part(b, first, end), atB);
      }
      const count = Math.min(run.end, end) - i;
      const fromA = wholeA ? run.from[0]! + (i - run.start) * stepA : i - first;
      const fromB = wholeB ? run.from[1]! + (i - run.start) * stepB : i - first;
      kernels[name](count, fromA, stepA, atB + fromB, stepB, atY + i - first);
      i += count;
    }
  }
  y.set(view.subarray(atY, atY + end - first), first);
}

function part(values: Values, first: number, end: number): Values {
  return end - first === values.length ? values : values.subarray(first, end);
}
