/** Methods of the views that `keys()`, `values()` and `items()` of a dict give. */
import { type PyClass, PySet, type Value } from '../values';
import { asSet, contains } from './compare';
import { PyDictView, VIEW_CLASSES } from './dict-view';
import { backwards, look } from './dict';
import { iteratorOf } from './iterators';
import { instances, methods, properties } from './methods';
import { defineEquality, defineOrder } from './sequences';
import { SET_OPERATIONS } from './set-operations';
import { repr } from './text';

const view = instances(PyDictView);

for (const cls of Object.values(VIEW_CLASSES)) {
  methods(cls, view, {
    '__len__(self)': (self) => BigInt(self.dict.size),
    '__iter__(self)': (self, _, interpreter) => iteratorOf(self, interpreter)!,
    '__reversed__(self)': (self) => backwards(self.items()),
    '__contains__(self, value)': (self, bound, interpreter) =>
      self.shows === 'keys'
        ? look(self.dict, bound.get('value'), interpreter) !== undefined
        : contains(self.items(), bound.get('value'), interpreter),
    *'__repr__(self)'(self, _, interpreter) {
      return yield* repr(self, interpreter);
    },
  });
  properties(cls, view, { mapping: ({ dict }) => dict });
}

const setLike = (value: Value): PySet | undefined => asSet(value);
for (const cls of [VIEW_CLASSES.keys, VIEW_CLASSES.items]) {
  defineViewOperations(cls);
  defineEquality(cls, (value) => (setLike(value) ? value : undefined));
  defineOrder(cls, (value) => (setLike(value) ? value : undefined));
}

/** `keys & other` and the like, which give sets. */
function defineViewOperations(cls: PyClass): void {
  methods(cls, setLike, {
    *'isdisjoint(self, other)'(self, bound, interpreter) {
      const items = yield* interpreter.listOf(bound.get('other'));
      return !items.some((item) => self.has(item));
    },
  });
  for (const [name, combine] of Object.entries(SET_OPERATIONS)) {
    methods(cls, setLike, {
      *[`__${name}__(self, other)`](self, bound, interpreter) {
        const other = bound.get('other');
        const items = asSet(other) ?? new PySet(yield* interpreter.listOf(other));
        interpreter.allocate(self.size + items.size);
        return new PySet(combine(self, items));
      },
    });
  }
}
