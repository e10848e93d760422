/** Costs of a graph's layers, also of one whose loss or end could not be understood. */
import type { ModelGraph } from '../model/graph';
import { nodeCosts } from './cost';
import type { NodeCost } from './cost';
import { lower } from './lower';

/** Cost of every node of the forward pass, by node id. The loss has no part in it, so any loss that fits will do. */
export function layerCosts(graph: ModelGraph): Readonly<Record<string, NodeCost>> {
  const output = graph.nodes[graph.nodes.length - 1]!;
  return nodeCosts(
    lower({
      ...graph,
      optimizer: { kind: 'sgd', lr: 0, range: null },
      loss: { kind: 'mse', reduction: 'mean', delta: 1, range: null },
      targetShape: output.outputShape,
    }),
  );
}
