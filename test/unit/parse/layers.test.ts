/** Layers become nodes: paths and parameter names as in PyTorch, shapes, wiring, options with defaults, places. */
import { describe, expect, test } from 'vitest';
import { ELEMENTWISE_DEFAULTS, ELEMENTWISE_NAMES } from '../../../src/core/model/elementwise-names';
import { isComplete, type GraphNode } from '../../../src/core/model/graph';
import { parseModelFile } from '../../../src/core/parse';
import { LAYER_TYPES } from '../../../src/core/parse/spec/catalog';
import { modelOf } from './marked';

const nodesOf = (text: string): readonly GraphNode[] => modelOf(text).nodes;
const layers = (text: string) => nodesOf(`input: 2\nlayers:\n${text}`);

/** One line for each node: id(inputs) type shape. */
const outline = (nodes: readonly GraphNode[]) =>
  nodes.map(
    ({ id, inputs, type, outputShape }) =>
      `${id}(${inputs.join(' ')}) ${type} ${outputShape.join('x')}`,
  );

describe('the form of a layer', () => {
  test.each([
    '  - linear: 4\n    name: a\n    bias: false',
    '  - linear: { out: 4, name: a, bias: false }',
    '  - linear: { out: 4, name: a }\n    bias: false',
    '  - { out: 4, name: a, bias: false, linear: }',
    '  - linear:\n    out: 4\n    name: a\n    bias: false',
    '  - linear: { in: 2, out: 4, name: a, bias: false }',
  ])('may vary, the layer is the same\n%s', (text) => {
    expect(layers(text)[1]).toMatchObject({
      id: 'a',
      name: 'a',
      type: 'linear',
      op: { type: 'linear', inFeatures: 2, outFeatures: 4, bias: false },
      inputs: ['input'],
      inputShape: [4, 2],
      outputShape: [4, 4],
      parameters: [{ name: 'a.weight', shape: [4, 2] }],
      scope: [],
    });
  });

  test('is the same in JSON', () => {
    const text = '{"input": 2, "layers": [{"linear": 4, "name": "a"}, "tanh"]}';
    expect(outline(modelOf(text, 'net.backprop.json').nodes)).toEqual([
      'input() input 4x2',
      'a(input) linear 4x4',
      '1(a) tanh 4x4',
    ]);
  });
});

describe('a linear layer', () => {
  test('starts with U(-1/√in, 1/√in) unless weights are given', () => {
    const text = '  - linear: 4\n  - linear: { out: 1, weights: [[1, 2, 3, 4]], biases: [5] }';
    const { nodes, initialization } = modelOf(`input: 2\nlayers:\n${text}`);
    const [, first, second] = nodes;
    expect(first!.parameters).toMatchObject([
      { name: '0.weight', shape: [4, 2] },
      { name: '0.bias', shape: [4] },
    ]);
    expect(second!.parameters.map(({ name }) => name)).toEqual(['1.weight', '1.bias']);
    const drawn = initialization.filter(({ initializer }) => initializer.kind === 'uniform');
    expect(drawn.map(({ tensor }) => tensor)).toEqual(['0.weight', '0.bias', '1.weight', '1.bias']);
    for (const { initializer } of drawn.slice(0, 2)) {
      expect(initializer.kind === 'uniform' && initializer.high).toBeCloseTo(Math.SQRT1_2, 12);
    }
    expect(initialization.filter(({ initializer }) => initializer.kind === 'given')).toEqual([
      { tensor: '1.weight', shape: [1, 4], initializer: { kind: 'given', values: [1, 2, 3, 4] } },
      { tensor: '1.bias', shape: [1], initializer: { kind: 'given', values: [5] } },
    ]);
  });

  test('works on the last dimension', () => {
    const nodes = nodesOf('input: [3, 5]\nlayers: [linear: 7]');
    expect(nodes[1]).toMatchObject({ inputShape: [4, 3, 5], outputShape: [4, 3, 7] });
  });
});

describe('activations', () => {
  test.each(ELEMENTWISE_NAMES.filter((name) => LAYER_TYPES.some((type) => type.name === name)))(
    '%s has PyTorch’s options',
    (name) => {
      const [, node] = layers(`  - ${name}`);
      expect(node!.op).toEqual({
        type: 'elementwise',
        function: { fn: name, options: ELEMENTWISE_DEFAULTS[name] },
      });
      expect(node!.outputShape).toEqual([4, 2]);
    },
  );

  test.each([
    ['leaky_relu: 0.2', { negative_slope: 0.2 }],
    ['elu: { alpha: 2 }', { alpha: 2 }],
    ['gelu: tanh', { approximate: 'tanh' }],
    ['softplus: { threshold: 10 }', { beta: 1, threshold: 10 }],
    ['hardtanh: { min_val: 0, max_val: 6 }', { min_val: 0, max_val: 6 }],
    ['softshrink: 0.25', { lambd: 0.25 }],
    ['threshold: { threshold: 1, value: -1 }', { threshold: 1, value: -1 }],
    ['clamp: { min: 0 }', { min: 0, max: Infinity }],
    ['pow: 3', { exponent: 3 }],
  ])('%s', (text, options) => {
    const [, node] = layers(`  - ${text}`);
    expect(node!.op).toMatchObject({ function: { options } });
  });

  test.each([
    ['softmax', 2],
    ['softmax: 1', 1],
    ['log_softmax: { dim: -2 }', 1],
  ])('%s works along dimension %i', (text, dim) => {
    const [, node] = nodesOf(`input: [2, 3]\nlayers:\n  - ${text}\nloss: mse`);
    expect(node!.op).toMatchObject({ dim });
  });
});

describe('containers', () => {
  test('give their layers paths', () => {
    const nodes = layers(`
  - linear: 4
  - residual:
      - linear: { out: 8, name: up }
      - tanh
      - linear: 4
  - parallel: [[linear: 3, relu], [], [{ linear: 1, name: one }]]
    join: concat
  - repeat: 2
    name: blocks
    layers:
      - { linear: 8, name: fc }
      - residual: { layers: [sigmoid], name: skip }`);
    expect(outline(nodes)).toEqual([
      'input() input 4x2',
      '0(input) linear 4x4',
      '1.up(0) linear 4x8',
      '1.1(1.up) tanh 4x8',
      '1.2(1.1) linear 4x4',
      '1(1.2 0) residual add 4x4',
      '2.0.0(1) linear 4x3',
      '2.0.1(2.0.0) relu 4x3',
      '2.2.one(1) linear 4x1',
      '2(2.0.1 1 2.2.one) parallel concat 4x8',
      'blocks.0.fc(2) linear 4x8',
      'blocks.0.skip.0(blocks.0.fc) sigmoid 4x8',
      'blocks.0.skip(blocks.0.skip.0 blocks.0.fc) residual add 4x8',
      'blocks.1.fc(blocks.0.skip) linear 4x8',
      'blocks.1.skip.0(blocks.1.fc) sigmoid 4x8',
      'blocks.1.skip(blocks.1.skip.0 blocks.1.fc) residual add 4x8',
    ]);
    const byId = new Map(nodes.map((node) => [node.id, node]));
    expect(byId.get('blocks.1.fc')!.parameters.map(({ name }) => name)).toEqual([
      'blocks.1.fc.weight',
      'blocks.1.fc.bias',
    ]);
    expect(byId.get('blocks.1.fc')).toMatchObject({ name: 'fc', scope: ['blocks', 'blocks.1'] });
    expect(byId.get('1.1')).toMatchObject({ name: '1.1', scope: ['1'] });
    expect(byId.get('2')).toMatchObject({ scope: ['2'], op: { type: 'concat', dim: 1 } });
    expect(byId.get('2.0.1')).toMatchObject({ scope: ['2', '2.0'] });
    expect(byId.get('1.1')!.range).toMatchObject({ startLine: 6, startColumn: 8, endColumn: 12 });
    expect(byId.get('1')!.range).toMatchObject({ startLine: 4, startColumn: 4, endColumn: 12 });
  });

  test('repeat by a named size, and once', () => {
    const nodes = nodesOf('dims: { n: 3 }\ninput: 2\nlayers:\n  - { repeat: n, layers: [tanh] }');
    expect(nodes.map(({ id }) => id)).toEqual(['input', '0.0.0', '0.1.0', '0.2.0']);
  });

  test('add branches by default', () => {
    const nodes = layers('  - parallel: [[tanh], [relu]]');
    expect(nodes[3]).toMatchObject({ op: { type: 'add' }, inputs: ['0.0.0', '0.1.0'] });
  });
});

describe('wiring', () => {
  test('reads named layers, the input, and the ends of containers', () => {
    const nodes = layers(`
  - { linear: 2, name: a }
  - residual: [tanh]
    name: r
  - { repeat: 2, name: s, layers: [{ relu: , name: in_s }] }
  - add: [a, r, input]
  - { concat: { from: [s, 's.0.in_s', '3'], dim: -1 } }`);
    expect(nodes.slice(-2).map(({ inputs }) => inputs)).toEqual([
      ['a', 'r', 'input'],
      ['s.1.in_s', 's.0.in_s', '3'],
    ]);
    expect(nodes[nodes.length - 1]!.outputShape).toEqual([4, 6]);
  });

  test('finds the nearest name first', () => {
    const nodes = layers(`
  - { tanh: , name: a }
  - repeat: 2
    layers:
      - { relu: , name: a }
      - add: [a, input]`);
    expect(nodes.filter(({ type }) => type === 'add').map(({ inputs }) => inputs[0])).toEqual([
      '1.0.a',
      '1.1.a',
    ]);
  });

  test('lets a container read another layer', () => {
    const nodes = layers(
      `
  - { tanh: , name: a }
  - linear: 2
  - { residual: [relu], from: a }
  - add: [1, 2]`.replace('[1, 2]', "['1', '2']"),
    );
    expect(nodes.find(({ id }) => id === '2')!.inputs).toEqual(['2.0', 'a']);
  });

  test('leaves out what nobody reads', () => {
    const { models, problems } = parseModelFile(
      'input: 2\nlayers:\n  - linear: 3\n  - linear: 4\n  - { tanh: , from: input }',
      'a.yaml',
    );
    expect(models[0]!.nodes.map(({ id }) => id)).toEqual(['input', '2']);
    expect(problems.map(({ code, range }) => [code, range.startLine])).toEqual([
      ['unused-layer', 3],
    ]);
    expect(isComplete(models[0]!)).toBe(true);
  });
});

describe('a broken layer', () => {
  test('stops there, and the nodes before it stay', () => {
    const { models } = parseModelFile(
      'input: 2\nlayers:\n  - linear: 3\n  - residual:\n      - tanh\n      - linear: { out: 3, in: 9 }\n  - relu\n',
      'a.yaml',
    );
    const [graph] = models;
    expect(graph!.nodes.map(({ id }) => id)).toEqual(['input', '0', '1.0']);
    expect(graph!.stoppedAt).toMatchObject({
      range: { startLine: 5, startColumn: 30, endColumn: 31 },
    });
    expect(graph!.stoppedAt!.reason).toContain('"in" is 9');
  });

  test('does not hide what is wrong further down', () => {
    const { problems } = parseModelFile(
      'input: 2\nlayers:\n  - lstm_cell: 3\n  - linear: { out: 3, bias: 2 }\n  - residual: [linear: 4]\n',
      'a.yaml',
    );
    expect(problems.map(({ code }) => code)).toEqual(['unknown-layer', 'wrong-type']);
  });
});
