/** What lists, tuples, strings and bytes have in common: repetition, comparison, search. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { classOf, NOT_IMPLEMENTED, type PyClass, type Value } from '../values';
import { isWhole } from './arithmetic';
import { equal, find, isPlain, ordered, same, type OrderOperator } from './compare';
import { methods, type Receiver } from './methods';
import { findIndex, index, unbox } from './needs';
import { isDue, pause } from './pace';

const ORDERS: Readonly<Record<string, OrderOperator>> = {
  __lt__: '<',
  __le__: '<=',
  __gt__: '>',
  __ge__: '>=',
};

/** Defines `==` and `!=` between values that have the same form. */
export function defineEquality<T extends Value>(cls: PyClass, receiver: Receiver<T>): void {
  const compare = (negate: boolean) =>
    function* (self: T, other: Value, interpreter: Interpreter): Step<Value> {
      if (receiver(other) === undefined) return NOT_IMPLEMENTED;
      return (yield* equal(self, other, interpreter)) !== negate;
    };
  methods(cls, receiver, {
    '__eq__(self, other)': (self, bound, interpreter) =>
      compare(false)(self, bound.get('other'), interpreter),
    '__ne__(self, other)': (self, bound, interpreter) =>
      compare(true)(self, bound.get('other'), interpreter),
  });
}

/** Defines `<`, `<=`, `>`, `>=` between values that have the same form. */
export function defineOrder<T extends Value>(cls: PyClass, receiver: Receiver<T>): void {
  for (const [name, operator] of Object.entries(ORDERS)) {
    methods(cls, receiver, {
      [`${name}(self, other)`]: function* (self, bound, interpreter) {
        return (yield* ordered(operator, self, bound.get('other'), interpreter)) ?? NOT_IMPLEMENTED;
      },
    });
  }
}

/** How often `sequence * count` repeats; undefined where the count is no whole number, or has a say in the product. */
export function* repetitions(
  count: Value,
  length: number,
  interpreter: Interpreter,
): Step<number | undefined> {
  const own = !isPlain(count) && !isWhole(unbox(count)) && classOf(count).lookup('__rmul__');
  const found = own ? undefined : yield* findIndex(count, interpreter);
  if (found === undefined) return undefined;
  const times = found > 0n ? Number(found) : 0;
  if (length > 0) interpreter.allocate(length * times);
  return length > 0 ? times : 0;
}

/** The elements again and again. */
export function repeated(items: readonly Value[], times: number): Value[] {
  if (items.length === 1) return new Array<Value>(times).fill(items[0]!);
  let result: Value[] = [];
  let some = [...items];
  for (let left = times; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = result.concat(some);
    if (left > 1) some = some.concat(some);
  }
  return result;
}

/** How many elements equal the value. */
export function* countOf(
  items: readonly Value[],
  value: Value,
  interpreter: Interpreter,
): Step<bigint> {
  let count = 0n;
  for (let i = 0; i < items.length; i += 1) {
    interpreter.spend(1);
    if (isDue(i)) yield* pause();
    if (yield* same(items[i]!, value, interpreter)) count += 1n;
  }
  return count;
}

/** The position of the first element that equals the value between two positions, else -1. */
export function* searched(
  items: readonly Value[],
  value: Value,
  start: Value,
  stop: Value,
  interpreter: Interpreter,
): Step<number> {
  const from = clamp(start === null ? 0n : yield* index(start, interpreter), items.length);
  const to = stop === null ? items.length : clamp(yield* index(stop, interpreter), items.length);
  const at = yield* find(items.slice(from, to), value, interpreter);
  return at < 0 ? -1 : at + from;
}

/** A position that counts from the end where negative, kept inside. */
export function clamp(at: bigint, length: number): number {
  const position = at < 0n ? at + BigInt(length) : at;
  return position < 0n ? 0 : position > BigInt(length) ? length : Number(position);
}
