/** The graph of a model of which nothing could be understood: its name, its place, and why there is nothing in it. */
import type { ModelGraph } from '../../../model/graph';
import { rangeOf } from '../graph/places';
import type { FoundModel } from './found';
import type { ReadModel } from './read-model';

/** A graph without nodes, which stops before the first one. */
export function unmadeGraph(
  { name, place }: FoundModel,
  { stop, invocation }: ReadModel,
): ModelGraph {
  const range = rangeOf(place);
  return {
    name,
    range,
    seed: 0,
    dtype: 'float32',
    mode: 'train',
    nodes: [],
    initialization: [],
    loss: { kind: 'output', reduction: 'none', delta: 1, range: null },
    optimizer: { kind: 'sgd', lr: 0.01, range: null },
    data: { kind: 'random', batch: 1 },
    targetShape: [],
    invocation,
    assumptions: [],
    stoppedAt: { range: stop?.place ? rangeOf(stop.place) : range, reason: stop?.reason ?? '' },
  };
}
