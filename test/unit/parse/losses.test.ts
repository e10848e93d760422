/** Losses with their options, and the targets that they read. */
import { describe, expect, test } from 'vitest';
import type { LossSpec, Shape } from '../../../src/core/model/graph';
import { applyFix, codesOf, modelOf, problemsOf, unmark } from './marked';

const net = (loss: string, layers = 'linear: 3', rest = '') =>
  `input: 2\nlayers: [${layers}]\nloss: ${loss}\n${rest}`;

const given = (target: string) => `data: { input: [[1, 2], [3, 4]], target: ${target} }`;

describe('a loss has', () => {
  test.each<[string, string, Partial<LossSpec>]>([
    ['linear: 3', '{ mse: none }', { kind: 'mse', reduction: 'none', delta: 1 }],
    ['linear: 3', '{ smooth_l1: 0 }', { kind: 'smooth_l1', delta: 0 }],
    ['linear: 3', '{ smooth_l1: { beta: 0.5, reduction: sum } }', { delta: 0.5, reduction: 'sum' }],
    ['linear: 3', '{ huber: { delta: 2 } }', { kind: 'huber', delta: 2 }],
    ['sigmoid', '{ bce: { weight: [1, 0.5] } }', { kind: 'bce', weight: [1, 0.5] }],
    ['linear: 3', '{ bce_with_logits: { pos_weight: 3 } }', { posWeight: [3] }],
    ['linear: 3', '{ bce_with_logits: { pos_weight: [1, 2, 3] } }', { posWeight: [1, 2, 3] }],
    ['log_softmax', '{ kl_div: batchmean }', { kind: 'kl_div', reduction: 'batchmean' }],
    ['log_softmax', '{ kl_div: { log_target: true } }', { logTarget: true }],
    ['log_softmax', '{ nll: { ignore_index: -100 } }', { kind: 'nll', ignoreIndex: -100 }],
    [
      'linear: 3',
      '{ cross_entropy: { weight: [1, 2, 3], label_smoothing: 0.1, ignore_index: 0 } }',
      { weight: [1, 2, 3], labelSmoothing: 0.1, ignoreIndex: 0 },
    ],
    ['linear: 3', '{ cross_entropy: { probabilities: true } }', { probabilities: true }],
  ])('%s, %s', (layer, loss, spec) => {
    expect(problemsOf(net(loss, layer))).toEqual([]);
    expect(modelOf(net(loss, layer)).loss).toMatchObject(spec);
  });

  test('no options that are not given', () => {
    expect(Object.keys(modelOf(net('cross_entropy')).loss).sort()).toEqual([
      'delta',
      'kind',
      'range',
      'reduction',
    ]);
  });
});

describe('a target has the shape', () => {
  test.each<[string, string, Shape, Shape]>([
    ['cross_entropy', 'flatten', [3, 2], [4]],
    ['{ cross_entropy: { probabilities: true } }', 'flatten', [3, 2], [4, 6]],
    ['cross_entropy', 'tanh', [3, 2], [4, 2]],
    ['{ cross_entropy: { probabilities: true } }', 'tanh', [3, 2], [4, 3, 2]],
    ['nll', 'log_softmax: 1', [5, 2, 3], [4, 2, 3]],
    ['kl_div', 'log_softmax', [3, 2], [4, 3, 2]],
  ])('%s after %s of %j', (loss, layer, input, shape) => {
    const text = `input: [${input.join(', ')}]\nlayers: [${layer}]\nloss: ${loss}`;
    expect(modelOf(text).targetShape).toEqual(shape);
  });

  test.each([
    ['{ cross_entropy: { ignore_index: -100 } }', 'linear: 3', '[-100, 2]', [2]],
    ['{ cross_entropy: { probabilities: true } }', 'linear: 2', '[[0.5, 0.5], [0, 1]]', [2, 2]],
    ['{ kl_div: { log_target: true } }', 'log_softmax', '[[-1, -2], [0, -3]]', [2, 2]],
  ])('that %s, %s reads: %s', (loss, layer, target, shape) => {
    const graph = modelOf(net(loss, layer, given(target)));
    expect(graph.data).toMatchObject({ kind: 'given', target: { shape } });
    expect(graph.targetShape).toEqual(shape);
  });

  test('of the places that classes have', () => {
    const text = 'input: [3, 2]\nlayers: [tanh]\nloss: cross_entropy\n';
    const data = 'data: { input: [[[1, 2], [3, 4], [5, 6]]], target: [[2, 0]] }';
    expect(modelOf(text + data).data).toMatchObject({ target: { shape: [1, 2] } });
  });
});

describe('what does not fit is marked', () => {
  test.each([
    ['weight-count', net('{ cross_entropy: { weight: ⟦[1, 2]⟧ } }')],
    ['weight-count', net('{ bce: { weight: ⟦[1, 2, 3]⟧ } }', 'sigmoid')],
    ['weight-count', net('{ bce_with_logits: { pos_weight: ⟦[1, 2]⟧ } }')],
    ['out-of-range', net('{ cross_entropy: { label_smoothing: ⟦1.5⟧ } }')],
    ['out-of-range', net('{ cross_entropy: { weight: [1, ⟦-1⟧, 2] } }')],
    ['unknown-value', net('{ mse: ⟦batchmean⟧ }')],
    ['unknown-key', net('{ mse: { ⟦label_smoothing⟧: 0.1 } }')],
    ['class-dim', 'input: [4, 2]\nlayers: [linear: 3]\nloss: ⟦cross_entropy⟧'],
    ['class-dim', 'input: [4, 2]\nlayers: [log_softmax]\nloss: ⟦nll⟧'],
    ['kl-without-log-softmax', net('⟦kl_div⟧')],
    ['probability-target', net('kl_div', 'log_softmax', given('[[0, 1], [⟦2⟧, 0]]'))],
    [
      'probability-target',
      net('{ kl_div: { log_target: true } }', 'log_softmax', given('[[0, -1], [-1, ⟦0.5⟧]]')),
    ],
    [
      'probability-target',
      net('{ cross_entropy: { probabilities: true } }', 'linear: 2', given('[[0, 1], [⟦-1⟧, 0]]')),
    ],
    ['target-class', net('cross_entropy', 'linear: 3', given('[⟦-100⟧, 0]'))],
    ['target-shape', net('cross_entropy', 'linear: 2', given('⟦[[0.5, 0.5], [0, 1]]⟧'))],
  ])('%s in %s', (code, marked) => {
    const { text, range } = unmark(marked);
    const problems = problemsOf(text);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]!.range).toEqual(range);
  });

  test('and a remedy makes rows of probabilities readable', () => {
    const text = net('cross_entropy', 'linear: 2', given('[[0.5, 0.5], [0, 1]]'));
    const [fix] = problemsOf(text)[0]!.fixes;
    expect(codesOf(applyFix(text, fix!))).toEqual([]);
  });

  test('and a remedy ends the model as kl_div needs it', () => {
    const text = net('kl_div', 'softmax');
    const [fix] = problemsOf(text)[0]!.fixes;
    expect(codesOf(applyFix(text, fix!))).toEqual([]);
  });

  test('and the message on a negative class names ignore_index', () => {
    const [problem] = problemsOf(net('cross_entropy', 'linear: 3', given('[-100, 0]')));
    expect(problem!.message).toContain('"ignore_index: -100"');
  });
});
