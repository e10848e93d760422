/** Short ways to run a graph in tests. */
import { prepare, runStep } from '../../src/core/autodiff';
import type { State, Trace } from '../../src/core/autodiff/trace';
import type { Values } from '../../src/core/autodiff/values';
import type { ModelGraph } from '../../src/core/model/graph';

/** The first training step. */
export function firstTrace(graph: ModelGraph): Trace {
  const { program, state, data } = prepare(graph);
  return runStep(program, state, data, 0);
}

/** First values of the parameters, in the graph's order. */
export function initialParameters(graph: ModelGraph): Values[] {
  const { program, state } = prepare(graph);
  return state.tensors.slice(0, program.parameters.length);
}

/** The state of a model without buffers and optimizer state. */
export function stateWith(parameters: readonly Values[]): State {
  return { tensors: parameters, generator: null };
}
