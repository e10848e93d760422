/** Reads what stands in the brackets of `x[…]`. */
import * as l10n from '@vscode/l10n';
import type { IndexItem } from '../../../../model/ops';
import { elementCount, sameShape, type Shape } from '../../../../model/shape';
import { Unclear } from '../../../python/errors';
import type { Interpreter } from '../../../python/interpreter';
import type { Step } from '../../../python/steps';
import {
  classOf,
  ELLIPSIS,
  PyBoxed,
  PyList,
  PyObject,
  PyRange,
  PySlice,
  PyTuple,
  type Unknown,
  type Value,
} from '../../../python/values';
import { known } from '../../read';
import { Tensor } from '../../tape';
import { numbersNow, numbersOf, unknownNumbers } from '../known';
import { constant } from '../ops';
import { holdsFractions } from '../types';

/** What is taken along one dimension, or along several by a mask. */
export type IndexPart =
  | Exclude<IndexItem, { kind: 'list' }>
  /** Elements in the order that whole numbers name. */
  | { readonly kind: 'places'; readonly places: Tensor }
  /** Elements where a condition holds. */
  | { readonly kind: 'mask'; readonly mask: Tensor };

/** What is taken of each dimension; dimensions that are left out are taken whole. */
export function* readIndex(x: Tensor, index: Value, interpreter: Interpreter): Step<IndexPart[]> {
  const given = index instanceof PyTuple ? index.items : [index];
  const items: Value[] = [];
  for (const item of given) items.push(yield* plain(item, interpreter));
  const rank = x.shape.length;
  const taken = items.reduce<number>((sum, item) => sum + dimensionsTaken(item), 0);
  if (taken > rank) {
    interpreter.raise('IndexError', `too many indices for tensor of dimension ${rank}`);
  }
  const parts: IndexPart[] = [];
  let dim = 0;
  for (const item of items) {
    if (item === ELLIPSIS) {
      for (const end = dim + rank - taken; dim < end; dim += 1) parts.push(whole(x.shape[dim]!));
      continue;
    }
    parts.push(yield* partOf(item, x, dim, interpreter));
    dim += dimensionsTaken(item);
  }
  return parts;
}

/** A list, range or array becomes a tensor of its numbers, an instance of a subclass of int a number. */
function* plain(item: Value, interpreter: Interpreter): Step<Value> {
  known(item);
  if (item instanceof PyBoxed) return item.value;
  if (item instanceof PyList || item instanceof PyTuple || item instanceof PyRange) {
    return yield* tensorOfList(item, interpreter);
  }
  if (item instanceof PyObject && !(item instanceof Tensor) && !(item instanceof PySlice)) {
    if (item === ELLIPSIS) return item;
    const toList = yield* interpreter.findAttribute(item, 'tolist');
    if (toList !== undefined) return yield* plain(yield* interpreter.call(toList, []), interpreter);
    const toNumber = yield* interpreter.findAttribute(item, '__index__');
    if (toNumber !== undefined) return yield* interpreter.call(toNumber, []);
  }
  if (item instanceof Tensor && item.shape.length === 0 && item.dtype !== 'bool') {
    const numbers = numbersNow(item.ref, interpreter);
    if (numbers) return BigInt(Math.trunc(numbers[0]!));
  }
  return item;
}

function* tensorOfList(list: Value, interpreter: Interpreter): Step<Tensor> {
  const { shape, values, bool } = yield* nested(list, interpreter);
  const dtype = bool ? 'bool' : 'int64';
  return constant(shape, { kind: 'given', values }, dtype, interpreter);
}

function* nested(
  list: Value,
  interpreter: Interpreter,
): Step<{ shape: Shape; values: number[]; bool: boolean }> {
  known(list);
  if (list instanceof Tensor) {
    const numbers = numbersNow(list.ref, interpreter);
    if (!numbers) throw new Unclear(interpreter.unknown(unknownNumbers()) as Unknown);
    return { shape: list.shape, values: Array.from(numbers), bool: list.dtype === 'bool' };
  }
  if (!(list instanceof PyObject) || list instanceof PyBoxed) {
    const value = list instanceof PyBoxed ? list.value : list;
    if (typeof value !== 'bigint' && typeof value !== 'boolean') {
      return interpreter.raise(
        'TypeError',
        'tensors used as indices must be long, int, byte or bool tensors',
      );
    }
    return { shape: [], values: [Number(value)], bool: typeof value === 'boolean' };
  }
  const items = yield* interpreter.listOf(list);
  const parts = [];
  for (const item of items) parts.push(yield* nested(item, interpreter));
  const [first] = parts;
  if (!parts.every(({ shape }) => sameShape(shape, first!.shape))) {
    interpreter.raise('ValueError', 'expected sequence of equal length');
  }
  return {
    shape: [parts.length, ...(first?.shape ?? [])],
    values: parts.flatMap(({ values }) => values),
    bool: first?.bool ?? false,
  };
}

function dimensionsTaken(item: Value): number {
  if (item === null || item === ELLIPSIS || typeof item === 'boolean') return 0;
  return item instanceof Tensor && item.dtype === 'bool' ? item.shape.length : 1;
}

function whole(length: number): IndexPart {
  return { kind: 'range', start: 0, length, step: 1 };
}

function* partOf(item: Value, x: Tensor, dim: number, interpreter: Interpreter): Step<IndexPart> {
  if (item === null) return { kind: 'new' };
  const size = x.shape[dim] ?? 0;
  if (typeof item === 'bigint') return placeOf(item, dim, size, interpreter);
  if (item instanceof PySlice) return yield* stretchOf(item, size, interpreter);
  if (item instanceof Tensor) return tensorPart(item, x, dim, interpreter);
  if (item === true) return { kind: 'new' };
  if (item === false) {
    throw new Unclear(
      interpreter.unknown(l10n.t('Nothing is taken by the index False.')) as Unknown,
    );
  }
  return interpreter.raise(
    'TypeError',
    `only integers, slices (\`:\`), ellipsis (\`...\`), None and long or byte Variables are valid indices (got ${classOf(item).name})`,
  );
}

function placeOf(item: bigint, dim: number, size: number, interpreter: Interpreter): IndexPart {
  const at = Number(item);
  if (at < -size || at >= size) {
    interpreter.raise(
      'IndexError',
      `index ${at} is out of bounds for dimension ${dim} with size ${size}`,
    );
  }
  return { kind: 'at', index: at < 0 ? at + size : at };
}

function* stretchOf(slice: PySlice, size: number, interpreter: Interpreter): Step<IndexPart> {
  const part = function* (value: Value, missing: number): Step<number> {
    const item = yield* plain(value, interpreter);
    if (item === null) return missing;
    if (typeof item === 'bigint') return Number(item);
    if (typeof item === 'boolean') return Number(item);
    if (item instanceof Tensor) throw new Unclear(interpreter.unknown(unknownNumbers()) as Unknown);
    return interpreter.raise(
      'TypeError',
      'slice indices must be integers or None or have an __index__ method',
    );
  };
  const step = yield* part(slice.step, 1);
  if (step <= 0) interpreter.raise('ValueError', 'step must be greater than zero');
  const within = (value: number) => Math.min(size, Math.max(0, value < 0 ? value + size : value));
  const start = within(yield* part(slice.start, 0));
  const stop = within(yield* part(slice.stop, size));
  return { kind: 'range', start, length: Math.max(0, Math.ceil((stop - start) / step)), step };
}

function tensorPart(item: Tensor, x: Tensor, dim: number, interpreter: Interpreter): IndexPart {
  if (item.dtype === 'bool') {
    const d = item.shape.findIndex((size, i) => size !== x.shape[dim + i]);
    if (d >= 0) {
      interpreter.raise(
        'IndexError',
        `The shape of the mask [${item.shape.join(', ')}] at index ${d} does not match the shape of the indexed tensor [${x.shape.join(', ')}] at index ${dim + d}`,
      );
    }
    return { kind: 'mask', mask: item };
  }
  if (holdsFractions(item.dtype)) {
    interpreter.raise(
      'IndexError',
      'tensors used as indices must be long, int, byte or bool tensors',
    );
  }
  return { kind: 'places', places: item };
}

/** Places in a dimension as numbers. */
export interface KnownPlaces {
  readonly shape: Shape;
  /** Counted from 0. */
  readonly indices: readonly number[];
  /** True when some of them counted from the end. */
  readonly negative: boolean;
}

/** The places that a tensor names in a dimension of this size; null where they are not known. */
export function knownPlaces(
  places: Tensor,
  size: number,
  interpreter: Interpreter,
): KnownPlaces | null {
  const numbers = numbersOf(places.ref, interpreter);
  if (!numbers) return null;
  let negative = false;
  const indices = Array.from(numbers, (at) => {
    if (at < -size || at >= size) {
      interpreter.raise(
        'IndexError',
        `index ${at} is out of bounds for dimension 0 with size ${size}`,
      );
    }
    negative ||= at < 0;
    return at < 0 ? at + size : at;
  });
  return { shape: places.shape, indices, negative };
}

/** Where a condition holds: for each of its dimensions the places of the elements; null where it is not known. */
export function placesWhere(mask: Tensor, interpreter: Interpreter): Tensor[] | null {
  const numbers = numbersNow(mask.ref, interpreter);
  if (!numbers) return null;
  const flat = Array.from(numbers, (value, i) => (value === 0 ? -1 : i)).filter((i) => i >= 0);
  return mask.shape.map((size, d) => {
    const inner = elementCount(mask.shape.slice(d + 1));
    const values = flat.map((i) => Math.floor(i / inner) % size);
    return constant([flat.length], { kind: 'given', values }, 'int64', interpreter);
  });
}
