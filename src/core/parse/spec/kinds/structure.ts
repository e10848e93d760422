/** Layers that change shape and place, in the spec language. */
import * as l10n from '@vscode/l10n';
import type { LayerOp } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import type { TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { COLUMN_KINDS } from './columns';
import { READS_MANY, READS_ONE, type LayerKind } from './kind';
import { PADDING_KINDS } from './padding';
import { DIM, dim, dimension, FROM, JOINED, NAME } from './shared';
import { SHAPE_KINDS } from './shapes';

const FLATTEN: TypeSpec = {
  name: 'flatten',
  main: 'start_dim',
  doc: () => l10n.t('Joins several dimensions into one; the batch stays.'),
  options: [
    {
      name: 'start_dim',
      value: DIM,
      default: 1,
      doc: () => l10n.t('The first dimension that is joined; the batch is 0.'),
    },
    {
      name: 'end_dim',
      value: DIM,
      default: -1,
      doc: () => l10n.t('The last dimension that is joined.'),
    },
    NAME,
    FROM,
  ],
};

const ADD: TypeSpec = {
  name: 'add',
  main: 'from',
  synonyms: ['plus'],
  doc: () => l10n.t('The sum of the outputs of several layers, which must have the same shape.'),
  options: [JOINED, NAME],
};

const CONCAT: TypeSpec = {
  name: 'concat',
  main: 'from',
  synonyms: ['concatenate', 'cat', 'join'],
  doc: () => l10n.t('The outputs of several layers, one after the other.'),
  options: [
    JOINED,
    dim(() => l10n.t('The dimension along which they are put together; the batch is 0.'), 1),
    NAME,
  ],
};

const STACK: TypeSpec = {
  name: 'stack',
  main: 'from',
  doc: () => l10n.t('The outputs of several layers side by side along a new dimension.'),
  options: [JOINED, dim(() => l10n.t('Where the new dimension stands; the batch is 0.'), 1), NAME],
};

/** Layers that change shape and place. */
export const STRUCTURE_KINDS: readonly LayerKind[] = [
  { spec: FLATTEN, reads: READS_ONE, op: flatten },
  { spec: ADD, reads: READS_MANY, op: () => ({ type: 'add' }) },
  { spec: CONCAT, reads: READS_MANY, op: concat },
  { spec: STACK, reads: READS_MANY, op: stack },
  ...SHAPE_KINDS,
  ...PADDING_KINDS,
  ...COLUMN_KINDS,
];

/** Several dimensions as one. */
function flatten(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const startDim = dimension(layer, 'start_dim', 1, input!, context);
  const endDim = dimension(layer, 'end_dim', -1, input!, context);
  if (startDim === null || endDim === null) return null;
  if (startDim > endDim) {
    context.problems.error(
      'bad-dim',
      layer.span,
      l10n.t('The first dimension ({0}) comes after the last one ({1}).', startDim, endDim),
    );
    return null;
  }
  return { type: 'flatten', startDim, endDim };
}

function concat(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const along = joinDimension(layer, input!, context);
  return along === null ? null : { type: 'concat', dim: along };
}

function stack(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const along = dimension(layer, 'dim', 1, [...input!, 1], context);
  return along === null ? null : { type: 'stack', dim: along };
}

/** The dimension along which a join puts its inputs one after another. */
export function joinDimension(layer: LayerSpec, shape: Shape, context: Context): number | null {
  return dimension(layer, 'dim', 1, shape, context);
}
