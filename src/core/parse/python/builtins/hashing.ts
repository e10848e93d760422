/** Hashes, and which values can be keys of a dict and elements of a set. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import {
  classOf,
  FROZENSET,
  identity,
  PyClass,
  PyDict,
  PyList,
  PySet,
  PySlice,
  PyTuple,
  type Value,
} from '../values';
import { known, typeName, unbox } from './needs';

/** The value itself; raises TypeError where it, or a part of it, has no hash. */
export function hashable(value: Value, interpreter: Interpreter): Value {
  const changes =
    value instanceof PyList ||
    value instanceof PyDict ||
    value instanceof PySlice ||
    (value instanceof PySet && !value.cls.isSubclassOf(FROZENSET));
  if (changes && value.cls.lookup('__hash__') === null) {
    interpreter.raise('TypeError', `unhashable type: '${typeName(value)}'`);
  }
  if (value instanceof PyTuple) {
    interpreter.spend(value.items.length);
    value.items.forEach((item) => hashable(item, interpreter));
  }
  return value;
}

/** `hash(value)`; raises TypeError. */
export function* hashOf(value: Value, interpreter: Interpreter): Step<bigint> {
  hashable(value, interpreter);
  if (value instanceof PyClass) return BigInt(identity(value));
  const method = classOf(value).lookup('__hash__');
  if (method === undefined || method === null) {
    return interpreter.raise('TypeError', `unhashable type: '${typeName(value)}'`);
  }
  const hash = unbox(known(yield* interpreter.call(method, [value])));
  if (typeof hash === 'bigint') return hash;
  return interpreter.raise('TypeError', '__hash__ method should return an integer');
}
