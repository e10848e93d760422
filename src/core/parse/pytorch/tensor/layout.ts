/**
 * How tensors lie in memory, as far as it is sure: `view` needs dimensions that lie one inside the other, and `reshape` copies where they
 * do not. What PyTorch decides by itself, such as the order of results of a convolution of permuted images, is left open.
 */
import type { IndexItem } from '../../../model/ops';
import { elementCount, sameShape, type Shape } from '../../../model/shape';
import type { Recorded, TensorRef } from '../tape';

/** How far apart the neighbours along each dimension are. */
export type Strides = readonly number[];

const worked = new WeakMap<Recorded, Strides | null>();

/** Row by row, without gaps. */
export function contiguousStrides(shape: Shape): Strides {
  return shape.map((_, d) => elementCount(shape.slice(d + 1)));
}

/** True when the numbers lie row by row, without gaps. */
export function isContiguous(shape: Shape, strides: Strides): boolean {
  const wanted = contiguousStrides(shape);
  return shape.every((size, d) => size === 1 || strides[d] === wanted[d]);
}

/** The layout of a tensor; null where it is not sure. */
export function stridesOf(ref: TensorRef, depth = 0): Strides | null {
  const { source, shape, dtype, strides: kept } = ref;
  if (kept !== undefined) return kept;
  if (dtype.startsWith('complex')) return null;
  if (source.kind !== 'output') return contiguousStrides(shape);
  if (source.name !== null || depth > MOST_STEPS) return null;
  const before = worked.get(source.of);
  if (before !== undefined) return before;
  const strides = layoutOf(source.of, depth + 1);
  worked.set(source.of, strides);
  return strides;
}

const MOST_STEPS = 100;

/** Operations whose results lie row by row. */
const ALWAYS = new Set(['linear', 'embedding', 'constant', 'random', 'one_hot']);
/** Operations whose results lie row by row when all that they read does. */
const ALIKE = new Set([
  'conv',
  'conv_transpose',
  'max_pool',
  'avg_pool',
  'adaptive_max_pool',
  'adaptive_avg_pool',
  'batch_norm',
  'layer_norm',
  'group_norm',
  'softmax',
  'log_softmax',
  'add',
  'binary',
  'where',
  'concat',
  'stack',
  'pad',
]);
/** Operations of single elements, which keep the layout. */
const SAME = new Set(['elementwise', 'dropout', 'detach', 'prelu']);

function layoutOf({ op, inputs, shape }: Recorded, depth: number): Strides | null {
  if (ALWAYS.has(op.type)) return contiguousStrides(shape);
  const [x] = inputs;
  if (!x) return null;
  const dense = (ref: TensorRef) => {
    const strides = stridesOf(ref, depth);
    return strides !== null && isContiguous(ref.shape, strides);
  };
  if (ALIKE.has(op.type)) return inputs.every(dense) ? contiguousStrides(shape) : null;
  const own = stridesOf(x, depth);
  if (own === null) return null;
  switch (op.type) {
    case 'permute':
      return op.dims.map((d) => own[d]!);
    case 'reshape':
    case 'flatten':
      return viewStrides(x.shape, own, shape) ?? contiguousStrides(shape);
    case 'expand':
      return shape.map((size, d) => {
        const from = d - shape.length + x.shape.length;
        return from >= 0 && x.shape[from] === size ? own[from]! : 0;
      });
    case 'index': {
      const picks = op.items.some(({ kind }) => kind === 'list');
      return picks ? null : partStrides(op.items, x.shape, own);
    }
    case 'matmul': {
      const [a, b] = inputs as [TensorRef, TensorRef];
      const stacked = a.shape.length === b.shape.length && a.shape.length > 2;
      const even = stacked && sameShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
      return even ? contiguousStrides(shape) : null;
    }
    default:
      return SAME.has(op.type) && sameShape(x.shape, shape) ? own : null;
  }
}

/** Of ranges and single places. */
function partStrides(items: readonly IndexItem[], shape: Shape, own: Strides): Strides {
  const strides: number[] = [];
  let d = 0;
  for (const item of items) {
    if (item.kind === 'new') strides.push((shape[d] ?? 1) * (own[d] ?? 1));
    else {
      if (item.kind === 'range') strides.push(own[d]! * item.step);
      d += 1;
    }
  }
  return [...strides, ...own.slice(d)];
}

/** The layout of the same numbers in another shape; null where they would have to be moved. */
export function viewStrides(shape: Shape, strides: Strides, next: Shape): Strides | null {
  if (elementCount(shape) === 0 || shape.length === 0) return contiguousStrides(next);
  const result: number[] = new Array<number>(next.length);
  let at = next.length - 1;
  let base = strides.at(-1)!;
  let count = 1;
  let taken = 1;
  for (let d = shape.length - 1; d >= 0; d -= 1) {
    count *= shape[d]!;
    const ends = d === 0 || (shape[d - 1] !== 1 && strides[d - 1] !== count * base);
    if (!ends) continue;
    while (at >= 0 && (taken < count || next[at] === 1)) {
      result[at] = taken * base;
      taken *= next[at]!;
      at -= 1;
    }
    if (taken !== count) return null;
    if (d > 0) base = strides[d - 1]!;
    count = 1;
    taken = 1;
  }
  return at < 0 ? result : null;
}
