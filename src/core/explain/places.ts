/** Index arithmetic for formulas: rows along a dimension, groups over several, operands of a broadcast. Nothing is materialised. */
import { elementCount, type Shape } from '../model/shape';

/** Elements of a tensor that a formula takes together. */
export interface Row {
  readonly count: number;
  /** Place of the element itself. */
  readonly place: number;
  at(i: number): number;
}

/** The row through an element along a dimension. */
export function rowThrough(shape: Shape, dim: number, index: number): Row {
  return groupThrough(shape, [dim], index);
}

/** The elements that differ from an element only in these dimensions, null for all. */
export function groupThrough(shape: Shape, dims: readonly number[] | null, index: number): Row {
  const walked: { size: number; stride: number }[] = [];
  let start = index;
  let place = 0;
  let count = 1;
  let stride = 1;
  for (let d = shape.length - 1; d >= 0; d -= 1) {
    const size = shape[d]!;
    if (dims === null || dims.includes(d)) {
      const own = Math.floor(index / stride) % size;
      start -= own * stride;
      place += own * count;
      count *= size;
      walked.push({ size, stride });
    }
    stride *= size;
  }
  const at = (i: number): number => {
    let rest = i;
    let element = start;
    for (const { size, stride: step } of walked) {
      element += (rest % size) * step;
      rest = Math.floor(rest / size);
    }
    return element;
  };
  return { count, place, at };
}

/** The elements that are reduced to element `index` of the result. */
export function groupOf(shape: Shape, dims: readonly number[] | null, index: number): Row {
  let first = 0;
  let rest = index;
  let stride = elementCount(shape);
  const kept = shape.map((size, d) => (dims === null || dims.includes(d) ? 1 : size));
  let remaining = elementCount(kept);
  for (let d = 0; d < shape.length; d += 1) {
    stride /= shape[d]!;
    remaining /= kept[d]!;
    first += Math.floor(rest / remaining) * stride;
    rest %= remaining;
  }
  return groupThrough(shape, dims, first);
}

/** Index of the element of the reduced tensor that an element of the whole goes into. */
export function reducedIndex(shape: Shape, dims: readonly number[] | null, index: number): number {
  let reduced = 0;
  let scale = 1;
  let rest = index;
  for (let d = shape.length - 1; d >= 0; d -= 1) {
    const place = rest % shape[d]!;
    rest = Math.floor(rest / shape[d]!);
    if (dims === null || dims.includes(d)) continue;
    reduced += place * scale;
    scale *= shape[d]!;
  }
  return reduced;
}

/** Index of the element of a smaller tensor that is repeated at an element of a larger one, as broadcasting has it. */
export function operandIndex(large: Shape, small: Shape, index: number): number {
  let from = 0;
  let stride = 1;
  let rest = index;
  for (let d = large.length - 1; d >= 0; d -= 1) {
    const size = small[d - large.length + small.length] ?? 1;
    if (size !== 1) from += (rest % large[d]!) * stride;
    rest = Math.floor(rest / large[d]!);
    stride *= size;
  }
  return from;
}
