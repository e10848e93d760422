/** The class tuple; named tuples are subclasses whose elements have names. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { NOT_IMPLEMENTED, PyClass, PySlice, PyTuple, TUPLE, type Value } from '../values';
import { contains } from './compare';
import { hashOfTuple } from './hash-values';
import { hashOf } from './hashing';
import { counted, drain, iterator, iteratorOf } from './iterators';
import { classMethods, construct, instances, methods } from './methods';
import { known } from './needs';
import { isDue, pause } from './pace';
import { countOf, defineEquality, defineOrder, repeated, repetitions, searched } from './sequences';
import { positionOf, stretchOf, taken } from './subscripts';
import { repr } from './text';

const tuple = instances(PyTuple);

construct(TUPLE, '__new__(cls, iterable=())', function* (cls, bound, interpreter) {
  const given = known(bound.get('iterable'));
  if (cls === TUPLE && given instanceof PyTuple && given.cls === TUPLE) return given;
  return new PyTuple(yield* drain(given, interpreter), cls instanceof PyClass ? cls : TUPLE);
});

methods(TUPLE, tuple, {
  *'index(self, value, start=0, stop=None)'(self, bound, interpreter) {
    const [value, start, stop] = [bound.get('value'), bound.get('start'), bound.get('stop')];
    const at = yield* searched(self.items, value, start, stop, interpreter);
    if (at < 0) interpreter.raise('ValueError', 'tuple.index(x): x not in tuple');
    return BigInt(at);
  },
  'count(self, value)': (self, bound, interpreter) =>
    countOf(self.items, bound.get('value'), interpreter),
  '__len__(self)': (self) => BigInt(self.items.length),
  '__iter__(self)': (self, _, interpreter) => iteratorOf(self, interpreter)!,
  '__reversed__(self)': ({ items }) =>
    iterator(
      counted(
        () => items.length,
        (i) => items[items.length - 1 - i],
      ),
    ),
  '__contains__(self, value)': (self, bound, interpreter) =>
    contains(self.items, bound.get('value'), interpreter),
  *'__getitem__(self, index)'({ items }, bound, interpreter) {
    const at = bound.get('index');
    if (!(at instanceof PySlice)) {
      return items[yield* positionOf(at, items.length, 'tuple', interpreter)]!;
    }
    const stretch = yield* stretchOf(at, items.length, interpreter);
    interpreter.allocate(stretch.count);
    return new PyTuple(taken(items, stretch));
  },
  '__add__(self, other)': (self, bound, interpreter) => {
    const other = bound.get('other');
    if (!(other instanceof PyTuple)) return NOT_IMPLEMENTED;
    interpreter.allocate(self.items.length + other.items.length);
    return new PyTuple(self.items.concat(other.items));
  },
  '__mul__(self, count)': (self, bound, interpreter) =>
    repeat(self, bound.get('count'), interpreter),
  '__rmul__(self, count)': (self, bound, interpreter) =>
    repeat(self, bound.get('count'), interpreter),
  *'__hash__(self)'(self, _, interpreter) {
    const hashes: bigint[] = [];
    for (const [i, item] of self.items.entries()) {
      if (isDue(i)) yield* pause();
      hashes.push(yield* hashOf(item, interpreter));
    }
    return hashOfTuple(hashes);
  },
  *'__repr__(self)'(self, _, interpreter) {
    return yield* repr(self, interpreter);
  },
});

classMethods(TUPLE, { '__class_getitem__(cls, item)': (bound) => bound.get('cls') });
defineEquality(TUPLE, tuple);
defineOrder(TUPLE, tuple);

function* repeat(self: PyTuple, count: Value, interpreter: Interpreter): Step<Value> {
  const times = yield* repetitions(count, self.items.length, interpreter);
  return times === undefined ? NOT_IMPLEMENTED : new PyTuple(repeated(self.items, times));
}
