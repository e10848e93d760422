/** Tensors seen along one dimension: `outer` blocks of `size` slices of `inner` consecutive elements. */
import type { Shape } from '../../model/graph';
import { elementCount } from '../../model/shape';

/** A dimension of a shape with what lies before and after it. */
export interface Axis {
  readonly outer: number;
  readonly size: number;
  readonly inner: number;
}

/** The axis `dim` of a shape; negative dimensions count from the end. */
export function axisOf(shape: Shape, dim: number): Axis {
  const at = normalDim(shape, dim);
  return {
    outer: elementCount(shape.slice(0, at)),
    size: shape[at]!,
    inner: elementCount(shape.slice(at + 1)),
  };
}

/** The dimension counted from the front. */
export function normalDim(shape: Shape, dim: number): number {
  const at = dim < 0 ? dim + shape.length : dim;
  if (at < 0 || at >= shape.length) {
    throw new RangeError(`dimension ${dim} does not exist in shape [${shape.join(', ')}]`);
  }
  return at;
}

/** The row along the axis in which element `index` stands: `at(i)` is the row-major index of its member i. */
export function rowThrough({ size, inner }: Axis, index: number): { at(i: number): number } {
  const block = Math.floor(index / (size * inner));
  const start = block * size * inner + (index % inner);
  return { at: (i) => start + i * inner };
}

/** Number of rows along the axis. */
export function rowCount({ outer, inner }: Axis): number {
  return outer * inner;
}

/** Index of the first member of a row, whose members are `inner` apart. */
export function startOf({ inner, size }: Axis, row: number): number {
  return Math.floor(row / inner) * size * inner + (row % inner);
}
