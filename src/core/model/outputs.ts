/** References to outputs of nodes: `id` is the first output, `id:name` a further one. */
import type { GraphNode } from './graph';

/** The node that a reference names. */
export function nodeOf(reference: string): string {
  const colon = reference.indexOf(':');
  return colon < 0 ? reference : reference.slice(0, colon);
}

/** Name of the output, or null for the first one. */
export function outputNameOf(reference: string): string | null {
  const colon = reference.indexOf(':');
  return colon < 0 ? null : reference.slice(colon + 1);
}

/** Everything that a node reads: its inputs, then weights that are computed elsewhere. */
export function readsOf({ inputs, given = [] }: GraphNode): readonly string[] {
  return given.length === 0 ? inputs : [...inputs, ...given.map(({ from }) => from)];
}

/** The reference to an output. */
export function reference(node: string, output: string | null): string {
  return output === null ? node : `${node}:${output}`;
}
