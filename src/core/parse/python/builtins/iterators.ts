/** Iteration over built-in values. */
import type { Interpreter } from '../interpreter';
import { PyIterator } from '../iterator';
import { isStep, type Step } from '../steps';
import {
  classOf,
  ITERATOR,
  PyBytes,
  PyDict,
  PyList,
  PyRange,
  PySet,
  PyTuple,
  type PyClass,
  type Value,
} from '../values';
import { PyDictView } from './dict-view';
import { unbox } from './needs';
import { characters } from './strings';

/** Gives elements one after the other, at once or in steps; undefined at the end. */
export type Next = PyIterator['next'];

/** An iterator over the elements of a built-in value; undefined where it has none. */
export function iteratorOf(value: Value, interpreter: Interpreter): PyIterator | undefined {
  if (value instanceof PyIterator) return value;
  const next = nextOf(unbox(value), interpreter);
  return next && new PyIterator(next);
}

function nextOf(value: Value, interpreter: Interpreter): Next | undefined {
  if (value instanceof PyList || value instanceof PyTuple) {
    return counted(
      () => value.items.length,
      (i) => value.items[i],
    );
  }
  if (typeof value === 'string') {
    const text = characters(value);
    return counted(
      () => text.length,
      (i) => text[i],
    );
  }
  if (value instanceof PyRange) return overRange(value);
  if (value instanceof PyDict) return overEntries(value, value.keys(), interpreter);
  if (value instanceof PyDictView) return overEntries(value.dict, value.items(), interpreter);
  if (value instanceof PySet) {
    const items = value.items();
    return counted(
      () => unchanged(items.length, value.size, 'Set', interpreter),
      (i) => items[i],
    );
  }
  if (!(value instanceof PyBytes)) return undefined;
  return counted(
    () => value.text.length,
    (i) => BigInt(value.text.charCodeAt(i)),
  );
}

/** Elements by their number, while there are any; it ends for good. */
export function counted(length: () => number, at: (i: number) => Value | undefined): Next {
  let i = 0;
  return () => {
    if (i >= length()) {
      i = Infinity;
      return undefined;
    }
    i += 1;
    return at(i - 1);
  };
}

function overRange({ start, step, length }: PyRange): Next {
  let next = start;
  const stop = start + length * step;
  return () => {
    if (next === stop) return undefined;
    const value = next;
    next += step;
    return value;
  };
}

function overEntries(dict: PyDict, items: readonly Value[], interpreter: Interpreter): Next {
  return counted(
    () => unchanged(items.length, dict.size, 'dictionary', interpreter),
    (i) => items[i],
  );
}

function unchanged(before: number, now: number, what: string, interpreter: Interpreter): number {
  if (before !== now) interpreter.raise('RuntimeError', `${what} changed size during iteration`);
  return before;
}

/** An iterator of one of the classes `zip`, `map` and the like. */
export function iterator(next: Next, cls: PyClass = ITERATOR): PyIterator {
  return new PyIterator(next, cls);
}

/** `iter(value)` as an object. */
export function* iter(value: Value, interpreter: Interpreter): Step<Value> {
  const made = iteratorOf(value, interpreter);
  if (made) return made;
  if (classOf(value).lookup('__iter__')) return yield* interpreter.callMethod(value, '__iter__');
  const cursor = yield* interpreter.iterate(value);
  return new PyIterator(() => cursor.next());
}

/** The next element of an iterator of ours; undefined at the end. */
export function* nextItem(iterator: PyIterator): Step<Value | undefined> {
  const value = iterator.next();
  return isStep(value) ? yield* value : value;
}

/** Goes through any value; elements of ours are there at once. */
export function* pullerOf(value: Value, interpreter: Interpreter): Step<Next> {
  const simple = classOf(value).options.module === 'builtins';
  const own = simple ? iteratorOf(value, interpreter) : undefined;
  if (own) return () => own.next();
  const cursor = yield* interpreter.iterate(value);
  return () => cursor.next();
}

/** All elements, of which there may be many. */
export function* drain(value: Value, interpreter: Interpreter): Step<Value[]> {
  const items = builtinItems(value);
  if (!items) return yield* interpreter.listOf(value);
  interpreter.spend(items.length);
  interpreter.allocate(items.length);
  return items.slice();
}

/** The elements of lists and tuples, without asking the interpreter. */
function builtinItems(value: Value): readonly Value[] | undefined {
  const plain = value instanceof PyList || value instanceof PyTuple;
  return plain && value.cls.options.module === 'builtins' ? value.items : undefined;
}

/** True for what has `__iter__`, or the old protocol of sequences. */
export function isIterable(value: Value): boolean {
  const cls = classOf(value);
  return cls.lookup('__iter__') !== undefined || cls.lookup('__getitem__') !== undefined;
}
