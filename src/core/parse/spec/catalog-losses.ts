/** The losses of the spec language as data. Names, options and defaults are PyTorch's. */
import * as l10n from '@vscode/l10n';
import type { LossKind } from '../../model/graph';
import type { OptionSpec, TypeSpec } from './catalog-types';
import { MAX_SIZE } from './limits';

function reduction(...more: readonly string[]): OptionSpec {
  return {
    name: 'reduction',
    value: { kind: 'choice', values: ['mean', 'sum', 'none', ...more] },
    default: 'mean',
    doc: () =>
      more.length === 0
        ? l10n.t(
            'How the errors become one number: their mean or their sum. With none, every error has the gradient 1, as in a sum.',
          )
        : l10n.t(
            'How the errors become one number: their mean, their sum, or with batchmean their sum divided by the number of samples. With none, every error has the gradient 1, as in a sum.',
          ),
  };
}

function threshold(name: string, value: OptionSpec['value']): OptionSpec {
  return {
    name,
    value,
    default: 1,
    doc: () => l10n.t('The difference where squared turns into absolute.'),
  };
}

const WEIGHT: OptionSpec = {
  name: 'weight',
  value: { kind: 'reals', min: 0 },
  doc: () =>
    l10n.t(
      'What each error is multiplied by: one number for each output, or for each number of the whole output.',
    ),
};

const POS_WEIGHT: OptionSpec = {
  name: 'pos_weight',
  value: { kind: 'reals', min: 0 },
  doc: () =>
    l10n.t('How much a target of 1 counts beside a target of 0: one number for each output.'),
};

const CLASS_WEIGHT: OptionSpec = {
  name: 'weight',
  value: { kind: 'reals', min: 0 },
  doc: () =>
    l10n.t(
      'How much each class counts; the mean is divided by the sum of the weights of the targets.',
    ),
};

const IGNORE_INDEX: OptionSpec = {
  name: 'ignore_index',
  value: { kind: 'integer', min: -MAX_SIZE, max: MAX_SIZE },
  doc: () => l10n.t('The number of a class whose samples count nothing, such as -100.'),
};

const LABEL_SMOOTHING: OptionSpec = {
  name: 'label_smoothing',
  value: { kind: 'number', min: 0, max: 1 },
  default: 0,
  doc: () => l10n.t('The share of each target that is spread evenly over all classes.'),
};

const PROBABILITIES: OptionSpec = {
  name: 'probabilities',
  value: { kind: 'boolean' },
  default: false,
  doc: () =>
    l10n.t('Targets are the probabilities of all classes instead of the number of one class.'),
};

const LOG_TARGET: OptionSpec = {
  name: 'log_target',
  value: { kind: 'boolean' },
  default: false,
  doc: () => l10n.t('Targets are logarithms of probabilities too.'),
};

/** Losses that compare the output with a target. */
type StatedLoss = Exclude<LossKind, 'output'>;

const ENTRIES: Readonly<Record<StatedLoss, Omit<TypeSpec, 'name'>>> = {
  mse: {
    doc: () => l10n.t('Squared differences, for numbers.'),
    main: 'reduction',
    options: [reduction()],
    synonyms: ['l2', 'mean_squared_error', 'squared_error'],
  },
  l1: {
    doc: () => l10n.t('Absolute differences, for numbers with outliers.'),
    main: 'reduction',
    options: [reduction()],
    synonyms: ['mae', 'absolute_error'],
  },
  smooth_l1: {
    doc: () =>
      l10n.t(
        'Squared and divided by the threshold for small differences, absolute for large ones.',
      ),
    main: 'beta',
    options: [reduction(), threshold('beta', { kind: 'number', min: 0 })],
    synonyms: ['smoothl1', 'smooth_l1_loss', 'smoothl1loss'],
  },
  huber: {
    doc: () => l10n.t('Squared for small differences, absolute for large ones.'),
    main: 'delta',
    options: [reduction(), threshold('delta', { kind: 'number', above: 0 })],
  },
  bce: {
    doc: () => l10n.t('Binary cross-entropy, for probabilities after a sigmoid.'),
    main: 'reduction',
    options: [reduction(), WEIGHT],
    synonyms: ['binary_cross_entropy', 'binary_crossentropy', 'log_loss'],
  },
  bce_with_logits: {
    doc: () => l10n.t('Binary cross-entropy with the sigmoid built in, for outputs without one.'),
    main: 'reduction',
    options: [reduction(), WEIGHT, POS_WEIGHT],
    synonyms: ['bcewithlogitsloss', 'binary_cross_entropy_with_logits'],
  },
  kl_div: {
    doc: () =>
      l10n.t('Kullback–Leibler divergence of log-probabilities from target probabilities.'),
    main: 'reduction',
    options: [reduction('batchmean'), LOG_TARGET],
    synonyms: ['kl', 'kld', 'kldiv', 'kldivloss', 'kl_divergence'],
  },
  nll: {
    doc: () => l10n.t('Negative log-likelihood of the right class, after a log_softmax.'),
    main: 'reduction',
    options: [reduction(), CLASS_WEIGHT, IGNORE_INDEX],
  },
  cross_entropy: {
    doc: () => l10n.t('nll with the log_softmax built in, for outputs without one.'),
    main: 'reduction',
    options: [reduction(), CLASS_WEIGHT, IGNORE_INDEX, LABEL_SMOOTHING, PROBABILITIES],
    synonyms: ['ce', 'categorical_crossentropy', 'cross_entropy_loss'],
  },
};

/** Every loss. */
export const LOSSES: readonly TypeSpec[] = (Object.keys(ENTRIES) as StatedLoss[]).map((name) => ({
  name,
  ...ENTRIES[name],
}));
