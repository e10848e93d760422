/** Elements that whole numbers or conditions name: `gather`, `index_select`, `masked_fill`, `where`, `diagonal` … */
import * as l10n from '@vscode/l10n';
import { elementCount } from '../../../../model/shape';
import { PyTuple, type Value } from '../../../python/values';
import type { Tensor } from '../../tape';
import type { TensorArguments, TensorTable } from '../arguments';
import { placesWhere } from '../indexing/parts';
import { numbersOf } from '../known';
import { index } from '../ops';
import { holdsFractions } from '../types';

/** The mask as a condition. */
function condition(a: TensorArguments, name: string): Tensor {
  const mask = a.tensor(name);
  return mask.dtype === 'bool' || !holdsFractions(mask.dtype) ? mask : a.site.two('ne', mask, 0n);
}

/** Where the mask holds another value, of the type of the tensor. */
function maskedFill(a: TensorArguments): Tensor {
  const { site, x } = a;
  const value = a.operand('value');
  const filler =
    typeof value === 'object'
      ? value
      : site.constant([], { kind: 'full', value: Number(value) }, x.dtype);
  const op = { type: 'where' } as const;
  return site.apply(op, [condition(a, 'mask'), filler, x], {}, x.dtype);
}

function unclear(a: TensorArguments): Value {
  return a.unknown(
    l10n.t(
      'How many elements a mask takes is only known when the model runs, so the shape is not known before. Use torch.where, which keeps the shape.',
    ),
  );
}

/** Functions and methods that have in-place forms. */
export const FILLED: TensorTable = {
  'masked_fill(input, mask, value)': maskedFill,
  'index_fill(input, dim, index, value)': (a) => {
    const { x, site } = a;
    const dim = a.dim('dim', x);
    const size = x.shape[dim]!;
    const places = a.tensor('index');
    const row = site.constant([1, size], { kind: 'arange', start: 0, step: 1 }, 'int64');
    const column = site.reshape(places, [elementCount(places.shape), 1]);
    const hit = site.reduce('amax', site.two('eq', column, row), [0]);
    const shape = x.shape.map((_, d) => (d === dim ? size : 1));
    const op = { type: 'where' } as const;
    const value = a.operand('value');
    const filler =
      typeof value === 'object'
        ? value
        : site.constant([], { kind: 'full', value: Number(value) }, x.dtype);
    return site.apply(op, [site.reshape(hit, shape), filler, x], {}, x.dtype);
  },
};

/** Functions and methods. */
export const SELECTION: TensorTable = {
  'gather(input, dim, index, *, sparse_grad=False)': (a) =>
    a.site.apply(
      { type: 'gather', dim: a.dim('dim', a.x) },
      [a.x, a.tensor('index')],
      {},
      a.x.dtype,
    ),
  'take_along_dim(input, indices, dim=None)': (a) => {
    const { x, site } = a;
    const places = a.tensor('indices');
    const dim = a.dimOrNull('dim', x);
    if (dim !== null) {
      const wide = (of: Tensor, by: Tensor) =>
        of.shape.map((size, d) => (d === dim || size !== 1 ? size : by.shape[d]!));
      const [from, at] = [site.expand(x, wide(x, places)), site.expand(places, wide(places, x))];
      return site.apply({ type: 'gather', dim }, [from, at], {}, x.dtype);
    }
    const flat = site.reshape(x, [elementCount(x.shape)]);
    const list = site.reshape(places, [elementCount(places.shape)]);
    return site.apply({ type: 'gather', dim: 0 }, [flat, list], {}, x.dtype);
  },
  'index_select(input, dim, index)': (a) => {
    const places = a.tensor('index');
    const list = places.shape.length === 0 ? a.site.reshape(places, [1]) : places;
    return a.site.apply(
      { type: 'index_select', dim: a.dim('dim', a.x) },
      [a.x, list],
      {},
      a.x.dtype,
    );
  },
  'take(input, index)': (a) => {
    const flat = a.site.reshape(a.x, [elementCount(a.x.shape)]);
    return a.site.apply({ type: 'index_select', dim: 0 }, [flat, a.tensor('index')], {}, a.x.dtype);
  },
  'masked_select(input, mask)': (a) => {
    const places = placesWhere(condition(a, 'mask'), a.interpreter);
    if (!places) return unclear(a);
    const lists = places.map((each) => ({
      kind: 'list' as const,
      indices: Array.from(numbersOf(each.ref, a.interpreter) ?? []),
    }));
    return index(a.x, lists, a.site.word, a.interpreter);
  },
  'masked_scatter(input, mask, source)': unclear,
  'nonzero|argwhere(input, *, as_tuple=False)': (a) => {
    const truth = a.x.dtype === 'bool' ? a.x : a.site.two('ne', a.x, 0n);
    const places = placesWhere(truth, a.interpreter);
    if (!places) return unclear(a);
    return a.bool('as_tuple') ? new PyTuple(places) : a.site.stack(places, 1);
  },
  'diagonal(input, offset=0, dim1=0, dim2=1)': (a) =>
    diagonal(a, a.dim('dim1', a.x), a.dim('dim2', a.x), a.int('offset')),
  'diag(input, diagonal=0)': (a) =>
    a.x.shape.length === 1
      ? embedded(a, a.x, a.int('diagonal'))
      : diagonal(a, 0, 1, a.int('diagonal')),
  'diag_embed(input, offset=0, dim1=-2, dim2=-1)': (a) => embedded(a, a.x, a.int('offset')),
  'diagflat(input, offset=0)': (a) =>
    embedded(a, a.site.reshape(a.x, [elementCount(a.x.shape)]), a.int('offset')),
};

/** The elements whose places in two dimensions differ by the offset, as a last dimension. */
function diagonal(a: TensorArguments, first: number, second: number, offset: number): Tensor {
  const { x, site } = a;
  const rest = x.shape.map((_, d) => d).filter((d) => d !== first && d !== second);
  const turned = site.permute(x, [...rest, first, second]);
  const [rows, columns] = [x.shape[first]!, x.shape[second]!];
  const down = Math.max(0, -offset);
  const right = Math.max(0, offset);
  const length = Math.max(0, Math.min(rows - down, columns - right));
  const flat = site.reshape(turned, [...rest.map((d) => x.shape[d]!), rows * columns]);
  const places = Array.from({ length }, (_, i) => (i + down) * columns + i + right);
  return site.pick(flat, rest.length, places);
}

/** The last dimension as a diagonal of square matrices. */
function embedded({ site }: TensorArguments, x: Tensor, offset: number): Tensor {
  const length = x.shape.at(-1)!;
  const size = length + Math.abs(offset);
  const eye = site.constant([size, size], { kind: 'eye' }, 'bool');
  const at = offset === 0 ? eye : site.apply({ type: 'roll', shifts: [offset], dims: [1] }, [eye]);
  const before = Math.max(0, -offset);
  const borders = x.shape.map((_, d) =>
    d === x.shape.length - 1 ? ([before, size - length - before] as const) : ([0, 0] as const),
  );
  const padded =
    offset === 0 ? x : site.apply({ type: 'pad', borders, mode: 'constant', value: 0 }, [x]);
  const column = site.reshape(padded, [...x.shape.slice(0, -1), size, 1]);
  const zero = site.constant([], { kind: 'full', value: 0 }, x.dtype);
  return site.apply({ type: 'where' }, [at, column, zero], {}, x.dtype);
}

/** Functions that are no methods, or methods whose tensor comes later. */
export const CHOICES: TensorTable = {
  'where(condition, input=None, other=None)': (a) => {
    const mask = condition(a, 'condition');
    if (a.value('input') === null) {
      const places = placesWhere(mask, a.interpreter);
      return places ? new PyTuple(places) : unclear(a);
    }
    return a.site.where(mask, a.operand('input'), a.operand('other'));
  },
  'meshgrid(*tensors, indexing=None)': (a) => {
    const tensors = a.restTensors.map((each) =>
      each.shape.length === 0 ? a.site.reshape(each, [1]) : each,
    );
    const sizes = tensors.map((each) => elementCount(each.shape));
    const crossed = a.value('indexing') === 'xy' && tensors.length > 1;
    const place = (i: number) => (crossed && i < 2 ? 1 - i : i);
    const shape = sizes.map((_, i) => sizes[place(i)]!);
    return new PyTuple(
      tensors.map((each, i) =>
        a.site.expand(
          a.site.reshape(
            each,
            sizes.map((_, d) => (d === place(i) ? sizes[i]! : 1)),
          ),
          shape,
        ),
      ),
    );
  },
  'cartesian_prod(*tensors)': (a) => {
    const tensors = a.restTensors;
    const sizes = tensors.map((each) => elementCount(each.shape));
    if (tensors.length === 1) return tensors[0]!;
    const columns = tensors.map((each, i) => {
      const line = a.site.reshape(
        each,
        sizes.map((size, d) => (d === i ? size : 1)),
      );
      return a.site.reshape(a.site.expand(line, sizes), [elementCount(sizes)]);
    });
    return a.site.stack(columns, 1);
  },
};

/** Methods. */
export const CHOICE_METHODS: TensorTable = {
  'where(input, condition, other)': (a) =>
    a.site.where(condition(a, 'condition'), a.x, a.operand('other')),
};
