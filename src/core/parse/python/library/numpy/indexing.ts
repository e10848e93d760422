/** `array[index]`, read and set: numbers, slices, `...`, None, and one array of positions or truths. */
import * as l10n from '@vscode/l10n';
import { known, unbox } from '../../builtins/needs';
import { stretchOf } from '../../builtins/subscripts';
import { Unclear } from '../../errors';
import type { Interpreter } from '../../interpreter';
import type { Step } from '../../steps';
import { ELLIPSIS, PyList, PySlice, PyTuple, Unknown, type Value } from '../../values';
import { arrayOf, countOf, made, NdArray, numbersOf, room, walk } from './array';
import { broadcast, spread } from './elementwise';
import { stored } from './types';

/** The elements that an index means: a view, or with positions the elements of a view at these along its dimension `at`. */
interface Selection {
  readonly view: NdArray;
  readonly positions: {
    readonly at: number;
    readonly rows: readonly number[];
    readonly shape: readonly number[];
  } | null;
}

/** `array[index]` */
export function* select(array: NdArray, index: Value, interpreter: Interpreter): Step<NdArray> {
  const { view, positions } = yield* selection(array, index, interpreter);
  if (!positions) return view;
  const { at, rows, shape } = positions;
  const before = view.shape.slice(0, at);
  const behind = view.shape.slice(at + 1);
  const result = [...before, ...shape, ...behind];
  const numbers = numbersOf(view, interpreter);
  if (numbers instanceof Unknown) return made(result, view.type, numbers);
  const picked = room(result, interpreter);
  const inner = countOf(behind);
  const outer = countOf(before);
  let next = 0;
  for (let i = 0; i < outer; i += 1) {
    for (const row of rows) {
      const from = (i * view.shape[at]! + row) * inner;
      picked.set(numbers.subarray(from, from + inner), next);
      next += inner;
    }
  }
  return made(result, view.type, picked);
}

/** `array[index] = value` */
export function* assign(
  array: NdArray,
  index: Value,
  value: Value,
  interpreter: Interpreter,
): Step<void> {
  const { view, positions } = yield* selection(array, index, interpreter);
  const given = yield* arrayOf(value, interpreter);
  const { numbers } = view;
  if (numbers instanceof Unknown) return;
  if (given.numbers instanceof Unknown) throw new Unclear(given.numbers);
  const source = given.numbers;
  const targets = positions ? positions.rows.map((row) => rowOf(view, positions.at, row)) : [view];
  for (const target of targets) {
    broadcast(target.shape, given.shape, interpreter);
    interpreter.spend(Math.ceil(target.size / 16));
    walk(
      target.shape,
      [target.strides, spread(given, target.shape)],
      [target.offset, given.offset],
      ([to, from]) => {
        numbers[to!] = stored(view.type, source[from!]!);
      },
    );
  }
}

/** The array without one dimension, at one of its rows. */
function rowOf(view: NdArray, at: number, row: number): NdArray {
  const without = <T>(list: readonly T[]) => list.filter((_, i) => i !== at);
  const offset = view.offset + row * view.strides[at]!;
  return new NdArray(without(view.shape), view.type, view.numbers, without(view.strides), offset);
}

function* selection(array: NdArray, index: Value, interpreter: Interpreter): Step<Selection> {
  const items = index instanceof PyTuple ? index.items : [index];
  const taken = items.filter((item) => item !== null && item !== ELLIPSIS).length;
  if (taken > array.shape.length) {
    interpreter.raise(
      'IndexError',
      `too many indices for array: array is ${array.shape.length}-dimensional, but ${taken} were indexed`,
    );
  }
  const missing = array.shape.length - taken;
  const full = items.includes(ELLIPSIS) ? items : [...items, ELLIPSIS];
  const shape: number[] = [];
  const strides: number[] = [];
  let { offset } = array;
  let positions: Selection['positions'] = null;
  let d = 0;
  for (const item of full) {
    if (item === null) {
      shape.push(1);
      strides.push(0);
    } else if (item === ELLIPSIS) {
      for (let i = 0; i < missing; i += 1, d += 1) {
        shape.push(array.shape[d]!);
        strides.push(array.strides[d]!);
      }
    } else {
      const size = array.shape[d]!;
      const stride = array.strides[d]!;
      d += 1;
      const plain = unbox(known(item));
      if (typeof plain === 'bigint') offset += stride * place(plain, size, d - 1, interpreter);
      else if (plain instanceof PySlice) {
        const { start, step, count } = yield* stretchOf(plain, size, interpreter);
        offset += stride * start;
        shape.push(count);
        strides.push(stride * step);
      } else {
        if (positions) throw new Unclear(tooHard(interpreter));
        positions = { at: shape.length, ...(yield* rowsOf(plain, size, d - 1, interpreter)) };
        shape.push(size);
        strides.push(stride);
      }
    }
  }
  return { view: new NdArray(shape, array.type, array.numbers, strides, offset), positions };
}

function place(index: bigint, size: number, axis: number, interpreter: Interpreter): number {
  const at = Number(index) < 0 ? Number(index) + size : Number(index);
  if (at >= 0 && at < size) return at;
  const message = `index ${index} is out of bounds for axis ${axis} with size ${size}`;
  return interpreter.raise('IndexError', message);
}

/** Positions along a dimension, from a list of them, or from truths. */
function* rowsOf(
  value: Value,
  size: number,
  axis: number,
  interpreter: Interpreter,
): Step<{ rows: number[]; shape: readonly number[] }> {
  if (!(value instanceof NdArray) && !(value instanceof PyList))
    throw new Unclear(tooHard(interpreter));
  const array = yield* arrayOf(value, interpreter);
  const numbers = numbersOf(array, interpreter);
  if (numbers instanceof Unknown) throw new Unclear(numbers);
  if (array.type !== 'bool') {
    const rows = [...numbers].map((x) => place(BigInt(x), size, axis, interpreter));
    return { rows, shape: array.shape };
  }
  if (array.shape.length !== 1 || array.size !== size) throw new Unclear(tooHard(interpreter));
  const rows = [...numbers].flatMap((x, i) => (x === 0 ? [] : [i]));
  return { rows, shape: [rows.length] };
}

function tooHard(interpreter: Interpreter): Unknown {
  return interpreter.unknown(l10n.t('This index of an array is not evaluated here.')) as Unknown;
}
