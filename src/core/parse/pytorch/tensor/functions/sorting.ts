/** Elements by their order: `sort`, `topk`, `argsort`, `kthvalue`, `median`, `quantile`, `searchsorted` … */
import { elementCount } from '../../../../model/shape';
import type { Value } from '../../../python/values';
import { Tensor } from '../../tape';
import type { TensorArguments, TensorTable } from '../arguments';
import { extremes } from '../named';
import { narrow, select } from '../ops';
import { notYet } from './pointwise';

/** Places of the elements in their order, the first `count` of them. */
function order(
  { site }: TensorArguments,
  x: Tensor,
  dim: number,
  descending: boolean,
  count: number | null = null,
): Tensor {
  return site.apply({ type: 'arg_sort', dim, descending, count }, [x], {}, 'int64');
}

function at({ site }: TensorArguments, x: Tensor, dim: number, places: Tensor): Tensor {
  return site.apply({ type: 'gather', dim }, [x, places], {}, x.dtype);
}

/** Values and places, in this order. */
function sorted(
  a: TensorArguments,
  dim: number,
  descending: boolean,
  count: number | null = null,
): Value {
  const places = order(a, a.x, dim, descending, count);
  return extremes(a.site.word, at(a, a.x, dim, places), places);
}

/** The element that is the k-th smallest, counted from 1, along a dimension. */
function kth(a: TensorArguments, x: Tensor, dim: number, k: number, keepdim: boolean): Value {
  const { word, interpreter } = a.site;
  const places = narrow(order(a, x, dim, false, k), dim, k - 1, 1, word, interpreter);
  const values = at(a, x, dim, places);
  if (keepdim) return extremes(word, values, places);
  const flat = (tensor: Tensor) => select(tensor, dim, 0, word, interpreter);
  return extremes(word, flat(values), flat(places));
}

function flat({ site, x }: TensorArguments): Tensor {
  return site.reshape(x, [elementCount(x.shape)]);
}

/** The element in the middle, the smaller one of two. */
function median(a: TensorArguments): Value {
  const middle = (size: number) => Math.floor((size - 1) / 2) + 1;
  if (a.value('dim') !== null) {
    const dim = a.dim('dim', a.x);
    return kth(a, a.x, dim, middle(a.x.shape[dim]!), a.bool('keepdim'));
  }
  const x = flat(a);
  const k = middle(x.shape[0]!);
  const places = order(a, x, 0, false, k);
  const last = narrow(places, 0, k - 1, 1, a.site.word, a.interpreter);
  return a.site.reshape(at(a, x, 0, last), []);
}

/** Between the two elements next to the place, in the share of the way. */
function quantile(a: TensorArguments): Value {
  const q = a.value('q');
  if (q instanceof Tensor || a.text('interpolation') !== 'linear') return notYet(a);
  const dim = a.dimOrNull('dim', a.x);
  const x = dim === null ? flat(a) : a.x;
  const along = dim ?? 0;
  const place = a.real('q') * (x.shape[along]! - 1);
  const values = at(a, x, along, order(a, x, along, false));
  const low = Math.floor(place);
  const [below, above] = [low, Math.ceil(place)].map((i) =>
    narrow(values, along, i, 1, a.site.word, a.interpreter),
  );
  const between = a.site.add(below!, a.site.mul(a.site.sub(above!, below!), place - low));
  return dim !== null && a.bool('keepdim') ? between : a.site.reduce('sum', between, [along]);
}

/** How many of the sorted numbers are smaller; with `right` those that are equal count too. */
function placesAmong(a: TensorArguments, line: Tensor, values: Tensor, right: boolean): Tensor {
  const { site } = a;
  const column = site.reshape(values, [...values.shape, 1]);
  const rows =
    line.shape.length > 1
      ? site.reshape(line, [...line.shape.slice(0, -1), 1, line.shape.at(-1)!])
      : line;
  const before = site.two(right ? 'ge' : 'gt', column, rows);
  return site.reduce('sum', before, [before.shape.length - 1]);
}

/** Functions and methods. */
export const SORTING: TensorTable = {
  'argsort(input, dim=-1, descending=False, stable=False)': (a) =>
    order(a, a.x, a.dim('dim', a.x), a.bool('descending')),
  'sort(input, dim=-1, descending=False, stable=False)': (a) =>
    sorted(a, a.dim('dim', a.x), a.bool('descending')),
  'msort(input)': (a) => at(a, a.x, 0, order(a, a.x, 0, false)),
  'topk(input, k, dim=-1, largest=True, sorted=True)': (a) => {
    const dim = a.dim('dim', a.x);
    const k = a.int('k');
    if (k > (a.x.shape[dim] ?? 1)) {
      a.site.raise('RuntimeError', 'selected index k out of range');
    }
    return sorted(a, dim, a.bool('largest'), k);
  },
  'kthvalue(input, k, dim=-1, keepdim=False)': (a) =>
    kth(a, a.x, a.dim('dim', a.x), a.int('k'), a.bool('keepdim')),
  'median(input, dim=None, keepdim=False)': median,
  "quantile(input, q, dim=None, keepdim=False, *, interpolation='linear')": quantile,
  'bucketize(input, boundaries, *, out_int32=False, right=False)': (a) =>
    placesAmong(a, a.tensor('boundaries'), a.x, a.bool('right')),
};

/** Functions. */
export const SEARCHING: TensorTable = {
  'searchsorted(sorted_sequence, input, *, out_int32=False, right=False, side=None, sorter=None)': (
    a,
  ) => {
    const right = a.value('side') === null ? a.bool('right') : a.text('side') === 'right';
    return placesAmong(a, a.tensor('sorted_sequence'), a.x, right);
  },
  'isin(elements, test_elements, *, assume_unique=False, invert=False)': (a) => {
    const { site } = a;
    const elements = a.tensor('elements');
    const wanted = a.operand('test_elements');
    if (!(wanted instanceof Tensor)) {
      return site.two(a.bool('invert') ? 'ne' : 'eq', elements, wanted);
    }
    const list = site.reshape(wanted, [elementCount(wanted.shape)]);
    const equal = site.two('eq', site.reshape(elements, [...elements.shape, 1]), list);
    const found = site.reduce('amax', equal, [elements.shape.length]);
    return a.bool('invert') ? site.two('eq', found, false) : found;
  },
};
