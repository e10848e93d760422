/** Names of tensors that the model does not register: its plain attributes, variables of the script, and what other models there hold. */
import { PyInstance, type Value } from '../../python/values';
import { MODULE_CLASS, Tensor } from '../tape';
import { join, namesOf, sourceKey, type ModelNames } from './names';

/** Names by what the numbers come from; the first one counts. */
export function givenNames(
  { modules }: ModelNames,
  variables: ReadonlyMap<string, Value>,
): ReadonlyMap<unknown, string> {
  const found = new Map<unknown, string>();
  const add = (name: string, tensor: Tensor): void => {
    const key = sourceKey(tensor.ref);
    if (!found.has(key)) found.set(key, name);
  };
  for (const [module, path] of modules) {
    for (const [name, value] of module.attributes) {
      if (value instanceof Tensor) add(join(path, name), value);
    }
  }
  for (const [name, value] of variables) {
    if (value instanceof Tensor) add(name, value);
  }
  for (const [name, value] of variables) {
    if (!(value instanceof PyInstance) || !value.cls.isSubclassOf(MODULE_CLASS)) continue;
    if (modules.has(value)) continue;
    for (const held of namesOf(value).held.values()) add(join(name, held.name), held.tensor);
  }
  return found;
}
