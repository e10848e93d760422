/** Evaluates operands in their order, at once as long as each of them is there at once. */
import type { Step } from '../../steps';
import type { Value } from '../../values';
import type { Activation, Code } from '../engine';
import { pending, type Maybe } from '../maybe';

/** One operand, then what is done with it. */
export function withOne(
  f: Activation,
  code: Code,
  use: (f: Activation, value: Value) => Maybe<Value>,
): Maybe<Value> {
  const value = code(f);
  return pending(value) ? oneLater(f, value, use) : use(f, value);
}

function* oneLater(
  f: Activation,
  step: Step<Value>,
  use: (f: Activation, value: Value) => Maybe<Value>,
): Step<Value> {
  const result = use(f, yield* step);
  return pending(result) ? yield* result : result;
}

/** Two operands, then what is done with them. */
export function withTwo(
  f: Activation,
  first: Code,
  second: Code,
  use: (f: Activation, a: Value, b: Value) => Maybe<Value>,
): Maybe<Value> {
  const a = first(f);
  if (pending(a)) return bothLater(f, a, second, use);
  const b = second(f);
  return pending(b) ? secondLater(f, a, b, use) : use(f, a, b);
}

function* bothLater(
  f: Activation,
  step: Step<Value>,
  second: Code,
  use: (f: Activation, a: Value, b: Value) => Maybe<Value>,
): Step<Value> {
  const a = yield* step;
  const b = second(f);
  const result = use(f, a, pending(b) ? yield* b : b);
  return pending(result) ? yield* result : result;
}

function* secondLater(
  f: Activation,
  a: Value,
  step: Step<Value>,
  use: (f: Activation, a: Value, b: Value) => Maybe<Value>,
): Step<Value> {
  const result = use(f, a, yield* step);
  return pending(result) ? yield* result : result;
}

/** Any number of operands, put behind those that are there already. */
export function withAll(
  f: Activation,
  codes: readonly Code[],
  values: Value[],
  use: (f: Activation, values: Value[]) => Maybe<Value>,
): Maybe<Value> {
  for (let i = 0; i < codes.length; i += 1) {
    const value = codes[i]!(f);
    if (pending(value)) return allLater(f, codes, i + 1, value, values, use);
    values.push(value);
  }
  return use(f, values);
}

function* allLater(
  f: Activation,
  codes: readonly Code[],
  next: number,
  first: Step<Value>,
  values: Value[],
  use: (f: Activation, values: Value[]) => Maybe<Value>,
): Step<Value> {
  values.push(yield* first);
  for (let i = next; i < codes.length; i += 1) {
    const value = codes[i]!(f);
    values.push(pending(value) ? yield* value : value);
  }
  const result = use(f, values);
  return pending(result) ? yield* result : result;
}
