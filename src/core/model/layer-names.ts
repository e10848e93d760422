/** What a layer is called where its type and its name are shown: one rule for headers, sentences and the scrubber. */
import * as l10n from '@vscode/l10n';
import type { GraphNode, ModelGraph } from './graph';

/** True when the file gives neither the layer nor what it stands in a name, so that its path is numbers alone. */
function isUnnamed(node: GraphNode): boolean {
  return /^[\d.@]+$/.test(node.name);
}

/** The short form, for a place that shows which layer is meant: its own name, else its type. */
export function shortLayerName(node: GraphNode): string {
  return isUnnamed(node) ? node.type : node.name;
}

/** How many forms there are of a path. */
export const PATH_FORMS = 3;

/**
 * A path, its last two parts, and its last one; a number stays with the name before it: `encoder.blocks.1.lin`, `blocks.1.lin`, `lin`. Names
 * that stand together are shown in the same form.
 */
export function pathForms(name: string): readonly [full: string, two: string, one: string] {
  const parts = name.match(/[^.]*[^\d.@][^.]*(?:\.[\d@]+)*|[\d@]+/g) ?? [name];
  return [name, parts.slice(-2).join('.'), parts.slice(-1).join('.')];
}

/** The form that tells layers apart: its own name, else its type, with the path when another unnamed layer has the same type. */
export function layerName(graph: ModelGraph, node: GraphNode): string {
  if (!isUnnamed(node)) return node.name;
  const alone = graph.nodes.every(
    (other) => other === node || other.type !== node.type || !isUnnamed(other),
  );
  return alone ? node.type : `${node.type} ${node.name}`;
}

/** What the loss is called: its kind, which says nothing where the model computes its own. */
export function lossName({ loss }: Pick<ModelGraph, 'loss'>): string {
  return loss.kind === 'output' ? l10n.t('loss') : loss.kind;
}
