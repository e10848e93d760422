/** Dropout in the spec language. */
import * as l10n from '@vscode/l10n';
import type { OpOf } from '../../../model/ops';
import type { TypeSpec } from '../catalog-types';
import { READS_ONE, type LayerKind } from './kind';
import { FROM, NAME } from './shared';
import { fitsSpace } from './space';

/** What is particular about one way to drop. */
interface DropoutEntry {
  readonly kind: OpOf<'dropout'>['kind'];
  readonly doc: () => string;
  readonly synonyms: readonly string[];
  /** Ranks of the input that it is for; any when absent. */
  readonly ranks?: readonly number[];
}

const DROPOUT: Readonly<Record<string, DropoutEntry>> = {
  dropout: {
    kind: 'element',
    doc: () =>
      l10n.t('In training, sets numbers to 0 at random and enlarges the others to make up for it.'),
    synonyms: ['drop'],
  },
  dropout1d: {
    kind: 'channel',
    doc: () => l10n.t('In training, sets whole channels of a sequence to 0 at random.'),
    synonyms: ['spatial_dropout1d', 'spatialdropout1d'],
    ranks: [3],
  },
  dropout2d: {
    kind: 'channel',
    doc: () => l10n.t('In training, sets whole channels of an image to 0 at random.'),
    synonyms: ['spatial_dropout', 'spatialdropout', 'spatial_dropout2d', 'spatialdropout2d'],
    ranks: [4],
  },
  alpha_dropout: {
    kind: 'alpha',
    doc: () => l10n.t('Dropout that keeps mean and variance, made for selu.'),
    synonyms: ['alphadropout'],
  },
  feature_alpha_dropout: {
    kind: 'feature_alpha',
    doc: () => l10n.t('Dropout of whole channels that keeps mean and variance, made for selu.'),
    synonyms: ['featurealphadropout'],
  },
};

/** All ways to drop. */
export const DROPOUT_KINDS: readonly LayerKind[] = Object.entries(DROPOUT).map(
  ([name, { kind, doc, synonyms, ranks }]): LayerKind => ({
    spec: specOf(name, doc, synonyms),
    reads: READS_ONE,
    op(layer, [x], context) {
      if (ranks && !fitsSpace(layer, x!, ranks, context)) return null;
      return { type: 'dropout', p: layer.options.get('p', 'number') ?? 0.5, kind };
    },
  }),
);

function specOf(name: string, doc: () => string, synonyms: readonly string[]): TypeSpec {
  return {
    name,
    main: 'p',
    doc,
    synonyms,
    options: [
      {
        name: 'p',
        value: { kind: 'number', min: 0, max: 1 },
        default: 0.5,
        doc: () => l10n.t('How likely it is to be dropped.'),
      },
      NAME,
      FROM,
    ],
  };
}
