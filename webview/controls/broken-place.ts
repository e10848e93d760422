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

/** What follows the colon in the names of intermediate results and of their gradients; null for all other tensors. */
function stepOf({ name, nodeId }: TensorInfo): string | null {
  const whole = /^grad\((.*?)\)/s.exec(name)?.[1] ?? name;
  const start = `${nodeId}:`;
  if (nodeId === null || !whole.startsWith(start)) return null;
  return whole.slice(start.length).replaceAll('_', ' ');
}
