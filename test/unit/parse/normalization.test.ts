/** Normalization and dropout in model files: options with defaults, state, and what is said about inputs that do not fit. */
import { describe, expect, test } from 'vitest';
import { applyFix, codesOf, modelOf, problemsOf } from './marked';

const model = (input: string, layer: string, head = '') =>
  `${head}input: ${input}\nlayers:\n  - ${layer}\nloss: mse\n`;
const layerOf = (input: string, layer: string) => modelOf(model(input, layer)).nodes[1]!;

describe('normalization', () => {
  test.each<[string, string, object]>([
    ['8', 'batch_norm1d', { features: 8, eps: 1e-5, momentum: 0.1, affine: true }],
    ['[3, 4, 4]', 'batch_norm2d: { cumulative: true }', { features: 3, momentum: null }],
    ['[3, 4]', 'instance_norm1d', { features: 3, affine: false, trackRunningStats: false }],
    ['[5, 4]', 'layer_norm', { shape: [4], affine: true, bias: true }],
    ['[5, 4]', 'layer_norm: [5, 4]', { shape: [5, 4] }],
    ['[6, 2, 2]', 'group_norm: 3', { groups: 3, channels: 6 }],
    ['4', 'rms_norm', { shape: [4], eps: null }],
    ['4', 'dropout', { type: 'dropout', p: 0.5, kind: 'element' }],
    ['[3, 4]', 'dropout1d: 0.2', { p: 0.2, kind: 'channel' }],
    ['[3, 4]', 'feature_alpha_dropout: 0.1', { p: 0.1, kind: 'feature_alpha' }],
  ])('of %s by %s', (input, layer, op) => {
    expect(layerOf(input, layer).op).toMatchObject(op);
  });

  test('has parameters and buffers in the order of PyTorch', () => {
    const { parameters, buffers } = layerOf('8', 'batch_norm1d');
    expect(parameters.map(({ name }) => name)).toEqual(['0.weight', '0.bias']);
    expect(buffers).toEqual([
      { name: '0.running_mean', role: 'running_mean', shape: [8] },
      { name: '0.running_var', role: 'running_var', shape: [8] },
      { name: '0.num_batches_tracked', role: 'num_batches_tracked', shape: [] },
    ]);
  });
});

describe('inputs that do not fit', () => {
  test.each<[string, string, string]>([
    ['8', 'batch_norm2d', 'batch_norm1d'],
    ['[3, 4, 4]', 'batch_norm1d', 'batch_norm2d'],
    ['[3, 4, 4]', 'instance_norm1d', 'instance_norm2d'],
    ['8', 'dropout2d', 'dropout'],
    ['[3, 4]', 'dropout2d', 'dropout1d'],
  ])('%s into %s: use %s', (input, layer, better) => {
    const text = model(input, layer);
    const [problem] = problemsOf(text);
    expect(problem).toMatchObject({ code: 'shape-mismatch' });
    expect(problem!.message).toContain(`Use ${better}.`);
    expect(applyFix(text, problem!.fixes[0]!)).toBe(model(input, better));
  });

  test.each<[string, string]>([
    ['8', 'batch_norm1d: { in: 7 }'],
    ['[6, 2, 2]', 'group_norm: 4'],
    ['[5, 4]', 'layer_norm: 5'],
    ['[5, 4]', 'rms_norm: [4, 5]'],
    ['8', 'instance_norm1d'],
  ])('%s into %s', (input, layer) => {
    expect(codesOf(model(input, layer))).toEqual(['shape-mismatch']);
  });

  test('a single number for each channel cannot be normalized by itself', () => {
    const one = 'data: { random: 1 }\n';
    expect(codesOf(model('8', 'batch_norm1d', one))).toEqual(['single-value']);
    expect(codesOf(model('8', 'batch_norm1d', `${one}mode: eval\n`))).toEqual([]);
    const untracked = 'batch_norm1d: { track_running_stats: false }';
    expect(codesOf(model('8', untracked, `${one}mode: eval\n`))).toEqual(['single-value']);
    expect(codesOf(model('[3, 1]', 'instance_norm1d'))).toEqual(['single-value']);
    expect(codesOf(model('[3, 2]', 'batch_norm1d', one))).toEqual([]);
  });

  test.each(['dropout: 1.1', 'dropout: -0.1', 'batch_norm1d: { eps: -1 }'])('%s', (layer) => {
    expect(codesOf(model('8', layer))).toEqual(['out-of-range']);
  });
});
