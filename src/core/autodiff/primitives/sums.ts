/** Sums over whatever a smaller shape is broadcast along: in doubles, always in the same order. */
import { elementCount, type Shape } from '../../model/shape';
import type { Values } from '../values';
import { runsOf } from './runs';

/** For each element of `part` the sum of the elements of x, of shape `whole`, that it would be broadcast to. */
export function sumsOver(x: Values, whole: Shape, part: Shape): Float64Array {
  const sums = new Float64Array(elementCount(part));
  const run = runsOf(whole, part);
  const step = run.steps[0]!;
  for (; run.more; run.next()) {
    const { start, end } = run;
    let j = run.from[0]!;
    if (step === 0) {
      let sum = 0;
      for (let i = start; i < end; i++) sum += x[i]!;
      sums[j] = sums[j]! + sum;
    } else {
      for (let i = start; i < end; i++, j += step) sums[j] = sums[j]! + x[i]!;
    }
  }
  return sums;
}

/** The same for how far x is from the middle, which is given for each element of `part`, times y. */
export function distancesOver(
  x: Values,
  middle: Float64Array,
  y: Values,
  whole: Shape,
  part: Shape,
): Float64Array {
  const sums = new Float64Array(middle.length);
  const run = runsOf(whole, part);
  const step = run.steps[0]!;
  for (; run.more; run.next()) {
    const { start, end } = run;
    let j = run.from[0]!;
    if (step === 0) {
      const center = middle[j]!;
      let sum = 0;
      for (let i = start; i < end; i++) sum += (x[i]! - center) * y[i]!;
      sums[j] = sums[j]! + sum;
    } else {
      for (let i = start; i < end; i++, j += step) sums[j] = sums[j]! + (x[i]! - middle[j]!) * y[i]!;
    }
  }
  return sums;
}

/** The same for the squares of how far x is from the middle. */
export function squaresOver(
  x: Values,
  middle: Float64Array,
  whole: Shape,
  part: Shape,
): Float64Array {
  const sums = new Float64Array(middle.length);
  const run = runsOf(whole, part);
  const step = run.steps[0]!;
  for (; run.more; run.next()) {
    const { start, end } = run;
    let j = run.from[0]!;
    if (step === 0) {
      const center = middle[j]!;
      let sum = 0;
      for (let i = start; i < end; i++) {
        const distance = x[i]! - center;
        sum += distance * distance;
      }
      sums[j] = sums[j]! + sum;
    } else {
      for (let i = start; i < end; i++, j += step) {
        const distance = x[i]! - middle[j]!;
        sums[j] = sums[j]! + distance * distance;
      }
    }
  }
  return sums;
}
