/** The numbers of a small graph's output, without loss and gradients: what tensors of constants hold. */
import type { ModelGraph } from '../model/graph';
import { operationCost } from './cost';
import { prepare } from './data';
import { lower } from './lower';
import { Workspace } from './run';
import type { Values } from './values';

/** More multiply-adds or numbers than these would keep the caller waiting. */
const MOST = 4_000_000;

/** The output of the last node; null where that is too much work. */
export function computeOutput(graph: ModelGraph): Values | null {
  const program = lower(graph);
  const { prediction, tensors, ops } = program;
  const forward = ops.filter(({ index }) => index <= tensors[prediction]!.birth);
  const work = forward.reduce((sum, op) => {
    const { macs, bytes } = operationCost(program, op);
    return sum + macs + bytes / 4;
  }, 0);
  if (work > MOST) return null;
  const { state, data } = prepare(graph, program);
  const workspace = new Workspace(program);
  workspace.load(state, data);
  workspace.run(forward.length);
  return workspace.values[prediction]!;
}
