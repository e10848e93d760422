/** What layers are called. */
import { describe, expect, it } from 'vitest';
import { layerName, shortLayerName } from '../../../src/core/model/layer-names';
import { parseModelFile } from '../../../src/core/parse';

const graph = parseModelFile(
  `input: 2
layers:
  - linear: { out: 2, name: first }
  - tanh
  - parallel:
      name: views
      branches: [[{ linear: 2 }], [{ linear: 3 }]]
`,
  'net.backprop.yaml',
).models[0]!;
const node = (id: string): (typeof graph.nodes)[number] =>
  graph.nodes.find((candidate) => candidate.id === id)!;

describe('the name of a layer', () => {
  it('is its own where it has one', () => {
    expect(layerName(graph, node('first'))).toBe('first');
  });

  it('is its type where no other unnamed layer has it', () => {
    expect(layerName(graph, node('1'))).toBe('tanh');
  });

  it('has the path where types repeat, except in the short form', () => {
    expect(layerName(graph, node('views.0.0'))).toBe('linear views.0.0');
    expect(shortLayerName(node('views.0.0'))).toBe('linear');
  });
});
