/** What the hover says about layers. */
import { describe, expect, it } from 'vitest';
import { layerCosts } from '../../../src/core/autodiff/layer-costs';
import { layerFormula } from '../../../src/host/providers/layer-formula';
import { layerSummary } from '../../../src/host/providers/layer-summary';
import { layerPreviewSvg } from '../../../src/core/scene';
import { layerGraphs, smallConvNet, transformer } from '../explain/layers';
import { GraphBuilder, mlp, xorGraph } from '../../support/graphs';

describe('layerFormula', () => {
  it('uses the letters of the mathematics', () => {
    const graph = xorGraph();
    expect(graph.nodes.map((node) => layerFormula(graph, node))).toEqual([
      null,
      'z⁽¹⁾ = W⁽¹⁾ x + b⁽¹⁾',
      'a⁽¹⁾ = tanh(z⁽¹⁾)',
      'z⁽²⁾ = W⁽²⁾ a⁽¹⁾ + b⁽²⁾',
      'ŷ = sigmoid(z⁽²⁾)',
    ]);
  });

  it('says how branches join, and leaves out what is not there', () => {
    const builder = new GraphBuilder([2]);
    const wide = builder.linear('input', 2, 'wide', false);
    const sum = builder.add(['input', wide]);
    const both = builder.concat([sum, wide]);
    builder.softmax(builder.flatten(builder.elementwise(both, 'identity')));
    const graph = builder.build();
    expect(graph.nodes.slice(1).map((node) => layerFormula(graph, node))).toEqual([
      'z⁽¹⁾ = W⁽¹⁾ x',
      'h⁽¹⁾ = x + z⁽¹⁾',
      'h⁽¹·²⁾ = concat(h⁽¹⁾, z⁽¹⁾)',
      'a⁽¹⁾ = h⁽¹·²⁾',
      'h⁽¹·³⁾ = flatten(a⁽¹⁾)',
      'ŷ = softmax(h⁽¹·³⁾)',
    ]);
  });
});

const COMPUTES_NOTHING = new Set(['input', 'parameter', 'buffer']);

describe('every kind of layer', () => {
  it.each(Object.entries(layerGraphs()))(
    'has a formula, a summary and a drawing: %s',
    (_, graph) => {
      const costs = layerCosts(graph);
      for (const node of graph.nodes) {
        const formula = layerFormula(graph, node);
        if (COMPUTES_NOTHING.has(node.op.type)) expect(formula).toBeNull();
        else expect(formula).toMatch(/^[^?]+ = [^?]+$/);
        const text = layerSummary(graph, node, costs[node.id], 'data:,');
        expect(text).not.toMatch(/undefined|NaN|null|\{\d\}/);
        expect(layerPreviewSvg(graph, node, 'dark')).not.toMatch(/undefined|NaN/);
      }
    },
  );

  it('is written as it is known', () => {
    const net = smallConvNet();
    const texts = net.nodes.map((node) => layerFormula(net, node));
    expect(texts.slice(1, 5)).toEqual([
      'z⁽¹⁾ = W⁽¹⁾ ⋆ x + b⁽¹⁾',
      'h⁽¹⁾ = γ⁽¹⁾ (z⁽¹⁾ − μ) / √(σ² + ε) + β⁽¹⁾',
      'a⁽¹⁾ = relu(h⁽¹⁾)',
      'h⁽¹·²⁾ = maxpool(a⁽¹⁾)',
    ]);
    const block = transformer();
    expect(block.nodes.map((node) => layerFormula(block, node))).toContain('h⁽¹⁾ = W⁽¹⁾[x]');
  });

  it('names what is kept, whole numbers, and everything that goes in', () => {
    const summary = (graph = smallConvNet(), place = 2) =>
      layerSummary(graph, graph.nodes[place]!, undefined, 'data:,');
    expect(summary()).toContain('not learned: running\\_mean, running\\_var');
    expect(summary(transformer(), 0)).toContain('2 × 4 · whole numbers below 7');
    expect(summary(transformer(), 3)).toContain('2 × 4 × 6, 2 × 4 × 6, 2 × 4 × 6 → 2 × 4 × 6');
  });
});

describe('layerSummary', () => {
  const of = (graph = xorGraph(), place = 1) => {
    const node = graph.nodes[place]!;
    return layerSummary(graph, node, layerCosts(graph)[node.id], 'data:image/svg+xml;base64,AA==');
  };

  it('lists shapes, parameters and cost', () => {
    const text = of();
    expect(text).toContain('](data:image/svg+xml;base64,AA==)');
    expect(text).toContain('4 × 2 → 4 × 4  \n');
    expect(text).toContain('12 parameters: weight 4 × 2, bias 4');
    expect(text).toContain('32 multiply-adds · 128 B for its values');
    expect(text).toContain('`z⁽¹⁾ = W⁽¹⁾ x + b⁽¹⁾`');
  });

  it('sets thousands apart and uses larger units', () => {
    const text = of(mlp([784, 128, 10], { data: { kind: 'random', batch: 32 } }));
    expect(text).toContain('100\u202f480 parameters: weight 128 × 784, bias 128');
    expect(text).toContain('3\u202f211\u202f264 multiply-adds · 32.8 kB for its values');
  });

  it('has no costs where none are known, and one shape for the input', () => {
    const graph = xorGraph();
    const text = layerSummary(graph, graph.nodes[0]!, undefined, 'data:,');
    expect(text).toContain('\n\n4 × 2  \nNo parameters');
    expect(text).not.toContain('multiply-adds');
  });

  it('lets no name of the file act as Markdown', () => {
    const builder = new GraphBuilder([2]);
    builder.linear('input', 1, '[x](command:evil) `|` <b>\n# big');
    const text = of(builder.build());
    expect(text).not.toMatch(/(?<!\\)\[x/);
    expect(text).not.toMatch(/(?<!\\)<b/);
    expect(text).not.toMatch(/^# big/m);
  });
});
