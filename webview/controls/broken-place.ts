/** Where numbers stopped being numbers, in words. */
import * as l10n from '@vscode/l10n';
import { nodeLabel, phaseLabel } from '../../src/core/explain';
import type { Op, TensorInfo } from '../../src/core/autodiff/program';
import type { ModelGraph } from '../../src/core/model/graph';

/** The layer with its phase, and, for what a layer computes on the way, which of its results: `attn, scores (forward)`. */
export function brokenPlace(graph: ModelGraph, tensor: TensorInfo, op: Op): string {
  const layer = nodeLabel(graph, op.nodeId);
  const phase = phaseLabel(op.phase);
  const step = stepOf(tensor);
  return step === null
    ? l10n.t('{0} ({1})', layer, phase)
    : l10n.t('{0}, {1} ({2})', layer, step, phase);
}

/** What follows the colon in the names of intermediate results; null for all other tensors. */
function stepOf({ name, nodeId }: TensorInfo): string | null {
  const start = nodeId === null ? -1 : name.indexOf(`${nodeId}:`);
  if (start < 0) return null;
  const label = name.slice(start + nodeId!.length + 1);
  return label.replace(/[),].*$/s, '').replaceAll('_', ' ');
}
