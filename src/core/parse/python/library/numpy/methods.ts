/** The methods of arrays. */
import { methods as define, properties } from '../../builtins/methods';
import { known, unbox } from '../../builtins/needs';
import { counted, iterator } from '../../builtins/iterators';
import { isDue, pause } from '../../builtins/pace';
import type { Interpreter } from '../../interpreter';
import type { Bound } from '../../native';
import type { Step } from '../../steps';
import { ELLIPSIS, NOT_IMPLEMENTED, PyList, Unknown, type Value } from '../../values';
import {
  arrayOf,
  cast,
  countOf,
  findArray,
  made,
  NDARRAY,
  NdArray,
  numbersOf,
  shapeTuple,
  sizesOf,
  unwrapped,
} from './array';
import { binaryInSteps, isPlain, unary, type BinaryFunction } from './elementwise';
import { COMPARISONS, OPERATORS } from './functions';
import { assign, select } from './indexing';
import { reduce, REDUCTIONS, running } from './reductions';
import { matmul, reshape, sorted, squeeze, transpose } from './shapes';
import { dtype, pythonValue, stored, typeOf, type ElementType } from './types';

const array = (value: Value): NdArray | undefined => (value instanceof NdArray ? value : undefined);

/** A function of an array and another value, in one order or the other. */
function operator(fn: BinaryFunction, turned: boolean) {
  return function* (self: NdArray, bound: Bound, interpreter: Interpreter): Step<Value> {
    const value = bound.get('other');
    const other = yield* findArray(value, interpreter);
    if (!other) return NOT_IMPLEMENTED;
    const plain = isPlain(value);
    const result = turned
      ? yield* binaryInSteps(fn, other, self, [plain, false], interpreter)
      : yield* binaryInSteps(fn, self, other, [false, plain], interpreter);
    return unwrapped(result);
  };
}

for (const [name, fn] of Object.entries(OPERATORS)) {
  define(NDARRAY, array, {
    [`__${name}__(self, other)`]: operator(fn, false),
    [`__r${name}__(self, other)`]: operator(fn, true),
    *[`__i${name}__(self, other)`](self, bound, interpreter) {
      const made = yield* operator(fn, false)(self, bound, interpreter);
      if (!(made instanceof NdArray)) return made;
      yield* assign(self, ELLIPSIS, made, interpreter);
      return self;
    },
  });
}
for (const [name, fn] of Object.entries(COMPARISONS)) {
  define(NDARRAY, array, { [`__${name}__(self, other)`]: operator(fn, false) });
}
NDARRAY.attributes.set('__hash__', null);

/** The dimensions that `axis=` names; null for all. */
export function* axesOf(value: Value, interpreter: Interpreter): Step<number[] | null> {
  return value === null ? null : yield* sizesOf(value, interpreter);
}

/** One dimension; null for none. */
export function* axisOf(value: Value, interpreter: Interpreter): Step<number | null> {
  return (yield* axesOf(value, interpreter))?.[0] ?? null;
}

/** Sizes that are given one by one, or together. */
export function* sizes(rest: readonly Value[], interpreter: Interpreter): Step<number[]> {
  const [first] = rest;
  if (rest.length === 1 && first !== null) return yield* sizesOf(first!, interpreter);
  const all: number[] = [];
  for (const each of rest) if (each !== null) all.push(...(yield* sizesOf(each, interpreter)));
  return all;
}

for (const [name, reduction] of Object.entries(REDUCTIONS)) {
  define(NDARRAY, array, {
    *[`${name}(self, axis=None, dtype=None, out=None, keepdims=False, **kwargs)`](
      self,
      bound,
      interpreter,
    ) {
      const axes = yield* axesOf(bound.get('axis'), interpreter);
      return unwrapped(reduce(reduction, self, axes, bound.get('keepdims') === true, interpreter));
    },
  });
}

/** The type that an argument names; raises TypeError. */
export function requiredType(value: Value, interpreter: Interpreter): ElementType {
  return typeOf(known(value)) ?? interpreter.raise('TypeError', 'data type not understood');
}

/** The elements as lists in lists. */
function* listOf(x: NdArray, interpreter: Interpreter): Step<Value> {
  const numbers = numbersOf(x, interpreter);
  if (numbers instanceof Unknown) return numbers;
  interpreter.allocate(2 * numbers.length);
  let items: Value[] = [];
  for (let i = 0; i < numbers.length; i += 1) {
    if (isDue(i)) yield* pause();
    items.push(pythonValue(x.type, numbers[i]!));
  }
  const { shape } = x;
  for (let depth = shape.length - 1; depth >= 1; depth -= 1) {
    const [rows, size] = [countOf(shape.slice(0, depth)), shape[depth]!];
    const inner = items;
    items = Array.from(
      { length: rows },
      (_, i) => new PyList(inner.slice(i * size, (i + 1) * size)),
    );
  }
  return shape.length === 0 ? items[0]! : new PyList(items);
}

function only(self: NdArray, interpreter: Interpreter): Value {
  if (self.size !== 1) {
    interpreter.raise('ValueError', 'can only convert an array of size 1 to a Python scalar');
  }
  return unwrapped(reshape(self, [], interpreter));
}

define(NDARRAY, array, {
  *'__getitem__(self, index)'(self, bound, interpreter) {
    return unwrapped(yield* select(self, bound.get('index'), interpreter));
  },
  *'__setitem__(self, index, value)'(self, bound, interpreter) {
    yield* assign(self, bound.get('index'), bound.get('value'), interpreter);
    return null;
  },
  '__len__(self)': ({ shape }, _, interpreter) =>
    shape.length > 0
      ? BigInt(shape[0]!)
      : interpreter.raise('TypeError', 'len() of unsized object'),
  '__iter__(self)': (self) => {
    const [length, ...shape] = self.shape;
    const [stride, ...strides] = self.strides;
    const row = (i: number) =>
      unwrapped(new NdArray(shape, self.type, self.numbers, strides, self.offset + i * stride!));
    return iterator(counted(() => length ?? 0, row));
  },
  '__neg__(self)': (self, _, interpreter) => unary((x) => -x, self, 'same', interpreter),
  '__pos__(self)': (self) => self,
  '__abs__(self)': (self, _, interpreter) => unary(Math.abs, self, 'same', interpreter),
  '__invert__(self)': (self, _, interpreter) =>
    unary(self.type === 'bool' ? (x) => 1 - x : (x) => ~x, self, 'same', interpreter),
  *'__matmul__(self, other)'(self, bound, interpreter) {
    return unwrapped(matmul(self, yield* arrayOf(bound.get('other'), interpreter), interpreter));
  },
  '__contains__(self, value)': (self, bound, interpreter) => {
    const value = unbox(known(bound.get('value')));
    const numbers = numbersOf(self, interpreter);
    return numbers instanceof Unknown ? numbers : numbers.includes(Number(value));
  },
  '__bool__(self)': (self, _, interpreter) => {
    if (self.size === 1) return interpreter.truth(only(self, interpreter));
    return interpreter.raise(
      'ValueError',
      'The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()',
    );
  },
  '__float__(self)': (self, _, interpreter) => {
    return Number(unbox(known(only(self, interpreter))));
  },
  '__index__(self)': (self, _, interpreter) => only(self, interpreter),
  *'__repr__(self)'(self, _, interpreter) {
    return `array(${yield* arrayText(self, interpreter)})`;
  },
  *'__str__(self)'(self, _, interpreter) {
    return (yield* arrayText(self, interpreter)).replaceAll(',', '');
  },
  '__deepcopy__(self, memo)': (self, _, interpreter) =>
    made(self.shape, self.type, numbersOf(self, interpreter)),
});

function* arrayText(self: NdArray, interpreter: Interpreter): Step<string> {
  const list = yield* listOf(self, interpreter);
  return list instanceof Unknown ? '...' : yield* interpreter.repr(list);
}

define(NDARRAY, array, {
  *'reshape(self, *args, order=None)'(self, bound, interpreter) {
    return reshape(self, yield* sizes(bound.rest, interpreter), interpreter);
  },
  *'transpose(self, *args)'(self, bound, interpreter) {
    return transpose(self, yield* sizes(bound.rest, interpreter), interpreter);
  },
  *'swapaxes(self, axis1, axis2)'(self, bound, interpreter) {
    const rank = self.shape.length;
    const [a, b] = yield* sizes([bound.get('axis1'), bound.get('axis2')], interpreter);
    const order = self.shape.map((_, i) => i);
    const [x, y] = [a! < 0 ? a! + rank : a!, b! < 0 ? b! + rank : b!];
    [order[x], order[y]] = [y, x];
    return transpose(self, order, interpreter);
  },
  'flatten(self, order=None)': (self, _, interpreter) =>
    made([self.size], self.type, numbersOf(self, interpreter)),
  'ravel(self, order=None)': (self, _, interpreter) => reshape(self, [-1], interpreter),
  *'squeeze(self, axis=None)'(self, bound, interpreter) {
    return squeeze(self, yield* axesOf(bound.get('axis'), interpreter), interpreter);
  },
  'astype(self, dtype, **kwargs)': (self, bound, interpreter) =>
    cast(self, requiredType(bound.get('dtype'), interpreter), interpreter),
  'copy(self, order=None)': (self, _, interpreter) =>
    made(self.shape, self.type, numbersOf(self, interpreter)),
  'tolist(self)': (self, _, interpreter) => listOf(self, interpreter),
  *'item(self, *args)'(self, bound, interpreter) {
    if (bound.rest.length === 0) return only(self, interpreter);
    const at = yield* sizes(bound.rest, interpreter);
    const picked = at.length === 1 ? reshape(self, [-1], interpreter) : self;
    return unwrapped(yield* select(picked, shapeTuple(at), interpreter));
  },
  *'cumsum(self, axis=None)'(self, bound, interpreter) {
    return running(
      (a, b) => a + b,
      self,
      yield* axisOf(bound.get('axis'), interpreter),
      interpreter,
    );
  },
  *'cumprod(self, axis=None)'(self, bound, interpreter) {
    return running(
      (a, b) => a * b,
      self,
      yield* axisOf(bound.get('axis'), interpreter),
      interpreter,
    );
  },
  *'dot(self, b)'(self, bound, interpreter) {
    return unwrapped(matmul(self, yield* arrayOf(bound.get('b'), interpreter), interpreter));
  },
  *'fill(self, value)'(self, bound, interpreter) {
    yield* assign(self, ELLIPSIS, bound.get('value'), interpreter);
    return null;
  },
  'sort(self, axis=-1)': (self, _, interpreter) => {
    const result = sorted(self, false, interpreter);
    if (!(self.numbers instanceof Unknown) && !(result.numbers instanceof Unknown)) {
      self.numbers.set(result.numbers, self.offset);
    }
    return null;
  },
  'argsort(self, axis=-1)': (self, _, interpreter) => sorted(self, true, interpreter),
  'clip(self, min=None, max=None)': (self, bound, interpreter) => {
    const limit = (value: Value, none: number) =>
      value === null ? none : Number(unbox(known(value)));
    const [low, high] = [limit(bound.get('min'), -Infinity), limit(bound.get('max'), Infinity)];
    return unary(
      (x) => stored(self.type, Math.min(Math.max(x, low), high)),
      self,
      'same',
      interpreter,
    );
  },
});

properties(NDARRAY, array, {
  shape: ({ shape }) => shapeTuple(shape),
  ndim: ({ shape }) => BigInt(shape.length),
  size: ({ size }) => BigInt(size),
  dtype: ({ type }) => dtype(type),
  T: (self, interpreter) => transpose(self, [], interpreter),
});
