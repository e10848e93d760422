/** What a module consists of: parameters, buffers and modules in dicts under PyTorch's own names. */
import {
  isInstance,
  PyDict,
  PyInstance,
  PySet,
  type PyClass,
  type Value,
} from '../../../python/values';
import { MODULE_CLASS, Tensor } from '../../tape';

export type PartKind = '_parameters' | '_buffers' | '_modules';

const KINDS: readonly PartKind[] = ['_parameters', '_buffers', '_modules'];

/** Names of buffers that are not written to files. */
const TEMPORARY = '_non_persistent_buffers_set';

/** An empty module: what `nn.Module.__init__` does. */
export function initialize(module: PyInstance): void {
  module.attributes.set('training', true);
  for (const kind of KINDS) module.attributes.set(kind, new PyDict());
  module.attributes.set(TEMPORARY, new PySet());
}

/** True when `nn.Module.__init__` was called. */
export function isInitialized(module: PyInstance): boolean {
  return module.attributes.has('_modules');
}

/** A module without calls of `__init__`: of a class of ours that is filled right after. */
export function bareModule(cls: PyClass): PyInstance {
  const module = new PyInstance(cls);
  initialize(module);
  return module;
}

/** True for instances of `nn.Module`. */
export function isModule(value: Value | undefined): value is PyInstance {
  return value instanceof PyInstance && isInstance(value, MODULE_CLASS);
}

/** The dict of one kind; empty where the module was not initialized. */
export function parts(module: PyInstance, kind: PartKind): PyDict {
  const dict = module.attributes.get(kind);
  return dict instanceof PyDict ? dict : EMPTY;
}

/** Of modules that were not initialized: nothing is ever put into it. */
const EMPTY = new PyDict();

/** A parameter, buffer or module by its name, None included. */
export function partOf(module: PyInstance, name: string): Value | undefined {
  for (const kind of KINDS) {
    const dict = parts(module, kind);
    const value = dict.size > 0 ? dict.get(name) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Puts a part under a name and takes whatever had that name away. */
export function setPart(module: PyInstance, kind: PartKind, name: string, value: Value): void {
  if (!isInitialized(module)) initialize(module);
  forget(module, name, kind);
  parts(module, kind).set(name, value);
}

/** Takes an attribute of this name away, of whatever kind it is, except `kept`; false when there is none. */
export function forget(module: PyInstance, name: string, kept?: PartKind): boolean {
  let found = module.attributes.delete(name);
  for (const kind of KINDS) {
    const dict = parts(module, kind);
    if (kind !== kept && dict.size > 0) found = dict.delete(name) || found;
  }
  return found;
}

/** A name of an attribute or key as text. */
export function nameOf(value: Value): string {
  return typeof value === 'object' ? '' : String(value);
}

/** Parameters or buffers by their names; None left out. */
export function tensorsIn(
  module: PyInstance,
  kind: '_parameters' | '_buffers',
): [name: string, tensor: Tensor][] {
  return parts(module, kind)
    .entries()
    .flatMap(([name, value]) => (value instanceof Tensor ? [[nameOf(name), value]] : []));
}

/** The modules right below by their names; None left out. */
export function childrenOf(module: PyInstance): [name: string, child: PyInstance][] {
  return parts(module, '_modules')
    .entries()
    .flatMap(([name, value]) => (isModule(value) ? [[nameOf(name), value]] : []));
}

/** Marks a buffer as one that is (not) written to files. */
export function setPersistent(module: PyInstance, name: string, persistent: boolean): void {
  const temporary = module.attributes.get(TEMPORARY);
  if (!(temporary instanceof PySet)) return;
  if (persistent) temporary.delete(name);
  else temporary.add(name);
}

/** True for buffers that are written to files. */
export function isPersistent(module: PyInstance, name: string): boolean {
  const temporary = module.attributes.get(TEMPORARY);
  return !(temporary instanceof PySet && temporary.has(name));
}
