/** Two linear layers with nothing between. */
import * as l10n from '@vscode/l10n';
import type { GraphNode } from '../../../model/graph';
import { tensorsIn } from '../graph/inputs';
import type { Finding } from '../tape';
import type { Place } from '../../python/place';
import { fileOf, warning, type Facts } from './facts';

/** Findings on linear layers in a row of one part of the model, unless the middle is narrower than both ends. */
export function adviseOnRows(facts: Facts): Finding[] {
  const { graph } = facts;
  if (!graph) return [];
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const read = new Map<string, number>();
  for (const { inputs, given = [] } of graph.nodes) {
    for (const id of [...inputs, ...given.map(({ from }) => from)])
      read.set(id, (read.get(id) ?? 0) + 1);
  }
  const outputs = outputIds(facts);
  const madeAt = placesOfLayers(facts);
  return graph.nodes.flatMap((node) => {
    const before = byId.get(node.inputs[0] ?? '');
    if (!before || read.get(before.id) !== 1 || outputs.has(before.id)) return [];
    const place = isRow(before, node) && madeAt.get(node.parameters[0]!.name);
    return place ? [row(before, node, place)] : [];
  });
}

function row({ id: first }: GraphNode, { id: second }: GraphNode, place: Place): Finding {
  const message = l10n.t(
    'Nothing stands between "{0}" and "{1}": two linear layers in a row can do no more than one. Put an activation between them.',
    first,
    second,
  );
  return warning('linear-in-a-row', place, message);
}

function isRow(before: GraphNode, node: GraphNode): boolean {
  if (node.op.type !== 'linear' || before.op.type !== 'linear') return false;
  const [first, second] = [before, node].map(({ parameters }) => parameters[0]);
  if (!first || !second || first.name === second.name || first.frozen || second.frozen)
    return false;
  if (ownerOf(first.name) !== ownerOf(second.name)) return false;
  // Without a bias the first is one factor of a matrix that is meant to be a product.
  if (!before.op.bias) return false;
  return before.op.outFeatures >= Math.min(before.op.inFeatures, node.op.outFeatures);
}

/** The module that holds the layer of a parameter: `fc` of `fc.0.weight`. */
function ownerOf(name: string): string {
  return name.split('.').slice(0, -2).join('.');
}

/** Nodes whose results the model gives to others. */
function outputIds({ call, nodeOf }: Facts): Set<string | undefined> {
  return new Set(
    tensorsIn(call.result).map(({ ref: { source } }) =>
      source.kind === 'output' ? nodeOf.get(source.of.index) : undefined,
    ),
  );
}

/** The expressions of the file that made the layers, by the names of what these hold. */
function placesOfLayers(facts: Facts): Map<string, Place> {
  const { torch, names } = facts;
  const made = new Map(torch.made.map(({ module, stack }) => [module, stack.at(-1)?.place]));
  const places = new Map<string, Place>();
  for (const { name, owner } of names.held.values()) {
    const place = made.get(owner);
    if (place && fileOf(place, facts)) places.set(name, place);
  }
  return places;
}
