/** The class dict and its views. */
import { Unclear } from '../errors';
import type { Interpreter, Keywords } from '../interpreter';
import type { Step } from '../steps';
import { DICT, NOT_IMPLEMENTED, PyDict, PyTuple, Unknown, type Value } from '../values';
import { constructContainer } from './containers';
import { PyDictView } from './dict-view';
import { hashable } from './hashing';
import { counted, drain, isIterable, iterator, iteratorOf } from './iterators';
import { classMethods, instances, methods } from './methods';
import { known } from './needs';
import { isDue, pause } from './pace';
import { raiseWith } from './raising';
import { defineEquality } from './sequences';
import { repr } from './text';

const dict = instances(PyDict);

constructContainer(DICT);
DICT.attributes.set('__hash__', null);

methods(DICT, dict, {
  *'__init__(self, *args, **kwargs)'(self, bound, interpreter) {
    yield* update(self, 'dict', bound.rest, bound.keywords, interpreter);
    return null;
  },
  *'update(self, *args, **kwargs)'(self, bound, interpreter) {
    yield* update(self, 'update', bound.rest, bound.keywords, interpreter);
    return null;
  },
  'get(self, key, default=None)': (self, bound, interpreter) => {
    const found = look(self, bound.get('key'), interpreter);
    return found === undefined ? bound.get('default') : found;
  },
  'setdefault(self, key, default=None)': (self, bound, interpreter) => {
    const found = look(self, bound.get('key'), interpreter);
    if (found !== undefined) return found;
    put(self, bound.get('key'), bound.get('default'), interpreter);
    return bound.get('default');
  },
  'pop(self, key, default=None)': (self, bound, interpreter) => {
    const key = bound.get('key');
    const found = look(self, key, interpreter);
    if (found === undefined && !bound.given('default')) raiseWith('KeyError', [key], interpreter);
    self.delete(key);
    return found === undefined ? bound.get('default') : found;
  },
  'popitem(self)': (self, _, interpreter) => {
    interpreter.spend(self.size / 100);
    const last = self.entries().at(-1);
    if (!last) return interpreter.raise('KeyError', 'popitem(): dictionary is empty');
    self.delete(last[0]);
    return new PyTuple(last);
  },
  'clear(self)': (self) => {
    self.clear();
    return null;
  },
  'copy(self)': (self, _, interpreter) => {
    interpreter.allocate(2 * self.size);
    const made = new PyDict(self.entries(), self.factory === null ? DICT : self.cls);
    made.factory = self.factory;
    return made;
  },
  'keys(self)': (self) => new PyDictView(self, 'keys'),
  'values(self)': (self) => new PyDictView(self, 'values'),
  'items(self)': (self) => new PyDictView(self, 'items'),
});

methods(DICT, dict, {
  '__len__(self)': (self) => BigInt(self.size),
  '__iter__(self)': (self, _, interpreter) => iteratorOf(self, interpreter)!,
  '__reversed__(self)': (self) => backwards(self.keys()),
  '__contains__(self, key)': (self, bound, interpreter) =>
    look(self, bound.get('key'), interpreter) !== undefined,
  *'__getitem__(self, key)'(self, bound, interpreter) {
    const key = bound.get('key');
    const found = look(self, key, interpreter);
    return found === undefined ? yield* missing(self, key, interpreter) : found;
  },
  '__setitem__(self, key, value)': (self, bound, interpreter) => {
    put(self, bound.get('key'), bound.get('value'), interpreter);
    return null;
  },
  '__delitem__(self, key)': (self, bound, interpreter) => {
    const key = bound.get('key');
    if (look(self, key, interpreter) === undefined) raiseWith('KeyError', [key], interpreter);
    self.delete(key);
    return null;
  },
  '__or__(self, other)': (self, bound, interpreter) => {
    const other = bound.get('other');
    if (!(other instanceof PyDict)) return NOT_IMPLEMENTED;
    interpreter.allocate(2 * (self.size + other.size));
    return new PyDict([...self.entries(), ...other.entries()]);
  },
  *'__ior__(self, other)'(self, bound, interpreter) {
    yield* update(self, 'update', [bound.get('other')], new Map(), interpreter);
    return self;
  },
  *'__repr__(self)'(self, _, interpreter) {
    return yield* repr(self, interpreter);
  },
});

classMethods(DICT, {
  '__class_getitem__(cls, item)': (bound) => bound.get('cls'),
  *'fromkeys(cls, iterable, value=None)'(bound, interpreter) {
    const keys = yield* drain(known(bound.get('iterable')), interpreter);
    const made = yield* interpreter.call(bound.get('cls'), []);
    for (const [i, key] of keys.entries()) {
      if (isDue(i)) yield* pause();
      if (made instanceof PyDict && made.cls === DICT) {
        put(made, key, bound.get('value'), interpreter);
      } else yield* interpreter.setItem(made, key, bound.get('value'));
    }
    return made;
  },
});
defineEquality(DICT, dict);

/** The value of a key; undefined where there is none. */
export function look(self: PyDict, key: Value, interpreter: Interpreter): Value | undefined {
  const found = self.get(hashable(key, interpreter));
  if (found === undefined && key instanceof Unknown) throw new Unclear(key);
  return found;
}

/** Sets the value of a key. */
function put(self: PyDict, key: Value, value: Value, interpreter: Interpreter): void {
  interpreter.allocate(2);
  self.set(hashable(key, interpreter), value);
}

/** What `dict[key]` gives where there is no such key: by a factory, by `__missing__`, or KeyError. */
function* missing(self: PyDict, key: Value, interpreter: Interpreter): Step<Value> {
  if (self.factory !== null) {
    const made = yield* interpreter.call(self.factory, []);
    put(self, key, made, interpreter);
    return made;
  }
  if (self.cls.lookup('__missing__')) {
    return yield* interpreter.callMethod(self, '__missing__', [key]);
  }
  return raiseWith('KeyError', [key], interpreter);
}

function* update(
  self: PyDict,
  name: string,
  args: readonly Value[],
  keywords: Keywords,
  interpreter: Interpreter,
): Step<void> {
  if (args.length > 1) {
    interpreter.raise('TypeError', `${name} expected at most 1 argument, got ${args.length}`);
  }
  if (args.length > 0) {
    for (const [key, value] of yield* entriesOf(known(args[0]!), interpreter)) {
      put(self, key, value, interpreter);
    }
  }
  for (const [key, value] of keywords) put(self, key, value, interpreter);
}

/** The entries of a mapping, or of an iterable of pairs. */
function* entriesOf(source: Value, interpreter: Interpreter): Step<[Value, Value][]> {
  if (source instanceof PyDict) {
    interpreter.spend(source.size);
    return source.entries();
  }
  const entries: [Value, Value][] = [];
  if (yield* interpreter.findAttribute(source, 'keys')) {
    const keys = yield* interpreter.listOf(yield* interpreter.callMethod(source, 'keys'));
    for (const key of keys) entries.push([key, yield* interpreter.getItem(source, key)]);
    return entries;
  }
  for (const [i, pair] of (yield* drain(source, interpreter)).entries()) {
    if (isDue(i)) yield* pause();
    if (!isIterable(known(pair))) {
      const message = `cannot convert dictionary update sequence element #${i} to a sequence`;
      interpreter.raise('TypeError', message);
    }
    const items = yield* drain(pair, interpreter);
    if (items.length !== 2) {
      interpreter.raise(
        'ValueError',
        `dictionary update sequence element #${i} has length ${items.length}; 2 is required`,
      );
    }
    entries.push([items[0]!, items[1]!]);
  }
  return entries;
}

/** An iterator from the last to the first. */
export function backwards(items: readonly Value[]): Value {
  return iterator(
    counted(
      () => items.length,
      (i) => items[items.length - 1 - i],
    ),
  );
}
