/**
 * The spec language as data: every key, type and option with its values, default and one sentence of documentation.
 * The reader checks files against it, completion and the JSON Schema are made from it.
 */
import * as l10n from '@vscode/l10n';
import type { DatasetName, LossKind } from '../../model/graph';
import type { OptionSpec, TypeSpec } from './catalog-types';
import { MAX_SEED } from './limits';

export { LAYER_TYPES } from './kinds';
export type { OptionSpec, TypeSpec, ValueKind } from './catalog-types';

/** The keys at the top of a file. */
export const SECTIONS: readonly OptionSpec[] = [
  {
    name: 'name',
    value: { kind: 'text' },
    doc: () => l10n.t('What the model is called. Without it, the name of the file.'),
  },
  {
    name: 'seed',
    value: { kind: 'integer', min: 0, max: MAX_SEED },
    default: 0,
    doc: () => l10n.t('The number that all random weights and data are made from.'),
  },
  {
    name: 'dtype',
    value: { kind: 'choice', values: ['float32', 'float64'] },
    default: 'float32',
    doc: () => l10n.t('The precision of all numbers: that of PyTorch, or twice as many digits.'),
  },
  {
    name: 'mode',
    value: { kind: 'choice', values: ['train', 'eval'] },
    default: 'train',
    doc: () =>
      l10n.t(
        'train: dropout drops and batch normalization uses the batch; eval: neither, and running statistics are used.',
      ),
  },
  {
    name: 'input',
    value: { kind: 'shape' },
    required: true,
    doc: () => l10n.t('The shape of one sample, without the batch: a size, or a list of sizes.'),
  },
  {
    name: 'dims',
    value: { kind: 'dims' },
    doc: () => l10n.t('Names for sizes, usable wherever a size stands: "hidden", "4 * hidden".'),
  },
  {
    name: 'layers',
    value: { kind: 'layers' },
    required: true,
    doc: () => l10n.t('The layers, one after the other. The last one gives the output.'),
  },
  {
    name: 'loss',
    value: { kind: 'loss' },
    doc: () => l10n.t('What is made small: how far the output is from the target.'),
  },
  {
    name: 'optimizer',
    value: { kind: 'optimizer' },
    doc: () => l10n.t('How parameters are changed after the backward pass.'),
  },
  {
    name: 'data',
    value: { kind: 'data' },
    doc: () => l10n.t('Samples and targets: given as numbers, a named data set, or random.'),
  },
];

const REDUCTION: OptionSpec = {
  name: 'reduction',
  value: { kind: 'choice', values: ['mean', 'sum'] },
  default: 'mean',
  doc: () => l10n.t('How the errors become one number: their mean or their sum.'),
};

const LOSS_DOCS: Readonly<Record<LossKind, () => string>> = {
  mse: () => l10n.t('Squared differences, for numbers.'),
  l1: () => l10n.t('Absolute differences, for numbers with outliers.'),
  smooth_l1: () =>
    l10n.t('Squared and divided by the threshold for small differences, absolute for large ones.'),
  huber: () => l10n.t('Squared for small differences, absolute for large ones.'),
  bce: () => l10n.t('Binary cross-entropy, for probabilities after a sigmoid.'),
  bce_with_logits: () =>
    l10n.t('Binary cross-entropy with the sigmoid built in, for outputs without one.'),
  kl_div: () =>
    l10n.t('Kullback–Leibler divergence of log-probabilities from target probabilities.'),
  nll: () => l10n.t('Negative log-likelihood of the right class, after a log_softmax.'),
  cross_entropy: () => l10n.t('nll with the log_softmax built in, for outputs without one.'),
};

const LOSS_SYNONYMS: Readonly<Partial<Record<LossKind, readonly string[]>>> = {
  mse: ['l2', 'mean_squared_error', 'squared_error'],
  l1: ['mae', 'absolute_error'],
  bce: ['binary_cross_entropy', 'binary_crossentropy', 'log_loss'],
  bce_with_logits: ['bcewithlogitsloss', 'binary_cross_entropy_with_logits'],
  cross_entropy: ['ce', 'categorical_crossentropy', 'cross_entropy_loss'],
};

/** Every loss. */
export const LOSSES: readonly TypeSpec[] = (Object.keys(LOSS_DOCS) as LossKind[]).map((name) => ({
  name,
  doc: LOSS_DOCS[name],
  main: name === 'huber' ? 'delta' : 'reduction',
  options:
    name === 'huber'
      ? [
          REDUCTION,
          {
            name: 'delta',
            value: { kind: 'number', above: 0 },
            default: 1,
            doc: () => l10n.t('The difference where squared turns into absolute.'),
          },
        ]
      : [REDUCTION],
  ...(LOSS_SYNONYMS[name] && { synonyms: LOSS_SYNONYMS[name] }),
}));

/** The learning rate of an optimizer that does not state one. */
export const DEFAULT_LR = 0.1;

/** Every optimizer. */
export const OPTIMIZERS: readonly TypeSpec[] = [
  {
    name: 'sgd',
    main: 'lr',
    synonyms: ['gradient_descent'],
    doc: () => l10n.t('Gradient descent: parameter − lr · gradient.'),
    options: [
      {
        name: 'lr',
        value: { kind: 'number', min: 0 },
        default: DEFAULT_LR,
        doc: () => l10n.t('The learning rate: how large a step is.'),
      },
    ],
  },
];

const DATASET_DOCS: Readonly<Record<DatasetName, () => string>> = {
  xor: () => l10n.t('Two classes, in opposite corners of a square.'),
  moons: () => l10n.t('Two classes, two half circles that reach into each other.'),
  circles: () => l10n.t('Two classes, one circle inside another.'),
  spirals: () => l10n.t('As many classes as outputs, each an arm of a spiral.'),
  blobs: () => l10n.t('As many classes as outputs, each a round cloud.'),
};

/** The named data sets with their sentences. */
export const DATASETS: readonly { readonly name: DatasetName; readonly doc: () => string }[] = (
  Object.keys(DATASET_DOCS) as DatasetName[]
).map((name) => ({ name, doc: DATASET_DOCS[name] }));

/** Samples of `random` data when their number is not given. */
export const DEFAULT_BATCH = 4;

/** The sources of data that are chosen by name. */
export const DATA_TYPES: readonly TypeSpec[] = [
  {
    name: 'dataset',
    main: 'name',
    doc: () => l10n.t('Points of the plane in classes, made from the seed.'),
    options: [
      {
        name: 'name',
        value: { kind: 'choice', values: DATASETS.map((dataset) => dataset.name) },
        required: true,
        doc: () => l10n.t('Which data set.'),
      },
      {
        name: 'samples',
        value: { kind: 'size' },
        default: 64,
        doc: () => l10n.t('How many points; all of them are one batch.'),
      },
      {
        name: 'noise',
        value: { kind: 'number', min: 0 },
        default: 0.1,
        doc: () => l10n.t('How far points are moved at random (standard deviation).'),
      },
    ],
  },
  {
    name: 'random',
    main: 'batch',
    doc: () => l10n.t('Random inputs and targets that fit the model.'),
    options: [
      {
        name: 'batch',
        value: { kind: 'size' },
        default: DEFAULT_BATCH,
        doc: () => l10n.t('How many samples.'),
      },
    ],
  },
];

/** The keys of data that is given as numbers. */
export const GIVEN_DATA: readonly OptionSpec[] = [
  {
    name: 'input',
    value: { kind: 'numbers' },
    required: true,
    doc: () => l10n.t('The samples: a list with one entry for each.'),
  },
  {
    name: 'target',
    value: { kind: 'numbers' },
    required: true,
    doc: () =>
      l10n.t('What should come out, one entry for each sample; for classes, their numbers from 0.'),
  },
];
