/** Optimizers with their options and PyTorch's defaults. */
import { describe, expect, test } from 'vitest';
import { modelOf, problemsOf, unmark } from './marked';

const net = (optimizer: string) => `input: 2\nlayers: [linear: 1]\noptimizer: ${optimizer}\n`;

describe('an optimizer has', () => {
  test.each([
    ['sgd', { kind: 'sgd', lr: 0.1, momentum: 0, dampening: 0, nesterov: false, weightDecay: 0 }],
    [
      '{ sgd: { lr: 1, momentum: 0.9, dampening: 0.5, weight_decay: 0.01 } }',
      { lr: 1, momentum: 0.9, dampening: 0.5, weightDecay: 0.01 },
    ],
    ['{ sgd: { momentum: 0.9, nesterov: true } }', { momentum: 0.9, nesterov: true }],
    [
      'adam',
      { kind: 'adam', lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0, amsgrad: false },
    ],
    ['{ adam: 0.01 }', { kind: 'adam', lr: 0.01 }],
    ['{ adam: { betas: [0, 0.5], amsgrad: true } }', { betas: [0, 0.5], amsgrad: true }],
    ['adamw', { kind: 'adamw', lr: 1e-3, weightDecay: 1e-2 }],
    [
      'rmsprop',
      {
        ...{ kind: 'rmsprop', lr: 1e-2, alpha: 0.99, eps: 1e-8, weightDecay: 0 },
        ...{ momentum: 0, centered: false },
      },
    ],
    ['{ rmsprop: { centered: true, momentum: 0.5 } }', { centered: true, momentum: 0.5 }],
    [
      'adagrad',
      {
        ...{ kind: 'adagrad', lr: 1e-2, lrDecay: 0, weightDecay: 0 },
        ...{ initialAccumulator: 0, eps: 1e-10 },
      },
    ],
    [
      '{ adagrad: { lr_decay: 0.1, initial_accumulator_value: 0.5 } }',
      { lrDecay: 0.1, initialAccumulator: 0.5 },
    ],
  ])('%s', (text, spec) => {
    expect(problemsOf(net(text))).toEqual([]);
    expect(modelOf(net(text)).optimizer).toMatchObject(spec);
  });
});

describe('a learning rate that is not given', () => {
  test.each([
    ['adam', '0.001'],
    ['{ adagrad: { eps: 1 } }', '0.01'],
    ['{ sgd: { momentum: 0.9 } }', '0.1'],
  ])('is assumed for %s: %s', (text, lr) => {
    const found = modelOf(net(text)).assumptions.find(({ code }) => code === 'optimizer');
    expect(found!.message).toContain(`: ${lr}.`);
  });
});

describe('what does not fit is marked', () => {
  test.each([
    ['bad-betas', '{ adam: { betas: ⟦[0.9]⟧ } }'],
    ['bad-betas', '{ adam: { betas: ⟦[0.9, 1]⟧ } }'],
    ['out-of-range', '{ adam: { betas: [⟦-0.1⟧, 0.9] } }'],
    ['out-of-range', '{ adamw: { weight_decay: ⟦-1⟧ } }'],
    ['bad-nesterov', '{ sgd: { nesterov: ⟦true⟧ } }'],
    ['bad-nesterov', '{ sgd: { nesterov: ⟦true⟧, momentum: 0.9, dampening: 0.1 } }'],
    ['unknown-key', '{ adam: { ⟦momentum⟧: 0.9 } }'],
    ['unknown-optimizer', '⟦momentum⟧'],
    ['unknown-optimizer', '⟦lbfgs⟧'],
  ])('%s in %s', (code, marked) => {
    const { text, range } = unmark(net(marked));
    const problems = problemsOf(text);
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]!.range).toEqual(range);
  });
});
