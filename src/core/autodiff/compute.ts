/** The numbers of a small graph's output, without loss and gradients: what tensors of constants hold. */
import type { ModelGraph } from '../model/graph';
import { operationCost } from './cost';
import { prepare } from './data';
import { fillFurther, firstValues, type FirstValues } from './first-values';
import { lower } from './lower';
import { Workspace } from './run';
import type { Values } from './values';

/** More multiply-adds or numbers than these would keep the caller waiting. */
const MOST = 4_000_000;

/** How far initialization has come. */
interface Begun {
  readonly steps: number;
  readonly first: FirstValues;
}

const begun = new WeakMap<object, Begun>();

/**
 * The output of the last node; null where that is too much work. Graphs of one `run` begin with the same steps of initialization, which
 * are carried out once for all of them.
 */
export function computeOutput(graph: ModelGraph, run?: object): Values | null {
  const program = lower(graph);
  const { prediction, tensors, ops } = program;
  const forward = ops.filter(({ index }) => index <= tensors[prediction]!.birth);
  const work = forward.reduce((sum, op) => {
    const { macs, bytes } = operationCost(program, op);
    return sum + macs + bytes / 4;
  }, 0);
  if (work > MOST) return null;
  const { state, data } = prepare(graph, program, run ? firstOf(graph, run) : firstValues(graph));
  const workspace = new Workspace(program);
  workspace.load(state, data);
  workspace.run(forward.length);
  return workspace.values[prediction]!;
}

/** First values, where those of the graph before are gone on with. */
function firstOf(graph: ModelGraph, run: object): FirstValues {
  const { dtype, initialization } = graph;
  const before = begun.get(run);
  const first = before
    ? fillFurther(before.first, dtype, initialization.slice(before.steps))
    : firstValues(graph);
  begun.set(run, { steps: initialization.length, first });
  return first;
}
