/** Arrays of NumPy: small ones with their numbers, others with their shape alone. */
import * as l10n from '@vscode/l10n';
import { isReal as isNumber } from '../../builtins/arithmetic';
import { known, unbox } from '../../builtins/needs';
import { pause } from '../../builtins/pace';
import { Unclear } from '../../errors';
import type { Interpreter } from '../../interpreter';
import type { Step } from '../../steps';
import {
  OBJECT,
  PyClass,
  PyList,
  PyObject,
  PyRange,
  PyTuple,
  Unknown,
  type Value,
} from '../../values';
import { promoted, pythonValue, stored, type ElementType } from './types';

/** The class of arrays; its methods are in methods.ts. */
export const NDARRAY = new PyClass('ndarray', [OBJECT], { module: 'numpy' });

/** An array, or a view of another one's numbers. */
export class NdArray extends PyObject {
  constructor(
    readonly shape: readonly number[],
    readonly type: ElementType,
    /** The numbers that this array, and those that are views of it, look at; an unknown value where they are not known. */
    readonly numbers: Float64Array | Unknown,
    readonly strides: readonly number[] = contiguous(shape),
    readonly offset = 0,
  ) {
    super(NDARRAY);
  }

  get size(): number {
    return countOf(this.shape);
  }
}

export function countOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** How far apart the neighbours along each dimension are, when the last one runs fastest. */
export function contiguous(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let i = shape.length - 2; i >= 0; i -= 1) strides[i] = strides[i + 1]! * shape[i + 1]!;
  return strides;
}

/** True where the numbers stand one after the other in their order. */
export function isPacked({ shape, strides }: NdArray): boolean {
  const packed = contiguous(shape);
  return strides.every((stride, i) => stride === packed[i] || shape[i] === 1);
}

/** A new array; its numbers count as memory. */
export function made(
  shape: readonly number[],
  type: ElementType,
  numbers: Float64Array | Unknown,
): NdArray {
  return new NdArray(shape, type, numbers);
}

/** Room for the numbers of an array. */
export function room(shape: readonly number[], interpreter: Interpreter): Float64Array {
  const count = countOf(shape);
  interpreter.allocate(count);
  interpreter.spend(Math.ceil(count / 16));
  return new Float64Array(count);
}

/** Places of all elements in the order of the array, for one or several arrays of the same shape. */
export function walk(
  shape: readonly number[],
  strides: readonly (readonly number[])[],
  offsets: readonly number[],
  visit: (places: readonly number[], index: number) => void,
): void {
  const count = countOf(shape);
  const at = new Array<number>(shape.length).fill(0);
  const places = [...offsets];
  for (let index = 0; index < count; index += 1) {
    visit(places, index);
    for (let d = shape.length - 1; d >= 0; d -= 1) {
      at[d]! += 1;
      for (let k = 0; k < places.length; k += 1) places[k]! += strides[k]![d]!;
      if (at[d]! < shape[d]!) break;
      for (let k = 0; k < places.length; k += 1) places[k]! -= strides[k]![d]! * shape[d]!;
      at[d] = 0;
    }
  }
}

/** The numbers in their order, as a copy; an unknown value where they are not known. */
export function numbersOf(array: NdArray, interpreter: Interpreter): Float64Array | Unknown {
  const { numbers, shape, strides, offset } = array;
  if (numbers instanceof Unknown) return numbers;
  const result = room(shape, interpreter);
  if (isPacked(array)) result.set(numbers.subarray(offset, offset + result.length));
  else walk(shape, [strides], [offset], ([place], index) => (result[index] = numbers[place!]!));
  return result;
}

/** An array without dimensions as a value of Python; other arrays are themselves. */
export function unwrapped(array: NdArray): Value {
  if (array.shape.length > 0) return array;
  const { numbers } = array;
  return numbers instanceof Unknown ? numbers : pythonValue(array.type, numbers[array.offset]!);
}

/** The shape as Python's tuple. */
export function shapeTuple(shape: readonly number[]): PyTuple {
  return new PyTuple(shape.map(BigInt));
}

/** The value as an array: numbers, lists of lists, what has a `tolist`; undefined for others. */
export function* findArray(given: Value, interpreter: Interpreter): Step<NdArray | undefined> {
  if (given instanceof NdArray) return given;
  const value = unbox(given);
  if (value instanceof Unknown) return new NdArray([], 'float64', value);
  if (isNumber(value)) return scalar(value);
  if (value instanceof PyList || value instanceof PyTuple || value instanceof PyRange) {
    return yield* fromItems(yield* interpreter.listOf(value), interpreter);
  }
  if (!(value instanceof PyObject) || !value.cls.lookup('tolist')) return undefined;
  return yield* findArray(yield* interpreter.callMethod(value, 'tolist'), interpreter);
}

/** The value as an array; unknown where it cannot be one. */
export function* arrayOf(value: Value, interpreter: Interpreter): Step<NdArray> {
  const found = yield* findArray(value, interpreter);
  if (found) return found;
  const reason = l10n.t('This is no array of numbers, as far as it is known here.');
  throw new Unclear(interpreter.unknown(reason) as Unknown);
}

function scalar(value: boolean | bigint | number): NdArray {
  return new NdArray([], typeOf(value), Float64Array.of(Number(value)));
}

function typeOf(value: boolean | bigint | number): ElementType {
  return typeof value === 'boolean' ? 'bool' : typeof value === 'bigint' ? 'int64' : 'float64';
}

function* fromItems(items: readonly Value[], interpreter: Interpreter): Step<NdArray | undefined> {
  if (items.length > 0 && items.every(isNumber)) return fromNumbers(items, interpreter);
  const parts: NdArray[] = [];
  for (const item of items) {
    yield* pause();
    interpreter.spend(1);
    const part = yield* findArray(item, interpreter);
    if (!part) return undefined;
    parts.push(part);
  }
  const [first] = parts;
  if (!first) return new NdArray([0], 'float64', new Float64Array(0));
  if (parts.some((part) => String(part.shape) !== String(first.shape))) {
    interpreter.raise(
      'ValueError',
      'setting an array element with a sequence. The requested array has an inhomogeneous shape',
    );
  }
  return stacked(parts, interpreter);
}

function fromNumbers(
  items: readonly (boolean | bigint | number)[],
  interpreter: Interpreter,
): NdArray {
  interpreter.spend(items.length);
  const result = room([items.length], interpreter);
  items.forEach((item, i) => (result[i] = Number(item)));
  return new NdArray([items.length], items.map(typeOf).reduce(promoted), result);
}

/** Arrays of one shape, one after the other along a new first dimension. */
export function stacked(parts: readonly NdArray[], interpreter: Interpreter): NdArray {
  const [first] = parts;
  const shape = [parts.length, ...first!.shape];
  const type = parts.map((part) => part.type).reduce(promoted);
  const result = room(shape, interpreter);
  const { size } = first!;
  for (const [i, part] of parts.entries()) {
    const numbers = numbersOf(part, interpreter);
    if (numbers instanceof Unknown) return new NdArray(shape, type, numbers);
    result.set(numbers, i * size);
  }
  return new NdArray(shape, type, result);
}

/** The same numbers as elements of another type. */
export function cast(array: NdArray, type: ElementType, interpreter: Interpreter): NdArray {
  const numbers = numbersOf(array, interpreter);
  if (numbers instanceof Unknown) return new NdArray(array.shape, type, numbers);
  return new NdArray(
    array.shape,
    type,
    numbers.map((x) => stored(type, x)),
  );
}

/** A shape or a position: a whole number, or several. */
export function* sizesOf(value: Value, interpreter: Interpreter): Step<number[]> {
  const plain = unbox(known(value));
  if (typeof plain === 'bigint' || typeof plain === 'boolean') return [Number(plain)];
  const sizes: number[] = [];
  for (const item of yield* interpreter.listOf(plain)) {
    const size = unbox(known(item));
    if (typeof size !== 'bigint' && typeof size !== 'boolean') {
      interpreter.raise('TypeError', 'expected a sequence of integers or a single integer');
    }
    sizes.push(Number(size));
  }
  return sizes;
}
