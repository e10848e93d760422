/** What layers are called. */
import { describe, expect, it } from 'vitest';
import { layerName, pathForms, shortLayerName } from '../../../src/core/model/layer-names';
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

  it('is its path where that says something, alike in every place', () => {
    expect(layerName(graph, node('views.0.0'))).toBe('views.0.0');
    expect(shortLayerName(node('views.0.0'))).toBe('views.0.0');
  });

  it('has the number where types repeat, except in the short form', () => {
    const twice = { ...graph, nodes: [...graph.nodes, { ...node('1'), id: '2', name: '2' }] };
    expect(layerName(twice, node('1'))).toBe('tanh 1');
    expect(shortLayerName(node('1'))).toBe('tanh');
  });
});

describe('the forms of a path', () => {
  it.each([
    ['fc', ['fc', 'fc', 'fc']],
    ['features.0', ['features.0', 'features.0', 'features.0']],
    ['0.lin', ['0.lin', '0.lin', 'lin']],
    ['layer1.0.bn2', ['layer1.0.bn2', 'layer1.0.bn2', 'bn2']],
    ['net.encoder.blocks.1.lin', ['net.encoder.blocks.1.lin', 'blocks.1.lin', 'lin']],
    ['main.3@2', ['main.3@2', 'main.3@2', 'main.3@2']],
  ])('of %s keep numbers with their names', (name, forms) => {
    expect(pathForms(name)).toEqual(forms);
  });
});
