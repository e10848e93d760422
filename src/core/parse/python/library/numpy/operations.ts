/** Functions of NumPy that take arrays. */
import { known, unbox } from '../../builtins/needs';
import { unclear } from '../../errors';
import type { Interpreter } from '../../interpreter';
import { natives, type Bound, type Run } from '../../native';
import { isStep, type Step } from '../../steps';
import { PyList, Unknown, type Value } from '../../values';
import { numberOf } from '../numbers';
import {
  arrayOf,
  countOf,
  made,
  NdArray,
  numbersOf,
  room,
  shapeTuple,
  sizesOf,
  unwrapped,
  walk,
} from './array';
import { binary, broadcast, isPlain, spread, unary } from './elementwise';
import { BINARY, rint, UNARY } from './functions';
import { axesOf, axisOf } from './methods';
import { dimension, reduce, REDUCTIONS, running } from './reductions';
import {
  broadcastTo,
  concatenate,
  expand,
  gathered,
  matmul,
  reshape,
  sorted,
  squeeze,
  transpose,
} from './shapes';
import { promoted, stored } from './types';

type OfArrays = (arrays: NdArray[], bound: Bound, interpreter: Interpreter) => Value | Step<Value>;

/** A function of which these arguments are arrays. */
function ofArrays(names: string, fn: OfArrays): Run {
  return function* (bound, interpreter): Step<Value> {
    const arrays: NdArray[] = [];
    for (const name of names.split(' ')) arrays.push(yield* arrayOf(bound.get(name), interpreter));
    const result = fn(arrays, bound, interpreter);
    return isStep(result) ? yield* result : result;
  };
}

/** The arrays of a list. */
function* arraysOf(value: Value, interpreter: Interpreter): Step<NdArray[]> {
  const arrays: NdArray[] = [];
  for (const each of yield* interpreter.listOf(value)) {
    if (each instanceof Unknown) throw unclear(each);
    arrays.push(yield* arrayOf(each, interpreter));
  }
  return arrays;
}

const table: Record<string, Run> = {};
for (const [name, [fn, gives]] of Object.entries(UNARY)) {
  table[`${name}(x, out=None, **kwargs)`] = ofArrays('x', ([x], _, interpreter) =>
    unwrapped(unary(fn, x!, gives, interpreter)),
  );
}
for (const [name, fn] of Object.entries(BINARY)) {
  table[`${name}(x1, x2, out=None, **kwargs)`] = ofArrays('x1 x2', ([a, b], bound, interpreter) => {
    const plain = [isPlain(bound.get('x1')), isPlain(bound.get('x2'))];
    return unwrapped(binary(fn, a!, b!, plain, interpreter));
  });
}
for (const [name, reduction] of Object.entries(REDUCTIONS)) {
  table[`${name}(a, axis=None, dtype=None, out=None, keepdims=False, **kwargs)`] = ofArrays(
    'a',
    function* ([x], bound, interpreter): Step<Value> {
      const axes = yield* axesOf(bound.get('axis'), interpreter);
      return unwrapped(reduce(reduction, x!, axes, bound.get('keepdims') === true, interpreter));
    },
  );
}

/** Numbers of one array where a condition holds, else of the other. */
function choose(condition: NdArray, a: NdArray, b: NdArray, interpreter: Interpreter): NdArray {
  const shape = broadcast(broadcast(condition.shape, a.shape, interpreter), b.shape, interpreter);
  const type = promoted(a.type, b.type);
  const sources = [condition.numbers, a.numbers, b.numbers];
  for (const source of sources) if (source instanceof Unknown) return made(shape, type, source);
  const [test, yes, no] = sources as [Float64Array, Float64Array, Float64Array];
  const result = room(shape, interpreter);
  const strides = [condition, a, b].map((each) => spread(each, shape));
  walk(shape, strides, [condition.offset, a.offset, b.offset], ([t, x, y], i) => {
    result[i] = stored(type, test[t!] === 0 ? no[y!]! : yes[x!]!);
  });
  return made(shape, type, result);
}

/** Every element so many times, along a dimension or in their order. */
function repeat(x: NdArray, count: number, axis: number | null, interpreter: Interpreter): NdArray {
  const flat = axis === null ? reshape(x, [-1], interpreter) : x;
  const at = axis === null ? 0 : dimension(axis, x.shape.length, interpreter);
  const wider = expand(flat, [at + 1], interpreter);
  const shape = wider.shape.map((size, i) => (i === at + 1 ? count : size));
  const result = flat.shape.map((size, i) => (i === at ? size * count : size));
  return reshape(broadcastTo(wider, shape, interpreter), result, interpreter);
}

/** The array so many times in each dimension. */
function tile(x: NdArray, counts: readonly number[], interpreter: Interpreter): NdArray {
  const rank = Math.max(counts.length, x.shape.length);
  const times = [...new Array<number>(rank - counts.length).fill(1), ...counts];
  const own = [...new Array<number>(rank - x.shape.length).fill(1), ...x.shape];
  const shape = own.map((size, i) => size * times[i]!);
  return gathered(
    x,
    shape,
    (position) => position.reduce((at, p, i) => at * own[i]! + (p % own[i]!), 0),
    interpreter,
  );
}

/** Dimensions backwards. */
function flip(x: NdArray, axes: readonly number[] | null, interpreter: Interpreter): NdArray {
  const chosen = (axes ?? x.shape.map((_, i) => i)).map((axis) =>
    dimension(axis, x.shape.length, interpreter),
  );
  const offset = chosen.reduce((at, i) => at + (x.shape[i]! - 1) * x.strides[i]!, x.offset);
  const strides = x.strides.map((stride, i) => (chosen.includes(i) ? -stride : stride));
  return new NdArray(x.shape, x.type, x.numbers, strides, offset);
}

/** A stretch of a dimension. */
function stretch(x: NdArray, axis: number, from: number, to: number): NdArray {
  const shape = x.shape.map((size, i) => (i === axis ? Math.max(0, to - from) : size));
  return new NdArray(shape, x.type, x.numbers, x.strides, x.offset + from * x.strides[axis]!);
}

/** Parts of a dimension: so many, or between positions. */
function* split(x: NdArray, bound: Bound, interpreter: Interpreter): Step<Value> {
  const given = unbox(known(bound.get('indices_or_sections')));
  const axis = dimension(
    (yield* sizesOf(bound.get('axis'), interpreter))[0]!,
    x.shape.length,
    interpreter,
  );
  const size = x.shape[axis]!;
  const marks = yield* sizesOf(given, interpreter);
  if (typeof given === 'bigint') {
    const count = marks.pop()!;
    if (size % count !== 0) {
      interpreter.raise('ValueError', 'array split does not result in an equal division');
    }
    for (let i = 1; i < count; i += 1) marks.push((size / count) * i);
  }
  const ends = [...marks, size];
  return new PyList(ends.map((end, i) => stretch(x, axis, ends[i - 1] ?? 0, Math.min(end, size))));
}

/** Where numbers are equal but for rounding. */
function close(a: NdArray, b: NdArray, interpreter: Interpreter): NdArray {
  const near = (x: number, y: number) =>
    Number(x === y || Math.abs(x - y) <= 1e-8 + 1e-5 * Math.abs(y));
  return binary({ fn: near, gives: 'bool' }, a, b, [false, false], interpreter);
}

/** True where all elements are. */
function all(x: NdArray, interpreter: Interpreter): Value {
  return unwrapped(reduce(REDUCTIONS.all!, x, null, false, interpreter));
}

const limit = (value: Value, none: number) => (value === null ? none : Number(unbox(known(value))));

/** The functions by their names. */
export const OPERATIONS = natives({
  ...table,
  *'reshape(a, newshape, order=None)'(bound, interpreter) {
    const x = yield* arrayOf(bound.get('a'), interpreter);
    return reshape(x, yield* sizesOf(bound.get('newshape'), interpreter), interpreter);
  },
  'ravel(a, order=None)': ofArrays('a', ([x], _, interpreter) => reshape(x!, [-1], interpreter)),
  'transpose(a, axes=None)': ofArrays('a', function* ([x], bound, interpreter): Step<Value> {
    return transpose(x!, (yield* axesOf(bound.get('axes'), interpreter)) ?? [], interpreter);
  }),
  'expand_dims(a, axis)': ofArrays('a', function* ([x], bound, interpreter): Step<Value> {
    const given = bound.get('a');
    if (given instanceof Unknown) return given;
    return expand(x!, yield* sizesOf(bound.get('axis'), interpreter), interpreter);
  }),
  'squeeze(a, axis=None)': ofArrays('a', function* ([x], bound, interpreter): Step<Value> {
    return squeeze(x!, yield* axesOf(bound.get('axis'), interpreter), interpreter);
  }),
  *'concatenate(arrays, axis=0)'(bound, interpreter) {
    const parts = yield* arraysOf(bound.get('arrays'), interpreter);
    return concatenate(parts, (yield* sizesOf(bound.get('axis'), interpreter))[0]!, interpreter);
  },
  *'vstack(tup)'(bound, interpreter) {
    const parts = yield* arraysOf(bound.get('tup'), interpreter);
    const rows = parts.map((x) => (x.shape.length > 1 ? x : reshape(x, [1, -1], interpreter)));
    return concatenate(rows, 0, interpreter);
  },
  *'hstack(tup)'(bound, interpreter) {
    const parts = yield* arraysOf(bound.get('tup'), interpreter);
    return concatenate(parts, (parts[0]?.shape.length ?? 1) > 1 ? 1 : 0, interpreter);
  },
  *'broadcast_to(array, shape)'(bound, interpreter) {
    const x = yield* arrayOf(bound.get('array'), interpreter);
    return broadcastTo(x, yield* sizesOf(bound.get('shape'), interpreter), interpreter);
  },
  'tile(A, reps)': ofArrays('A', function* ([x], bound, interpreter): Step<Value> {
    return tile(x!, yield* sizesOf(bound.get('reps'), interpreter), interpreter);
  }),
  'repeat(a, repeats, axis=None)': ofArrays('a', function* ([x], bound, interpreter): Step<Value> {
    const [count] = yield* sizesOf(bound.get('repeats'), interpreter);
    return repeat(x!, count!, yield* axisOf(bound.get('axis'), interpreter), interpreter);
  }),
  'flip(m, axis=None)': ofArrays('m', function* ([x], bound, interpreter): Step<Value> {
    return flip(x!, yield* axesOf(bound.get('axis'), interpreter), interpreter);
  }),
  'split(ary, indices_or_sections, axis=0)': ofArrays('ary', ([x], bound, interpreter) =>
    split(x!, bound, interpreter),
  ),
  'cumsum(a, axis=None)': ofArrays('a', function* ([x], bound, interpreter): Step<Value> {
    return running((a, b) => a + b, x!, yield* axisOf(bound.get('axis'), interpreter), interpreter);
  }),
  'cumprod(a, axis=None)': ofArrays('a', function* ([x], bound, interpreter): Step<Value> {
    return running((a, b) => a * b, x!, yield* axisOf(bound.get('axis'), interpreter), interpreter);
  }),
  'sort(a, axis=-1)': ofArrays('a', ([x], _, interpreter) => sorted(x!, false, interpreter)),
  'argsort(a, axis=-1)': ofArrays('a', ([x], _, interpreter) => sorted(x!, true, interpreter)),
  'diff(a)': ofArrays('a', ([x], _, interpreter) => {
    const axis = x!.shape.length - 1;
    const size = x!.shape[axis]!;
    return binary(
      BINARY.subtract!,
      stretch(x!, axis, 1, size),
      stretch(x!, axis, 0, size - 1),
      [false, false],
      interpreter,
    );
  }),
  'dot(a, b)': ofArrays('a b', ([a, b], _, interpreter) =>
    a!.shape.length > 0 && b!.shape.length > 0
      ? unwrapped(matmul(a!, b!, interpreter))
      : unwrapped(binary(BINARY.multiply!, a!, b!, [false, false], interpreter)),
  ),
  'matmul(a, b)': ofArrays('a b', ([a, b], _, interpreter) =>
    unwrapped(matmul(a!, b!, interpreter)),
  ),
  'outer(a, b)': ofArrays('a b', ([a, b], _, interpreter) => {
    const [column, row] = [reshape(a!, [-1, 1], interpreter), reshape(b!, [1, -1], interpreter)];
    return binary(BINARY.multiply!, column, row, [false, false], interpreter);
  }),
  'where(condition, x, y)': ofArrays('condition x y', ([test, a, b], _, interpreter) =>
    unwrapped(choose(test!, a!, b!, interpreter)),
  ),
  'clip(a, a_min, a_max, out=None)': ofArrays('a', ([x], bound, interpreter) => {
    const [low, high] = [limit(bound.get('a_min'), -Infinity), limit(bound.get('a_max'), Infinity)];
    return unwrapped(unary((v) => Math.min(Math.max(v, low), high), x!, 'same', interpreter));
  }),
  'round(a, decimals=0)': ofArrays('a', ([x], bound, interpreter) => {
    const scale = 10 ** limit(bound.get('decimals'), 0);
    return unwrapped(unary((v) => rint(v * scale) / scale, x!, 'same', interpreter));
  }),
  'isclose(a, b, **kwargs)': ofArrays('a b', ([a, b], _, interpreter) =>
    unwrapped(close(a!, b!, interpreter)),
  ),
  'allclose(a, b, **kwargs)': ofArrays('a b', ([a, b], _, interpreter) =>
    all(close(a!, b!, interpreter), interpreter),
  ),
  'array_equal(a1, a2)': ofArrays('a1 a2', ([a, b], _, interpreter) => {
    if (String(a!.shape) !== String(b!.shape)) return false;
    const same = binary(BINARY.equal!, a!, b!, [false, false], interpreter);
    return all(same, interpreter);
  }),
  'shape(a)': ofArrays('a', ([x]) => shapeTuple(x!.shape)),
  'ndim(a)': ofArrays('a', ([x]) => BigInt(x!.shape.length)),
  'size(a)': ofArrays('a', ([x]) => BigInt(countOf(x!.shape))),
  'copy(a)': ofArrays('a', ([x], _, interpreter) =>
    made(x!.shape, x!.type, numbersOf(x!, interpreter)),
  ),
  'isscalar(element)': (bound) => typeof unbox(known(bound.get('element'))) !== 'object',
  *'roll(a, shift, axis=None)'(bound, interpreter) {
    const x = yield* arrayOf(bound.get('a'), interpreter);
    const shift = yield* numberOf(bound.get('shift'), interpreter);
    const given = yield* axisOf(bound.get('axis'), interpreter);
    const flat = given === null ? reshape(x, [-1], interpreter) : x;
    const axis = dimension(given ?? 0, flat.shape.length, interpreter);
    const size = flat.shape[axis]!;
    const cut = (((size - shift) % size) + size) % size;
    const turned = [stretch(flat, axis, cut, size), stretch(flat, axis, 0, cut)];
    return reshape(concatenate(turned, axis, interpreter), x.shape, interpreter);
  },
});
