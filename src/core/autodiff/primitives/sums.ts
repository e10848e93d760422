/** Sums over whatever a smaller shape is broadcast along: in doubles, always in the same order. */
import { elementCount, type Shape } from '../../model/shape';
import type { Values } from '../values';
import { runsOf } from './runs';

/** For each element of `part` the sum of the elements of x, of shape `whole`, that it would be broadcast to. */
export function sumsOver(x: Values, whole: Shape, part: Shape): Float64Array {
  const sums = new Float64Array(elementCount(part));
  if (isEndOf(part, whole)) {
    addRows(x, sums);
    return sums;
  }
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
      for (let i = start; i < end; i++, j += step)
        sums[j] = sums[j]! + (x[i]! - middle[j]!) * y[i]!;
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

/** Adds the rows of x, which are as long as the sums, to these: four columns at a time, whose sums stay in registers. */
export function addRows(x: Values, sums: Float64Array): void {
  const width = sums.length;
  const even = width - (width % 4);
  for (let j = 0; j < even; j += 4) {
    let a = sums[j]!;
    let b = sums[j + 1]!;
    let c = sums[j + 2]!;
    let d = sums[j + 3]!;
    for (let i = j; i < x.length; i += width) {
      a += x[i]!;
      b += x[i + 1]!;
      c += x[i + 2]!;
      d += x[i + 3]!;
    }
    sums[j] = a;
    sums[j + 1] = b;
    sums[j + 2] = c;
    sums[j + 3] = d;
  }
  for (let j = even; j < width; j++) {
    let sum = sums[j]!;
    for (let i = j; i < x.length; i += width) sum += x[i]!;
    sums[j] = sum;
  }
}

/** True when the part is repeated over leading dimensions of the whole alone. */
function isEndOf(part: Shape, whole: Shape): boolean {
  const first = part.findIndex((size) => size !== 1);
  if (first < 0) return false;
  const missing = whole.length - part.length;
  return part.every((size, d) => d < first || size === whole[d + missing]);
}
