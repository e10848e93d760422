/** Layers that hold layers, in the spec language. */
import * as l10n from '@vscode/l10n';
import type { TypeSpec } from '../catalog-types';
import { dim, FROM, LAYERS, NAME } from './shared';

const REPEAT: TypeSpec = {
  name: 'repeat',
  main: 'times',
  synonyms: ['loop'],
  doc: () => l10n.t('The same layers several times, each time with parameters of its own.'),
  options: [
    {
      name: 'times',
      value: { kind: 'size' },
      required: true,
      doc: () => l10n.t('How many times.'),
    },
    LAYERS,
    NAME,
    FROM,
  ],
};

const RESIDUAL: TypeSpec = {
  name: 'residual',
  main: 'layers',
  synonyms: ['skip', 'shortcut'],
  doc: () => l10n.t('Adds its input to the result of its layers.'),
  options: [LAYERS, NAME, FROM],
};

const PARALLEL: TypeSpec = {
  name: 'parallel',
  main: 'branches',
  synonyms: ['branch', 'split'],
  doc: () => l10n.t('Several branches read the same input; their results are joined.'),
  options: [
    {
      name: 'branches',
      value: { kind: 'branches' },
      required: true,
      doc: () =>
        l10n.t('A list of branches, each a list of layers. An empty branch passes its input on.'),
    },
    {
      name: 'join',
      value: { kind: 'choice', values: ['add', 'concat'] },
      default: 'add',
      doc: () => l10n.t('add: the sum of the branches; concat: one after the other.'),
    },
    dim(() => l10n.t('For concat: the dimension along which branches are put together.'), 1),
    NAME,
    FROM,
  ],
};

/** Containers: `build.ts` knows what each of them does. */
export const CONTAINERS: readonly TypeSpec[] = [REPEAT, RESIDUAL, PARALLEL];
