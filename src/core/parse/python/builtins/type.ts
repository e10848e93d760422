/** The classes type, property, staticmethod, classmethod and those of iterators. */
import { PyIterator } from '../iterator';
import {
  CLASS_METHOD,
  ITERATOR,
  PROPERTY,
  PyClass,
  PyClassMethod,
  PyProperty,
  PyStaticMethod,
  STATIC_METHOD,
  TYPE,
} from '../values';
import { nextItem } from './iterators';
import { construct, instances, methods, properties } from './methods';
import { raiseWith } from './raising';
import { repr } from './text';
import { unionOf } from './union';

methods(TYPE, instances(PyClass), {
  '__or__(self, other)': (self, bound) => unionOf(self, bound.get('other')),
  '__ror__(self, other)': (self, bound) => unionOf(bound.get('other'), self),
  *'__repr__(self)'(self, _, interpreter) {
    return yield* repr(self, interpreter);
  },
});

const property = instances(PyProperty);
construct(
  PROPERTY,
  '__new__(cls, fget=None, fset=None, fdel=None, doc=None)',
  (_, bound) => new PyProperty(bound.get('fget'), bound.get('fset')),
);
methods(PROPERTY, property, {
  'getter(self, fget)': (self, bound) => new PyProperty(bound.get('fget'), self.setter),
  'setter(self, fset)': (self, bound) => new PyProperty(self.getter, bound.get('fset')),
  'deleter(self, fdel)': (self) => self,
});
properties(PROPERTY, property, {
  fget: ({ getter }) => getter,
  fset: ({ setter }) => setter,
});

construct(STATIC_METHOD, '__new__(cls, function)', (_, bound) => {
  return new PyStaticMethod(bound.get('function'));
});
construct(CLASS_METHOD, '__new__(cls, function)', (_, bound) => {
  return new PyClassMethod(bound.get('function'));
});
properties(STATIC_METHOD, instances(PyStaticMethod), { __func__: ({ fn }) => fn });
properties(CLASS_METHOD, instances(PyClassMethod), { __func__: ({ fn }) => fn });

methods(ITERATOR, instances(PyIterator), {
  '__iter__(self)': (self) => self,
  *'__next__(self)'(self, _, interpreter) {
    const value = yield* nextItem(self);
    return value === undefined ? raiseWith('StopIteration', [], interpreter) : value;
  },
});
