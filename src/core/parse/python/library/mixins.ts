/** The methods that classes of the file get from Sequence, Mapping and their like when they define the few that these need. */
import { PyError } from '../errors';
import { EXCEPTIONS } from '../builtins/exceptions';
import { iteratorOf } from '../builtins/iterators';
import { raiseWith } from '../builtins/raising';
import { PyIterator } from '../iterator';
import type { Interpreter } from '../interpreter';
import { natives, type Bound } from '../native';
import type { Step } from '../steps';
import { NOT_IMPLEMENTED, PyDict, PyList, PySlice, PyTuple, type Value } from '../values';

const self = (bound: Bound) => bound.get('self');

/** The value, or undefined where an exception of this class is raised. */
function* unless(name: string, read: () => Step<Value>): Step<Value | undefined> {
  try {
    return yield* read();
  } catch (error) {
    const cls = EXCEPTIONS.get(name)!;
    if (error instanceof PyError && error.exception.cls.isSubclassOf(cls)) return undefined;
    throw error;
  }
}

const item = (object: Value, key: Value, interpreter: Interpreter) =>
  unless('KeyError', () => interpreter.getItem(object, key));

function* lengthOf(object: Value, interpreter: Interpreter): Step<bigint> {
  const length = yield* interpreter.callMethod(object, '__len__');
  return typeof length === 'bigint' ? length : 0n;
}

/** The position of an element, else -1. */
function* find(object: Value, value: Value, interpreter: Interpreter): Step<number> {
  const items = yield* interpreter.listOf(object);
  for (const [i, each] of items.entries()) if (yield* interpreter.equal(each, value)) return i;
  return -1;
}

/** Methods of sequences that have `__getitem__` and `__len__`. */
export const SEQUENCE = natives({
  '__iter__(self)': (bound, interpreter) => {
    let i = 0n;
    return new PyIterator(() => {
      i += 1n;
      return unless('IndexError', () => interpreter.getItem(self(bound), i - 1n));
    });
  },
  *'__contains__(self, value)'(bound, interpreter) {
    return (yield* find(self(bound), bound.get('value'), interpreter)) >= 0;
  },
  *'__reversed__(self)'(bound, interpreter) {
    const items = yield* interpreter.listOf(self(bound));
    return iteratorOf(new PyList(items.reverse()), interpreter)!;
  },
  *'index(self, value)'(bound, interpreter) {
    const at = yield* find(self(bound), bound.get('value'), interpreter);
    return at < 0 ? raiseWith('ValueError', [], interpreter) : BigInt(at);
  },
  *'count(self, value)'(bound, interpreter) {
    let count = 0n;
    for (const each of yield* interpreter.listOf(self(bound))) {
      if (yield* interpreter.equal(each, bound.get('value'))) count += 1n;
    }
    return count;
  },
});

function* append(object: Value, value: Value, interpreter: Interpreter): Step<void> {
  yield* interpreter.callMethod(object, 'insert', [yield* lengthOf(object, interpreter), value]);
}

function* deleteAt(object: Value, index: Value, interpreter: Interpreter): Step<void> {
  yield* interpreter.callMethod(object, '__delitem__', [index]);
}

/** Methods of sequences that have `insert`, `__setitem__` and `__delitem__` too. */
export const MUTABLE_SEQUENCE = natives({
  *'append(self, value)'(bound, interpreter) {
    yield* append(self(bound), bound.get('value'), interpreter);
    return null;
  },
  *'extend(self, values)'(bound, interpreter) {
    for (const value of yield* interpreter.listOf(bound.get('values'))) {
      yield* append(self(bound), value, interpreter);
    }
    return null;
  },
  *'__iadd__(self, values)'(bound, interpreter) {
    for (const value of yield* interpreter.listOf(bound.get('values'))) {
      yield* append(self(bound), value, interpreter);
    }
    return self(bound);
  },
  *'pop(self, index=-1)'(bound, interpreter) {
    const value = yield* interpreter.getItem(self(bound), bound.get('index'));
    yield* deleteAt(self(bound), bound.get('index'), interpreter);
    return value;
  },
  *'remove(self, value)'(bound, interpreter) {
    const at = yield* find(self(bound), bound.get('value'), interpreter);
    if (at < 0) raiseWith('ValueError', [], interpreter);
    yield* deleteAt(self(bound), BigInt(at), interpreter);
    return null;
  },
  *'clear(self)'(bound, interpreter) {
    yield* deleteAt(self(bound), new PySlice(null, null, null), interpreter);
    return null;
  },
});

function* entriesOf(object: Value, interpreter: Interpreter): Step<[Value, Value][]> {
  const entries: [Value, Value][] = [];
  for (const key of yield* interpreter.listOf(object)) {
    entries.push([key, yield* interpreter.getItem(object, key)]);
  }
  return entries;
}

/** Methods of mappings that have `__getitem__`, `__iter__` and `__len__`. */
export const MAPPING = natives({
  *'get(self, key, default=None)'(bound, interpreter) {
    const found = yield* item(self(bound), bound.get('key'), interpreter);
    return found === undefined ? bound.get('default') : found;
  },
  *'__contains__(self, key)'(bound, interpreter) {
    return (yield* item(self(bound), bound.get('key'), interpreter)) !== undefined;
  },
  *'keys(self)'(bound, interpreter) {
    return new PyList(yield* interpreter.listOf(self(bound)));
  },
  *'values(self)'(bound, interpreter) {
    return new PyList((yield* entriesOf(self(bound), interpreter)).map(([, value]) => value));
  },
  *'items(self)'(bound, interpreter) {
    const entries = yield* entriesOf(self(bound), interpreter);
    return new PyList(entries.map((entry) => new PyTuple(entry)));
  },
  *'__eq__(self, other)'(bound, interpreter) {
    const other = bound.get('other');
    if (!(other instanceof PyDict)) return self(bound) === other ? true : NOT_IMPLEMENTED;
    return yield* interpreter.equal(new PyDict(yield* entriesOf(self(bound), interpreter)), other);
  },
});

/** Methods of mappings that have `__setitem__` and `__delitem__` too. */
export const MUTABLE_MAPPING = natives({
  *'pop(self, key, default=None)'(bound, interpreter) {
    const key = bound.get('key');
    const found = yield* item(self(bound), key, interpreter);
    if (found === undefined) {
      return bound.given('default')
        ? bound.get('default')
        : raiseWith('KeyError', [key], interpreter);
    }
    yield* deleteAt(self(bound), key, interpreter);
    return found;
  },
  *'popitem(self)'(bound, interpreter) {
    const [first] = yield* entriesOf(self(bound), interpreter);
    if (!first) return raiseWith('KeyError', [], interpreter);
    yield* deleteAt(self(bound), first[0], interpreter);
    return new PyTuple(first);
  },
  *'clear(self)'(bound, interpreter) {
    for (const key of yield* interpreter.listOf(self(bound))) {
      yield* deleteAt(self(bound), key, interpreter);
    }
    return null;
  },
  *'update(self, other=(), **kwargs)'(bound, interpreter) {
    const given = new PyDict();
    yield* interpreter.callMethod(given, 'update', [bound.get('other')], bound.keywords);
    for (const [key, value] of given.entries()) yield* interpreter.setItem(self(bound), key, value);
    return null;
  },
  *'setdefault(self, key, default=None)'(bound, interpreter) {
    const found = yield* item(self(bound), bound.get('key'), interpreter);
    if (found !== undefined) return found;
    yield* interpreter.setItem(self(bound), bound.get('key'), bound.get('default'));
    return bound.get('default');
  },
});
