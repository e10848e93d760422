/**
 * The spec language as data: every key, type and option with its values, default and one sentence of documentation.
 * The reader checks files against it, completion and the JSON Schema are made from it.
 */
import * as l10n from '@vscode/l10n';
import type { DatasetName } from '../../model/graph';
import type { OptionSpec, TypeSpec } from './catalog-types';
import { MAX_SEED } from './limits';

export { LOSSES } from './catalog-losses';
export { OPTIMIZERS } from './catalog-optimizers';
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
