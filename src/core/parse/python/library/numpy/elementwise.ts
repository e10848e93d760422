/** Functions of the elements of arrays, with broadcasting. */
import { Unknown, type Value } from '../../values';
import { isDue, pause } from '../../builtins/pace';
import type { Interpreter } from '../../interpreter';
import { runToEnd, type Step } from '../../steps';
import { countOf, isPacked, NdArray, room, walk } from './array';
import { isReal, promoted, stored, type ElementType } from './types';

/** A function of two numbers, and the type of its results. */
export interface BinaryFunction {
  readonly fn: (a: number, b: number) => number;
  /** `real` for results with fractions always, `bool` for truth; else that of the operands. */
  readonly gives?: 'real' | 'bool';
}

/** The shape of a result of arrays with these shapes; raises ValueError. */
export function broadcast(
  a: readonly number[],
  b: readonly number[],
  interpreter: Interpreter,
): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[i - rank + a.length] ?? 1, b[i - rank + b.length] ?? 1];
    if (x !== y && x !== 1 && y !== 1) {
      const text = (shape: readonly number[]) =>
        `(${shape.join(',')}${shape.length === 1 ? ',' : ''})`;
      interpreter.raise(
        'ValueError',
        `operands could not be broadcast together with shapes ${text(a)} ${text(b)} `,
      );
    }
    return x === 1 ? y : x;
  });
}

/** Steps through an array as if it had a larger shape. */
export function spread({ shape, strides }: NdArray, target: readonly number[]): number[] {
  const shift = target.length - shape.length;
  return target.map((_, i) => (i < shift || shape[i - shift] === 1 ? 0 : strides[i - shift]!));
}

/** How far apart neighbours are that stand one after the other, or are always the same number; null where they are not so simple. */
function stepIn(array: NdArray, shape: readonly number[]): 0 | 1 | null {
  if (array.size === 1) return 0;
  return array.size === countOf(shape) && isPacked(array) ? 1 : null;
}

/** A number of Python has no type of its own beside an array: it takes the array's, unless it has a fraction and that has none. */
function commonType(a: NdArray, b: NdArray, plain: readonly boolean[]): ElementType {
  const [aPlain, bPlain] = plain;
  if (aPlain === bPlain) return promoted(a.type, b.type);
  const [array, number] = aPlain ? [b, a] : [a, b];
  if (isReal(array.type) || (!isReal(number.type) && array.type !== 'bool')) return array.type;
  return promoted(array.type, number.type);
}

/** The function of the elements of two arrays; `plain` says which of them were numbers of Python. */
export function binary(...operands: Parameters<typeof binaryInSteps>): NdArray {
  return runToEnd(binaryInSteps(...operands));
}

/** The same with pauses. */
export function* binaryInSteps(
  { fn, gives }: BinaryFunction,
  a: NdArray,
  b: NdArray,
  plain: readonly boolean[],
  interpreter: Interpreter,
): Step<NdArray> {
  const shape = broadcast(a.shape, b.shape, interpreter);
  const common = commonType(a, b, plain);
  const type = gives === 'bool' ? 'bool' : gives === 'real' && !isReal(common) ? 'float64' : common;
  const { numbers: left } = a;
  const { numbers: right } = b;
  if (left instanceof Unknown) return new NdArray(shape, type, left);
  if (right instanceof Unknown) return new NdArray(shape, type, right);
  const result = room(shape, interpreter);
  const [aStep, bStep] = [stepIn(a, shape), stepIn(b, shape)];
  if (aStep !== null && bStep !== null) {
    const { length } = result;
    let [x, y] = [a.offset, b.offset];
    for (let i = 0; i < length; i += 1, x += aStep, y += bStep) {
      if (isDue(i)) yield* pause();
      result[i] = stored(type, fn(left[x]!, right[y]!));
    }
    return new NdArray(shape, type, result);
  }
  const strides = [spread(a, shape), spread(b, shape)];
  walk(shape, strides, [a.offset, b.offset], ([x, y], index) => {
    result[index] = stored(type, fn(left[x!]!, right[y!]!));
  });
  return new NdArray(shape, type, result);
}

/** The function of every element. */
export function unary(
  fn: (x: number) => number,
  x: NdArray,
  gives: ElementType | 'real' | 'same',
  interpreter: Interpreter,
): NdArray {
  const real = isReal(x.type) ? x.type : 'float64';
  const type = gives === 'real' ? real : gives === 'same' ? x.type : gives;
  const { numbers, shape, strides, offset } = x;
  if (numbers instanceof Unknown) return new NdArray(shape, type, numbers);
  const result = room(shape, interpreter);
  if (isPacked(x)) {
    for (let i = 0; i < result.length; i += 1) result[i] = stored(type, fn(numbers[offset + i]!));
    return new NdArray(shape, type, result);
  }
  walk(shape, [strides], [offset], ([place], index) => {
    result[index] = stored(type, fn(numbers[place!]!));
  });
  return new NdArray(shape, type, result);
}

/** True for numbers of Python, in contrast to arrays. */
export function isPlain(value: Value): boolean {
  return !(value instanceof NdArray);
}
