/** Functions that take arrays, or one dimension of them, together. */
import type { Interpreter } from '../../interpreter';
import { Unknown } from '../../values';
import { made, NdArray, numbersOf, room } from './array';
import { isReal, stored, type ElementType } from './types';

/** Takes some numbers together. */
export interface Reduction {
  readonly fn: (values: Float64Array) => number;
  readonly gives: 'same' | 'real' | 'sum' | 'int64' | 'bool';
}

const sum = (values: Float64Array) => values.reduce((total, x) => total + x, 0);
const mean = (values: Float64Array) => sum(values) / values.length;
const variance = (values: Float64Array) => {
  const center = mean(values);
  return mean(values.map((x) => (x - center) ** 2));
};
const best = (better: (a: number, b: number) => boolean) => (values: Float64Array) => {
  let at = 0;
  for (let i = 1; i < values.length; i += 1) if (better(values[i]!, values[at]!)) at = i;
  return at;
};
const largest = best((a, b) => a > b);
const smallest = best((a, b) => a < b);

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** The reductions by their names. */
export const REDUCTIONS: Readonly<Record<string, Reduction>> = {
  sum: { fn: sum, gives: 'sum' },
  prod: { fn: (values) => values.reduce((product, x) => product * x, 1), gives: 'sum' },
  mean: { fn: mean, gives: 'real' },
  average: { fn: mean, gives: 'real' },
  median: { fn: median, gives: 'real' },
  var: { fn: variance, gives: 'real' },
  std: { fn: (values) => Math.sqrt(variance(values)), gives: 'real' },
  max: { fn: (values) => values[largest(values)] ?? NaN, gives: 'same' },
  min: { fn: (values) => values[smallest(values)] ?? NaN, gives: 'same' },
  amax: { fn: (values) => values[largest(values)] ?? NaN, gives: 'same' },
  amin: { fn: (values) => values[smallest(values)] ?? NaN, gives: 'same' },
  ptp: { fn: (values) => values[largest(values)]! - values[smallest(values)]!, gives: 'same' },
  argmax: { fn: largest, gives: 'int64' },
  argmin: { fn: smallest, gives: 'int64' },
  all: { fn: (values) => Number(values.every((x) => x !== 0)), gives: 'bool' },
  any: { fn: (values) => Number(values.some((x) => x !== 0)), gives: 'bool' },
  count_nonzero: { fn: (values) => values.filter((x) => x !== 0).length, gives: 'int64' },
};

function typeOfResult(gives: Reduction['gives'], type: ElementType): ElementType {
  if (gives === 'same') return type;
  if (gives === 'real') return isReal(type) ? type : 'float64';
  if (gives === 'sum') return isReal(type) ? type : 'int64';
  return gives;
}

/** Positive numbers of dimensions; raises ValueError. */
export function dimension(axis: number, rank: number, interpreter: Interpreter): number {
  const at = axis < 0 ? axis + rank : axis;
  if (at >= 0 && at < rank) return at;
  const message = `axis ${axis} is out of bounds for array of dimension ${rank}`;
  return interpreter.raise('ValueError', message);
}

/** Numbers with the dimensions `axes` moved to the end and taken as one. */
function grouped(x: NdArray, axes: readonly number[]): { rest: number[]; view: NdArray } {
  const rest = x.shape.map((_, i) => i).filter((i) => !axes.includes(i));
  const order = [...rest, ...axes];
  const view = new NdArray(
    order.map((i) => x.shape[i]!),
    x.type,
    x.numbers,
    order.map((i) => x.strides[i]!),
    x.offset,
  );
  return { rest, view };
}

/** Reduces some dimensions, or all of them. */
export function reduce(
  { fn, gives }: Reduction,
  x: NdArray,
  axes: readonly number[] | null,
  keep: boolean,
  interpreter: Interpreter,
): NdArray {
  const chosen = (axes ?? x.shape.map((_, i) => i)).map((axis) =>
    dimension(axis, x.shape.length, interpreter),
  );
  const { rest, view } = grouped(x, chosen);
  const type = typeOfResult(gives, x.type);
  const shape = keep
    ? x.shape.map((size, i) => (chosen.includes(i) ? 1 : size))
    : rest.map((i) => x.shape[i]!);
  const numbers = numbersOf(view, interpreter);
  if (numbers instanceof Unknown) return made(shape, type, numbers);
  const result = room(shape, interpreter);
  const length = result.length === 0 ? 0 : numbers.length / result.length;
  for (let i = 0; i < result.length; i += 1) {
    result[i] = stored(type, fn(numbers.subarray(i * length, (i + 1) * length)));
  }
  return made(shape, type, result);
}

/** A running sum or product along a dimension, or over all numbers in their order. */
export function running(
  fn: (total: number, x: number) => number,
  x: NdArray,
  axis: number | null,
  interpreter: Interpreter,
): NdArray {
  const type = typeOfResult('sum', x.type);
  const flat = axis === null;
  const at = flat ? 0 : dimension(axis, x.shape.length, interpreter);
  const numbers = numbersOf(x, interpreter);
  const shape = flat ? [x.size] : x.shape;
  if (numbers instanceof Unknown) return made(shape, type, numbers);
  const stride = flat ? 1 : x.shape.slice(at + 1).reduce((a, b) => a * b, 1);
  const length = shape[at]!;
  for (let i = 0; i < numbers.length; i += 1) {
    const first = Math.floor(i / stride) % length === 0;
    numbers[i] = stored(type, first ? numbers[i]! : fn(numbers[i - stride]!, numbers[i]!));
  }
  return made(shape, type, numbers);
}
