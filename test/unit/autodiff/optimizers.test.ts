/** Optimizers as operations: what they keep from step to step, and why every number is what it is. */
import { describe, expect, it } from 'vitest';
import { lower, nextState, prepare, runStep, Training } from '../../../src/core/autodiff';
import type { OptimizerSpec } from '../../../src/core/model/graph';
import { mlp } from '../../support/graphs';
import { explainsItself } from './golden-cases';

const range = null;
const ADAM = { lr: 0.05, betas: [0.9, 0.99], eps: 1e-8, weightDecay: 0.1, range } as const;
const RMSPROP = { lr: 0.05, alpha: 0.9, eps: 1e-8, weightDecay: 0.1, range } as const;

const OPTIMIZERS: readonly OptimizerSpec[] = [
  { kind: 'sgd', lr: 0.1, range },
  { kind: 'sgd', lr: 0.1, momentum: 0.9, dampening: 0.5, weightDecay: 0.1, range },
  { kind: 'sgd', lr: 0.1, momentum: 0.9, nesterov: true, range },
  { kind: 'adam', amsgrad: true, ...ADAM },
  { kind: 'adamw', amsgrad: false, ...ADAM },
  { kind: 'rmsprop', momentum: 0.9, centered: true, ...RMSPROP },
  {
    ...{ kind: 'adagrad', lr: 0.1, lrDecay: 0.2, weightDecay: 0.1 },
    ...{ initialAccumulator: 0.1, eps: 1e-10, range },
  },
];

const graphWith = (optimizer: OptimizerSpec) => mlp([3, 4, 2], { optimizer });

describe('an optimizer', () => {
  it.each(OPTIMIZERS)('explains its numbers in later steps too: %o', (optimizer) => {
    const { program, state, data } = prepare(graphWith(optimizer));
    let current = state;
    for (let step = 0; step < 3; step++) {
      const trace = runStep(program, current, data, step);
      if (step > 0) explainsItself(trace);
      current = nextState(trace);
    }
  });

  it.each(OPTIMIZERS)('comes back to an earlier step with the same numbers: %o', (optimizer) => {
    const { program, state, data } = prepare(graphWith(optimizer));
    const training = new Training(program, state, data);
    const second = training.goTo(1);
    training.goTo(4);
    expect(training.goTo(1).values).toEqual(second.values);
  });

  it('adds one operation a parameter when it is plain', () => {
    const { ops, state, parameters } = lower(graphWith(OPTIMIZERS[0]!));
    const update = ops.filter(({ phase }) => phase === 'update');
    expect(update.map(({ primitive }) => primitive)).toEqual(parameters.map(() => 'sgd'));
    expect(state).toEqual(parameters);
  });

  it('counts the steps once for all parameters', () => {
    const { ops, state, tensors, updatedOf } = lower(graphWith(OPTIMIZERS[3]!));
    expect(ops.filter(({ primitive }) => primitive === 'count')).toHaveLength(1);
    const kept = state.map((id) => tensors[id]!).filter(({ role }) => role === 'state');
    expect(kept.map(({ name }) => name).slice(0, 4)).toEqual([
      'step',
      'exp_avg(0.weight)',
      'exp_avg_sq(0.weight)',
      'max_exp_avg_sq(0.weight)',
    ]);
    for (const { id } of kept) expect(tensors[updatedOf[id]!]).toMatchObject({ role: 'updated' });
    expect(kept[0]!.integer).toBe(true);
  });
});
