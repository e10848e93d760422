/** The modules typing and typing_extensions: nearly everything in them is inert. */
import { native, nativeClass, natives } from '../native';
import type { Interpreter, NativeModule } from '../interpreter';
import type { Step } from '../steps';
import { unionOf } from '../builtins/union';
import {
  DICT,
  FROZENSET,
  LIST,
  NOT_IMPLEMENTED,
  OBJECT,
  PyClass,
  PyDict,
  PyInstance,
  PyStaticMethod,
  PyTuple,
  SET,
  STR,
  TUPLE,
  TYPE,
  type Value,
} from '../values';
import { ABSTRACT } from './abstract';
import { namedTuple } from './named-tuple';
import { textOf } from './words';

/** `Optional`, `Union[int, 'Tensor']`, a type variable: objects that stand in annotations only. */
const FORM = nativeClass(
  '_SpecialForm',
  { module: 'typing' },
  natives({
    '__getitem__(self, item)': (bound) => subscripted(bound.get('self'), bound.get('item')),
    '__or__(self, other)': (bound) => form('Union', [bound.get('self'), bound.get('other')]),
    '__ror__(self, other)': (bound) => form('Union', [bound.get('other'), bound.get('self')]),
    '__eq__(self, other)': (bound) => {
      const [a, b] = [bound.get('self'), bound.get('other')];
      if (!(a instanceof PyInstance) || !(b instanceof PyInstance)) return NOT_IMPLEMENTED;
      return sameForm(a, b);
    },
    '__repr__(self)': (bound) => `typing.${nameOf(bound.get('self'))}`,
  }),
);

function form(name: string, args: readonly Value[] | null): PyInstance {
  const made = new PyInstance(FORM);
  made.attributes.set('__name__', name);
  if (args) made.attributes.set('__args__', new PyTuple(args));
  return made;
}

function nameOf(value: Value): string {
  return textOf((value instanceof PyInstance && value.attributes.get('__name__')) || null);
}

function sameForm(a: PyInstance, b: PyInstance): boolean {
  const [left, right] = [argumentsOf(a), argumentsOf(b)];
  if (a === b) return true;
  if (!left || !right || nameOf(a) !== nameOf(b) || left.length !== right.length) return false;
  return left.every((each, i) => Object.is(each, right[i]));
}

function argumentsOf(value: Value): readonly Value[] | undefined {
  const args = value instanceof PyInstance ? value.attributes.get('__args__') : undefined;
  return args instanceof PyTuple ? args.items : undefined;
}

/** `Union[int, str]` of classes alone can stand in `isinstance`. */
function subscripted(self: Value, item: Value): Value {
  const name = nameOf(self);
  const args = item instanceof PyTuple && item.cls === TUPLE ? item.items : [item];
  if (name === 'Union' || name === 'Optional') {
    const [first, ...others] = name === 'Optional' ? [...args, null] : args;
    const union = others.reduce<Value>(
      (a, b) => (a === NOT_IMPLEMENTED ? a : unionOf(a, b)),
      first!,
    );
    if (union !== NOT_IMPLEMENTED && (others.length > 0 || union instanceof PyClass)) return union;
  }
  return name === 'Annotated' && args[0] instanceof PyClass ? args[0] : form(name, args);
}

/** Calls of the metaclass of NamedTuple: `class P(NamedTuple): x: int = 0`. */
const NAMED_TUPLE_META = nativeClass(
  'NamedTupleMeta',
  { bases: [TYPE], module: 'typing' },
  {
    __new__: new PyStaticMethod(
      native('__new__(cls, name, bases, namespace, **kwargs)', (bound, interpreter) =>
        classBody(textOf(bound.get('name')), bound.get('namespace'), interpreter),
      ),
    ),
    ...natives({
      *'__call__(cls, typename, fields=(), **kwargs)'(bound, interpreter) {
        const names: string[] = [...bound.keywords.keys()];
        for (const field of yield* interpreter.listOf(bound.get('fields'))) {
          names.push(textOf(yield* interpreter.getItem(field, 0n)));
        }
        return namedTuple(textOf(bound.get('typename')), names, [], interpreter.place, '__main__');
      },
    }),
  },
);

function classBody(name: string, namespace: Value, interpreter: Interpreter): Value {
  const body = namespace instanceof PyDict ? namespace : new PyDict();
  const annotations = body.get('__annotations__');
  const fields = annotations instanceof PyDict ? annotations.keys().map(textOf) : [];
  const defaults = fields.flatMap((field) => {
    const value = body.get(field);
    return value === undefined ? [] : [value];
  });
  const cls = namedTuple(name, fields, defaults, interpreter.place, '__main__');
  for (const [key, value] of body.entries()) {
    if (typeof key === 'string' && !fields.includes(key)) cls.attributes.set(key, value);
  }
  return cls;
}

const NAMED_TUPLE = new PyClass('NamedTuple', [OBJECT], { module: 'typing' });
NAMED_TUPLE.cls = NAMED_TUPLE_META;

const inertClass = (name: string, base: PyClass = OBJECT) =>
  new PyClass(name, [base], { module: 'typing' });

const decorators = Object.fromEntries(
  ['overload', 'final', 'override', 'runtime_checkable', 'no_type_check', 'type_check_only'].map(
    (name) => [name, native(`${name}(fn)`, (bound) => bound.get('fn'))],
  ),
);

/** Names that are classes of other modules that are written in Python. */
const ELSEWHERE = 'OrderedDict Counter ChainMap DefaultDict Deque ContextManager'.split(' ');

const FUNCTIONS = natives({
  'cast(typ, val)': (bound) => bound.get('val'),
  'NewType(name, tp)': (bound) =>
    native(`${textOf(bound.get('name'))}(x)`, (given) => given.get('x')),
  'TypeVar(name, *args, **kwargs)': (bound) => form(textOf(bound.get('name')), null),
  'ParamSpec(name, **kwargs)': (bound) => form(textOf(bound.get('name')), null),
  'TypeVarTuple(name, **kwargs)': (bound) => form(textOf(bound.get('name')), null),
  'dataclass_transform(**kwargs)': () => native('decorator(cls)', (bound) => bound.get('cls')),
  'get_args(tp)': (bound) => new PyTuple(argumentsOf(bound.get('tp')) ?? []),
  'get_origin(tp)': (bound) => {
    const type = bound.get('tp');
    return argumentsOf(type) ? form(nameOf(type), null) : null;
  },
  *'get_type_hints(obj, *args, **kwargs)'(bound, interpreter): Step<Value> {
    return (yield* interpreter.findAttribute(bound.get('obj'), '__annotations__')) ?? new PyDict();
  },
  'assert_never(arg)': () => null,
  'reveal_type(obj)': (bound) => bound.get('obj'),
});

const ATTRIBUTES: Readonly<Record<string, Value>> = {
  ...ABSTRACT,
  ...FUNCTIONS,
  ...decorators,
  AbstractSet: ABSTRACT.Set!,
  TYPE_CHECKING: false,
  List: LIST,
  Dict: DICT,
  Set: SET,
  FrozenSet: FROZENSET,
  Tuple: TUPLE,
  Type: TYPE,
  Text: STR,
  Generic: inertClass('Generic'),
  Protocol: inertClass('Protocol'),
  TypedDict: inertClass('TypedDict', DICT),
  NamedTuple: NAMED_TUPLE,
};

const SOURCE = `
from collections import OrderedDict, Counter, ChainMap, defaultdict as DefaultDict, deque as Deque
from contextlib import AbstractContextManager as ContextManager
`;

/** `typing` */
export const TYPING: NativeModule = {
  attributes: ATTRIBUTES,
  find: (name) => (/^[A-Z]/.test(name) && !ELSEWHERE.includes(name) ? form(name, null) : undefined),
  source: SOURCE,
};
