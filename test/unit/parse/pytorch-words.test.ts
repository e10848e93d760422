/** What people who know PyTorch write is understood, and is mended where it is called otherwise here. */
import { describe, expect, test } from 'vitest';
import { applyFix, problemsOf } from './marked';

const net = (layers: string, input = '[3, 8, 8]') => `input: ${input}\nlayers:\n${layers}`;
const errorsOf = (text: string, name?: string) =>
  problemsOf(text, name).filter(({ severity }) => severity === 'error');

/** Every fix of a text, one after the other. */
function mended(text: string, name?: string): string {
  let result = text;
  for (let i = 0; i < 20; i++) {
    const fix = errorsOf(result, name).find(({ fixes }) => fixes.length > 0)?.fixes[0];
    if (!fix) break;
    result = applyFix(result, fix);
  }
  return result;
}

/** [layers as in PyTorch, as they are written here, input] */
const MENDED: readonly (readonly [written: string, here: string, input?: string])[] = [
  [
    '  - Conv2d: { in_channels: 3, out_channels: 6, kernel_size: 3 }\n',
    '  - conv2d: { in: 3, out: 6, kernel: 3 }\n',
  ],
  [
    '  - conv2d:\n      in_channels: 3\n      out_channels: 6 # six\n      kernel_size: 3\n',
    '  - conv2d:\n      in: 3\n      out: 6 # six\n      kernel: 3\n',
  ],
  ['  - linear: { in_features: 8, out_features: 6 }\n', '  - linear: { in: 8, out: 6 }\n'],
  ['  - batch_norm2d: { num_features: 3, eps: 0.1 }\n', '  - batch_norm2d: { eps: 0.1 }\n'],
  ['  - batch_norm2d: { eps: 0.1, num_features: 3 }\n', '  - batch_norm2d: { eps: 0.1 }\n'],
  ['  - batch_norm2d: { num_features: 3 }\n', '  - batch_norm2d: {  }\n'],
  ['  - group_norm: { num_groups: 3, num_channels: 3 }\n', '  - group_norm: { groups: 3 }\n'],
  [
    '  - lstm: { input_size: 4, hidden_size: 2, num_layers: 2, batch_first: true }\n',
    '  - lstm: { hidden: 2, layers: 2 }\n',
    '[5, 4]',
  ],
  [
    '  - lstm:\n      hidden: 2 # two\n      batch_first: true\n',
    '  - lstm:\n      hidden: 2 # two\n',
    '[5, 4]',
  ],
  ['  - lstm:\n      input_size: 4\n      hidden: 2\n', '  - lstm:\n      hidden: 2\n', '[5, 4]'],
  ['  - input_size: 4\n    lstm: 2\n', '  - lstm: 2\n', '[5, 4]'],
  [
    '  - embedding: { num_embeddings: 5, embedding_dim: 2, padding_idx: 0 }\n',
    '  - embedding: { count: 5, size: 2, padding_idx: 0 }\n',
    '4',
  ],
  [
    '  - transformer_encoder_layer: { d_model: 4, nhead: 2, dim_feedforward: 3 }\n',
    '  - transformer_encoder_layer: { heads: 2, feedforward: 3 }\n',
    '[5, 4]',
  ],
  [
    '  - multihead_attention: { embed_dim: 4, num_heads: 2 }\n',
    '  - multihead_attention: { heads: 2 }\n',
    '[5, 4]',
  ],
  ['  - adaptive_avg_pool2d: { output_size: 1 }\n', '  - adaptive_avg_pool2d: { out: 1 }\n'],
  ['  - relu: { inplace: true }\n', '  - relu: {  }\n'],
  ['  - ReLU()\n', '  - relu\n'],
];

describe('options', () => {
  test.each(MENDED.map(([written, here, input]) => ({ written, here, input })))(
    'of\n$written',
    ({ written, here, input }) => {
      expect(errorsOf(net(written, input)).length).toBeGreaterThan(0);
      expect(mended(net(written, input))).toBe(net(here, input));
      expect(errorsOf(net(here, input))).toEqual([]);
    },
  );

  test('are read as what they are called here', () => {
    const [problem, ...others] = errorsOf(net('  - linear: { out_features: 6 }\n'));
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'unknown-key',
      message: '"out_features" is called "out" here.',
    });
  });

  test('that need not be said', () => {
    const [problem, ...others] = errorsOf(
      net('  - lstm: { hidden: 2, input_size: 4 }\n', '[5, 4]'),
    );
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      code: 'not-needed',
      message: '"input_size" is not needed: it is known from the layer above.',
    });
  });

  test('of JSON', () => {
    const text =
      '{ "input": 2, "layers": [{ "linear": { "in_features": 2, "out_features": 6 } }] }';
    const name = 'net.backprop.json';
    expect(mended(text, name)).toBe(
      '{ "input": 2, "layers": [{ "linear": { "in": 2, "out": 6 } }] }',
    );
  });

  test('of an optimizer', () => {
    const text = net('  - tanh\noptimizer: { adam: { learning_rate: 0.1 } }\n');
    expect(mended(text)).toBe(net('  - tanh\noptimizer: { adam: { lr: 0.1 } }\n'));
  });

  test('at the top of the file are not taken for those of a layer', () => {
    const [problem] = errorsOf('batch_first: true\ninput: 2\nlayers: [tanh]\n');
    expect(problem!.code).toBe('unknown-key');
  });
});

describe('calls and lists', () => {
  test.each([
    ['nn.Conv2d(3, 6, 3)', 'unknown-layer', 'conv2d: { out: 8, kernel: 3 }'],
    ['Linear(3, 6)', 'unknown-layer', 'linear: { out: 8 }'],
    ['nn.LSTM(4, 8, batch_first=True)', 'unknown-layer', 'lstm: { hidden: 8 }'],
    ['nn.MaxPool2d(2)', 'unknown-layer', 'max_pool2d: { kernel: 3 }'],
    ['conv2d: [3, 6, 3]', 'wrong-type', 'conv2d: { out: 8, kernel: 3 }'],
  ])('%s shows the form', (layer, code, form) => {
    const [problem, ...others] = errorsOf(net(`  - ${layer}\n`));
    expect(others).toEqual([]);
    expect(problem!.code).toBe(code);
    expect(problem!.message).toMatch(/^Options are written by name/);
    expect(problem!.message).toContain(form);
  });

  test.each(['frobnicate', 'nn.Frobnicate(3)'])('%s is told where all layers are', (layer) => {
    const [problem] = errorsOf(net(`  - ${layer}\n`));
    expect(problem!.message).toContain('docs/layers.md');
    expect(problem!.message.length).toBeLessThan(220);
  });

  test.each([
    ['nn.MSELoss()', 'mse'],
    ['MSELoss', 'mse'],
    ['nn.L1Loss()', 'l1'],
    ['nn.CrossEntropyLoss()', 'cross_entropy'],
    ['nn.BCEWithLogitsLoss()', 'bce_with_logits'],
    ['nn.NLLLoss()', 'nll'],
    ['F.mse_loss', 'mse'],
  ])('%s is the loss %s', (loss, name) => {
    const [problem] = errorsOf(`input: 2\nlayers: [linear: 2]\nloss: ${loss}\n`);
    expect(problem!.fixes[0]!.edits[0]!.newText).toBe(name);
  });
});
