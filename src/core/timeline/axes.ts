/** What becomes of the dimension that the samples stand along, kind of operation by kind of operation. */
import type { IndexMap } from '../autodiff/attributes';
import { elementCount, type Shape } from '../model/shape';

/** The dimension that the samples stand along; each takes `within` consecutive places of it. */
export interface SampleAxis {
  readonly dim: number;
  readonly within: number;
}

/** The axis in a shape that is aligned with another at the end, as for broadcasting; null where the sizes differ. */
export function alignedAxis(
  { dim, within }: SampleAxis,
  from: Shape,
  to: Shape,
): SampleAxis | null {
  const at = dim + to.length - from.length;
  return at >= 0 && from[dim] === to[at] ? { dim: at, within } : null;
}

/** Of a matrix product's operand (0 is the left one): rows, columns and leading dimensions stay, the inner one goes away. */
export function matrixAxis(
  axis: SampleAxis | null,
  from: Shape,
  to: Shape,
  transposed: boolean,
  operand: 0 | 1,
): SampleAxis | null {
  if (!axis) return null;
  const { dim, within } = axis;
  const rank = from.length;
  if (dim < rank - 2) return alignedAxis(axis, from, to);
  const row = transposed ? rank - 1 : rank - 2;
  const column = transposed ? rank - 2 : rank - 1;
  if (dim !== (operand === 0 ? row : column)) return null;
  return { dim: to.length - 2 + operand, within };
}

/** After some dimensions, null for all, became one number each. */
export function reducedAxis(
  { dim, within }: SampleAxis,
  dims: readonly number[] | null,
  keepdim: boolean,
): SampleAxis | null {
  if (dims === null || dims.includes(dim)) return null;
  return { dim: keepdim ? dim : dim - dims.filter((d) => d < dim).length, within };
}

/** Slices along `dim` that the index's shape replaces. */
export function selectedAxis(
  [table, index]: readonly (SampleAxis | null)[],
  [, indexShape]: readonly Shape[],
  dim: number,
): SampleAxis | null {
  if (index) return { ...index, dim: index.dim + dim };
  if (!table || table.dim === dim) return null;
  return table.dim < dim ? table : { ...table, dim: table.dim - 1 + indexShape!.length };
}

/** The same places in row-major order, in another shape; null where the new shape cuts through the samples. */
export function reshapedAxis(
  axis: SampleAxis,
  from: Shape,
  to: Shape,
  batch: number,
): SampleAxis | null {
  const inner = axis.within * elementCount(from.slice(axis.dim + 1));
  const strides = to.map((_, d) => elementCount(to.slice(d + 1)));
  const exact = to.findIndex((size, d) => size === batch && strides[d] === inner);
  if (exact >= 0) return { dim: exact, within: 1 };
  const dim = to.findIndex((size, d) => {
    const within = inner / strides[d]!;
    return Number.isInteger(within) && size % (within * batch) === 0;
  });
  return dim < 0 ? null : { dim, within: inner / strides[dim]! };
}

/** The sample axis after a rearrangement; null where it mixes the samples. */
export function arrangedAxis(
  { map, transposed }: { readonly map: IndexMap; readonly transposed: boolean },
  axis: SampleAxis,
  from: Shape,
  to: Shape,
): SampleAxis | null {
  const { dim, within } = axis;
  switch (map.kind) {
    case 'permute':
      return { dim: transposed ? map.dims[dim]! : map.dims.indexOf(dim), within };
    case 'expand':
    case 'repeat': {
      const at = dim + to.length - from.length;
      return from[dim] === to[at] ? { dim: at, within } : null;
    }
    case 'flip':
      return map.dims.includes(dim) ? null : axis;
    case 'roll':
      return map.dims.includes(dim) ? null : axis;
    case 'take':
      return map.dim === dim ? null : axis;
    case 'slice':
    case 'pad':
    case 'unfold':
    case 'pixel_shuffle':
    case 'pixel_unshuffle':
    case 'nearest':
    case 'band':
      return from[dim] === to[dim] ? axis : null;
  }
}
