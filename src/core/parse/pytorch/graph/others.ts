/** Modules that are called on the way to the loss though the model does not hold them: the discriminator that judges a generator. */
import type { PyInstance, Value } from '../../python/values';
import type { Recorded } from '../tape';
import { join, namesOf, sourceKey, type Held, type ModelNames } from './names';
import { readsOf } from './reach';

/**
 * The names of the model, and those of other modules as far as these operations read their tensors. They begin with the script's name for
 * the module, else with that of its class.
 */
export function withOthers(
  own: ModelNames,
  operations: readonly Recorded[],
  variables: ReadonlyMap<string, Value>,
): ModelNames {
  const read = new Set(operations.flatMap((each) => readsOf(each).map(sourceKey)));
  const modules = new Map(own.modules);
  const held = new Map(own.held);
  const taken = new Set([...own.modules.values()].map((path) => path.split('.')[0]!));
  for (const other of othersIn(own, operations)) {
    const names = namesOf(other);
    const found = [...names.held].filter(([source]) => read.has(source) && !held.has(source));
    if (found.length === 0) continue;
    const name = freeName(nameFor(other, variables), taken);
    for (const [module, path] of names.modules) {
      if (!modules.has(module)) modules.set(module, path === '' ? name : join(name, path));
    }
    for (const [source, each] of found) {
      held.set(source, { ...each, name: join(name, each.name), outside: true } satisfies Held);
    }
  }
  return { modules, held };
}

/** The outermost modules of these calls that the model does not hold; what calls the model is none of them. */
function othersIn({ modules }: ModelNames, operations: readonly Recorded[]): Set<PyInstance> {
  const found = new Set<PyInstance>();
  for (const { calls } of operations) {
    const root = calls.findIndex(({ module }) => modules.get(module) === '');
    const other = calls.slice(root + 1).find(({ module }) => !modules.has(module));
    if (other) found.add(other.module);
  }
  return found;
}

function nameFor(module: PyInstance, variables: ReadonlyMap<string, Value>): string {
  for (const [name, value] of variables) if (value === module) return name;
  return module.cls.name.toLowerCase();
}

function freeName(wish: string, taken: Set<string>): string {
  let name = wish;
  for (let number = 1; taken.has(name); number += 1) name = `${wish}_${number}`;
  taken.add(name);
  return name;
}
