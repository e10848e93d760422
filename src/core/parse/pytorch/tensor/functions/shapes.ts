/** The same numbers in another shape or order: `view`, `permute`, `squeeze`, `expand`, `repeat`, `flip` … */
import * as l10n from '@vscode/l10n';
import { brackets, broadcastShape, elementCount, type Shape } from '../../../../model/shape';
import type { Place } from '../../../python/place';
import { PyTuple, type Value } from '../../../python/values';
import { blame } from '../../problems/sure';
import { dimOf, intsOf, itemsOf } from '../../read';
import { Tensor, type TensorType } from '../../tape';
import { wholeOf, type TensorArguments, type TensorTable } from '../arguments';
import { typeNamed } from '../dtypes';
import { numbersOf, unknownNumbers } from '../known';
import { flatten, inferredShape, mustCopy, permute, same, transpose } from '../ops';

/** `view` and `reshape` with sizes, of which one may be -1. */
function reshaped(a: TensorArguments, sizes: readonly number[], x = a.x): Tensor {
  const shape = inferredShape(sizes, elementCount(x.shape), a.interpreter);
  if (elementCount(shape) !== elementCount(x.shape)) {
    a.site.raise(
      'RuntimeError',
      `shape '[${shape.join(', ')}]' is invalid for input of size ${elementCount(x.shape)}`,
    );
  }
  return a.site.reshape(x, shape);
}

/** `view`, which never moves numbers: where that is needed it is an error, and `reshape` is meant. */
function viewed(a: TensorArguments, sizes: readonly number[]): Tensor {
  const shape = inferredShape(sizes, elementCount(a.x.shape), a.interpreter);
  const fits = elementCount(shape) === elementCount(a.x.shape);
  if (fits && mustCopy(a.x, shape)) findView(a, shape);
  return reshaped(a, shape);
}

function findView({ x, site, interpreter }: TensorArguments, shape: Shape): never {
  const { place } = interpreter;
  if (place) {
    const message = l10n.t(
      'view cannot make {0} of {1} here: after permute, transpose, expand or a slice the numbers do not lie one after the other in memory. Use reshape, or contiguous() before.',
      brackets(shape),
      brackets(x.shape),
    );
    const name = nameOfCall(place, site.word);
    const edits = name ? [{ place: name, newText: 'reshape' }] : [];
    const fixes = name && site.word === 'view' ? [{ title: l10n.t('Use reshape'), edits }] : [];
    const code = 'view-not-contiguous';
    blame({ severity: 'error', code, message, place, fixes }, [], interpreter);
  }
  return site.raise(
    'RuntimeError',
    "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
  );
}

/** Where the name stands in a call of this method: the last one outside of brackets. */
function nameOfCall({ file, span }: Place, word: string): Place | null {
  const text = file.lines.text.slice(span.start, span.end);
  let depth = 0;
  let found = -1;
  for (let i = 0; i < text.length; i += 1) {
    if ('([{'.includes(text[i]!)) depth += 1;
    else if (')]}'.includes(text[i]!)) depth -= 1;
    else if (depth === 0 && text.startsWith(`.${word}`, i)) found = i + 1;
  }
  if (found < 0) return null;
  const start = span.start + found;
  return { file, span: { start, end: start + word.length } };
}

const reshaping: TensorTable = {
  'reshape(input, *sizes, shape=None)': (a) => reshaped(a, a.sizes('shape')),
  'flatten(input, start_dim=0, end_dim=-1)': (a) => {
    const { x } = a;
    if (x.shape.length === 0) return a.site.reshape(x, [1]);
    const startDim = a.dim('start_dim', x);
    const endDim = a.dim('end_dim', x);
    if (startDim > endDim) {
      a.site.raise(
        'RuntimeError',
        'flatten() has invalid args: start_dim cannot come after end_dim',
      );
    }
    if (startDim === endDim) return x;
    return flatten(x, startDim, endDim, a.site.word, a.interpreter);
  },
  'ravel(input)': (a) => reshaped(a, [-1]),
  'unflatten(input, dim, sizes)': (a) => {
    const { x } = a;
    const dim = a.dim('dim', x);
    const sizes = intsOf(a.value('sizes'), 'sizes', a.interpreter);
    const inner = inferredShape(sizes, x.shape[dim]!, a.interpreter);
    if (elementCount(inner) !== x.shape[dim]!) {
      a.site.raise(
        'RuntimeError',
        `unflatten: Provided sizes [${sizes.join(', ')}] don't multiply up to the size of dim ${dim} (${x.shape[dim]!}) in the input tensor`,
      );
    }
    return a.site.reshape(x, [...x.shape.slice(0, dim), ...inner, ...x.shape.slice(dim + 1)]);
  },
  'atleast_1d(input)': (a) => atLeast(a, 1, (shape) => [1, ...shape]),
  'atleast_2d(input)': (a) => atLeast(a, 2, (shape) => [1, ...shape]),
  'atleast_3d(input)': (a) =>
    atLeast(a, 3, (shape) => (shape.length === 2 ? [...shape, 1] : [1, ...shape])),
};

function atLeast(a: TensorArguments, rank: number, grow: (shape: Shape) => Shape): Tensor {
  let shape = a.x.shape;
  while (shape.length < rank) shape = grow(shape);
  return shape === a.x.shape ? a.x : a.site.reshape(a.x, shape);
}

const dimensions: TensorTable = {
  'squeeze(input, dim=None)': (a) => {
    const { x } = a;
    const dims = a.dims('dim', x);
    const shape = x.shape.filter((size, d) => size !== 1 || (dims !== null && !dims.includes(d)));
    return a.site.reshape(x, shape);
  },
  'unsqueeze(input, dim)': (a) => {
    const { x } = a;
    const dim = dimOf(a.raw('dim'), x.shape.length + 1, a.interpreter);
    return a.site.reshape(x, [...x.shape.slice(0, dim), 1, ...x.shape.slice(dim)]);
  },
  'transpose|swapaxes|swapdims(input, dim0, dim1)': (a) =>
    transpose(a.x, a.dim('dim0', a.x), a.dim('dim1', a.x), a.site.word, a.interpreter),
  't(input)': (a) => {
    const { x } = a;
    if (x.shape.length > 2) {
      a.site.raise(
        'RuntimeError',
        `t() expects a tensor with <= 2 dimensions, but self is ${x.shape.length}D`,
      );
    }
    return x.shape.length < 2 ? same(x) : a.site.permute(x, [1, 0]);
  },
};

const order: TensorTable = {
  'permute(input, *sizes, dims=None)': (a) => {
    const { x, interpreter } = a;
    const [first] = a.rest;
    const given = a.rest.length === 0 ? a.value('dims') : null;
    const list = given ?? (a.rest.length === 1 && first !== undefined ? first : null);
    const items = list !== null ? itemsOf(list) : a.rest;
    const dims = items.map((item) => dimOf(item, x.shape.length, interpreter));
    if (dims.length !== x.shape.length) {
      a.site.raise(
        'RuntimeError',
        `permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${x.shape.length} is not equal to len(dims) = ${dims.length}`,
      );
    }
    if (new Set(dims).size !== dims.length) {
      a.site.raise('RuntimeError', 'permute(): duplicate dims are not allowed.');
    }
    return permute(x, dims, a.site.word, interpreter);
  },
  'movedim|moveaxis(input, source, destination)': (a) => {
    const { x, interpreter } = a;
    const rank = x.shape.length;
    const dimsOf = (name: string) =>
      itemsOf(a.raw(name)).map((item) => dimOf(item, rank, interpreter));
    const [from, to] = [dimsOf('source'), dimsOf('destination')];
    const rest = x.shape.map((_, d) => d).filter((d) => !from.includes(d));
    const dims = x.shape.map((_, d) => (to.includes(d) ? from[to.indexOf(d)]! : rest.shift()!));
    return a.site.permute(x, dims);
  },
  'adjoint(input)': (a) => lastTwo(a),
};

/** The last two dimensions exchanged. */
function lastTwo(a: TensorArguments): Tensor {
  const rank = a.x.shape.length;
  return transpose(a.x, rank - 2, rank - 1, a.site.word, a.interpreter);
}

const repetition: TensorTable = {
  'broadcast_to(input, size)': (a) =>
    expanded(a, a.x, intsOf(a.value('size'), 'size', a.interpreter)),
  'tile(input, *sizes, dims=None)': (a) => {
    const times = a.sizes('dims');
    const missing = Math.max(0, a.x.shape.length - times.length);
    return a.site.apply({ type: 'repeat', times: [...Array<number>(missing).fill(1), ...times] }, [
      a.x,
    ]);
  },
  'repeat_interleave(input, repeats, dim=None, *, output_size=None)': (a) => {
    const { site } = a;
    const dim = a.dimOrNull('dim', a.x) ?? 0;
    const x = a.value('dim') === null ? reshaped(a, [-1]) : a.x;
    const [before, size, after] = [x.shape.slice(0, dim), x.shape[dim]!, x.shape.slice(dim + 1)];
    const repeats = a.value('repeats');
    if (repeats instanceof Tensor) {
      const numbers = numbersOf(repeats.ref, a.interpreter);
      if (!numbers) return a.unknown(unknownNumbers());
      const places = Array.from({ length: size }, (_, i) =>
        Array<number>(numbers[numbers.length === 1 ? 0 : i]!).fill(i),
      );
      return site.pick(x, dim, places.flat());
    }
    const times = wholeOf(repeats, 'repeats', a.interpreter);
    const column = site.reshape(x, [...before, size, 1, ...after]);
    const spread = site.expand(column, [...before, size, times, ...after]);
    return site.reshape(spread, [...before, size * times, ...after]);
  },
};

/** -1 keeps the size that is there. */
function expanded(a: TensorArguments, x: Tensor, sizes: readonly number[]): Tensor {
  const lead = sizes.length - x.shape.length;
  const shape = sizes.map((size, d) => (size === -1 ? (x.shape[d - lead] ?? size) : size));
  if (lead < 0) {
    a.site.raise(
      'RuntimeError',
      `expand(torch.FloatTensor{${brackets(x.shape)}}, size=[${sizes.join(', ')}]): the number of sizes provided (${sizes.length}) must be greater or equal to the number of dimensions in the tensor (${x.shape.length})`,
    );
  }
  return a.site.expand(x, shape);
}

const moving: TensorTable = {
  'flip(input, *sizes, dims=None)': (a) => {
    const dims = a.sizes('dims').map((dim) => dimOf(BigInt(dim), a.x.shape.length, a.interpreter));
    return a.site.apply({ type: 'flip', dims }, [a.x]);
  },
  'fliplr(input)': (a) => a.site.apply({ type: 'flip', dims: [1] }, [a.x]),
  'flipud(input)': (a) => a.site.apply({ type: 'flip', dims: [0] }, [a.x]),
  'roll(input, shifts, dims=None)': (a) => {
    const { x, interpreter } = a;
    const shifts = intsOf(a.value('shifts'), 'shifts', interpreter);
    const dims = a.dims('dims', x);
    if (dims !== null) return a.site.apply({ type: 'roll', shifts, dims }, [x]);
    const flat = a.site.reshape(x, [elementCount(x.shape)]);
    return a.site.reshape(a.site.apply({ type: 'roll', shifts, dims: [0] }, [flat]), x.shape);
  },
  'rot90(input, k=1, dims=(0, 1))': (a) => {
    const [p, q] = a.dims('dims', a.x) as [number, number];
    const turns = ((a.int('k') % 4) + 4) % 4;
    const flip = (x: Tensor, ...dims: number[]) => a.site.apply({ type: 'flip', dims }, [x]);
    const exchanged = (x: Tensor) => transpose(x, p, q, a.site.word, a.interpreter);
    if (turns === 0) return same(a.x);
    if (turns === 2) return flip(a.x, p, q);
    return turns === 1 ? exchanged(flip(a.x, q)) : flip(exchanged(a.x), q);
  },
};

const bands: TensorTable = {
  'tril(input, diagonal=0)': (a) =>
    a.site.apply({ type: 'band', part: 'lower', diagonal: a.int('diagonal') }, [a.x]),
  'triu(input, diagonal=0)': (a) =>
    a.site.apply({ type: 'band', part: 'upper', diagonal: a.int('diagonal') }, [a.x]),
};

/** Methods. */
export const SHAPE_METHODS: TensorTable = {
  'view(input, *sizes, size=None)': (a) => {
    const [only] = a.rest;
    const type: TensorType | null = a.rest.length === 1 ? typeNamed(only!) : null;
    return type ? same(a.x, type) : viewed(a, a.sizes('size'));
  },
  'view_as(input, other)': (a) => viewed(a, a.tensor('other').shape),
  'reshape_as(input, other)': (a) => reshaped(a, a.tensor('other').shape),
  'expand(input, *sizes, size=None)': (a) => expanded(a, a.x, a.sizes('size')),
  'expand_as(input, other)': (a) => expanded(a, a.x, a.tensor('other').shape),
  'repeat(input, *sizes, repeats=None)': (a) => {
    const times = a.sizes('repeats');
    if (times.length < a.x.shape.length) {
      a.site.raise(
        'RuntimeError',
        'Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor',
      );
    }
    return a.site.apply({ type: 'repeat', times }, [a.x]);
  },
};

/** Functions of several tensors. */
export const BROADCASTING: TensorTable = {
  'broadcast_tensors(*tensors)': (a) => {
    const tensors = a.restTensors;
    const shape = broadcastShape(tensors.map((each) => each.shape));
    if (!shape) {
      return a.site.raise('RuntimeError', 'The sizes of the tensors cannot be broadcast together');
    }
    return new PyTuple(tensors.map((each) => a.site.expand(each, shape)));
  },
  'broadcast_shapes(*shapes)': (a): Value => {
    const shapes = a.rest.map((each) => intsOf(each, 'shapes', a.interpreter));
    const shape = broadcastShape(shapes);
    if (!shape) {
      return a.site.raise(
        'RuntimeError',
        'Shape mismatch: objects cannot be broadcast to a single shape',
      );
    }
    return new PyTuple(shape.map((size) => BigInt(size)));
  },
};

/** Functions and methods that have in-place forms, which change the shape. */
export const DIMENSIONS: TensorTable = dimensions;

/** Functions and methods that have in-place forms. */
export const BANDS: TensorTable = bands;

/** Functions and methods without in-place forms. */
export const SHAPES: TensorTable = { ...reshaping, ...order, ...repetition, ...moving };
