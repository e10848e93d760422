/** Names of what a model holds: paths of its modules, PyTorch's state_dict names of its parameters and buffers. */
import { PyDict, PyInstance, type Value } from '../../python/values';
import { PARAMETER, Tensor, type TensorRef } from '../tape';

/** A tensor that a module registers. */
export interface Held {
  /** `layer1.0.weight`; the first name where it has several (tied weights). */
  readonly name: string;
  readonly tensor: Tensor;
  readonly kind: 'parameter' | 'buffer';
  /** The module that registers it. */
  readonly owner: PyInstance;
  /** True when the model does not hold that module. */
  readonly outside?: true;
}

export interface ModelNames {
  /** Path of each module; empty for the root. */
  readonly modules: ReadonlyMap<PyInstance, string>;
  /** By what the tensor's numbers come from: a slot, or the operation that made a buffer of constants. */
  readonly held: ReadonlyMap<unknown, Held>;
}

/** Walks the modules as `named_modules()` does; the first path of a module that is registered twice counts. */
export function namesOf(root: PyInstance): ModelNames {
  const modules = new Map<PyInstance, string>();
  const held = new Map<unknown, Held>();
  const visit = (module: PyInstance, path: string): void => {
    if (modules.has(module)) return;
    modules.set(module, path);
    for (const [table, kind] of TABLES) {
      for (const [key, tensor] of entries(module, table)) {
        if (typeof key !== 'string' || !(tensor instanceof Tensor)) continue;
        const source = sourceKey(tensor.ref);
        const name = join(path, key);
        if (!held.has(source)) held.set(source, { name, tensor, kind, owner: module });
      }
    }
    for (const [key, child] of entries(module, '_modules')) {
      if (typeof key === 'string' && child instanceof PyInstance) visit(child, join(path, key));
    }
  };
  visit(root, '');
  return { modules, held };
}

const TABLES = [
  ['_parameters', 'parameter'],
  ['_buffers', 'buffer'],
] as const;

/** What tells the numbers of one tensor from those of another. */
export function sourceKey({ source }: TensorRef): unknown {
  switch (source.kind) {
    case 'slot':
      return source.slot;
    case 'input':
      return source.input;
    case 'output':
      return source.name === null ? source.of : `${source.of.index}:${source.name}`;
  }
}

/** True for tensors that are learned unless they are frozen. */
export function isParameter(tensor: Tensor): boolean {
  return tensor.cls.isSubclassOf(PARAMETER);
}

/** `a.b` */
export function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function entries(module: PyInstance, table: string): readonly [Value, Value][] {
  const dict = module.attributes.get(table);
  return dict instanceof PyDict && dict.size > 0 ? dict.entries() : NOTHING;
}

const NOTHING: readonly never[] = [];
