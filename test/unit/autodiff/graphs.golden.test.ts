/** Shared, frozen and computed weights, several inputs and losses of the model's own: see `test/golden/graphs.py`. */
import type { LossSpec, OptimizerSpec } from '../../../src/core/model/graph';
import { compareWithGolden } from './golden-cases';

const REDUCTIONS = {
  'own loss, one number': 'mean',
  'own loss, sum': 'sum',
  'own loss, mean': 'mean',
} as const;

const SGD: OptimizerSpec = { kind: 'sgd', lr: 0.1, momentum: 0.9, range: null };
const ADAM: OptimizerSpec = {
  kind: 'adam',
  lr: 0.02,
  betas: [0.9, 0.999],
  eps: 1e-8,
  weightDecay: 0,
  amsgrad: false,
  groups: [
    { parameters: ['first.weight', 'second.weight'], weightDecay: 0.1 },
    { parameters: ['second.bias'], lr: 0.5 },
  ],
  range: null,
};

function lossOf(name: string): Omit<LossSpec, 'range'> | null {
  const found = Object.entries(REDUCTIONS).find(([start]) => name.startsWith(start));
  return found ? { kind: 'output', reduction: found[1], delta: 1 } : null;
}

compareWithGolden('graphs', {
  loss: lossOf,
  optimizer: (name) => (name.startsWith('groups') ? ADAM : SGD),
});
