/** Several tensors as one, and one as several: `cat`, `stack`, `split`, `chunk`, `unbind` … */
import { elementCount } from '../../../../model/shape';
import { PyList, PyTuple, type Value } from '../../../python/values';
import { dimOf, intsOf } from '../../read';
import type { Tensor } from '../../tape';
import { wholeOf, type TensorArguments, type TensorTable } from '../arguments';
import { concat, narrow, select, stack } from '../ops';

/** Tensors without numbers in one dimension take no part, as of old. */
function joined(a: TensorArguments, tensors: readonly Tensor[], dim: Value): Tensor {
  const full = tensors.filter(({ shape }) => shape.length !== 1 || shape[0] !== 0);
  const list = full.length > 0 ? full : tensors.slice(0, 1);
  const [first] = list;
  if (!first) {
    return a.site.raise('RuntimeError', 'torch.cat(): expected a non-empty list of Tensors');
  }
  if (list.some(({ shape }) => shape.length === 0)) {
    a.site.raise('RuntimeError', 'zero-dimensional tensor (at position 0) cannot be concatenated');
  }
  const other = list.find(({ shape }) => shape.length !== first.shape.length);
  if (other) {
    a.site.raise(
      'RuntimeError',
      `Tensors must have same number of dimensions: got ${first.shape.length} and ${other.shape.length}`,
    );
  }
  const at = dimOf(dim, first.shape.length, a.interpreter);
  return concat(list, at, a.site.word, a.interpreter);
}

function along(a: TensorArguments, tensors: readonly Tensor[], dim: number): Tensor {
  return joined(a, tensors, BigInt(dim));
}

/** At least so many dimensions, new ones of size 1 first, or for `dstack` last. */
function ranked({ site }: TensorArguments, x: Tensor, rank: 1 | 2 | 3): Tensor {
  let { shape } = x;
  while (shape.length < rank) shape = shape.length === 2 ? [...shape, 1] : [1, ...shape];
  return shape === x.shape ? x : site.reshape(x, shape);
}

/** Functions that join. */
export const JOINING: TensorTable = {
  'cat|concat|concatenate(tensors, dim=0)': (a) => joined(a, a.tensors('tensors'), a.raw('dim')),
  'stack(tensors, dim=0)': (a) => {
    const tensors = a.tensors('tensors');
    const [first] = tensors;
    if (!first) return a.site.raise('RuntimeError', 'stack expects a non-empty TensorList');
    const dim = dimOf(a.raw('dim'), first.shape.length + 1, a.interpreter);
    return stack(tensors, dim, a.site.word, a.interpreter);
  },
  'hstack(tensors)': (a) => {
    const tensors = a.tensors('tensors').map((each) => ranked(a, each, 1));
    return along(a, tensors, tensors[0]?.shape.length === 1 ? 0 : 1);
  },
  'vstack|row_stack(tensors)': (a) =>
    along(
      a,
      a.tensors('tensors').map((each) => ranked(a, each, 2)),
      0,
    ),
  'dstack(tensors)': (a) =>
    along(
      a,
      a.tensors('tensors').map((each) => ranked(a, each, 3)),
      2,
    ),
  'column_stack(tensors)': (a) => {
    const columns = a
      .tensors('tensors')
      .map((each) =>
        each.shape.length < 2 ? a.site.reshape(each, [elementCount(each.shape), 1]) : each,
      );
    return along(a, columns, 1);
  },
  'block_diag(*tensors)': (a) => {
    const blocks = a.restTensors.map((each) => ranked(a, each, 2));
    const width = blocks.reduce((sum, { shape }) => sum + shape[1]!, 0);
    let before = 0;
    const rows = blocks.map((block) => {
      const after = width - before - block.shape[1]!;
      const borders = [
        [0, 0],
        [before, after],
      ] as const;
      before += block.shape[1]!;
      return a.site.apply({ type: 'pad', borders, mode: 'constant', value: 0 }, [block]);
    });
    return along(a, rows, 0);
  },
};

/** Stretches of a dimension, one after the other. */
function cut(a: TensorArguments, x: Tensor, dim: number, sizes: readonly number[]): Tensor[] {
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return narrow(x, dim, start - size, size, a.site.word, a.interpreter);
  });
}

/** Pieces of one size, the last one smaller where it does not come out even. */
function piecesOf(total: number, size: number): number[] {
  const count = Math.max(1, Math.ceil(total / size));
  return Array.from({ length: count }, (_, i) => Math.min(size, total - i * size));
}

/** So many pieces whose sizes differ by 1 at most, larger ones first. */
function evenPieces(total: number, count: number): number[] {
  return Array.from(
    { length: count },
    (_, i) => Math.floor(total / count) + (i < total % count ? 1 : 0),
  );
}

const split = (a: TensorArguments, name: string): Value => {
  const { x } = a;
  const dim = a.dim('dim', x);
  const total = x.shape[dim]!;
  const given = a.value(name);
  if (!(given instanceof PyList) && !(given instanceof PyTuple)) {
    const size = wholeOf(given, name, a.interpreter);
    if (size <= 0) {
      a.site.raise(
        'RuntimeError',
        `split expects split_size be non-negative, but got split_size=${size}`,
      );
    }
    return new PyTuple(cut(a, x, dim, piecesOf(total, size)));
  }
  const sizes = intsOf(given, name, a.interpreter);
  if (sizes.reduce((sum, size) => sum + size, 0) !== total) {
    a.site.raise(
      'RuntimeError',
      `split_with_sizes expects split_sizes to sum exactly to ${total} (input tensor's size at dimension ${dim}), but got split_sizes=[${sizes.join(', ')}]`,
    );
  }
  return new PyTuple(cut(a, x, dim, sizes));
};

/** In a number of pieces, or before these places. */
function tensorSplit(a: TensorArguments, dim: number): Value {
  const given = a.value('indices_or_sections');
  const total = a.x.shape[dim]!;
  if (typeof given === 'bigint') {
    return new PyTuple(cut(a, a.x, dim, evenPieces(total, Number(given))));
  }
  const ends = intsOf(given, 'indices', a.interpreter).map((end) =>
    Math.min(total, Math.max(0, end < 0 ? end + total : end)),
  );
  const sizes = [...ends, total].map((end, i) => Math.max(0, end - (ends[i - 1] ?? 0)));
  return new PyTuple(cut(a, a.x, dim, sizes));
}

/** Functions and methods that part. */
export const PARTING: TensorTable = {
  'split(input, split_size_or_sections=None, dim=0, *, split_size=None)': (a) =>
    split(a, a.given('split_size') ? 'split_size' : 'split_size_or_sections'),
  'split_with_sizes(input, split_sizes, dim=0)': (a) => split(a, 'split_sizes'),
  'chunk(input, chunks, dim=0)': (a) => {
    const { x } = a;
    const dim = a.dim('dim', x);
    const chunks = a.int('chunks');
    if (chunks <= 0)
      a.site.raise('RuntimeError', `chunk expects \`chunks\` to be greater than 0, got: ${chunks}`);
    const size = Math.max(1, Math.ceil(x.shape[dim]! / chunks));
    return new PyTuple(cut(a, x, dim, piecesOf(x.shape[dim]!, size)));
  },
  'tensor_split(input, indices_or_sections, dim=0)': (a) => tensorSplit(a, a.dim('dim', a.x)),
  'hsplit(input, indices_or_sections)': (a) => tensorSplit(a, a.x.shape.length === 1 ? 0 : 1),
  'vsplit(input, indices_or_sections)': (a) => tensorSplit(a, 0),
  'dsplit(input, indices_or_sections)': (a) => tensorSplit(a, 2),
  'unbind(input, dim=0)': (a) => {
    const { x } = a;
    if (x.shape.length === 0) {
      a.site.raise('RuntimeError', 'Dimension specified as 0 but tensor has no dimensions');
    }
    const dim = a.dim('dim', x);
    a.interpreter.allocate(x.shape[dim]!);
    const parts = Array.from({ length: x.shape[dim]! }, (_, i) =>
      select(x, dim, i, a.site.word, a.interpreter),
    );
    return new PyTuple(parts);
  },
  'narrow(input, dim, start, length)': (a) => {
    const { x } = a;
    const dim = a.dim('dim', x);
    const size = x.shape[dim]!;
    const [start, length] = [a.int('start'), a.int('length')];
    const from = start < 0 ? start + size : start;
    if (from < 0 || from + length > size) {
      a.site.raise(
        'RuntimeError',
        `start (${start}) + length (${length}) exceeds dimension size (${size}).`,
      );
    }
    return narrow(x, dim, from, length, a.site.word, a.interpreter);
  },
  'select(input, dim, index)': (a) => {
    const { x } = a;
    const dim = a.dim('dim', x);
    const size = x.shape[dim]!;
    const index = a.int('index');
    if (index < -size || index >= size) {
      a.site.raise(
        'IndexError',
        `select(): index ${index} out of range for tensor of size [${x.shape.join(', ')}] at dimension ${dim}`,
      );
    }
    return select(x, dim, index < 0 ? index + size : index, a.site.word, a.interpreter);
  },
};
