/** Leaves out layers whose output nobody reads: they have no gradient. */
import * as l10n from '@vscode/l10n';
import type { GraphNode } from '../../model/graph';
import { nodeOf } from '../../model/outputs';
import type { Built } from './build';
import type { Context } from './source';

/** The nodes on the way to the last one; a warning stands at each end that leads nowhere. */
export function withoutUnused(built: Built, context: Context): readonly GraphNode[] {
  const { nodes, layerOf } = built;
  const last = nodes[nodes.length - 1]!;
  const used = new Set([last.id, nodes[0]!.id]);
  const read = new Set<string>();
  for (const node of [...nodes].reverse()) {
    for (const input of node.inputs.map(nodeOf)) {
      read.add(input);
      if (used.has(node.id)) used.add(input);
    }
  }
  for (const node of nodes) {
    const layer = layerOf.get(node.id);
    if (!layer || node === last || read.has(node.id)) continue;
    context.problems.warning(
      'unused-layer',
      layer.typeSpan,
      l10n.t(
        'Nothing reads the output of "{0}", so it is left out. Name it after "from", or remove it.',
        node.name,
      ),
    );
  }
  return used.size === nodes.length ? nodes : nodes.filter((node) => used.has(node.id));
}
