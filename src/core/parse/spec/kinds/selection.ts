/** Embedding and picking in the spec language. */
import * as l10n from '@vscode/l10n';
import type { LayerOp } from '../../../model/ops';
import { MAX_SIZE } from '../limits';
import type { TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { givenValues } from './given';
import { READS_ONE, type LayerKind } from './kind';
import { PICKING_KINDS } from './picking';
import { FROM, NAME } from './shared';

const EMBEDDING: TypeSpec = {
  name: 'embedding',
  main: null,
  synonyms: ['embed', 'embeddings'],
  doc: () => l10n.t('Turns whole numbers, such as tokens, into learned vectors: rows of a table.'),
  options: [
    {
      name: 'count',
      value: { kind: 'size' },
      required: true,
      doc: () => l10n.t('How many different numbers there are: they go from 0 to one less.'),
    },
    {
      name: 'size',
      value: { kind: 'size' },
      required: true,
      doc: () => l10n.t('The size of each vector.'),
    },
    {
      name: 'padding_idx',
      value: { kind: 'integer', min: -MAX_SIZE, max: MAX_SIZE },
      doc: () => l10n.t('The number whose vector is zero and is not learned.'),
    },
    {
      name: 'weights',
      value: { kind: 'numbers' },
      doc: () => l10n.t('The first vectors: one row for each number.'),
    },
    NAME,
    FROM,
  ],
};

/** Embedding and picking. */
export const SELECTION_KINDS: readonly LayerKind[] = [
  {
    spec: EMBEDDING,
    reads: READS_ONE,
    op: (layer, _, context) => embedding(layer, context),
    given: givenValues,
  },
  ...PICKING_KINDS,
];

function embedding(layer: LayerSpec, context: Context): LayerOp | null {
  const count = layer.options.get('count', 'size');
  const size = layer.options.get('size', 'size');
  if (count === undefined || size === undefined) return null;
  const given = layer.options.get('padding_idx', 'integer');
  if (given === undefined) return { type: 'embedding', count, size, paddingIndex: null };
  const paddingIndex = given < 0 ? given + count : given;
  if (paddingIndex >= 0 && paddingIndex < count) {
    return { type: 'embedding', count, size, paddingIndex };
  }
  context.problems.error(
    'out-of-range',
    layer.options.tree('padding_idx')!.span,
    l10n.t('There is no vector {0}: there are {1}, from 0 to {2}.', given, count, count - 1),
  );
  return null;
}
