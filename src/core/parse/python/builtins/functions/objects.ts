/** Built-in functions about attributes, classes and identity. */
import * as l10n from '@vscode/l10n';
import { PyError } from '../../errors';
import type { Interpreter } from '../../interpreter';
import { natives, NativeFunction } from '../../native';
import type { Step } from '../../steps';
import {
  classOf,
  identity,
  PyClass,
  PyDict,
  PyList,
  PyModule,
  PyObject,
  Unknown,
  type Value,
} from '../../values';
import { EXCEPTIONS } from '../exceptions';
import { hashOf } from '../hashing';
import { isInstanceAtOnce, isInstanceOf, isSubclassOf } from '../instance-checks';
import { known, typeName, unbox } from '../needs';

/** `getattr`, `isinstance` and the like. */
export const OBJECT_FUNCTIONS = natives({
  'isinstance(object, class_or_tuple)'(bound, interpreter) {
    const [object, kind] = [bound.get('object'), bound.get('class_or_tuple')];
    return isInstanceAtOnce(object, kind) ?? isInstanceOf(object, kind, interpreter);
  },
  *'issubclass(cls, class_or_tuple)'(bound, interpreter) {
    return yield* isSubclassOf(bound.get('cls'), bound.get('class_or_tuple'), interpreter);
  },
  *'getattr(object, name, default=None)'(bound, interpreter) {
    const object = known(bound.get('object'));
    const name = nameOf(bound.get('name'), interpreter);
    if (!bound.given('default')) return yield* interpreter.getAttribute(object, name);
    const found = yield* attributeOf(object, name, interpreter);
    return found === undefined ? bound.get('default') : found;
  },
  *'hasattr(object, name)'(bound, interpreter) {
    const object = known(bound.get('object'));
    const name = nameOf(bound.get('name'), interpreter);
    const found = yield* attributeOf(object, name, interpreter);
    if (found instanceof Unknown && object instanceof PyModule && object.open) return found;
    return found !== undefined;
  },
  *'setattr(object, name, value)'(bound, interpreter) {
    const name = nameOf(bound.get('name'), interpreter);
    yield* interpreter.setAttribute(bound.get('object'), name, bound.get('value'));
    return null;
  },
  *'delattr(object, name)'(bound, interpreter) {
    const name = nameOf(bound.get('name'), interpreter);
    yield* interpreter.deleteAttribute(bound.get('object'), name);
    return null;
  },
  'callable(object)': (bound) => {
    const object = known(bound.get('object'));
    const called = object instanceof PyClass || object instanceof NativeFunction;
    return called || isFunction(object) || classOf(object).lookup('__call__') !== undefined;
  },
  'id(object)': (bound, interpreter) => {
    const object = known(bound.get('object'));
    if (object instanceof PyObject) return BigInt(identity(object));
    return interpreter.unknown(l10n.t('Where Python keeps this value is not known.'));
  },
  'hash(object)': (bound, interpreter) => hashOf(known(bound.get('object')), interpreter),
  *'vars(object)'(bound, interpreter) {
    const own = yield* interpreter.findAttribute(known(bound.get('object')), '__dict__');
    if (own !== undefined) return own;
    return interpreter.raise('TypeError', 'vars() argument must have __dict__ attribute');
  },
  *'dir(object)'(bound, interpreter) {
    const names = new Set<string>();
    const object = known(bound.get('object'));
    const own = yield* interpreter.findAttribute(object, '__dict__');
    if (own instanceof PyDict)
      for (const name of own.keys()) if (typeof name === 'string') names.add(name);
    const classes = object instanceof PyClass ? object.mro : classOf(object).mro;
    for (const cls of classes) for (const name of cls.attributes.keys()) names.add(name);
    interpreter.allocate(names.size);
    return new PyList([...names].sort());
  },
});

/** Functions and bound methods, whose classes say so. */
function isFunction(object: Value): boolean {
  return ['function', 'method'].includes(typeName(object));
}

function nameOf(value: Value, interpreter: Interpreter): string {
  const name = unbox(known(value));
  if (typeof name === 'string') return name;
  const message = `attribute name must be string, not '${typeName(value)}'`;
  return interpreter.raise('TypeError', message);
}

/** The attribute; undefined where there is none or where reading it raises AttributeError. */
function* attributeOf(
  object: Value,
  name: string,
  interpreter: Interpreter,
): Step<Value | undefined> {
  try {
    return yield* interpreter.findAttribute(object, name);
  } catch (error) {
    const missing = EXCEPTIONS.get('AttributeError')!;
    if (error instanceof PyError && error.exception.cls.isSubclassOf(missing)) return undefined;
    throw error;
  }
}
