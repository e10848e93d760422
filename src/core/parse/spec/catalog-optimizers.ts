/** The optimizers of the spec language as data. Names, options and defaults are PyTorch's, but for the learning rate of sgd. */
import * as l10n from '@vscode/l10n';
import type { OptimizerSpec } from '../../model/graph';
import type { OptionSpec, TypeSpec } from './catalog-types';

function lr(value: number): OptionSpec {
  return {
    name: 'lr',
    value: { kind: 'number', min: 0 },
    default: value,
    doc: () => l10n.t('The learning rate: how large a step is.'),
  };
}

function weightDecay(value: number, doc: () => string): OptionSpec {
  return { name: 'weight_decay', value: { kind: 'number', min: 0 }, default: value, doc };
}

const DECAY = weightDecay(0, () =>
  l10n.t('Weight decay: this times the parameter is added to its gradient.'),
);

function eps(value: number): OptionSpec {
  return {
    name: 'eps',
    value: { kind: 'number', min: 0 },
    default: value,
    doc: () => l10n.t('A small number that is added to what is divided by.'),
  };
}

const MOMENTUM: OptionSpec = {
  name: 'momentum',
  value: { kind: 'number', min: 0 },
  default: 0,
  doc: () => l10n.t('The share of the last step’s direction that is kept.'),
};

const BETAS: OptionSpec = {
  name: 'betas',
  value: { kind: 'reals', min: 0 },
  default: [0.9, 0.999],
  doc: () =>
    l10n.t('What is kept of the running means of the gradient and of its square: two numbers.'),
};

const AMSGRAD: OptionSpec = {
  name: 'amsgrad',
  value: { kind: 'boolean' },
  default: false,
  doc: () => l10n.t('Divide by the largest running mean of the squares so far.'),
};

const ENTRIES: Readonly<Record<OptimizerSpec['kind'], Omit<TypeSpec, 'name' | 'main'>>> = {
  sgd: {
    doc: () => l10n.t('Gradient descent: parameter − lr · gradient, with momentum if it is given.'),
    synonyms: ['gradient_descent', 'momentum', 'nesterov', 'sgd_momentum'],
    options: [
      lr(0.1),
      MOMENTUM,
      {
        name: 'dampening',
        value: { kind: 'number' },
        default: 0,
        doc: () =>
          l10n.t('The share of the gradient that momentum leaves out after the first step.'),
      },
      {
        name: 'nesterov',
        value: { kind: 'boolean' },
        default: false,
        doc: () => l10n.t('Look ahead: the gradient plus momentum times the new direction.'),
      },
      DECAY,
    ],
  },
  adam: {
    doc: () => l10n.t('Running mean of the gradient divided by the root of that of its square.'),
    options: [lr(1e-3), BETAS, eps(1e-8), DECAY, AMSGRAD],
  },
  adamw: {
    doc: () => l10n.t('adam with a weight decay that leaves the gradient alone.'),
    options: [
      lr(1e-3),
      BETAS,
      eps(1e-8),
      weightDecay(1e-2, () =>
        l10n.t('Weight decay: lr · this times the parameter is taken off it.'),
      ),
      AMSGRAD,
    ],
  },
  rmsprop: {
    doc: () => l10n.t('Gradient divided by the root of the running mean of its square.'),
    options: [
      lr(1e-2),
      {
        name: 'alpha',
        value: { kind: 'number', min: 0 },
        default: 0.99,
        doc: () => l10n.t('What is kept of the running mean of the square.'),
      },
      eps(1e-8),
      DECAY,
      MOMENTUM,
      {
        name: 'centered',
        value: { kind: 'boolean' },
        default: false,
        doc: () => l10n.t('Divide by the root of the running variance instead.'),
      },
    ],
  },
  adagrad: {
    doc: () => l10n.t('Gradient divided by the root of the sum of all its squares so far.'),
    options: [
      lr(1e-2),
      {
        name: 'lr_decay',
        value: { kind: 'number', min: 0 },
        default: 0,
        doc: () => l10n.t('How fast the learning rate falls: lr / (1 + steps · lr_decay).'),
      },
      DECAY,
      {
        name: 'initial_accumulator_value',
        value: { kind: 'number', min: 0 },
        default: 0,
        doc: () => l10n.t('What the sum of squares starts with.'),
      },
      eps(1e-10),
    ],
  },
};

/** Every optimizer. */
export const OPTIMIZERS: readonly TypeSpec[] = (
  Object.keys(ENTRIES) as OptimizerSpec['kind'][]
).map((name) => ({ name, main: 'lr', ...ENTRIES[name] }));
