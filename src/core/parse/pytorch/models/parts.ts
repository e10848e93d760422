/** Which modules are parts of others: registered in them, kept in a list of theirs, or made while they are made. */
import { PyDict, PyInstance, PyList, PyTuple, type Value } from '../../python/values';
import { MODULE_CLASS, type Torch } from '../tape';
import { isOurs } from './definitions';

/** Wrappers are not what their content is a part of. */
const WRAPPERS: ReadonlySet<string> = new Set(['DataParallel', 'DistributedDataParallel']);

/** True for an instance of nn.Module. */
export function isModule(value: Value | undefined): value is PyInstance {
  return value instanceof PyInstance && value.cls.isSubclassOf(MODULE_CLASS);
}

/** True for wrappers of models for several devices. */
export function isWrapper({ cls }: PyInstance): boolean {
  return isOurs(cls) && WRAPPERS.has(cls.name);
}

/** All modules of the run that are parts of others. */
export function partsOfOthers({ made }: Torch): ReadonlySet<PyInstance> {
  const parts = new Set<PyInstance>();
  for (const { module } of made) {
    if (isWrapper(module)) continue;
    for (const part of heldBy(module)) if (part !== module) parts.add(part);
  }
  return parts;
}

/** Modules among the attributes of a module, in its lists, tuples and dicts too. */
function heldBy(module: PyInstance): PyInstance[] {
  const found: PyInstance[] = [];
  const seen = new Set<Value>();
  const visit = (value: Value, depth: number): void => {
    if (typeof value !== 'object' || value === null || seen.has(value) || depth > 4) return;
    seen.add(value);
    if (isModule(value)) found.push(value);
    else if (value instanceof PyList || value instanceof PyTuple) {
      for (const item of value.items) visit(item, depth + 1);
    } else if (value instanceof PyDict) for (const item of value.values()) visit(item, depth + 1);
  };
  for (const value of module.attributes.values()) visit(value, 0);
  return found;
}
