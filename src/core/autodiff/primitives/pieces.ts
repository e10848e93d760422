/**
 * Results that are put together from elements of an input: along every dimension of a piece the places in the result are equally far
 * apart, and so are the places in the input, or they are listed.
 */
import { copyRun } from '../kernels/transfer';
import type { Values } from '../values';

/** One dimension of a piece: `to` is the distance in the result; `from` that in the input, or every offset there, -1 for none. */
export interface Stride {
  readonly size: number;
  readonly to: number;
  readonly from: number | Int32Array;
}

/** Where a piece begins in the result and in the input, and its dimensions, outermost first. */
export interface Piece {
  readonly to: number;
  readonly from: number;
  readonly strides: readonly Stride[];
}

/** Moves the elements along one dimension that begin at these places in the result y and in the input x. */
type Run = (y: Values, x: Values, to: number, from: number, along: Stride) => void;

const NOTHING: Stride = { size: 1, to: 0, from: 0 };

/** Row-major distances between neighbours along each dimension. */
export function stridesOf(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1);
  for (let d = shape.length - 2; d >= 0; d--) strides[d] = strides[d + 1]! * shape[d + 1]!;
  return strides;
}

/** A piece with as few dimensions as possible: those that lie one behind the other in both tensors become one. */
export function pieceOf(to: number, from: number, strides: readonly Stride[]): Piece {
  const joined: Stride[] = [];
  for (const inner of strides) {
    if (inner.size === 1 && typeof inner.from === 'number') continue;
    const outer = joined[joined.length - 1];
    const follows =
      outer !== undefined &&
      typeof inner.from === 'number' &&
      outer.to === inner.size * inner.to &&
      outer.from === inner.size * inner.from;
    if (follows) joined[joined.length - 1] = { ...inner, size: outer.size * inner.size };
    else joined.push(inner);
  }
  return { to, from, strides: joined };
}

/** y = x at the places of the pieces; the rest of y stays as it is. */
export function take(pieces: readonly Piece[], x: Values, y: Values): void {
  walk(pieces, y, x, takeRun);
}

/** The other way: x at the places of the pieces = y, where no place is taken twice. */
export function put(pieces: readonly Piece[], y: Values, x: Values): void {
  walk(pieces, y, x, putRun);
}

/** The other way: y is added to x at the places of the pieces. */
export function addBack(pieces: readonly Piece[], y: Values, x: Values): void {
  walk(pieces, y, x, addRun);
}

function takeRun(y: Values, x: Values, to: number, from: number, along: Stride): void {
  const { size, to: step, from: source } = along;
  if (typeof source !== 'number') {
    for (let i = 0; i < size; i++) {
      const at = source[i]!;
      if (at >= 0) y[to + i * step] = x[from + at]!;
    }
  } else if (step === 1 && source === 1) {
    copyRun(y, to, x, from, size);
  } else {
    for (let i = 0; i < size; i++) y[to + i * step] = x[from + i * source]!;
  }
}

function putRun(y: Values, x: Values, to: number, from: number, along: Stride): void {
  const { size, to: step, from: source } = along;
  if (typeof source !== 'number') {
    for (let i = 0; i < size; i++) {
      const at = source[i]!;
      if (at >= 0) x[from + at] = y[to + i * step]!;
    }
  } else if (step === 1 && source === 1) {
    copyRun(x, from, y, to, size);
  } else {
    for (let i = 0; i < size; i++) x[from + i * source] = y[to + i * step]!;
  }
}

function addRun(y: Values, x: Values, to: number, from: number, along: Stride): void {
  const { size, to: step, from: source } = along;
  if (typeof source !== 'number') {
    for (let i = 0; i < size; i++) {
      const at = source[i]!;
      if (at >= 0) x[from + at] = x[from + at]! + y[to + i * step]!;
    }
  } else if (source === 0) {
    let sum = 0;
    for (let i = 0; i < size; i++) sum += y[to + i * step]!;
    x[from] = x[from]! + sum;
  } else {
    for (let i = 0; i < size; i++) {
      const at = from + i * source;
      x[at] = x[at]! + y[to + i * step]!;
    }
  }
}

/** Place in the input of an element of the result; null when it is taken from nowhere. */
export function sourceOf(pieces: readonly Piece[], index: number): number | null {
  for (const piece of pieces) {
    const source = sourceIn(piece, index);
    if (source !== null) return source;
  }
  return null;
}

/** Places in the result of everything that is taken from a place in the input, in order. */
export function usesOf(pieces: readonly Piece[], index: number): number[] {
  const uses: number[] = [];
  for (const { to, from, strides } of pieces) findUses(strides, to, index - from, uses);
  return uses.sort((a, b) => a - b);
}

/** How often one place in the input is taken, at most. */
export function mostUses(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, { strides }) => sum + strides.reduce((n, s) => n * repeats(s), 1), 0);
}

/** Every run of every piece, one after another. */
function walk(pieces: readonly Piece[], y: Values, x: Values, run: Run): void {
  for (const { to, from, strides } of pieces) {
    if (strides.every(({ size }) => size > 0)) walkFrom(strides, 0, y, x, to, from, run);
  }
}

function walkFrom(
  strides: readonly Stride[],
  d: number,
  y: Values,
  x: Values,
  to: number,
  from: number,
  run: Run,
): void {
  if (d >= strides.length - 1) {
    run(y, x, to, from, strides[d] ?? NOTHING);
    return;
  }
  const stride = strides[d]!;
  for (let i = 0; i < stride.size; i++) {
    const offset = offsetOf(stride, i);
    if (offset !== null) {
      walkFrom(strides, d + 1, y, x, to + i * stride.to, from + offset, run);
    }
  }
}

/** Offset in the input of a member of a dimension; null for none. */
function offsetOf({ from }: Stride, i: number): number | null {
  if (typeof from === 'number') return i * from;
  return from[i]! < 0 ? null : from[i]!;
}

function sourceIn({ to, from, strides }: Piece, index: number): number | null {
  let rest = index - to;
  let source = from;
  for (const stride of strides) {
    const i = Math.floor(rest / stride.to);
    const offset = i >= 0 && i < stride.size ? offsetOf(stride, i) : null;
    if (offset === null) return null;
    source += offset;
    rest -= i * stride.to;
  }
  return rest === 0 ? source : null;
}

/** Tries the dimensions with the longest reach first, and only members from which the rest can be reached by the others. */
function findUses(strides: readonly Stride[], start: number, wanted: number, uses: number[]): void {
  const reaches = strides
    .map((stride) => ({ stride, ...rangeOf(stride) }))
    .sort((a, b) => b.high - b.low - (a.high - a.low));
  const search = (d: number, to: number, rest: number): void => {
    const reach = reaches[d];
    if (!reach) {
      if (rest === 0) uses.push(to);
      return;
    }
    let low = 0;
    let high = 0;
    for (const other of reaches.slice(d + 1)) {
      low += other.low;
      high += other.high;
    }
    for (let i = 0; i < reach.stride.size; i++) {
      const offset = offsetOf(reach.stride, i);
      if (offset === null || rest - offset < low || rest - offset > high) continue;
      search(d + 1, to + i * reach.stride.to, rest - offset);
    }
  };
  search(0, start, wanted);
}

/** Smallest and largest offset in the input along a dimension. */
function rangeOf({ size, from }: Stride): { low: number; high: number } {
  if (typeof from === 'number') {
    const end = (size - 1) * from;
    return { low: Math.min(0, end), high: Math.max(0, end) };
  }
  const offsets = from.filter((offset) => offset >= 0);
  return {
    low: offsets.reduce((least, offset) => Math.min(least, offset), Infinity),
    high: offsets.reduce((most, offset) => Math.max(most, offset), 0),
  };
}

/** How often one offset occurs along a dimension, at most. */
function repeats({ size, from }: Stride): number {
  if (typeof from === 'number') return from === 0 ? size : 1;
  const counts = new Map<number, number>();
  for (const offset of from) if (offset >= 0) counts.set(offset, (counts.get(offset) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}
