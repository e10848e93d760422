/** The module functools. */
import { hashable } from '../builtins/hashing';
import type { Interpreter, Keywords, NativeModule } from '../interpreter';
import { natives } from '../native';
import type { Step } from '../steps';
import { PyDict, PyTuple, Unknown, type Value } from '../values';
import { textOf } from './words';

/** The arguments of a call as a key; undefined where one of them is unknown. */
function keyOf(
  args: readonly Value[],
  keywords: Keywords,
  interpreter: Interpreter,
): Value | undefined {
  const parts = [...args, ...[...keywords].map(([name, value]) => new PyTuple([name, value]))];
  const isUnknown = (part: Value) => part instanceof Unknown;
  if (args.some(isUnknown) || [...keywords.values()].some(isUnknown)) return undefined;
  return hashable(new PyTuple(parts), interpreter);
}

/** What the Python text below cannot do itself. */
export const FUNCTOOLS_NATIVE: NativeModule = {
  attributes: natives({
    *'remembered(cache, fn, args, kwargs)'(bound, interpreter): Step<Value> {
      const [cache, args, given] = [bound.get('cache'), bound.get('args'), bound.get('kwargs')];
      const keywords = new Map(
        given instanceof PyDict
          ? given.entries().map(([name, value]) => [textOf(name), value])
          : [],
      );
      const values = args instanceof PyTuple ? args.items : [];
      const key = keyOf(values, keywords, interpreter);
      const known = key !== undefined && cache instanceof PyDict ? cache.get(key) : undefined;
      if (known !== undefined) return known;
      const result = yield* interpreter.call(bound.get('fn'), values, keywords);
      if (key !== undefined && cache instanceof PyDict) cache.set(key, result);
      return result;
    },
  }),
};

const SOURCE = `
from _functools import remembered

_missing = object()

def reduce(function, iterable, initial=_missing):
    iterator = iter(iterable)
    if initial is _missing:
        try:
            initial = next(iterator)
        except StopIteration:
            raise TypeError('reduce() of empty iterable with no initial value') from None
    for item in iterator:
        initial = function(initial, item)
    return initial

class partial:
    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partial):
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self.func = func
        self.args = args
        self.keywords = keywords

    def __call__(self, /, *args, **keywords):
        return self.func(*self.args, *args, **{**self.keywords, **keywords})

    def __repr__(self):
        parts = [repr(self.func), *map(repr, self.args)]
        parts.extend(f'{key}={value!r}' for key, value in self.keywords.items())
        return f"functools.partial({', '.join(parts)})"

class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        self.func = func
        self.args = args
        self.keywords = keywords

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return partial(self.func, instance, *self.args, **self.keywords)

WRAPPER_ASSIGNMENTS = ('__module__', '__name__', '__qualname__', '__doc__')
WRAPPER_UPDATES = ('__dict__',)

def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        if hasattr(wrapped, name) and hasattr(wrapper, '__dict__'):
            setattr(wrapper, name, getattr(wrapped, name))
    for name in updated:
        if hasattr(wrapper, name):
            getattr(wrapper, name).update(getattr(wrapped, name, {}))
    try:
        wrapper.__wrapped__ = wrapped
    except AttributeError:
        pass
    return wrapper

def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return lambda wrapper: update_wrapper(wrapper, wrapped, assigned, updated)

class _Remembering:
    def __init__(self, function):
        self.cache = {}
        update_wrapper(self, function)

    def __call__(self, *args, **kwargs):
        return remembered(self.cache, self.__wrapped__, args, kwargs)

    def __get__(self, instance, owner=None):
        return self if instance is None else partial(self, instance)

    def cache_clear(self):
        self.cache.clear()

def lru_cache(maxsize=128, typed=False):
    return _Remembering(maxsize) if callable(maxsize) else _Remembering

def cache(user_function):
    return _Remembering(user_function)

class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner, name):
        self.attrname = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        value = self.func(instance)
        instance.__dict__[self.attrname] = value
        return value

def cmp_to_key(mycmp):
    class K:
        def __init__(self, obj):
            self.obj = obj
        def __lt__(self, other):
            return mycmp(self.obj, other.obj) < 0
        def __gt__(self, other):
            return mycmp(self.obj, other.obj) > 0
        def __eq__(self, other):
            return mycmp(self.obj, other.obj) == 0
    return K

def total_ordering(cls):
    own = cls.__dict__
    def define(name, method):
        if name not in own:
            setattr(cls, name, method)
    if '__lt__' in own:
        define('__gt__', lambda self, other: not (self < other or self == other))
        define('__le__', lambda self, other: self < other or self == other)
        define('__ge__', lambda self, other: not self < other)
    elif '__gt__' in own:
        define('__lt__', lambda self, other: not (self > other or self == other))
        define('__ge__', lambda self, other: self > other or self == other)
        define('__le__', lambda self, other: not self > other)
    elif '__le__' in own:
        define('__ge__', lambda self, other: not self <= other or self == other)
        define('__lt__', lambda self, other: self <= other and not self == other)
        define('__gt__', lambda self, other: not self <= other)
    elif '__ge__' in own:
        define('__le__', lambda self, other: not self >= other or self == other)
        define('__gt__', lambda self, other: self >= other and not self == other)
        define('__lt__', lambda self, other: not self >= other)
    else:
        raise ValueError('must define at least one ordering operation: < > <= >=')
    return cls

def singledispatch(function):
    registry = {object: function}

    def dispatch(cls):
        for each in cls.__mro__:
            if each in registry:
                return registry[each]
        return function

    def register(cls, implementation=None):
        if not isinstance(cls, type):
            return cls
        if implementation is None:
            return lambda made: register(cls, made)
        registry[cls] = implementation
        return implementation

    @wraps(function)
    def wrapper(*args, **kwargs):
        return dispatch(type(args[0]))(*args, **kwargs)

    wrapper.register = register
    wrapper.dispatch = dispatch
    wrapper.registry = registry
    return wrapper
`;

/** `functools` */
export const FUNCTOOLS: NativeModule = { source: SOURCE };
