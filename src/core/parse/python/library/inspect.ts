/** The module inspect: what callers ask of functions and classes. */
import * as l10n from '@vscode/l10n';
import { known } from '../builtins/needs';
import type { Interpreter, NativeModule } from '../interpreter';
import { PyFunction } from '../interpreter/function';
import { native, NativeFunction } from '../native';
import {
  PyClass,
  PyList,
  PyMethod,
  PyStaticMethod,
  PyClassMethod,
  PyTuple,
  type Value,
} from '../values';

/** Python's kinds of parameters. */
const KIND = { positionalOnly: 0n, plain: 1n, rest: 2n, keywordOnly: 3n, keywords: 4n };

type Parameter = readonly [name: string, kind: bigint, fallback: Value | undefined];

/** The parameters of something that can be called; without the first where it is bound. */
function parametersOf(value: Value, interpreter: Interpreter): readonly Parameter[] {
  if (value instanceof PyMethod) return parametersOf(value.fn, interpreter).slice(1);
  if (value instanceof PyStaticMethod) return parametersOf(value.fn, interpreter);
  if (value instanceof PyClassMethod) return parametersOf(value.fn, interpreter).slice(1);
  if (value instanceof PyClass) {
    return parametersOf(value.lookup('__init__') ?? null, interpreter).slice(1);
  }
  if (value instanceof PyFunction) return ofFunction(value);
  if (value instanceof NativeFunction) return ofNative(value);
  return interpreter.raise('TypeError', 'object is not a callable object');
}

function ofFunction({ code, defaults }: PyFunction): readonly Parameter[] {
  const { plain, positionalOnly, keywordOnly, rest, keywords } = code.parameters;
  return [
    ...plain.map((name, i): Parameter => [
      name,
      i < positionalOnly ? KIND.positionalOnly : KIND.plain,
      defaults[i],
    ]),
    ...(rest === null ? [] : [[rest, KIND.rest, undefined] as const]),
    ...keywordOnly.map((name, i): Parameter => [
      name,
      KIND.keywordOnly,
      defaults[plain.length + i],
    ]),
    ...(keywords === null ? [] : [[keywords, KIND.keywords, undefined] as const]),
  ];
}

function ofNative({ signature }: NativeFunction): readonly Parameter[] {
  const kinds = {
    plain: KIND.plain,
    'keyword-only': KIND.keywordOnly,
    rest: KIND.rest,
    keywords: KIND.keywords,
  };
  return signature.parameters.map((each) => [each.name, kinds[each.kind], each.default]);
}

/** What the Python text below cannot do itself. */
export const INSPECT_NATIVE: NativeModule = {
  attributes: {
    parameters: native('parameters(callable, empty)', (bound, interpreter) => {
      const found = parametersOf(known(bound.get('callable')), interpreter);
      const empty = bound.get('empty');
      return new PyList(
        found.map(([name, kind, value]) => new PyTuple([name, kind, value ?? empty])),
      );
    }),
    source: native('source(*args, **kwargs)', (_, interpreter) =>
      interpreter.unknown(l10n.t('The running program is not known here.')),
    ),
  },
};

const SOURCE = `
from _inspect import parameters as _parameters, source
import types

class _empty:
    pass

class Parameter:
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = range(5)
    empty = _empty
    annotation = _empty

    def __init__(self, name, kind, default=_empty, annotation=_empty):
        self.name = name
        self.kind = kind
        self.default = default

class Signature:
    empty = _empty
    return_annotation = _empty

    def __init__(self, parameters):
        self.parameters = {each.name: each for each in parameters}

    def bind(self, *args, **kwargs):
        names = [each.name for each in self.parameters.values() if each.kind in (0, 1)]
        return BoundArguments({**dict(zip(names, args)), **kwargs})

    bind_partial = bind

class BoundArguments:
    def __init__(self, arguments):
        self.arguments = arguments

    def apply_defaults(self):
        return None

def signature(callable, **kwargs):
    return Signature([Parameter(*each) for each in _parameters(callable, _empty)])

class FullArgSpec(tuple):
    pass

def getfullargspec(func):
    found = _parameters(func, _empty)
    spec = FullArgSpec()
    spec.args = [name for name, kind, default in found if kind <= 1]
    spec.varargs = next((name for name, kind, default in found if kind == 2), None)
    spec.varkw = spec.keywords = next((name for name, kind, default in found if kind == 4), None)
    spec.defaults = tuple(default for name, kind, default in found if kind <= 1 and default is not _empty) or None
    spec.kwonlyargs = [name for name, kind, default in found if kind == 3]
    spec.kwonlydefaults = {name: default for name, kind, default in found if kind == 3 and default is not _empty}
    spec.annotations = {}
    return spec

getargspec = getfullargspec

def isclass(object):
    return isinstance(object, type)

def isfunction(object):
    return isinstance(object, types.FunctionType)

def ismethod(object):
    return isinstance(object, types.MethodType)

def isbuiltin(object):
    return isinstance(object, types.BuiltinFunctionType)

def isroutine(object):
    return isfunction(object) or ismethod(object) or isbuiltin(object)

def ismodule(object):
    return isinstance(object, types.ModuleType)

def isgenerator(object):
    return isinstance(object, types.GeneratorType)

def isabstract(object):
    return bool(getattr(object, '__abstractmethods__', ()))

def getmembers(object, predicate=None):
    found = [(name, getattr(object, name)) for name in dir(object) if hasattr(object, name)]
    return [(name, value) for name, value in found if predicate is None or predicate(value)]

def getmro(cls):
    return cls.__mro__

def getdoc(object):
    return getattr(object, '__doc__', None)

def unwrap(func):
    while hasattr(func, '__wrapped__'):
        func = func.__wrapped__
    return func

getsource = getfile = getsourcefile = getsourcelines = getmodule = currentframe = stack = source
`;

/** `inspect` */
export const INSPECT: NativeModule = { source: SOURCE };
