/** The classes range and slice. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { PyRange, PySlice, PyTuple, RANGE, SLICE, type Value } from '../values';
import { isWhole, whole } from './arithmetic';
import { iterator, iteratorOf } from './iterators';
import { construct, instances, methods, properties } from './methods';
import { findIndex, index, known, typeName, unbox } from './needs';
import { defineEquality } from './sequences';
import { indicesOf } from './subscripts';
import { element, repr } from './text';

const range = instances(PyRange);

construct(RANGE, '__new__(cls, *args)', function* (_, { rest }, interpreter) {
  if (rest.length === 0 || rest.length > 3) {
    const words = rest.length === 0 ? 'at least 1 argument' : 'at most 3 arguments';
    interpreter.raise('TypeError', `range expected ${words}, got ${rest.length}`);
  }
  const parts: bigint[] = [];
  for (const part of rest) parts.push(yield* index(part, interpreter));
  const [first, second, step = 1n] = parts;
  if (step === 0n) interpreter.raise('ValueError', 'range() arg 3 must not be zero');
  return second === undefined ? new PyRange(0n, first!, 1n) : new PyRange(first!, second, step);
});

properties(RANGE, range, {
  start: ({ start }) => start,
  stop: ({ stop }) => stop,
  step: ({ step }) => step,
});

methods(RANGE, range, {
  '__len__(self)': (self) => self.length,
  '__iter__(self)': (self, _, interpreter) => iteratorOf(self, interpreter)!,
  '__reversed__(self)': (self, _, interpreter) => {
    const { start, step, length } = self;
    const back = new PyRange(start + (length - 1n) * step, start - step, -step);
    return iterator(iteratorOf(back, interpreter)!.next);
  },
  '__contains__(self, value)': (self, bound, interpreter) =>
    positionIn(self, bound.get('value'), interpreter) >= 0n,
  'count(self, value)': (self, bound, interpreter) =>
    positionIn(self, bound.get('value'), interpreter) >= 0n ? 1n : 0n,
  *'index(self, value)'(self, bound, interpreter) {
    const value = bound.get('value');
    const at = positionIn(self, value, interpreter);
    if (at >= 0n) return at;
    return interpreter.raise('ValueError', `${yield* element(value, interpreter)} is not in range`);
  },
  *'__getitem__(self, index)'(self, bound, interpreter) {
    const [given, { start, step, length }] = [bound.get('index'), self];
    if (given instanceof PySlice) {
      const part = yield* indicesOf(given, length, interpreter);
      const at = (position: bigint) => start + position * step;
      return new PyRange(at(part.start), at(part.stop), part.step * step);
    }
    const found = yield* findIndex(given, interpreter);
    if (found === undefined) {
      const message = `range indices must be integers or slices, not ${typeName(given)}`;
      return interpreter.raise('TypeError', message);
    }
    const at = found < 0n ? found + length : found;
    if (at < 0n || at >= length) {
      interpreter.raise('IndexError', 'range object index out of range');
    }
    return start + at * step;
  },
  *'__repr__(self)'(self, _, interpreter) {
    return yield* repr(self, interpreter);
  },
});
defineEquality(RANGE, range);

/** The position of a value in a range, else -1. */
function positionIn(
  { start, step, length }: PyRange,
  value: Value,
  interpreter: Interpreter,
): bigint {
  const plain = unbox(known(value));
  const number = typeof plain === 'number' && Number.isInteger(plain) ? BigInt(plain) : plain;
  if (!isWhole(number)) return -1n;
  interpreter.spend(1);
  const distance = whole(number) - start;
  const at = distance / step;
  return distance % step === 0n && at >= 0n && at < length ? at : -1n;
}

const slice = instances(PySlice);

construct(SLICE, '__new__(cls, *args)', (_, { rest }, interpreter) => {
  if (rest.length === 0 || rest.length > 3) {
    interpreter.raise('TypeError', `slice expected 1 to 3 arguments, got ${rest.length}`);
  }
  return rest.length === 1
    ? new PySlice(null, rest[0]!, null)
    : new PySlice(rest[0]!, rest[1]!, rest[2] ?? null);
});
properties(SLICE, slice, {
  start: ({ start }) => start,
  stop: ({ stop }) => stop,
  step: ({ step }) => step,
});
methods(SLICE, slice, {
  *'indices(self, length)'(self, bound, interpreter): Step<Value> {
    const length = yield* index(bound.get('length'), interpreter);
    const { start, stop, step } = yield* indicesOf(self, length, interpreter);
    return new PyTuple([start, stop, step]);
  },
  *'__repr__(self)'(self, _, interpreter) {
    return yield* repr(self, interpreter);
  },
});
defineEquality(SLICE, slice);
