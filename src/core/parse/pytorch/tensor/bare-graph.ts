/** Small graphs that are run for the numbers of their last node. */
import type { DType, GraphNode, InitializationStep, ModelGraph } from '../../../model/graph';
import type { Shape } from '../../../model/shape';

/** A node that holds what the tensor of this name is filled with. */
export function filledNode(name: string, shape: Shape): GraphNode {
  const node = bareNode('value', { type: 'buffer', shape }, [], shape);
  return { ...node, buffers: [{ name, role: 'value', shape }] };
}

const NOWHERE = { startLine: 0, startColumn: 0, endLine: 0, endColumn: 0 };

/** A node that is nothing but its operation. */
export function bareNode(
  id: string,
  op: GraphNode['op'],
  inputs: readonly string[],
  shape: Shape,
  inputShape: Shape = shape,
): GraphNode {
  return {
    id,
    name: id,
    op,
    type: op.type,
    inputs,
    inputShape,
    outputShape: shape,
    parameters: [],
    scope: [],
    range: NOWHERE,
  };
}

/** A graph of these nodes; it begins with an input, which nothing reads here. */
export function graphOf(
  nodes: readonly GraphNode[],
  dtype: DType,
  initialization: readonly InitializationStep[],
): ModelGraph {
  return {
    name: 'constants',
    range: NOWHERE,
    seed: 0,
    dtype,
    mode: 'eval',
    nodes: [bareNode('input', { type: 'input' }, [], [1]), ...nodes],
    initialization,
    loss: { kind: 'output', reduction: 'sum', delta: 1, range: null },
    optimizer: { kind: 'sgd', lr: 0, range: null },
    data: { kind: 'random', batch: 1 },
    targetShape: [],
    assumptions: [],
    stoppedAt: null,
  };
}
