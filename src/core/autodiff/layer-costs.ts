/** Costs of a graph's layers, also of one whose loss or end could not be understood. */
import type { ModelGraph } from '../model/graph';
import { nodeCosts } from './cost';
import type { NodeCost } from './cost';
import { lower } from './lower';

/** Cost of every node of the forward pass, by node id. The loss has no part in it, so the simplest will do. */
export function layerCosts(graph: ModelGraph): Readonly<Record<string, NodeCost>> {
  return nodeCosts(
    lower({
      ...graph,
      optimizer: { kind: 'sgd', lr: 0, range: null },
      loss: { kind: 'output', reduction: 'sum', delta: 1, range: null },
      targetShape: [],
    }),
  );
}
