/** The order in which a model's parameters and buffers get their first values, from its nodes. */
import type { GraphNode, InitializationStep } from '../graph';
import { firstValuesOf } from '.';

/** First values that differ from the defaults of the layers. */
export interface SpecialValues {
  /** Values by parameter. The defaults are drawn all the same, so that other layers do not depend on them. */
  readonly given: ReadonlyMap<string, readonly number[]>;
  /** Nodes that start as copies of earlier nodes and draw nothing. */
  readonly copyOf: ReadonlyMap<string, string>;
}

/**
 * The steps for layers that are built in the order in which they stand in the graph. What a node shares with an earlier one was filled
 * there, and a weight that is given is not filled.
 */
export function initializationOf(
  nodes: readonly GraphNode[],
  { given, copyOf }: SpecialValues,
): InitializationStep[] {
  const filled = new Set<string>();
  return nodes.flatMap((node) => {
    const state = [...node.parameters, ...(node.buffers ?? [])];
    const fresh = new Map(
      state.filter(({ name }) => !filled.has(name)).map(({ role, name }) => [role, name]),
    );
    for (const { name } of state) filled.add(name);
    if (state.length > 0 && fresh.size === 0) return [];
    const source = copyOf.get(node.id);
    const steps = firstValuesOf(node.op).flatMap(({ name, shape, initializer }) => {
      const tensor = name === null ? null : fresh.get(name);
      if (tensor === undefined) return [];
      if (source === undefined) return [{ tensor, shape, initializer }];
      if (name === null) return [];
      return [{ tensor, shape, initializer: { kind: 'copy', from: `${source}.${name}` } } as const];
    });
    const own = node.parameters.flatMap(({ name, shape }): InitializationStep[] => {
      const values = given.get(name);
      return values ? [{ tensor: name, shape, initializer: { kind: 'given', values } }] : [];
    });
    return [...steps, ...own];
  });
}
