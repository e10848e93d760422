/** The module types. */
import { construct } from '../builtins/methods';
import { UNION } from '../builtins/union';
import type { NativeModule } from '../interpreter';
import {
  BUILTIN_FUNCTION,
  DICT,
  ELLIPSIS_TYPE,
  FUNCTION,
  GENERATOR,
  METHOD,
  MODULE,
  NONE_TYPE,
  NOT_IMPLEMENTED_TYPE,
  PyMethod,
  PyModule,
} from '../values';
import { textOf } from './words';

construct(METHOD, '__new__(cls, function, instance)', (_, bound) => {
  return new PyMethod(bound.get('instance'), bound.get('function'));
});
construct(MODULE, '__new__(cls, name, doc=None)', (_, bound) => {
  return new PyModule(textOf(bound.get('name')));
});

const SOURCE = `
class SimpleNamespace:
    def __init__(self, mapping=None, /, **kwargs):
        self.__dict__.update(mapping or {})
        self.__dict__.update(kwargs)

    def __eq__(self, other):
        return isinstance(other, SimpleNamespace) and self.__dict__ == other.__dict__

    def __repr__(self):
        return f"namespace({', '.join(f'{key}={value!r}' for key, value in self.__dict__.items())})"

class DynamicClassAttribute(property):
    pass

def new_class(name, bases=(), kwds=None, exec_body=None):
    namespace = {}
    if exec_body is not None:
        exec_body(namespace)
    return type(name, bases or (object,), namespace)

def coroutine(func):
    return func
`;

/** `types` */
export const TYPES: NativeModule = {
  attributes: {
    FunctionType: FUNCTION,
    LambdaType: FUNCTION,
    MethodType: METHOD,
    BuiltinFunctionType: BUILTIN_FUNCTION,
    BuiltinMethodType: BUILTIN_FUNCTION,
    ModuleType: MODULE,
    GeneratorType: GENERATOR,
    NoneType: NONE_TYPE,
    EllipsisType: ELLIPSIS_TYPE,
    NotImplementedType: NOT_IMPLEMENTED_TYPE,
    MappingProxyType: DICT,
    UnionType: UNION,
  },
  source: SOURCE,
};
