/** Recurrent layers, attention and transformers in the spec language: names as in PyTorch, further outputs, messages. */
import { describe, expect, test } from 'vitest';
import { applyFix, codesOf, modelOf, problemsOf, unmark } from './marked';

const net = (layers: string, input = '[5, 4]') => `input: ${input}\nlayers:\n${layers}`;

/** [code, text with the place marked, what the fix writes there] */
const ERRORS: readonly (readonly [string, string, string?])[] = [
  ['unknown-output', net('  - { lstm: 2, name: a }\n  - { tanh: , from: ⟦a:hn⟧ }\n'), 'a:h_n'],
  ['unknown-output', net('  - { gru: 2, name: a }\n  - { tanh: , from: ⟦a:c_n⟧ }\n'), 'a:h_n'],
  ['unknown-output', net('  - { tanh: , name: a }\n  - { relu: , from: ⟦a:h_n⟧ }\n'), 'a'],
  ['unknown-output', net('  - { tanh: , from: ⟦input:h_n⟧ }\n'), 'input'],
  [
    'unknown-from',
    net('  - { lstm: 2, name: lower }\n  - { tanh: , from: ⟦lowr:h_n⟧ }\n'),
    'lower:h_n',
  ],
  ['from-below', net('  - { tanh: , from: ⟦a:h_n⟧ }\n  - { lstm: 2, name: a, from: input }\n')],
  ['cycle', net('  - { lstm: 2, name: a, from: [input, ⟦a:h_n⟧, input] }\n')],
  ['missing-option', net('  - ⟦lstm⟧\n')],
  ['missing-option', net('  - ⟦transformer_decoder_layer⟧: 2\n')],
  ['shape-mismatch', net('  - ⟦lstm⟧: 2\n', '4')],
  ['shape-mismatch', net('  - ⟦multihead_attention⟧: 3\n')],
  ['shape-mismatch', net('  - ⟦transformer_encoder⟧: 3\n')],
  ['shape-mismatch', net('  - ⟦transformer_encoder_layer⟧: 2\n', '4')],
  ['shape-mismatch', net('  - positional_embedding: ⟦4⟧\n'), '5'],
  ['shape-mismatch', net('  - { gru: 3, name: a }\n  - { ⟦gru⟧: 2, from: [input, a:h_n] }\n')],
  ['shape-mismatch', net('  - { lstm: 2, name: a }\n  - { ⟦lstm⟧: 2, from: [input, a:h_n] }\n')],
  ['too-many', net('  - { gru: 2, name: a }\n  - { gru: 2, from: ⟦[a, a:h_n, a]⟧ }\n')],
  ['too-few', net('  - { transformer_decoder_layer: 2, from: ⟦input⟧ }\n')],
  ['out-of-range', net('  - lstm: { hidden: 2, layers: 2, dropout: ⟦1.5⟧ }\n')],
  ['out-of-range', net('  - lstm: { hidden: 2, layers: ⟦0⟧ }\n')],
  ['unknown-layer', net('  - ⟦LSTM⟧: 2\n'), 'lstm'],
  ['unknown-layer', net('  - ⟦self_attention⟧: 2\n'), 'multihead_attention'],
  ['unknown-layer', net('  - ⟦TransformerEncoderLayer⟧: 2\n'), 'transformer_encoder_layer'],
  ['unknown-layer', net('  - ⟦lstm_cell⟧: 2\n')],
];

describe('one problem at the exact place', () => {
  for (const [code, marked, fixed] of ERRORS) {
    test(`${code}: ${marked}`, () => {
      const { text, range } = unmark(marked);
      const problems = problemsOf(text).filter(({ severity }) => severity === 'error');
      expect(problems.map((problem) => problem.code)).toEqual([code]);
      expect(problems[0]!.range).toEqual(range);
      const [fix] = problems[0]!.fixes;
      if (fixed === undefined) expect(fix).toBeUndefined();
      else expect(applyFix(text, fix!)).toBe(marked.replace(/⟦.*⟧/, fixed));
    });
  }

  test('dropout within a single layer does nothing', () => {
    expect(codesOf(net('  - lstm: { hidden: 2, dropout: 0.5 }\n'))).toContain('no-effect');
  });
});

describe('further outputs', () => {
  const text = net(
    '  - { lstm: 2, name: a }\n  - { lstm: 2, name: b, from: [input, a:h_n, a:c_n] }\n',
  );

  test('are read by name, and count as reading the layer', () => {
    const { nodes } = modelOf(text);
    expect(nodes[2]!.inputs).toEqual(['input', 'a:h_n', 'a:c_n']);
    expect(codesOf(text)).not.toContain('unused-layer');
  });

  test('have the batch first', () => {
    const { nodes } = modelOf(text);
    const [, a] = nodes;
    const batch = a!.outputShape[0];
    expect(a!.outputShape).toEqual([batch, 5, 2]);
    expect(a!.others).toEqual([
      { name: 'h_n', shape: [batch, 1, 2] },
      { name: 'c_n', shape: [batch, 1, 2] },
    ]);
  });
});

describe('transformers', () => {
  const parametersOf = (text: string) =>
    modelOf(text).nodes.flatMap(({ parameters }) => parameters.map(({ name }) => name));

  test('have the names of PyTorch', () => {
    const layer = [
      'self_attn.in_proj_weight',
      'self_attn.in_proj_bias',
      'self_attn.out_proj.weight',
      'self_attn.out_proj.bias',
      'norm1.weight',
      'norm1.bias',
      'linear1.weight',
      'linear1.bias',
      'linear2.weight',
      'linear2.bias',
      'norm2.weight',
      'norm2.bias',
    ];
    const text = net(
      '  - { transformer_encoder: { heads: 2, layers: 2, feedforward: 3, norm: true }, name: e }\n',
    );
    expect(parametersOf(text)).toEqual([
      ...layer.map((name) => `e.layers.0.${name}`),
      ...layer.map((name) => `e.layers.1.${name}`),
      'e.norm.weight',
      'e.norm.bias',
    ]);
  });

  test('start with the same parameters in every layer of a stack', () => {
    const text = net('  - { transformer_encoder: { heads: 2, layers: 2 }, name: e }\n');
    const copies = modelOf(text).initialization.filter(({ tensor }) =>
      tensor?.startsWith('e.layers.1.'),
    );
    expect(copies.length).toBeGreaterThan(0);
    for (const { tensor, initializer } of copies) {
      expect(initializer).toEqual({ kind: 'copy', from: tensor!.replace('layers.1', 'layers.0') });
    }
  });

  test('stand in their containers', () => {
    const { nodes } = modelOf(net('  - { transformer_encoder: { heads: 2 }, name: e }\n'));
    const attention = nodes.find(({ id }) => id === 'e.layers.0.self_attn');
    expect(attention!.scope).toEqual(['e', 'e.layers.0']);
  });
});
