/** Arithmetic and statistics in the spec language. */
import * as l10n from '@vscode/l10n';
import type { BinaryFunction, LayerOp, ReduceFunction } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import type { OptionSpec, TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { READS_ONE, type LayerKind } from './kind';
import { DIM, dim, dimension, dimensions, FROM, NAME, NUMBER } from './shared';

/** What is particular about a function of two layers, or of one and a number. */
interface BinaryEntry {
  readonly doc: () => string;
  readonly synonyms?: readonly string[];
}

const BINARY: Partial<Record<BinaryFunction, BinaryEntry>> = {
  mul: {
    doc: () => l10n.t('The product of two layers, or of a layer and a number.'),
    synonyms: ['multiply', 'times', 'scale'],
  },
  sub: {
    doc: () => l10n.t('The first layer minus the second one, or minus a number.'),
    synonyms: ['subtract', 'minus'],
  },
  div: {
    doc: () => l10n.t('The first layer divided by the second one, or by a number.'),
    synonyms: ['divide', 'true_divide'],
  },
  pow: {
    doc: () => l10n.t('The first layer to the power of the second one, or of a number.'),
    synonyms: ['power', 'exponent'],
  },
  maximum: { doc: () => l10n.t('The larger one of two layers, or of a layer and a number.') },
  minimum: { doc: () => l10n.t('The smaller one of two layers, or of a layer and a number.') },
};

const OTHER: OptionSpec = {
  name: 'other',
  value: NUMBER,
  doc: () => l10n.t('The number, when there is no second layer.'),
};

const ONE_OR_TWO: OptionSpec = {
  name: 'from',
  value: { kind: 'from' },
  doc: () => l10n.t('The two layers, or the one that is read instead of the layer above.'),
};

const REDUCTIONS: Readonly<Partial<Record<ReduceFunction, () => string>>> = {
  sum: () => l10n.t('The sum along dimensions.'),
  mean: () => l10n.t('The mean along dimensions.'),
  var: () => l10n.t('The variance along dimensions.'),
  std: () => l10n.t('The standard deviation along dimensions.'),
  max: () => l10n.t('The largest number along dimensions; the gradient goes to the first one.'),
  min: () => l10n.t('The smallest number along dimensions; the gradient goes to the first one.'),
  amax: () => l10n.t('The largest number along dimensions; equal ones share the gradient.'),
  amin: () => l10n.t('The smallest number along dimensions; equal ones share the gradient.'),
};

const DIMS: OptionSpec = {
  name: 'dim',
  value: { kind: 'integers', min: -8, max: 7 },
  doc: () => l10n.t('The dimensions that are taken together; all but the batch when left out.'),
};

const KEEPDIM: OptionSpec = {
  name: 'keepdim',
  value: { kind: 'boolean' },
  default: false,
  doc: () => l10n.t('Whether these dimensions stay, with size 1.'),
};

const CORRECTION: OptionSpec = {
  name: 'correction',
  value: { kind: 'number', min: 0 },
  default: 1,
  doc: () => l10n.t('What is taken off the count that is divided by.'),
};

const P: OptionSpec = {
  name: 'p',
  value: NUMBER,
  default: 2,
  doc: () => l10n.t('The power of the norm: 2 for the length, 1 for the sum of sizes.'),
};

const NORM: TypeSpec = {
  name: 'norm',
  main: 'dim',
  doc: () => l10n.t('The norm along dimensions: the length of a vector.'),
  options: [DIMS, P, KEEPDIM, NAME, FROM],
};

const NORMALIZE: TypeSpec = {
  name: 'normalize',
  main: 'dim',
  doc: () => l10n.t('Divides by the norm along a dimension, so that it becomes 1.'),
  options: [
    dim(() => l10n.t('The dimension along which the norm is taken; the batch is 0.'), 1),
    P,
    {
      name: 'eps',
      value: { kind: 'number', min: 0 },
      default: 1e-12,
      doc: () => l10n.t('The least number that is divided by.'),
    },
    NAME,
    FROM,
  ],
};

const CUMSUM: TypeSpec = {
  name: 'cumsum',
  main: 'dim',
  synonyms: ['cumulative_sum'],
  doc: () => l10n.t('Running sums along a dimension.'),
  options: [
    {
      name: 'dim',
      value: DIM,
      required: true,
      doc: () => l10n.t('The dimension along which is summed; the batch is 0, the last is -1.'),
    },
    NAME,
    FROM,
  ],
};

/** Arithmetic and statistics. */
export const ARITHMETIC_KINDS: readonly LayerKind[] = [
  ...Object.entries(BINARY).map(([name, entry]) => binaryKind(name as BinaryFunction, entry)),
  ...Object.entries(REDUCTIONS).map(([name, doc]) => reductionKind(name as ReduceFunction, doc)),
  { spec: NORM, reads: READS_ONE, op: norm },
  { spec: NORMALIZE, reads: READS_ONE, op: normalize },
  { spec: CUMSUM, reads: READS_ONE, op: cumsum },
];

function binaryKind(name: BinaryFunction, { doc, synonyms }: BinaryEntry): LayerKind {
  return {
    spec: {
      name,
      main: 'other',
      doc,
      options: [OTHER, NAME, ONE_OR_TWO],
      ...(synonyms && { synonyms }),
    },
    reads: { min: 1, max: 2 },
    op: (layer, inputs, context) => binary(name, layer, inputs, context),
  };
}

/** Two layers, or one and a number; a number as exponent is a function of its own. */
function binary(
  name: BinaryFunction,
  layer: LayerSpec,
  inputs: readonly Shape[],
  { problems }: Context,
): LayerOp | null {
  const scalar = layer.options.get('other', 'number');
  if (inputs.length === 2 && scalar === undefined) return { type: 'binary', function: name };
  if (inputs.length === 1 && scalar !== undefined) {
    if (name !== 'pow') return { type: 'binary', function: name, scalar };
    return { type: 'elementwise', function: { fn: 'power', options: { exponent: scalar } } };
  }
  problems.error(
    scalar === undefined ? 'missing-option' : 'too-many',
    layer.typeSpan,
    scalar === undefined
      ? l10n.t('"{0}" needs a number, such as {0}: 2, or two layers after "from".', name)
      : l10n.t('"{0}" reads two layers here, so the number has no place. Remove it.', name),
  );
  return null;
}

function reductionKind(name: ReduceFunction, doc: () => string): LayerKind {
  const corrected = name === 'var' || name === 'std';
  const own = corrected ? [DIMS, KEEPDIM, CORRECTION] : [DIMS, KEEPDIM];
  return {
    spec: { name, main: 'dim', doc, options: [...own, NAME, FROM] },
    reads: READS_ONE,
    op: (layer, [input], context) => reduction(name, layer, input!, context),
  };
}

/** PyTorch gives the gradient to the first of equal elements along one dimension, and shares it along several. */
function reduction(
  name: ReduceFunction,
  layer: LayerSpec,
  input: Shape,
  context: Context,
): LayerOp | null {
  const dims = dimensions(layer, 'dim', input, context);
  if (dims === null) return null;
  const shared = dims.length > 1 && (name === 'max' || name === 'min');
  return {
    type: 'reduce',
    function: shared ? `a${name}` : name,
    dims,
    keepdim: layer.options.get('keepdim', 'boolean') ?? false,
    correction: layer.options.get('correction', 'number') ?? 1,
  };
}

function norm(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const dims = dimensions(layer, 'dim', input!, context);
  if (dims === null) return null;
  const p = layer.options.get('p', 'number') ?? 2;
  return { type: 'norm', p, dims, keepdim: layer.options.get('keepdim', 'boolean') ?? false };
}

function normalize(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const along = dimension(layer, 'dim', 1, input!, context);
  if (along === null) return null;
  const p = layer.options.get('p', 'number') ?? 2;
  const eps = layer.options.get('eps', 'number') ?? 1e-12;
  return { type: 'normalize', p, dim: along, eps };
}

function cumsum(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const along = dimension(layer, 'dim', -1, input!, context);
  return along === null ? null : { type: 'cumsum', dim: along };
}
