/** Layers that give numbers another shape, in the spec language. */
import * as l10n from '@vscode/l10n';
import type { LayerOp } from '../../../model/ops';
import { elementCount, type Shape } from '../../../model/shape';
import type { TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import { MAX_SIZE } from '../limits';
import type { Context } from '../source';
import { READS_ONE, type LayerKind } from './kind';
import { DIM, dimension, FROM, NAME } from './shared';

const DIMS = { kind: 'integers', min: -8, max: 7 } as const;
const SIZES = { kind: 'integers', min: -1, max: MAX_SIZE } as const;

const reshapeSpec = (name: string): TypeSpec => ({
  name,
  main: 'shape',
  doc: () => l10n.t('The same numbers in another shape; the batch stays.'),
  options: [
    {
      name: 'shape',
      value: SIZES,
      required: true,
      doc: () => l10n.t('The shape of one sample; one size may be -1, which is what is left over.'),
    },
    NAME,
    FROM,
  ],
});

const UNFLATTEN: TypeSpec = {
  name: 'unflatten',
  main: null,
  doc: () => l10n.t('Splits one dimension into several.'),
  options: [
    {
      name: 'dim',
      value: DIM,
      required: true,
      doc: () => l10n.t('The dimension that is split; the batch is 0.'),
    },
    {
      name: 'sizes',
      value: SIZES,
      required: true,
      doc: () => l10n.t('The sizes that it is split into; one may be -1, which is what is left.'),
    },
    NAME,
    FROM,
  ],
};

const PERMUTE: TypeSpec = {
  name: 'permute',
  main: 'dims',
  doc: () => l10n.t('Puts the dimensions into another order; the batch stays first.'),
  options: [
    {
      name: 'dims',
      value: DIMS,
      required: true,
      doc: () =>
        l10n.t('All dimensions in their new order, such as [0, 2, 1]; 0 is the batch and stays.'),
    },
    NAME,
    FROM,
  ],
};

const TRANSPOSE: TypeSpec = {
  name: 'transpose',
  main: null,
  synonyms: ['swapaxes', 'swapdims'],
  doc: () => l10n.t('Exchanges two dimensions.'),
  options: [
    {
      name: 'dim0',
      value: DIM,
      required: true,
      doc: () => l10n.t('One of the two dimensions; the batch is 0.'),
    },
    {
      name: 'dim1',
      value: DIM,
      required: true,
      doc: () => l10n.t('The other one.'),
    },
    NAME,
    FROM,
  ],
};

const SQUEEZE: TypeSpec = {
  name: 'squeeze',
  main: 'dim',
  doc: () => l10n.t('Takes away dimensions of size 1.'),
  options: [
    {
      name: 'dim',
      value: DIM,
      doc: () =>
        l10n.t('The dimension that is taken away if its size is 1; all such if not given.'),
    },
    NAME,
    FROM,
  ],
};

const UNSQUEEZE: TypeSpec = {
  name: 'unsqueeze',
  main: 'dim',
  synonyms: ['expand_dims'],
  doc: () => l10n.t('Adds a dimension of size 1.'),
  options: [
    {
      name: 'dim',
      value: DIM,
      required: true,
      doc: () => l10n.t('Where the new dimension stands; the batch is 0.'),
    },
    NAME,
    FROM,
  ],
};

/** PyTorch: `reshape`, `view`, `nn.Unflatten`, `permute`, `transpose`, `squeeze`, `unsqueeze`. */
export const SHAPE_KINDS: readonly LayerKind[] = [
  { spec: reshapeSpec('reshape'), reads: READS_ONE, op: reshape },
  { spec: reshapeSpec('view'), reads: READS_ONE, op: reshape },
  { spec: UNFLATTEN, reads: READS_ONE, op: unflatten },
  { spec: PERMUTE, reads: READS_ONE, op: permute },
  { spec: TRANSPOSE, reads: READS_ONE, op: transpose },
  { spec: SQUEEZE, reads: READS_ONE, op: squeeze },
  { spec: UNSQUEEZE, reads: READS_ONE, op: unsqueeze },
];

function reshape(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const sizes = layer.options.get('shape', 'integers') ?? [];
  const shape = filledIn('shape', sizes, elementCount(input!.slice(1)), layer, context);
  return shape && { type: 'reshape', shape: [input![0]!, ...shape] };
}

function unflatten(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const dim = dimension(layer, 'dim', 1, input!, context);
  if (dim === null) return null;
  const sizes = layer.options.get('sizes', 'integers') ?? [];
  const split = filledIn('sizes', sizes, input![dim]!, layer, context);
  if (!split) return null;
  return { type: 'reshape', shape: [...input!.slice(0, dim), ...split, ...input!.slice(dim + 1)] };
}

/** The sizes with -1 replaced by what is left; null after a problem was reported. */
function filledIn(
  option: string,
  sizes: readonly number[],
  count: number,
  layer: LayerSpec,
  context: Context,
): Shape | null {
  const open = sizes.filter((size) => size === -1).length;
  const known = elementCount(sizes.filter((size) => size !== -1));
  const fits = open === 0 ? known === count : open === 1 && known > 0 && count % known === 0;
  if (fits) return sizes.map((size) => (size === -1 ? count / known : size));
  context.problems.error(
    'shape-mismatch',
    layer.options.tree(option)!.span,
    open > 1
      ? l10n.t('Only one size may be -1.')
      : l10n.t(
          'There are {0} numbers to be put into this shape, which do not fit. The product of the sizes must be {0}.',
          count,
        ),
  );
  return null;
}

function permute(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const rank = input!.length;
  const given = layer.options.get('dims', 'integers') ?? [];
  const dims = given.map((dim) => (dim < 0 ? dim + rank : dim));
  if (dims[0] === 0) return { type: 'permute', dims };
  context.problems.error(
    'bad-dim',
    layer.options.tree('dims')!.span,
    l10n.t('The batch, dimension 0, must stay first.'),
  );
  return null;
}

function transpose(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const one = dimension(layer, 'dim0', 1, input!, context);
  const other = dimension(layer, 'dim1', 1, input!, context);
  if (one === null || other === null) return null;
  const dims = input!.map((_, d) => (d === one ? other : d === other ? one : d));
  return { type: 'permute', dims };
}

function squeeze(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const given = layer.options.get('dim', 'integer');
  if (given === undefined) {
    return { type: 'reshape', shape: input!.filter((size, d) => d === 0 || size !== 1) };
  }
  const dim = dimension(layer, 'dim', given, input!, context);
  if (dim === null) return null;
  return { type: 'reshape', shape: input!.filter((size, d) => d !== dim || size !== 1) };
}

function unsqueeze(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const dim = dimension(layer, 'dim', 1, [...input!, 1], context);
  if (dim === null) return null;
  return { type: 'reshape', shape: [...input!.slice(0, dim), 1, ...input!.slice(dim)] };
}
