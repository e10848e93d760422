/** Functions that make arrays. */
import * as l10n from '@vscode/l10n';
import { known, unbox } from '../../builtins/needs';
import type { Interpreter } from '../../interpreter';
import { natives, type Bound } from '../../native';
import type { Step } from '../../steps';
import { PyList, Unknown, type Value } from '../../values';
import { numberOf } from '../numbers';
import { arrayOf, cast, made, numbersOf, room, sizesOf, stacked, type NdArray } from './array';
import { requiredType } from './methods';
import { gathered } from './shapes';
import { isReal, stored, typeOf, type ElementType } from './types';

/** An array of one number everywhere. */
function filled(
  shape: readonly number[],
  x: number,
  type: ElementType,
  interpreter: Interpreter,
): NdArray {
  return made(shape, type, room(shape, interpreter).fill(stored(type, x)));
}

function typeGiven(bound: Bound, fallback: ElementType, interpreter: Interpreter): ElementType {
  const given = bound.get('dtype');
  return given === null ? fallback : requiredType(given, interpreter);
}

/** `np.zeros(shape)` and the like. */
function* ofShape(bound: Bound, x: number, interpreter: Interpreter): Step<Value> {
  const shape = yield* sizesOf(bound.get('shape'), interpreter);
  return filled(shape, x, typeGiven(bound, 'float64', interpreter), interpreter);
}

/** `np.zeros_like(a)` and the like. */
function* like(bound: Bound, x: number, interpreter: Interpreter): Step<Value> {
  const { shape, type } = yield* arrayOf(bound.get('a'), interpreter);
  return filled(shape, x, typeGiven(bound, type, interpreter), interpreter);
}

function* asArray(bound: Bound, interpreter: Interpreter): Step<Value> {
  const array = yield* arrayOf(bound.get('object'), interpreter);
  const type = typeGiven(bound, array.type, interpreter);
  return type === array.type
    ? made(array.shape, type, numbersOf(array, interpreter))
    : cast(array, type, interpreter);
}

function whole(value: Value): boolean {
  return typeof unbox(value) === 'bigint';
}

function* range(bound: Bound, interpreter: Interpreter): Step<Value> {
  const [first, second, by] = [bound.get('start'), bound.get('stop'), bound.get('step')];
  const from = second === null ? 0n : first;
  const to = second === null ? first : second;
  const [start, stop, step] = [
    yield* numberOf(from, interpreter),
    yield* numberOf(to, interpreter),
    yield* numberOf(by, interpreter),
  ];
  const plain = [from, to, by].every(whole) ? 'int64' : 'float64';
  const type = typeGiven(bound, plain, interpreter);
  const count = Math.max(0, Math.ceil((stop - start) / step));
  const numbers = room([count], interpreter);
  for (let i = 0; i < count; i += 1) numbers[i] = stored(type, start + i * step);
  return made([count], type, numbers);
}

function* evenly(bound: Bound, interpreter: Interpreter): Step<number[]> {
  const start = yield* numberOf(bound.get('start'), interpreter);
  const stop = yield* numberOf(bound.get('stop'), interpreter);
  const count = Number(unbox(known(bound.get('num'))));
  const parts = bound.get('endpoint') === false ? count : count - 1;
  interpreter.allocate(count);
  return Array.from({ length: count }, (_, i) =>
    i === parts ? stop : start + i * ((stop - start) / Math.max(1, parts)),
  );
}

function* diagonal(bound: Bound, interpreter: Interpreter): Step<Value> {
  const array = yield* arrayOf(bound.get('v'), interpreter);
  const [rows, columns] = array.shape;
  if (columns !== undefined) {
    return gathered(array, [Math.min(rows!, columns)], ([i]) => i! * columns + i!, interpreter);
  }
  return gathered(array, [rows!, rows!], ([i, j]) => (i === j ? i! : -1), interpreter);
}

/** A square matrix, or the given one, of which only a triangle stays. */
function triangle(stays: (i: number, j: number, k: number) => boolean) {
  return function* (bound: Bound, interpreter: Interpreter): Step<Value> {
    const array = yield* arrayOf(bound.get('m'), interpreter);
    const [rows, columns] = array.shape.slice(-2) as [number, number];
    const k = Number(unbox(known(bound.get('k'))));
    return gathered(
      array,
      array.shape,
      (position) => {
        const [i, j] = position.slice(-2) as [number, number];
        const outer = position.slice(0, -2).reduce((at, p, d) => at * array.shape[d]! + p, 0);
        return stays(i, j, k) ? (outer * rows + i) * columns + j : -1;
      },
      interpreter,
    );
  };
}

function* grid(bound: Bound, interpreter: Interpreter): Step<Value> {
  const parts: NdArray[] = [];
  for (const each of bound.rest) parts.push(yield* arrayOf(each, interpreter));
  const swap = bound.get('indexing') !== 'ij' && parts.length > 1;
  const axis = (i: number) => (swap && i < 2 ? 1 - i : i);
  const shape: number[] = [];
  for (const [i, part] of parts.entries()) shape[axis(i)] = part.size;
  return new PyList(
    parts.map((part, i) => gathered(part, shape, (position) => position[axis(i)]!, interpreter)),
  );
}

/** The functions by their names. */
export const CREATION = natives({
  'array(object, dtype=None, copy=True, order=None, ndmin=0)': asArray,
  'asarray(object, dtype=None, order=None)': asArray,
  'ascontiguousarray(object, dtype=None)': asArray,
  'asanyarray(object, dtype=None)': asArray,
  'zeros(shape, dtype=None, order=None)': (bound, interpreter) => ofShape(bound, 0, interpreter),
  'ones(shape, dtype=None, order=None)': (bound, interpreter) => ofShape(bound, 1, interpreter),
  *'empty(shape, dtype=None, order=None)'(bound, interpreter) {
    const shape = yield* sizesOf(bound.get('shape'), interpreter);
    const reason = l10n.t('What stands in an empty array is not known.');
    const type = typeGiven(bound, 'float64', interpreter);
    return made(shape, type, interpreter.unknown(reason) as Unknown);
  },
  *'full(shape, fill_value, dtype=None, order=None)'(bound, interpreter) {
    const shape = yield* sizesOf(bound.get('shape'), interpreter);
    const value = yield* arrayOf(bound.get('fill_value'), interpreter);
    const x = value.numbers instanceof Unknown ? NaN : value.numbers[value.offset]!;
    const type = typeGiven(bound, value.type, interpreter);
    if (value.numbers instanceof Unknown) return made(shape, type, value.numbers);
    return filled(shape, x, type, interpreter);
  },
  'zeros_like(a, dtype=None, **kwargs)': (bound, interpreter) => like(bound, 0, interpreter),
  'ones_like(a, dtype=None, **kwargs)': (bound, interpreter) => like(bound, 1, interpreter),
  'empty_like(a, dtype=None, **kwargs)': (bound, interpreter) => like(bound, 0, interpreter),
  *'full_like(a, fill_value, dtype=None, **kwargs)'(bound, interpreter) {
    return yield* like(bound, yield* numberOf(bound.get('fill_value'), interpreter), interpreter);
  },
  'arange(start, stop=None, step=1, dtype=None)': range,
  *'linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0)'(
    bound,
    interpreter,
  ) {
    const numbers = yield* evenly(bound, interpreter);
    const type = typeGiven(bound, 'float64', interpreter);
    return made(
      [numbers.length],
      type,
      Float64Array.from(numbers, (x) => stored(type, x)),
    );
  },
  *'logspace(start, stop, num=50, endpoint=True, base=10.0, dtype=None)'(bound, interpreter) {
    const base = yield* numberOf(bound.get('base'), interpreter);
    const numbers = yield* evenly(bound, interpreter);
    return made(
      [numbers.length],
      'float64',
      Float64Array.from(numbers, (x) => base ** x),
    );
  },
  *'eye(N, M=None, k=0, dtype=None)'(bound, interpreter) {
    const [rows] = yield* sizesOf(bound.get('N'), interpreter);
    const given = bound.get('M');
    const columns = given === null ? rows! : (yield* sizesOf(given, interpreter))[0]!;
    const [k] = yield* sizesOf(bound.get('k'), interpreter);
    const numbers = room([rows!, columns], interpreter);
    for (let i = 0; i < rows!; i += 1) {
      const j = i + k!;
      if (j >= 0 && j < columns) numbers[i * columns + j] = 1;
    }
    return made([rows!, columns], typeGiven(bound, 'float64', interpreter), numbers);
  },
  *'identity(n, dtype=None)'(bound, interpreter) {
    const [n] = yield* sizesOf(bound.get('n'), interpreter);
    const numbers = room([n!, n!], interpreter);
    for (let i = 0; i < n!; i += 1) numbers[i * n! + i] = 1;
    return made([n!, n!], typeGiven(bound, 'float64', interpreter), numbers);
  },
  'diag(v)': diagonal,
  'tril(m, k=0)': triangle((i, j, k) => j <= i + k),
  'triu(m, k=0)': triangle((i, j, k) => j >= i + k),
  "meshgrid(*args, indexing='xy')": grid,
  *'stack(arrays, axis=0)'(bound, interpreter) {
    const parts: NdArray[] = [];
    for (const each of yield* interpreter.listOf(bound.get('arrays'))) {
      parts.push(yield* arrayOf(each, interpreter));
    }
    if (parts.length === 0) interpreter.raise('ValueError', 'need at least one array to stack');
    const [axis] = yield* sizesOf(bound.get('axis'), interpreter);
    const result = stacked(parts, interpreter);
    return yield* interpreter.callMethod(
      result,
      'transpose',
      axisFirst(axis! < 0 ? axis! + result.shape.length : axis!, result.shape.length),
    );
  },
  *'fromiter(iterable, dtype, count=-1)'(bound, interpreter) {
    const items = new PyList(yield* interpreter.listOf(bound.get('iterable')));
    return cast(
      yield* arrayOf(items, interpreter),
      requiredType(bound.get('dtype'), interpreter),
      interpreter,
    );
  },
  'fromfunction(function, shape, **kwargs)': (_, interpreter) =>
    interpreter.unknown(l10n.t('This function of NumPy is not evaluated here.')),
  'issubdtype(arg1, arg2)': (bound) => {
    const [a, b] = [typeOf(bound.get('arg1')), typeOf(bound.get('arg2'))];
    return a !== undefined && (a === b || (b === undefined && isReal(a)));
  },
});

/** The order of dimensions that brings the first one to a place. */
function axisFirst(axis: number, rank: number): Value[] {
  const order = Array.from({ length: rank - 1 }, (_, i) => i + 1);
  order.splice(axis, 0, 0);
  return order.map(BigInt);
}
