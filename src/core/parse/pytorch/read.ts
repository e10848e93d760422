/** Reads arguments of PyTorch's functions: numbers, sizes, tensors. Unknown values stop the function, wrong ones raise TypeError. */
import { unclear } from '../python/errors';
import type { Interpreter } from '../python/interpreter';
import { classOf, PyList, PyTuple, Unknown, type Value } from '../python/values';
import { Tensor } from './tape';
import { numbersNow, unknownNumbers } from './tensor/known';

/** The value itself, when it is known. */
export function known(value: Value): Value {
  if (value instanceof Unknown) throw unclear(value);
  return value;
}

/** A whole number, also out of a tensor that holds one. */
export function intOf(value: Value, name: string, interpreter: Interpreter): number {
  known(value);
  if (value instanceof Tensor && value.shape.length === 0) return onlyNumber(value, interpreter);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return wrong(name, 'int', value, interpreter);
}

/** A real number, also out of a tensor that holds one. */
export function realOf(value: Value, name: string, interpreter: Interpreter): number {
  known(value);
  if (value instanceof Tensor && value.shape.length === 0) return onlyNumber(value, interpreter);
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  return wrong(name, 'float', value, interpreter);
}

function onlyNumber({ ref }: Tensor, interpreter: Interpreter): number {
  const numbers = numbersNow(ref, interpreter);
  if (numbers) return numbers[0]!;
  throw unclear(interpreter.unknown(unknownNumbers()) as Unknown);
}

export function boolOf(value: Value, name: string, interpreter: Interpreter): boolean {
  known(value);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value !== 0n;
  if (value === null) return false;
  return wrong(name, 'bool', value, interpreter);
}

export function textOf(value: Value, name: string, interpreter: Interpreter): string {
  known(value);
  return typeof value === 'string' ? value : wrong(name, 'str', value, interpreter);
}

/** Elements of a list or tuple; a single value stands for itself. */
export function itemsOf(value: Value): readonly Value[] {
  known(value);
  return value instanceof PyList || value instanceof PyTuple ? value.items : [value];
}

/** Whole numbers, as many as given. */
export function intsOf(value: Value, name: string, interpreter: Interpreter): number[] {
  return itemsOf(value).map((item) => intOf(item, name, interpreter));
}

/** One number for each of `count` dimensions; a single one stands for all: `kernel_size=3`. */
export function spread(
  value: Value,
  count: number,
  name: string,
  interpreter: Interpreter,
): number[] {
  const numbers = intsOf(value, name, interpreter);
  if (numbers.length === 1) return Array.from({ length: count }, () => numbers[0]!);
  if (numbers.length === count) return numbers;
  return interpreter.raise(
    'RuntimeError',
    `expected ${name} to be a single integer value or a list of ${count} values`,
  );
}

/** A size given as one sequence or as separate numbers: `view(2, 3)`, `view((2, 3))`. */
export function sizesOf(args: readonly Value[], name: string, interpreter: Interpreter): number[] {
  const [first] = args;
  const items = args.length === 1 && first !== undefined ? itemsOf(first) : args;
  return items.map((item) => intOf(item, name, interpreter));
}

export function tensorOf(value: Value, name: string, interpreter: Interpreter): Tensor {
  known(value);
  return value instanceof Tensor ? value : wrong(name, 'Tensor', value, interpreter);
}

/** A dimension counted from 0, of a tensor of this rank; raises IndexError. */
export function dimOf(value: Value, rank: number, interpreter: Interpreter, name = 'dim'): number {
  const dim = intOf(value, name, interpreter);
  const size = Math.max(rank, 1);
  if (dim < -size || dim >= size) {
    interpreter.raise(
      'IndexError',
      `Dimension out of range (expected to be in range of [${-size}, ${size - 1}], but got ${dim})`,
    );
  }
  return dim < 0 ? dim + size : dim;
}

function wrong(name: string, wanted: string, value: Value, interpreter: Interpreter): never {
  return interpreter.raise(
    'TypeError',
    `argument '${name}' must be ${wanted}, not ${classOf(value).name}`,
  );
}
