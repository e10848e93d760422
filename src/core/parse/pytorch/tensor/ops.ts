/** Graph operations as functions over tensors, with PyTorch's rules for element types: what all of PyTorch's functions are made of. */
import type { Elementwise, ElementwiseName } from '../../../model/elementwise';
import type { BinaryFunction, ConstantSource, IndexItem, ReduceFunction } from '../../../model/ops';
import { elementCount, sameShape, type Shape } from '../../../model/shape';
import type { Interpreter } from '../../python/interpreter';
import { record } from '../record';
import { Tensor, type TensorType } from '../tape';
import { stridesOf, viewStrides } from './layout';
import { complexOf, pairOf, throughPair } from './pairs';
import { fractional, holdsFractions, isComplex, resultType, type Operand } from './types';
import { asView } from './views';

/** Functions that give whole numbers for whole numbers. */
const WHOLE: readonly ElementwiseName[] = [
  'identity',
  'relu',
  'relu6',
  'hardtanh',
  'threshold',
  'neg',
  'abs',
  'square',
  'sign',
  'floor',
  'clamp',
  'power',
];

/** The same numbers in a tensor of its own, in another type where one is given. */
export function same(x: Tensor, dtype: TensorType = x.dtype): Tensor {
  const made = new Tensor({ ...x.ref, dtype });
  made.requiresGrad = x.requiresGrad && holdsFractions(dtype);
  return made;
}

/** Numbers that are there from the start. */
export function constant(
  shape: Shape,
  source: ConstantSource,
  dtype: TensorType,
  interpreter: Interpreter,
  word = 'constant',
): Tensor {
  return record({ op: { type: 'constant', shape, source }, inputs: [], word, dtype }, interpreter);
}

/** The operand as a tensor; a number becomes a constant without dimensions, of this type. */
export function asTensor(operand: Operand, dtype: TensorType, interpreter: Interpreter): Tensor {
  if (operand instanceof Tensor) return operand;
  return constant([], { kind: 'full', value: Number(operand) }, dtype, interpreter);
}

/** A function of every element. */
export function elementwise(
  x: Tensor,
  fn: Elementwise,
  word: string,
  interpreter: Interpreter,
): Tensor {
  const dtype = WHOLE.includes(fn.fn) ? x.dtype : fractional(x.dtype, interpreter);
  return record(
    { op: { type: 'elementwise', function: fn }, inputs: [x], word, dtype },
    interpreter,
  );
}

/** Comparisons with the sides exchanged. */
const MIRRORED: Partial<Record<BinaryFunction, BinaryFunction>> = {
  mul: 'mul',
  maximum: 'maximum',
  minimum: 'minimum',
  eq: 'eq',
  ne: 'ne',
  lt: 'gt',
  le: 'ge',
  gt: 'lt',
  ge: 'le',
};
const COMPARISONS: readonly BinaryFunction[] = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'];

/** A function of two elements, with broadcasting; at least one side is a tensor. */
export function binary(
  fn: BinaryFunction,
  a: Operand,
  b: Operand,
  word: string,
  interpreter: Interpreter,
): Tensor {
  const common = resultType([a, b], interpreter);
  const dtype = COMPARISONS.includes(fn)
    ? 'bool'
    : fn === 'div'
      ? fractional(common, interpreter)
      : common;
  const mirrored = MIRRORED[fn];
  if (!(a instanceof Tensor) && b instanceof Tensor && mirrored) {
    return binary(mirrored, b, a, word, interpreter);
  }
  const left = asTensor(a, common, interpreter);
  if (b instanceof Tensor) {
    const op = { type: 'binary', function: fn } as const;
    return record({ op, inputs: [left, b], word, dtype }, interpreter);
  }
  const op =
    fn === 'pow'
      ? ({
          type: 'elementwise',
          function: { fn: 'power', options: { exponent: Number(b) } },
        } as const)
      : ({ type: 'binary', function: fn, scalar: Number(b) } as const);
  return record({ op, inputs: [left], word, dtype }, interpreter);
}

/** The sum of two, with broadcasting. Adding the number 0, as Python's `sum` begins, leaves a tensor as it is. */
export function add(a: Operand, b: Operand, word: string, interpreter: Interpreter): Tensor {
  const dtype = resultType([a, b], interpreter);
  if (dtype === 'bool') return binary('maximum', a, b, word, interpreter);
  if (b instanceof Tensor && !(a instanceof Tensor) && Number(a) === 0) return same(b, dtype);
  if (a instanceof Tensor && !(b instanceof Tensor) && Number(b) === 0) return same(a, dtype);
  const inputs = [asTensor(a, dtype, interpreter), asTensor(b, dtype, interpreter)];
  return record({ op: { type: 'add' }, inputs, word, dtype }, interpreter);
}

/** `condition ? a : b`, with broadcasting. */
export function where(
  condition: Tensor,
  a: Operand,
  b: Operand,
  word: string,
  interpreter: Interpreter,
): Tensor {
  const dtype = resultType([a, b], interpreter);
  const inputs = [condition, asTensor(a, dtype, interpreter), asTensor(b, dtype, interpreter)];
  return record({ op: { type: 'where' }, inputs, word, dtype }, interpreter);
}

/** True when another shape needs the numbers in other places of memory; false where that is not sure. */
export function mustCopy({ ref, shape }: Tensor, next: Shape): boolean {
  const strides = stridesOf(ref);
  return strides !== null && viewStrides(shape, strides, next) === null;
}

/** The same numbers in another shape; a view, unless they have to be moved. */
export function reshape(x: Tensor, shape: Shape, word: string, interpreter: Interpreter): Tensor {
  const both = throughPair(x, (pair) => reshape(pair, [...shape, 2], word, interpreter));
  if (both) return both;
  const copies = mustCopy(x, shape);
  const made = record({ op: { type: 'reshape', shape }, inputs: [x], word }, interpreter);
  if (copies) return made;
  return asView(made, {
    base: x,
    take: (base) => reshape(base, shape, word, interpreter),
    put: (base, value) => reshape(value, base.shape, word, interpreter),
  });
}

/** The dimensions from … to as one; a view, unless numbers have to be moved. */
export function flatten(
  x: Tensor,
  startDim: number,
  endDim: number,
  word: string,
  interpreter: Interpreter,
): Tensor {
  const both = throughPair(x, (pair) => flatten(pair, startDim, endDim, word, interpreter));
  if (both) return both;
  const op = { type: 'flatten', startDim, endDim } as const;
  const made = record({ op, inputs: [x], word }, interpreter);
  if (mustCopy(x, made.shape)) return made;
  return asView(made, {
    base: x,
    take: (base) => flatten(base, startDim, endDim, word, interpreter),
    put: (base, value) => reshape(value, base.shape, word, interpreter),
  });
}

/** Dimensions in another order; a view. */
export function permute(
  x: Tensor,
  dims: readonly number[],
  word: string,
  interpreter: Interpreter,
): Tensor {
  const both = throughPair(x, (pair) => permute(pair, [...dims, dims.length], word, interpreter));
  if (both) return both;
  const made = record({ op: { type: 'permute', dims }, inputs: [x], word }, interpreter);
  const back = dims.map((_, d) => dims.indexOf(d));
  return asView(made, {
    base: x,
    take: (base) => permute(base, dims, word, interpreter),
    put: (_, value) => permute(value, back, word, interpreter),
  });
}

/** Two dimensions exchanged; a view. */
export function transpose(
  x: Tensor,
  a: number,
  b: number,
  word: string,
  interpreter: Interpreter,
): Tensor {
  const dims = x.shape.map((_, d) => (d === a ? b : d === b ? a : d));
  return permute(x, dims, word, interpreter);
}

/** Dimensions of size 1 repeated, and new ones before. */
export function expand(x: Tensor, shape: Shape, word: string, interpreter: Interpreter): Tensor {
  const both = throughPair(x, (pair) => expand(pair, [...shape, 2], word, interpreter));
  if (both) return both;
  if (sameShape(x.shape, shape)) return same(x);
  return record({ op: { type: 'expand', shape }, inputs: [x], word }, interpreter);
}

/** Parts of a tensor; a view, unless lists pick elements. */
export function index(
  x: Tensor,
  items: readonly IndexItem[],
  word: string,
  interpreter: Interpreter,
): Tensor {
  const both = throughPair(x, (pair) => index(pair, items, word, interpreter));
  if (both) return both;
  const made = record({ op: { type: 'index', items }, inputs: [x], word }, interpreter);
  if (items.some(({ kind }) => kind === 'list')) return made;
  return asView(made, {
    base: x,
    items,
    take: (base) => index(base, items, word, interpreter),
    put: (base, value) => indexPut(base, items, value, word, interpreter),
  });
}

/** A tensor with a part replaced. */
export function indexPut(
  x: Tensor,
  items: readonly IndexItem[],
  value: Tensor,
  word: string,
  interpreter: Interpreter,
): Tensor {
  const op = { type: 'index_put', items } as const;
  return record({ op, inputs: [x, value], word, dtype: x.dtype }, interpreter);
}

/** Some elements of one dimension, one after the other; a view. */
export function narrow(
  x: Tensor,
  dim: number,
  start: number,
  length: number,
  word: string,
  interpreter: Interpreter,
): Tensor {
  const items = x.shape.slice(0, dim + 1).map((size, d): IndexItem => {
    const part = d === dim ? { start, length } : { start: 0, length: size };
    return { kind: 'range', ...part, step: 1 };
  });
  return index(x, items, word, interpreter);
}

/** One place of one dimension, which goes away; a view. */
export function select(
  x: Tensor,
  dim: number,
  at: number,
  word: string,
  interpreter: Interpreter,
): Tensor {
  const items = x.shape.slice(0, dim + 1).map((size, d): IndexItem => {
    return d === dim
      ? { kind: 'at', index: at }
      : { kind: 'range', start: 0, length: size, step: 1 };
  });
  return index(x, items, word, interpreter);
}

/** A function of all elements along dimensions, null for all; `correction` is that of var and std. */
export function reduce(
  x: Tensor,
  fn: ReduceFunction,
  dims: readonly number[] | null,
  keepdim: boolean,
  word: string,
  interpreter: Interpreter,
  correction = 0,
): Tensor {
  const whole = (fn === 'sum' || fn === 'prod') && !holdsFractions(x.dtype);
  return record(
    {
      op: { type: 'reduce', function: fn, dims, keepdim, correction },
      inputs: [x],
      word,
      ...(whole && { dtype: 'int64' }),
    },
    interpreter,
  );
}

/** The product of matrices, vectors and stacks of matrices. */
export function matmul(a: Tensor, b: Tensor, word: string, interpreter: Interpreter): Tensor {
  return record({ op: { type: 'matmul' }, inputs: [a, b], word }, interpreter);
}

/** Tensors one after the other along a dimension. */
export function concat(
  tensors: readonly Tensor[],
  dim: number,
  word: string,
  interpreter: Interpreter,
): Tensor {
  return joined('concat', tensors, dim, word, interpreter);
}

/** Tensors one after the other along a new dimension. */
export function stack(
  tensors: readonly Tensor[],
  dim: number,
  word: string,
  interpreter: Interpreter,
): Tensor {
  return joined('stack', tensors, dim, word, interpreter);
}

function joined(
  type: 'concat' | 'stack',
  tensors: readonly Tensor[],
  dim: number,
  word: string,
  interpreter: Interpreter,
): Tensor {
  if (tensors.every((each) => isComplex(each.dtype))) {
    return complexOf(joined(type, tensors.map(pairOf), dim, word, interpreter));
  }
  const dtype = resultType(tensors, interpreter);
  return record({ op: { type, dim }, inputs: tensors, word, dtype }, interpreter);
}

/** All elements in one dimension, or `shape` with one size worked out: the sizes that -1 stands for. */
export function inferredShape(
  sizes: readonly number[],
  count: number,
  interpreter: Interpreter,
): Shape {
  const open = sizes.indexOf(-1);
  if (sizes.some((size) => size < -1)) {
    interpreter.raise('RuntimeError', `invalid shape dimension ${sizes.find((size) => size < -1)}`);
  }
  if (open < 0) return sizes;
  if (sizes.lastIndexOf(-1) !== open) {
    interpreter.raise('RuntimeError', 'only one dimension can be inferred');
  }
  const others = elementCount(sizes.filter((_, d) => d !== open));
  if (others === 0 || count % others !== 0) {
    interpreter.raise(
      'RuntimeError',
      `shape '[${sizes.join(', ')}]' is invalid for input of size ${count}`,
    );
  }
  return sizes.map((size, d) => (d === open ? count / others : size));
}
