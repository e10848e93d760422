/** Parts under names: `register_parameter`, `register_buffer`, `add_module`, `get_submodule` and their relatives. */
import type { Interpreter } from '../../../python/interpreter';
import { native } from '../../../python/native';
import { isInstance, type PyInstance, Unknown, type Value } from '../../../python/values';
import { boolOf, textOf } from '../../read';
import { PARAMETER, Tensor } from '../../tape';
import { selfOf, typeName } from './arguments';
import { initializeAnyway } from './forgotten';
import {
  isInitialized,
  isModule,
  partOf,
  parts,
  setPart,
  setPersistent,
  type PartKind,
} from './parts';

/** What PyTorch calls one part of a kind in its messages, and what may be one. */
const KINDS = {
  _parameters: {
    word: 'parameter',
    wanted: 'torch.nn.Parameter or None required',
    fits: (value: Value) => isInstance(value, PARAMETER),
  },
  _buffers: {
    word: 'buffer',
    wanted: 'torch Tensor or None required',
    fits: (value: Value) => value instanceof Tensor,
  },
  _modules: { word: 'module', wanted: '', fits: isModule },
} as const;

/** Registers a part; raises as PyTorch does for wrong names and values. */
export function register(
  module: PyInstance,
  kind: PartKind,
  name: string,
  value: Value,
  interpreter: Interpreter,
): void {
  if (!isInitialized(module)) initializeAnyway(module, name, kind, interpreter);
  const { word, wanted, fits } = KINDS[kind];
  if (name.includes('.')) {
    interpreter.raise(
      'KeyError',
      `${word} name can't contain "."${kind === '_modules' ? `, got: ${name}` : ''}`,
    );
  }
  if (name === '') {
    interpreter.raise('KeyError', `${word} name can't be empty string ""`);
  }
  if (hasAttribute(module, name) && !parts(module, kind).has(name)) {
    interpreter.raise('KeyError', `attribute '${name}' already exists`);
  }
  if (value !== null && !(value instanceof Unknown) && !fits(value)) {
    interpreter.raise(
      'TypeError',
      kind === '_modules'
        ? `${typeName(value)} is not a Module subclass`
        : `cannot assign '${typeName(value)}' object to ${word} '${name}' (${wanted})`,
    );
  }
  if (value instanceof Unknown && kind !== '_modules') module.attributes.set(name, value);
  else setPart(module, kind, name, value);
}

function hasAttribute(module: PyInstance, name: string): boolean {
  return (
    module.attributes.has(name) ||
    partOf(module, name) !== undefined ||
    module.cls.lookup(name) !== undefined
  );
}

/** The part at a path such as `layer1.0.conv1`. */
function partAt(
  root: PyInstance,
  path: string,
  interpreter: Interpreter,
): { owner: PyInstance; name: string } {
  const names = path.split('.');
  const name = names.pop()!;
  let owner = root;
  for (const step of names) owner = childAt(owner, step, interpreter);
  return { owner, name };
}

function childAt(owner: PyInstance, name: string, interpreter: Interpreter): PyInstance {
  const child = partOf(owner, name) ?? owner.attributes.get(name);
  if (child === undefined) {
    interpreter.raise('AttributeError', `${owner.cls.name} has no attribute \`${name}\``);
  }
  if (isModule(child)) return child;
  return interpreter.raise('AttributeError', `\`${name}\` is not an nn.Module`);
}

const ADD_MODULE = '(self, name, module)';
const addModule = (signature: string) =>
  native(signature, (bound, interpreter) => {
    const name = textOf(bound.get('name'), 'name', interpreter);
    register(selfOf(bound), '_modules', name, bound.get('module'), interpreter);
    return null;
  });

/** Methods that register and look up parts. */
export const REGISTRATION = [
  native('register_parameter(self, name, param)', (bound, interpreter) => {
    const name = textOf(bound.get('name'), 'name', interpreter);
    register(selfOf(bound), '_parameters', name, bound.get('param'), interpreter);
    return null;
  }),
  native('register_buffer(self, name, tensor, persistent=True)', (bound, interpreter) => {
    const name = textOf(bound.get('name'), 'name', interpreter);
    register(selfOf(bound), '_buffers', name, bound.get('tensor'), interpreter);
    const persistent = boolOf(bound.get('persistent'), 'persistent', interpreter);
    setPersistent(selfOf(bound), name, persistent);
    return null;
  }),
  addModule(`add_module${ADD_MODULE}`),
  addModule(`register_module${ADD_MODULE}`),
  native('get_submodule(self, target)', (bound, interpreter) => {
    const path = textOf(bound.get('target'), 'target', interpreter);
    if (path === '') return selfOf(bound);
    const { owner, name } = partAt(selfOf(bound), path, interpreter);
    return childAt(owner, name, interpreter);
  }),
  native('set_submodule(self, target, module, strict=False)', (bound, interpreter) => {
    const path = textOf(bound.get('target'), 'target', interpreter);
    const { owner, name } = partAt(selfOf(bound), path, interpreter);
    setPart(owner, '_modules', name, bound.get('module'));
    return null;
  }),
  ...(['_parameters', '_buffers'] as const).map((kind) =>
    native(`get_${KINDS[kind].word}(self, target)`, (bound, interpreter) => {
      const path = textOf(bound.get('target'), 'target', interpreter);
      const { owner, name } = partAt(selfOf(bound), path, interpreter);
      return (
        parts(owner, kind).get(name) ??
        interpreter.raise('AttributeError', `${owner.cls.name} has no attribute \`${name}\``)
      );
    }),
  ),
];
