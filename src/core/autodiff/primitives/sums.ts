/** Sums over whatever a smaller shape is broadcast along: in doubles, always in the same order. */
import { elementCount, type Shape } from '../../model/shape';
import type { Values } from '../values';
import { runsOf } from './runs';

/** For each element of `part` the sum of the elements of x, of shape `whole`, that it would be broadcast to. */
export function sumsOver(x: Values, whole: Shape, part: Shape): Float64Array {
  const sums = new Float64Array(elementCount(part));
  const runs = runsOf(whole, part);
  const step = runs.steps[0]!;
  runs.each((start, [to]) => {
    const end = start + runs.length;
    if (step === 0) {
      let sum = 0;
      for (let i = start; i < end; i++) sum += x[i]!;
      sums[to!] = sums[to!]! + sum;
    } else {
      for (let i = start, j = to!; i < end; i++, j += step) sums[j] = sums[j]! + x[i]!;
    }
  });
  return sums;
}

/** The same for the squares of how far x is from the middle, which is given for each element of `part`. */
export function squaresOver(
  x: Values,
  middle: Float64Array,
  whole: Shape,
  part: Shape,
): Float64Array {
  const sums = new Float64Array(middle.length);
  const runs = runsOf(whole, part);
  const step = runs.steps[0]!;
  runs.each((start, [to]) => {
    const end = start + runs.length;
    for (let i = start, j = to!; i < end; i++, j += step) {
      const distance = x[i]! - middle[j]!;
      sums[j] = sums[j]! + distance * distance;
    }
  });
  return sums;
}
