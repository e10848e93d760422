/** The modules collections.abc and numbers: classes that other classes belong to without saying so. */
import { known, typeName } from '../builtins/needs';
import { Unclear } from '../errors';
import type { Interpreter, NativeModule } from '../interpreter';
import { openBase } from '../interpreter/open-class';
import { nativeClass, natives } from '../native';
import { classOf, PyClass, PyTuple, type Value } from '../values';
import { ABC_META } from './abc';
import { textOf } from './words';

/** True when a class comes from the kind, or is one of those that `_covers` names, or has all methods that `_needs` names. */
function belongs(cls: PyClass, kind: Value, interpreter: Interpreter): boolean {
  if (!(kind instanceof PyClass)) {
    return interpreter.raise('TypeError', `expected a class, not '${typeName(kind)}'`);
  }
  if (cls.isSubclassOf(kind)) return true;
  const covers = kind.attributes.get('_covers');
  if (covers instanceof PyTuple) {
    if (covers.items.some((each) => each instanceof PyClass && cls.isSubclassOf(each))) return true;
  }
  const needs = kind.attributes.get('_needs');
  if (needs instanceof PyTuple) {
    if (needs.items.every((name) => (cls.lookup(textOf(name)) ?? null) !== null)) return true;
  }
  const open = openBase(cls);
  if (open) throw new Unclear(open);
  return false;
}

/** The metaclass of these classes. */
const KIND = nativeClass(
  'ABCMeta',
  { bases: [ABC_META], module: 'abc' },
  natives({
    '__instancecheck__(cls, instance)': (bound, interpreter) =>
      belongs(classOf(known(bound.get('instance'))), bound.get('cls'), interpreter),
    '__subclasscheck__(cls, subclass)': (bound, interpreter) => {
      const subclass = known(bound.get('subclass'));
      if (subclass instanceof PyClass) return belongs(subclass, bound.get('cls'), interpreter);
      return interpreter.raise('TypeError', 'issubclass() arg 1 must be a class');
    },
  }),
);

/** What the Python texts below are made with. */
export const ABSTRACT_NATIVE: NativeModule = { attributes: { Kind: KIND } };

const COLLECTIONS = `
from _abstract import Kind
from abc import abstractmethod

class Hashable(metaclass=Kind):
    _needs = ('__hash__',)

class Sized(metaclass=Kind):
    _needs = ('__len__',)

class Container(metaclass=Kind):
    _needs = ('__contains__',)

class Iterable(metaclass=Kind):
    _needs = ('__iter__',)

class Iterator(Iterable):
    _needs = ('__iter__', '__next__')

    def __iter__(self):
        return self

class Generator(Iterator):
    _covers = (type(_ for _ in ()),)

class Reversible(Iterable):
    _needs = ('__iter__', '__reversed__')

class Callable(metaclass=Kind):
    _covers = (type(lambda: 0), type(len), type([].append), type)
    _needs = ('__call__',)

class Awaitable(metaclass=Kind):
    _needs = ('__await__',)

class Coroutine(Awaitable):
    pass

class AsyncIterable(metaclass=Kind):
    _needs = ('__aiter__',)

class AsyncIterator(AsyncIterable):
    pass

class Collection(Sized, Iterable, Container):
    _needs = ('__len__', '__iter__', '__contains__')

class Sequence(Reversible, Collection):
    _needs = None
    _covers = (list, tuple, str, range, bytes)

    def __iter__(self):
        i = 0
        try:
            while True:
                yield self[i]
                i += 1
        except IndexError:
            return

    def __contains__(self, value):
        return any(item is value or item == value for item in self)

    def __reversed__(self):
        for i in reversed(range(len(self))):
            yield self[i]

    def index(self, value):
        for i, item in enumerate(self):
            if item is value or item == value:
                return i
        raise ValueError

    def count(self, value):
        return sum(1 for item in self if item is value or item == value)

class MutableSequence(Sequence):
    _covers = (list,)

    def append(self, value):
        self.insert(len(self), value)

    def extend(self, values):
        for value in list(values):
            self.append(value)

    def pop(self, index=-1):
        value = self[index]
        del self[index]
        return value

    def remove(self, value):
        del self[self.index(value)]

    def __iadd__(self, values):
        self.extend(values)
        return self

class Set(Collection):
    _needs = None
    _covers = (set, frozenset, type({}.keys()))

class MutableSet(Set):
    _covers = (set,)

class MappingView(Sized):
    _covers = (type({}.keys()), type({}.values()), type({}.items()))

class KeysView(MappingView, Set):
    _covers = (type({}.keys()),)

class ItemsView(MappingView, Set):
    _covers = (type({}.items()),)

class ValuesView(MappingView, Collection):
    _needs = None
    _covers = (type({}.values()),)

class Mapping(Collection):
    _needs = None
    _covers = (dict,)

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def keys(self):
        return {key: None for key in self}.keys()

    def values(self):
        return [self[key] for key in self]

    def items(self):
        return [(key, self[key]) for key in self]

    def __eq__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return dict(self.items()) == dict(other.items())

class MutableMapping(Mapping):
    _covers = (dict,)

    _missing = object()

    def pop(self, key, default=_missing):
        try:
            value = self[key]
        except KeyError:
            if default is self._missing:
                raise
            return default
        del self[key]
        return value

    def clear(self):
        for key in list(self):
            del self[key]

    def update(self, other=(), /, **kwargs):
        for key, value in dict(other, **kwargs).items():
            self[key] = value

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

class ByteString(Sequence):
    _covers = (bytes,)

Buffer = ByteString
`;

/** `collections.abc` */
export const COLLECTIONS_ABC: NativeModule = { source: COLLECTIONS };

/** `numbers` */
export const NUMBERS: NativeModule = {
  source: `
from _abstract import Kind

class Number(metaclass=Kind):
    _covers = (int, float, complex)

class Complex(Number):
    _covers = (int, float, complex)

class Real(Complex):
    _covers = (int, float)

class Rational(Real):
    _covers = (int,)

class Integral(Rational):
    _covers = (int,)
`,
};
