/** Windows over a dimension, and parts that are replaced in a copy: `x.unfold(…)`, `index_put`, `select_scatter`, `as_strided`. */
import type { IndexItem } from '../../../../model/ops';
import { elementCount } from '../../../../model/shape';
import { PyTuple, type Value } from '../../../python/values';
import { intsOf, itemsOf } from '../../read';
import type { Tensor } from '../../tape';
import type { TensorArguments, TensorTable } from '../arguments';
import { changedItem } from '../indexing/set';
import { indexPut } from '../ops';
import { notYet } from './pointwise';

/** Ranges of all dimensions before this one, and what is taken of this one. */
function along(x: Tensor, dim: number, item: IndexItem): IndexItem[] {
  return x.shape
    .slice(0, dim + 1)
    .map((length, d) => (d === dim ? item : { kind: 'range', start: 0, length, step: 1 }));
}

/** A copy with the part replaced by `src`. */
function replaced(a: TensorArguments, dim: number, item: IndexItem): Tensor {
  const { word } = a.site;
  return indexPut(a.x, along(a.x, dim, item), a.tensor('src'), word, a.interpreter);
}

/** A place or a bound of a range, counted from 0 and kept inside. */
function within(value: Value, size: number, missing: number): number {
  if (typeof value !== 'bigint') return missing;
  const at = Number(value) < 0 ? Number(value) + size : Number(value);
  return Math.min(size, Math.max(0, at));
}

/** Functions and methods. */
export const PARTS: TensorTable = {
  'select_scatter(input, src, dim, index)': (a) => {
    const dim = a.dim('dim', a.x);
    const size = a.x.shape[dim]!;
    return replaced(a, dim, { kind: 'at', index: within(a.value('index'), size, 0) });
  },
  'slice_scatter(input, src, dim=0, start=None, end=None, step=1)': (a) => {
    const dim = a.dim('dim', a.x);
    const size = a.x.shape[dim]!;
    const start = within(a.value('start'), size, 0);
    const end = within(a.value('end'), size, size);
    const step = a.int('step');
    const length = Math.max(0, Math.ceil((end - start) / step));
    return replaced(a, dim, { kind: 'range', start, length, step });
  },
  'as_strided(input, size, stride, storage_offset=None)': (a) => {
    const sizes = intsOf(a.value('size'), 'size', a.interpreter);
    const strides = intsOf(a.value('stride'), 'stride', a.interpreter);
    const offset = a.value('storage_offset') === null ? 0 : a.int('storage_offset');
    const count = elementCount(sizes);
    a.interpreter.allocate(count);
    const places = Array.from({ length: count }, (_, i) => {
      let rest = i;
      let place = offset;
      for (let d = sizes.length - 1; d >= 0; d -= 1) {
        place += (rest % sizes[d]!) * strides[d]!;
        rest = Math.floor(rest / sizes[d]!);
      }
      return place;
    });
    const flat = a.site.reshape(a.x, [elementCount(a.x.shape)]);
    return a.site.reshape(a.site.pick(flat, 0, places), sizes);
  },
  'index_put(input, indices, values, accumulate=False)': function* (a) {
    if (a.bool('accumulate')) return notYet(a);
    const index = new PyTuple(itemsOf(a.value('indices')));
    return yield* changedItem(a.x, index, a.value('values'), a.interpreter);
  },
};

/** Methods. */
export const PART_METHODS: TensorTable = {
  'unfold(input, dimension, size, step)': (a) => {
    const { site, x } = a;
    const dim = a.dim('dimension', x);
    const [size, step] = [a.int('size'), a.int('step')];
    const total = x.shape[dim]!;
    if (size > total) {
      site.raise(
        'RuntimeError',
        `maximum size for tensor at dimension ${dim} is ${total} but size is ${size}`,
      );
    }
    const count = Math.floor((total - size) / step) + 1;
    const places = Array.from(
      { length: count * size },
      (_, i) => Math.floor(i / size) * step + (i % size),
    );
    const picked = site.pick(x, dim, places);
    const parted = [...x.shape.slice(0, dim), count, size, ...x.shape.slice(dim + 1)];
    const order = parted.map((_, d) => d).filter((d) => d !== dim + 1);
    return site.permute(site.reshape(picked, parted), [...order, dim + 1]);
  },
};
