/** Which letters stand for the outputs of nodes. */
import { describe, expect, it } from 'vitest';
import type { ModelGraph } from '../../../src/core/model/graph';
import { layersOfParameters, notationOf } from '../../../src/core/model/notation';
import { computedWeights, severalInputs, sharedLayer } from '../explain/wirings';

function written(graph: ModelGraph): string[] {
  const letters = notationOf(graph);
  return graph.nodes.map(({ id }) => {
    const { base, hat, layer } = letters[id]!;
    return base + (hat ? '^' : '') + (layer ?? '');
  });
}

describe('letters', () => {
  it('of parameters and buffers by themselves are w and s, the same for the same one', () => {
    expect(written(computedWeights())).toEqual(['x', 'w1', 's1', 'h1', 'z2', 'w1', 'h2', 'h2.2']);
  });

  it('of several inputs are x, told apart', () => {
    expect(written(severalInputs()).slice(0, 3)).toEqual(['x', 'x0.2', 'x0.3']);
  });

  it('of shared weights are those of the layer that has them first', () => {
    const graph = sharedLayer();
    expect(written(graph)).toEqual(['x', 'z1', 'a1', 'z2', 'a2', 'z3']);
    expect(Object.fromEntries(layersOfParameters(graph))).toEqual({
      'inner.weight': '1',
      'inner.bias': '1',
      'out.weight': '3',
      'out.bias': '3',
    });
  });
});
