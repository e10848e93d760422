/** All modules, parameters and buffers below a module, with PyTorch's names and in its order. */
import type { PyInstance } from '../../../python/values';
import type { Tensor } from '../../tape';
import { childrenOf, isPersistent, tensorsIn } from './parts';

export type Named<T> = [name: string, value: T];

/** The module itself under the name '' and all below it, each once, parents first. */
export function namedModules(root: PyInstance, prefix = ''): Named<PyInstance>[] {
  const seen = new Set<PyInstance>();
  const found: Named<PyInstance>[] = [];
  const visit = (name: string, module: PyInstance) => {
    if (seen.has(module)) return;
    seen.add(module);
    found.push([name, module]);
    for (const [key, child] of childrenOf(module)) visit(joined(name, key), child);
  };
  visit(prefix, root);
  return found;
}

/** Parameters of the module and of all below it, each once under its first name. */
export function namedParameters(root: PyInstance, prefix = '', recurse = true): Named<Tensor>[] {
  return namedTensors(root, '_parameters', prefix, recurse);
}

/** Buffers of the module and of all below it, each once under its first name. */
export function namedBuffers(root: PyInstance, prefix = '', recurse = true): Named<Tensor>[] {
  return namedTensors(root, '_buffers', prefix, recurse);
}

function namedTensors(
  root: PyInstance,
  kind: '_parameters' | '_buffers',
  prefix: string,
  recurse: boolean,
): Named<Tensor>[] {
  const seen = new Set<Tensor>();
  const modules: Named<PyInstance>[] = recurse ? namedModules(root, prefix) : [[prefix, root]];
  return modules.flatMap(([path, module]) =>
    tensorsIn(module, kind).flatMap(([name, tensor]): Named<Tensor>[] => {
      if (seen.has(tensor)) return [];
      seen.add(tensor);
      return [[joined(path, name), tensor]];
    }),
  );
}

/** What `state_dict()` holds: every parameter and kept buffer under each of its names. */
export function stateTensors(module: PyInstance, prefix = ''): Named<Tensor>[] {
  const own = tensorsIn(module, '_parameters');
  const kept = tensorsIn(module, '_buffers').filter(([name]) => isPersistent(module, name));
  return [
    ...[...own, ...kept].map(([name, tensor]): Named<Tensor> => [joined(prefix, name), tensor]),
    ...childrenOf(module).flatMap(([name, child]) => stateTensors(child, joined(prefix, name))),
  ];
}

function joined(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`;
}
