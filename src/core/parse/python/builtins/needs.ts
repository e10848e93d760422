/** What native functions need of their arguments: a known value, a whole number, a position. */
import { unclear } from '../errors';
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { classOf, PyBoxed, Unknown, type Value } from '../values';
import { isWhole, whole } from './arithmetic';

/** The value, when it is known; else the native function gives the unknown value. */
export function known(value: Value): Value {
  if (value instanceof Unknown) throw unclear(value);
  return value;
}

/** The plain value of an instance of a subclass of int, float or str; other values are themselves. */
export function unbox(value: Value): Value {
  return value instanceof PyBoxed ? value.value : value;
}

/** The name of the value's class, for messages. */
export function typeName(value: Value): string {
  return classOf(value).name;
}

/** The value as a whole number, by `__index__` where it has it; undefined where it is none. */
export function* findIndex(value: Value, interpreter: Interpreter): Step<bigint | undefined> {
  const plain = unbox(known(value));
  if (isWhole(plain)) return whole(plain);
  if (!classOf(value).lookup('__index__')) return undefined;
  const made = unbox(known(yield* interpreter.callMethod(value, '__index__')));
  return isWhole(made) ? whole(made) : undefined;
}

/** The value as a whole number; raises TypeError. */
export function* index(value: Value, interpreter: Interpreter): Step<bigint> {
  const found = yield* findIndex(value, interpreter);
  if (found !== undefined) return found;
  return interpreter.raise(
    'TypeError',
    `'${typeName(value)}' object cannot be interpreted as an integer`,
  );
}

/** The value as a string; raises TypeError with the given text about what was expected. */
export function string(value: Value, expected: string, interpreter: Interpreter): string {
  const plain = unbox(known(value));
  if (typeof plain === 'string') return plain;
  return interpreter.raise('TypeError', `${expected}, not ${typeName(value)}`);
}
