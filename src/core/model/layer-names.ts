/** What a layer is called where its type and its name are shown: one rule for headers, sentences and the scrubber. */
import * as l10n from '@vscode/l10n';
import type { GraphNode, ModelGraph } from './graph';

/** True when the file gives the layer no name of its own, so that its path ends in a number. */
function isUnnamed(node: GraphNode): boolean {
  return /(^|\.)\d+$/.test(node.name);
}

/** The short form, for a place that shows which layer is meant: its own name, else its type. */
export function shortLayerName(node: GraphNode): string {
  return isUnnamed(node) ? node.type : node.name;
}

/** A path from its fullest to its shortest form: the modules that it stands in are left out, the outermost first. */
export function pathForms(name: string): string[] {
  const parts = name.split('.');
  return parts.map((_, start) => parts.slice(start).join('.'));
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
