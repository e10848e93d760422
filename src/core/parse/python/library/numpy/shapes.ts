/** Functions that change the shape of arrays, or put several together. */
import type { Interpreter } from '../../interpreter';
import { Unknown } from '../../values';
import { contiguous, countOf, made, NdArray, numbersOf, room } from './array';
import { dimension } from './reductions';
import { promoted } from './types';

/** The same numbers in another shape, in which one size may be -1; a view where they lie in order. */
export function reshape(x: NdArray, sizes: readonly number[], interpreter: Interpreter): NdArray {
  const known = countOf(sizes.filter((size) => size !== -1));
  const shape = sizes.map((size) => (size === -1 ? x.size / (known || 1) : size));
  if (countOf(shape) !== x.size || shape.some((size) => !Number.isInteger(size) || size < 0)) {
    const text = sizes.join(',') + (sizes.length === 1 ? ',' : '');
    interpreter.raise('ValueError', `cannot reshape array of size ${x.size} into shape (${text})`);
  }
  if (String(x.strides) !== String(contiguous(x.shape))) {
    return made(shape, x.type, numbersOf(x, interpreter));
  }
  return new NdArray(shape, x.type, x.numbers, contiguous(shape), x.offset);
}

/** The dimensions in another order; reversed where none is given. */
export function transpose(x: NdArray, axes: readonly number[], interpreter: Interpreter): NdArray {
  const rank = x.shape.length;
  const order =
    axes.length > 0
      ? axes.map((axis) => dimension(axis, rank, interpreter))
      : x.shape.map((_, i) => rank - 1 - i);
  if (order.length !== rank) interpreter.raise('ValueError', "axes don't match array");
  const shape = order.map((i) => x.shape[i]!);
  const strides = order.map((i) => x.strides[i]!);
  return new NdArray(shape, x.type, x.numbers, strides, x.offset);
}

/** Dimensions of size 1 at these places of the result. */
export function expand(x: NdArray, axes: readonly number[], interpreter: Interpreter): NdArray {
  const rank = x.shape.length + axes.length;
  const at = axes.map((axis) => dimension(axis, rank, interpreter));
  const shape = [...x.shape];
  const strides = [...x.strides];
  for (const axis of at.sort((a, b) => a - b)) {
    shape.splice(axis, 0, 1);
    strides.splice(axis, 0, 0);
  }
  return new NdArray(shape, x.type, x.numbers, strides, x.offset);
}

/** Without dimensions of size 1, or without these. */
export function squeeze(
  x: NdArray,
  axes: readonly number[] | null,
  interpreter: Interpreter,
): NdArray {
  const chosen = axes?.map((axis) => dimension(axis, x.shape.length, interpreter));
  if (chosen?.some((axis) => x.shape[axis] !== 1)) {
    interpreter.raise(
      'ValueError',
      'cannot select an axis to squeeze out which has size not equal to one',
    );
  }
  const stays = (_: number, i: number) => (chosen ? !chosen.includes(i) : x.shape[i] !== 1);
  return new NdArray(x.shape.filter(stays), x.type, x.numbers, x.strides.filter(stays), x.offset);
}

/** Arrays one after the other along a dimension. */
export function concatenate(
  parts: readonly NdArray[],
  axis: number,
  interpreter: Interpreter,
): NdArray {
  const [first] = parts;
  if (!first) return interpreter.raise('ValueError', 'need at least one array to concatenate');
  const at = dimension(axis, first.shape.length, interpreter);
  const fits = (part: NdArray) =>
    part.shape.length === first.shape.length &&
    part.shape.every((size, i) => i === at || size === first.shape[i]);
  if (!parts.every(fits)) {
    interpreter.raise(
      'ValueError',
      'all the input array dimensions except for the concatenation axis must match exactly',
    );
  }
  const type = parts.map((part) => part.type).reduce(promoted);
  const shape = first.shape.map((size, i) =>
    i === at ? parts.reduce((total, part) => total + part.shape[at]!, 0) : size,
  );
  const result = room(shape, interpreter);
  const inner = countOf(shape.slice(at + 1));
  const stride = shape[at]! * inner;
  let start = 0;
  for (const part of parts) {
    const numbers = numbersOf(part, interpreter);
    if (numbers instanceof Unknown) return made(shape, type, numbers);
    const length = part.shape[at]! * inner;
    for (let i = 0; i * length < numbers.length; i += 1) {
      result.set(numbers.subarray(i * length, (i + 1) * length), i * stride + start);
    }
    start += length;
  }
  return made(shape, type, result);
}

/** Elements at places that a function says, by their positions in the result. */
export function gathered(
  x: NdArray,
  shape: readonly number[],
  from: (position: number[]) => number,
  interpreter: Interpreter,
): NdArray {
  const numbers = numbersOf(x, interpreter);
  if (numbers instanceof Unknown) return made(shape, x.type, numbers);
  const result = room(shape, interpreter);
  const position = new Array<number>(shape.length).fill(0);
  for (let i = 0; i < result.length; i += 1) {
    const place = from(position);
    result[i] = place < 0 ? 0 : numbers[place]!;
    for (let d = shape.length - 1; d >= 0; d -= 1) {
      position[d]! += 1;
      if (position[d]! < shape[d]!) break;
      position[d] = 0;
    }
  }
  return made(shape, x.type, result);
}

/** The product of matrices, of vectors, or of both. */
export function matmul(a: NdArray, b: NdArray, interpreter: Interpreter): NdArray {
  const left = a.shape.length === 1 ? [1, ...a.shape] : a.shape;
  const right = b.shape.length === 1 ? [...b.shape, 1] : b.shape;
  const [rows, inner] = [left.at(-2)!, left.at(-1)!];
  const columns = right.at(-1)!;
  if (inner !== right.at(-2) || left.length > 3 || right.length > 2 || left.length < 2) {
    interpreter.raise(
      'ValueError',
      `matmul: Input operand 1 has a mismatch in its core dimension 0 (size ${right.at(-2) ?? 0} is different from ${inner})`,
    );
  }
  const outer = [
    ...(a.shape.length === 1 ? [] : left.slice(0, -1)),
    ...(b.shape.length === 1 ? [] : [columns]),
  ];
  const type = promoted(a.type, b.type);
  const [x, y] = [numbersOf(a, interpreter), numbersOf(b, interpreter)];
  if (x instanceof Unknown) return made(outer, type, x);
  if (y instanceof Unknown) return made(outer, type, y);
  const result = room(outer, interpreter);
  interpreter.spend(Math.ceil((result.length * inner) / 16));
  const lines = countOf(left.slice(0, -2)) * rows;
  for (let i = 0; i < lines; i += 1) {
    for (let j = 0; j < columns; j += 1) {
      let total = 0;
      for (let k = 0; k < inner; k += 1) total += x[i * inner + k]! * y[k * columns + j]!;
      result[i * columns + j] = total;
    }
  }
  return made(outer, type, result);
}

/** The numbers in order along the last dimension, or their positions. */
export function sorted(x: NdArray, positions: boolean, interpreter: Interpreter): NdArray {
  const type = positions ? 'int64' : x.type;
  const numbers = numbersOf(x, interpreter);
  if (numbers instanceof Unknown) return made(x.shape, type, numbers);
  const length = x.shape.at(-1) ?? 1;
  interpreter.spend(numbers.length);
  for (let i = 0; i < numbers.length; i += length) {
    const row = numbers.slice(i, i + length);
    const order = Array.from(row, (_, k) => k).sort((a, b) => row[a]! - row[b]!);
    numbers.set(positions ? order : row.sort(), i);
  }
  return made(x.shape, type, numbers);
}

/** The numbers in the shape that they are spread to. */
export function broadcastTo(
  x: NdArray,
  shape: readonly number[],
  interpreter: Interpreter,
): NdArray {
  const shift = shape.length - x.shape.length;
  const strides = shape.map((size, i) => {
    const own = x.shape[i - shift];
    if (i >= shift && own !== size && own !== 1) {
      interpreter.raise(
        'ValueError',
        'operands could not be broadcast together with remapped shapes',
      );
    }
    return i < shift || own === 1 ? 0 : x.strides[i - shift]!;
  });
  return new NdArray(shape, x.type, x.numbers, strides, x.offset);
}
