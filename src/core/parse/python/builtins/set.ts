/** The classes set and frozenset. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { FROZENSET, NOT_IMPLEMENTED, PyClass, PySet, SET, type Value } from '../values';
import { asSet } from './compare';
import { constructContainer } from './containers';
import { hashable } from './hashing';
import { drain, iteratorOf } from './iterators';
import { classMethods, construct, instances, methods } from './methods';
import { known } from './needs';
import { isDue, pause } from './pace';
import { raiseWith } from './raising';
import { defineEquality, defineOrder } from './sequences';
import { SET_OPERATIONS } from './set-operations';
import { repr } from './text';

const set = instances(PySet);

constructContainer(SET);
SET.attributes.set('__hash__', null);
construct(FROZENSET, '__new__(cls, iterable=())', function* (cls, bound, interpreter) {
  const items = yield* elementsOf(bound.get('iterable'), interpreter);
  return new PySet(items.items(), cls instanceof PyClass ? cls : FROZENSET);
});

/** Methods by the operator that they are the long form of. */
const WORDS: Readonly<Record<string, string>> = {
  and: 'intersection',
  or: 'union',
  sub: 'difference',
  xor: 'symmetric_difference',
};

for (const cls of [SET, FROZENSET]) {
  methods(cls, set, {
    '__len__(self)': (self) => BigInt(self.size),
    '__iter__(self)': (self, _, interpreter) => iteratorOf(self, interpreter)!,
    '__contains__(self, value)': (self, bound, interpreter) => {
      const value = bound.get('value');
      if (self.has(hashable(value, interpreter))) return true;
      known(value);
      return false;
    },
    *'__repr__(self)'(self, _, interpreter) {
      return yield* repr(self, interpreter);
    },
    'copy(self)': (self, _, interpreter) => {
      interpreter.allocate(self.size);
      return new PySet(self.items(), cls);
    },
    *'isdisjoint(self, other)'(self, bound, interpreter) {
      const other = yield* elementsOf(bound.get('other'), interpreter);
      return !self.items().some((item) => other.has(item));
    },
    *'issubset(self, other)'(self, bound, interpreter) {
      const other = yield* elementsOf(bound.get('other'), interpreter);
      return self.items().every((item) => other.has(item));
    },
    *'issuperset(self, other)'(self, bound, interpreter) {
      const other = yield* elementsOf(bound.get('other'), interpreter);
      return other.items().every((item) => self.has(item));
    },
  });
  for (const [name, word] of Object.entries(WORDS)) {
    methods(cls, set, {
      [`__${name}__(self, other)`]: (self, bound, interpreter) => {
        const other = asSet(bound.get('other'));
        return other ? combined(self, name, other, cls, interpreter) : NOT_IMPLEMENTED;
      },
      *[`${word}(self, *others)`](self, bound, interpreter) {
        let result = self;
        for (const other of bound.rest) {
          const items = yield* elementsOf(other, interpreter);
          result = yield* combined(result, name, items, cls, interpreter);
        }
        return result === self ? new PySet(self.items(), cls) : result;
      },
    });
  }
  classMethods(cls, { '__class_getitem__(cls, item)': (bound) => bound.get('cls') });
  defineEquality(cls, (value) => (asSet(value) ? value : undefined));
  defineOrder(cls, (value) => (asSet(value) ? value : undefined));
}

methods(SET, set, {
  *'__init__(self, iterable=())'(self, bound, interpreter) {
    yield* replace(self, (yield* elementsOf(bound.get('iterable'), interpreter)).items());
    return null;
  },
  'add(self, item)': (self, bound, interpreter) => {
    interpreter.allocate(1);
    self.add(hashable(bound.get('item'), interpreter));
    return null;
  },
  'discard(self, item)': (self, bound, interpreter) => {
    self.delete(hashable(bound.get('item'), interpreter));
    return null;
  },
  'remove(self, item)': (self, bound, interpreter) => {
    const item = bound.get('item');
    if (!self.delete(hashable(item, interpreter))) {
      raiseWith('KeyError', [known(item)], interpreter);
    }
    return null;
  },
  'pop(self)': (self, _, interpreter) => {
    interpreter.spend(self.size / 100);
    const first = self.items()[0];
    if (first === undefined) return interpreter.raise('KeyError', 'pop from an empty set');
    self.delete(first);
    return first;
  },
  'clear(self)': (self) => {
    self.clear();
    return null;
  },
  *'update(self, *others)'(self, bound, interpreter) {
    for (const other of bound.rest) {
      for (const item of (yield* elementsOf(other, interpreter)).items()) self.add(item);
    }
    return null;
  },
});

for (const [name, word] of Object.entries(WORDS)) {
  methods(SET, set, {
    *[`__i${name}__(self, other)`](self, bound, interpreter) {
      const other = asSet(bound.get('other'));
      if (!other) return NOT_IMPLEMENTED;
      yield* replace(self, (yield* combined(self, name, other, SET, interpreter)).items());
      return self;
    },
  });
  if (name === 'or') continue;
  methods(SET, set, {
    *[`${word}_update(self, *others)`](self, bound, interpreter) {
      for (const other of bound.rest) {
        const items = yield* elementsOf(other, interpreter);
        yield* replace(self, (yield* combined(self, name, items, SET, interpreter)).items());
      }
      return null;
    },
  });
}

function* combined(
  a: PySet,
  name: string,
  b: PySet,
  cls: PyClass,
  interpreter: Interpreter,
): Step<PySet> {
  interpreter.spend(a.size + b.size);
  interpreter.allocate(a.size + b.size);
  return yield* setOf(SET_OPERATIONS[name]!(a, b), cls);
}

function* setOf(items: readonly Value[], cls: PyClass): Step<PySet> {
  const result = new PySet([], cls);
  for (const [i, item] of items.entries()) {
    if (isDue(i)) yield* pause();
    result.add(item);
  }
  return result;
}

function* replace(self: PySet, items: readonly Value[]): Step<void> {
  self.clear();
  for (const [i, item] of items.entries()) {
    if (isDue(i)) yield* pause();
    self.add(item);
  }
}

/** The elements of an iterable as a set. */
function* elementsOf(iterable: Value, interpreter: Interpreter): Step<PySet> {
  const items = yield* drain(known(iterable), interpreter);
  yield* pause();
  return yield* setOf(
    items.map((item) => hashable(item, interpreter)),
    SET,
  );
}
