/** `self.name = value` and `self.name` of modules: parameters, buffers and modules are registered, everything else is an attribute. */
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import type { Step } from '../../../python/steps';
import {
  isInstance,
  OBJECT,
  PyDict,
  type PyInstance,
  Unknown,
  type Value,
} from '../../../python/values';
import { openBase } from '../../../python/interpreter/open-class';
import { PARAMETER, Tensor } from '../../tape';
import { BUFFER } from '../parameter';
import { selfOf, typeName } from './arguments';
import { initializeAnyway } from './forgotten';
import {
  forget,
  isInitialized,
  isModule,
  nameOf,
  partOf,
  parts,
  setPart,
  type PartKind,
} from './parts';

/** `Module.__setattr__` */
function* setAttribute(
  module: PyInstance,
  name: string,
  value: Value,
  interpreter: Interpreter,
): Step<null> {
  const kind = kindOf(value);
  if (kind && !isInitialized(module)) initializeAnyway(module, name, kind, interpreter);
  const held = (where: PartKind) => kind !== where && parts(module, where).has(name);
  if (held('_parameters') && kind !== '_buffers') {
    replace(module, '_parameters', name, value, interpreter);
  } else if (kind) setPart(module, kind, name, value);
  else if (held('_modules')) replace(module, '_modules', name, value, interpreter);
  else if (held('_buffers')) replace(module, '_buffers', name, value, interpreter);
  else yield* setPlain(module, name, value, interpreter);
  return null;
}

/** Where a value is registered; null for ordinary attributes. */
function kindOf(value: Value): PartKind | null {
  if (isInstance(value, PARAMETER)) return '_parameters';
  if (isInstance(value, BUFFER)) return '_buffers';
  return isModule(value) ? '_modules' : null;
}

/** What PyTorch says when a value of another kind takes a registered name. */
const WANTED: Readonly<Record<PartKind, (name: string) => string>> = {
  _parameters: (name) => `as parameter '${name}' (torch.nn.Parameter or None expected)`,
  _modules: (name) => `as child module '${name}' (torch.nn.Module or None expected)`,
  _buffers: (name) => `as buffer '${name}' (torch.nn.Buffer, torch.Tensor or None expected)`,
};

/** Gives a registered name another value: of its own kind or None; an unknown value takes its place. */
function replace(
  module: PyInstance,
  kind: PartKind,
  name: string,
  value: Value,
  interpreter: Interpreter,
): void {
  const isBuffer = kind === '_buffers' && value instanceof Tensor;
  if (value === null || isBuffer) parts(module, kind).set(name, value);
  else if (value instanceof Unknown) {
    forget(module, name);
    module.attributes.set(name, value);
  } else {
    const what = WANTED[kind](name);
    interpreter.raise('TypeError', `cannot assign '${typeName(value)}' ${what}`);
  }
}

/** An ordinary attribute, or a property or the like of the class. */
function* setPlain(
  module: PyInstance,
  name: string,
  value: Value,
  interpreter: Interpreter,
): Step<void> {
  const setter = OBJECT.lookup('__setattr__');
  const special = name === '__class__' || module.cls.lookup(name) !== undefined;
  if (special && setter !== undefined) {
    yield* interpreter.call(setter, [module, name, value]);
  } else module.attributes.set(name, value);
}

/** `Module.__setattr__`, `__getattr__` and `__delattr__`. */
export const ATTRIBUTES = [
  native('__setattr__(self, name, value)', (bound, interpreter) =>
    setAttribute(selfOf(bound), nameOf(bound.get('name')), bound.get('value'), interpreter),
  ),
  native('__getattr__(self, name)', (bound, interpreter) => {
    const module = selfOf(bound);
    const name = nameOf(bound.get('name'));
    const part = partOf(module, name);
    return part === undefined ? missing(module, name, interpreter) : part;
  }),
  native('__delattr__(self, name)', (bound, interpreter) => {
    const module = selfOf(bound);
    const name = nameOf(bound.get('name'));
    return forget(module, name) ? null : missing(module, name, interpreter);
  }),
];

/** Tables of hooks, which nothing calls. */
const HOOK_TABLES = [
  '_forward_hooks',
  '_forward_pre_hooks',
  '_backward_hooks',
  '_backward_pre_hooks',
];

function missing(module: PyInstance, name: string, interpreter: Interpreter): Value {
  if (HOOK_TABLES.includes(name)) return new PyDict();
  const unclear = module.attributes.get(UNCLEAR) ?? openBase(module.cls);
  if (unclear !== undefined) return unclear;
  return interpreter.raise(
    'AttributeError',
    `'${module.cls.name}' object has no attribute '${name}'`,
  );
}

/** Under this name a layer keeps the unknown value that it could not be made without. */
export const UNCLEAR = '_unclear';
