/** Positions and slices of sequences. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import type { PySlice } from '../values';
import { type Value } from '../values';
import { findIndex, typeName } from './needs';

/** Positions that a slice takes: `start`, `start + step` …, so many. */
export interface Stretch {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** The positions of a slice in a sequence of this length. */
export function* stretchOf(
  slice: PySlice,
  length: number,
  interpreter: Interpreter,
): Step<Stretch> {
  const { start, stop, step } = yield* indicesOf(slice, BigInt(length), interpreter);
  const span = step > 0n ? stop - start + step - 1n : start - stop - step - 1n;
  const count = span > 0n ? span / (step > 0n ? step : -step) : 0n;
  // A step beyond the sequence takes one element at most.
  const limit = BigInt(length) + 1n;
  const kept = step > limit ? limit : step < -limit ? -limit : step;
  return { start: Number(start), step: Number(kept), count: Number(count) };
}

/** `slice.indices(length)` */
export function* indicesOf(
  slice: PySlice,
  length: bigint,
  interpreter: Interpreter,
): Step<{ start: bigint; stop: bigint; step: bigint }> {
  const part = function* (value: Value): Step<bigint | null> {
    if (value === null) return null;
    const found = yield* findIndex(value, interpreter);
    return (
      found ??
      interpreter.raise(
        'TypeError',
        'slice indices must be integers or None or have an __index__ method',
      )
    );
  };
  const step = (yield* part(slice.step)) ?? 1n;
  if (step === 0n) interpreter.raise('ValueError', 'slice step cannot be zero');
  const back = step < 0n;
  const [low, high] = back ? [-1n, length - 1n] : [0n, length];
  const bound = (value: bigint | null, missing: bigint) => {
    if (value === null) return missing;
    const at = value < 0n ? value + length : value;
    return at < low ? low : at > high ? high : at;
  };
  const start = bound(yield* part(slice.start), back ? high : low);
  const stop = bound(yield* part(slice.stop), back ? low : high);
  return { start, stop, step };
}

/** The elements that a slice takes. */
export function taken<T>(items: ArrayLike<T>, { start, step, count }: Stretch): T[] {
  const result = new Array<T>(count);
  for (let i = 0; i < count; i += 1) result[i] = items[start + i * step]!;
  return result;
}

/** The position that an index means; raises IndexError or TypeError, which say what kind of sequence it is. */
export function* positionOf(
  value: Value,
  length: number,
  kind: 'string' | 'tuple' | 'list' | 'byte',
  interpreter: Interpreter,
  message = `${kind} index out of range`,
): Step<number> {
  const found = yield* findIndex(value, interpreter);
  if (found === undefined) {
    const name = typeName(value);
    const end = kind === 'string' ? `, not '${name}'` : ` or slices, not ${name}`;
    return interpreter.raise('TypeError', `${kind} indices must be integers${end}`);
  }
  const at = found < 0n ? found + BigInt(length) : found;
  if (at < 0n || at >= BigInt(length)) interpreter.raise('IndexError', message);
  return Number(at);
}
