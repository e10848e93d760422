/** The class list. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { LIST, NOT_IMPLEMENTED, PyList, PySlice, type Value } from '../values';
import { contains, find } from './compare';
import { counted, drain, iterator, iteratorOf } from './iterators';
import { constructContainer } from './containers';
import { classMethods, instances, methods } from './methods';
import { index, known } from './needs';
import {
  clamp,
  countOf,
  defineEquality,
  defineOrder,
  repeated,
  repetitions,
  searched,
} from './sequences';
import { sorted } from './sorting';
import { positionOf, stretchOf, taken } from './subscripts';
import { element, repr } from './text';

const list = instances(PyList);

constructContainer(LIST);
LIST.attributes.set('__hash__', null);
methods(LIST, list, {
  *'__init__(self, iterable=())'(self, bound, interpreter) {
    self.items = yield* drain(bound.get('iterable'), interpreter);
    return null;
  },
  'append(self, object)': (self, bound, interpreter) => {
    interpreter.allocate(1);
    self.items.push(bound.get('object'));
    return null;
  },
  *'extend(self, iterable)'(self, bound, interpreter) {
    yield* extend(self, bound.get('iterable'), interpreter);
    return null;
  },
  *'insert(self, index, object)'(self, bound, interpreter) {
    const at = clamp(yield* index(bound.get('index'), interpreter), self.items.length);
    interpreter.allocate(1);
    interpreter.spend(self.items.length >> 10);
    self.items.splice(at, 0, bound.get('object'));
    return null;
  },
  *'pop(self, index=-1)'(self, bound, interpreter) {
    const { items } = self;
    if (items.length === 0) interpreter.raise('IndexError', 'pop from empty list');
    const [message, given] = ['pop index out of range', bound.get('index')];
    const at = yield* positionOf(given, items.length, 'list', interpreter, message);
    interpreter.spend((items.length - at) >> 10);
    return items.splice(at, 1)[0]!;
  },
  *'remove(self, value)'(self, bound, interpreter) {
    const at = yield* find(self.items, bound.get('value'), interpreter);
    if (at < 0) interpreter.raise('ValueError', 'list.remove(x): x not in list');
    self.items.splice(at, 1);
    return null;
  },
  *'index(self, value, start=0, stop=None)'(self, bound, interpreter) {
    const [value, start, stop] = [bound.get('value'), bound.get('start'), bound.get('stop')];
    const at = yield* searched(self.items, value, start, stop, interpreter);
    if (at >= 0) return BigInt(at);
    return interpreter.raise('ValueError', `${yield* element(value, interpreter)} is not in list`);
  },
  'count(self, value)': (self, bound, interpreter) =>
    countOf(self.items, bound.get('value'), interpreter),
  'clear(self)': (self) => {
    self.items = [];
    return null;
  },
  'copy(self)': (self, _, interpreter) => {
    interpreter.allocate(self.items.length);
    return new PyList(self.items.slice());
  },
  'reverse(self)': (self) => {
    self.items.reverse();
    return null;
  },
  *'sort(self, *, key=None, reverse=False)'(self, bound, interpreter) {
    const reverse = (yield* index(bound.get('reverse'), interpreter)) !== 0n;
    self.items = yield* sorted(self.items, bound.get('key'), reverse, interpreter);
    return null;
  },
});

methods(LIST, list, {
  '__len__(self)': (self) => BigInt(self.items.length),
  '__iter__(self)': (self, _, interpreter) => iteratorOf(self, interpreter)!,
  '__reversed__(self)': (self) => {
    const { items } = self;
    return iterator(
      counted(
        () => items.length,
        (i) => items[items.length - 1 - i],
      ),
    );
  },
  '__contains__(self, value)': (self, bound, interpreter) =>
    contains(self.items, bound.get('value'), interpreter),
  *'__getitem__(self, index)'(self, bound, interpreter) {
    const [{ items }, at] = [self, bound.get('index')];
    if (!(at instanceof PySlice)) {
      return items[yield* positionOf(at, items.length, 'list', interpreter)]!;
    }
    const stretch = yield* stretchOf(at, items.length, interpreter);
    interpreter.allocate(stretch.count);
    return new PyList(taken(items, stretch));
  },
  *'__setitem__(self, index, value)'(self, bound, interpreter) {
    const [{ items }, at] = [self, bound.get('index')];
    const value = bound.get('value');
    if (at instanceof PySlice) return yield* assignSlice(self, at, value, interpreter);
    const message = 'list assignment index out of range';
    items[yield* positionOf(at, items.length, 'list', interpreter, message)] = value;
    return null;
  },
  *'__delitem__(self, index)'(self, bound, interpreter) {
    const [{ items }, at] = [self, bound.get('index')];
    if (at instanceof PySlice) {
      const { start, step, count } = yield* stretchOf(at, items.length, interpreter);
      interpreter.spend(items.length >> 4);
      const size = Math.abs(step);
      const low = step > 0 ? start : start + (count - 1) * step;
      const high = low + (count - 1) * size;
      self.items = items.filter((_, i) => i < low || i > high || (i - low) % size !== 0);
      return null;
    }
    const message = 'list assignment index out of range';
    interpreter.spend(items.length >> 10);
    items.splice(yield* positionOf(at, items.length, 'list', interpreter, message), 1);
    return null;
  },
  '__add__(self, other)': (self, bound, interpreter) => {
    const other = bound.get('other');
    if (!(other instanceof PyList)) return NOT_IMPLEMENTED;
    interpreter.allocate(self.items.length + other.items.length);
    return new PyList(self.items.concat(other.items));
  },
  *'__iadd__(self, other)'(self, bound, interpreter) {
    yield* extend(self, bound.get('other'), interpreter);
    return self;
  },
  '__mul__(self, count)': (self, bound, interpreter) =>
    repeat(self, bound.get('count'), interpreter),
  '__rmul__(self, count)': (self, bound, interpreter) =>
    repeat(self, bound.get('count'), interpreter),
  *'__imul__(self, count)'(self, bound, interpreter) {
    const times = yield* repetitions(bound.get('count'), self.items.length, interpreter);
    if (times === undefined) return NOT_IMPLEMENTED;
    self.items = repeated(self.items, times);
    return self;
  },
  *'__repr__(self)'(self, _, interpreter) {
    return yield* repr(self, interpreter);
  },
});

classMethods(LIST, { '__class_getitem__(cls, item)': (bound) => bound.get('cls') });
defineEquality(LIST, list);
defineOrder(LIST, list);

function* extend(self: PyList, iterable: Value, interpreter: Interpreter): Step<null> {
  const items = yield* drain(known(iterable), interpreter);
  for (const item of items) self.items.push(item);
  return null;
}

function* repeat(self: PyList, count: Value, interpreter: Interpreter): Step<Value> {
  const times = yield* repetitions(count, self.items.length, interpreter);
  return times === undefined ? NOT_IMPLEMENTED : new PyList(repeated(self.items, times));
}

function* assignSlice(
  self: PyList,
  slice: PySlice,
  value: Value,
  interpreter: Interpreter,
): Step<null> {
  const items = yield* drain(known(value), interpreter);
  const { start, step, count } = yield* stretchOf(slice, self.items.length, interpreter);
  if (step === 1) {
    interpreter.spend(self.items.length >> 4);
    self.items = self.items.slice(0, start).concat(items, self.items.slice(start + count));
    return null;
  }
  if (items.length !== count) {
    interpreter.raise(
      'ValueError',
      `attempt to assign sequence of size ${items.length} to extended slice of size ${count}`,
    );
  }
  items.forEach((item, i) => (self.items[start + i * step] = item));
  return null;
}
