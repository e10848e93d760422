/** The classes of collections.abc and numbers, to which others belong without saying so. */
import { known, typeName } from '../builtins/needs';
import { PyDictView } from '../builtins/dict-view';
import { Unclear } from '../errors';
import type { Interpreter, NativeModule } from '../interpreter';
import { openBase } from '../interpreter/open-class';
import { nativeClass, natives } from '../native';
import {
  BUILTIN_FUNCTION,
  BYTES,
  classOf,
  COMPLEX,
  DICT,
  FLOAT,
  FROZENSET,
  FUNCTION,
  GENERATOR,
  INT,
  LIST,
  METHOD,
  OBJECT,
  PyClass,
  PyDict,
  RANGE,
  SET,
  STR,
  TUPLE,
  TYPE,
  type Value,
} from '../values';
import { ABC_META } from './abc';
import { MAPPING, MUTABLE_MAPPING, MUTABLE_SEQUENCE, SEQUENCE } from './mixins';

/** Who belongs to a kind: these classes and what comes from them, or all classes with these methods. */
interface Rule {
  readonly covers?: readonly PyClass[];
  readonly needs?: readonly string[];
}

const rules = new Map<PyClass, Rule>();

function belongs(cls: PyClass, kind: Value, interpreter: Interpreter): boolean {
  if (!(kind instanceof PyClass)) {
    return interpreter.raise('TypeError', `expected a class, not '${typeName(kind)}'`);
  }
  if (cls.isSubclassOf(kind)) return true;
  const { covers, needs } = rules.get(kind) ?? {};
  if (covers?.some((each) => cls.isSubclassOf(each))) return true;
  if (needs?.every((name) => (cls.lookup(name) ?? null) !== null)) return true;
  const open = openBase(cls);
  if (open) throw new Unclear(open);
  return false;
}

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

type Methods = Readonly<Record<string, Value>>;

function kind(
  module: string,
  name: string,
  bases: readonly PyClass[],
  rule: Rule,
  methods: Methods = {},
): PyClass {
  const cls = nativeClass(name, { bases: bases.length > 0 ? bases : [OBJECT], module }, methods);
  cls.cls = KIND;
  rules.set(cls, rule);
  return cls;
}

const of = (name: string, bases: readonly PyClass[], rule: Rule, methods?: Methods) =>
  kind('collections.abc', name, bases, rule, methods);

const views = new PyDict();
const [keys, values, items] = (['keys', 'values', 'items'] as const).map(
  (shows) => new PyDictView(views, shows).cls,
) as [PyClass, PyClass, PyClass];

const Hashable = of('Hashable', [], { needs: ['__hash__'] });
const Sized = of('Sized', [], { needs: ['__len__'] });
const Container = of('Container', [], { needs: ['__contains__'] });
const Iterable = of('Iterable', [], { needs: ['__iter__'] });
const Iterator = of(
  'Iterator',
  [Iterable],
  { needs: ['__iter__', '__next__'] },
  natives({ '__iter__(self)': (bound) => bound.get('self') }),
);
const Generator = of('Generator', [Iterator], { covers: [GENERATOR] });
const Reversible = of('Reversible', [Iterable], { needs: ['__iter__', '__reversed__'] });
const Callable = of('Callable', [], {
  covers: [FUNCTION, BUILTIN_FUNCTION, METHOD, TYPE],
  needs: ['__call__'],
});
const Awaitable = of('Awaitable', [], { needs: ['__await__'] });
const Coroutine = of('Coroutine', [Awaitable], {});
const AsyncIterable = of('AsyncIterable', [], { needs: ['__aiter__'] });
const AsyncIterator = of('AsyncIterator', [AsyncIterable], { needs: ['__anext__'] });
const Collection = of('Collection', [Sized, Iterable, Container], {
  needs: ['__len__', '__iter__', '__contains__'],
});
const Sequence = of(
  'Sequence',
  [Reversible, Collection],
  { covers: [LIST, TUPLE, STR, RANGE, BYTES] },
  SEQUENCE,
);
const MutableSequence = of('MutableSequence', [Sequence], { covers: [LIST] }, MUTABLE_SEQUENCE);
const AbstractSet = of('Set', [Collection], { covers: [SET, FROZENSET, keys, items] });
const MutableSet = of('MutableSet', [AbstractSet], { covers: [SET] });
const MappingView = of('MappingView', [Sized], { covers: [keys, values, items] });
const KeysView = of('KeysView', [MappingView, AbstractSet], { covers: [keys] });
const ItemsView = of('ItemsView', [MappingView, AbstractSet], { covers: [items] });
const ValuesView = of('ValuesView', [MappingView, Collection], { covers: [values] });
const Mapping = of('Mapping', [Collection], { covers: [DICT] }, MAPPING);
const MutableMapping = of('MutableMapping', [Mapping], { covers: [DICT] }, MUTABLE_MAPPING);
const ByteString = of('ByteString', [Sequence], { covers: [BYTES] });

/** The classes of collections.abc by their names. */
export const ABSTRACT: Readonly<Record<string, PyClass>> = {
  Hashable,
  Sized,
  Container,
  Iterable,
  Iterator,
  Generator,
  Reversible,
  Callable,
  Awaitable,
  Coroutine,
  AsyncIterable,
  AsyncIterator,
  Collection,
  Sequence,
  MutableSequence,
  Set: AbstractSet,
  MutableSet,
  MappingView,
  KeysView,
  ItemsView,
  ValuesView,
  Mapping,
  MutableMapping,
  ByteString,
  Buffer: ByteString,
};

/** `collections.abc` */
export const COLLECTIONS_ABC: NativeModule = { attributes: ABSTRACT };

const number = (name: string, base: PyClass, covers: readonly PyClass[]) =>
  kind('numbers', name, [base], { covers });

const Number_ = number('Number', OBJECT, [INT, FLOAT, COMPLEX]);
const Complex = number('Complex', Number_, [INT, FLOAT, COMPLEX]);
const Real = number('Real', Complex, [INT, FLOAT]);
const Rational = number('Rational', Real, [INT]);
const Integral = number('Integral', Rational, [INT]);

/** `numbers` */
export const NUMBERS: NativeModule = {
  attributes: { Number: Number_, Complex, Real, Rational, Integral },
};
