/** Normalization in the spec language; dropout stands in a file of its own. */
import * as l10n from '@vscode/l10n';
import type { LayerOp } from '../../../model/ops';
import { elementCount, type Shape } from '../../../model/shape';
import type { OptionSpec, TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { DROPOUT_KINDS } from './dropout';
import { READS_ONE, type LayerKind } from './kind';
import { fitsSpace } from './space';
import { FROM, NAME } from './shared';

const CHANNELS: OptionSpec = {
  name: 'in',
  value: { kind: 'size' },
  doc: () =>
    l10n.t('How many channels go in. Known from the layer above; if given, it is checked.'),
};

const EPS: OptionSpec = {
  name: 'eps',
  value: { kind: 'number', min: 0 },
  default: 1e-5,
  doc: () => l10n.t('What is added to the variance, so that nothing is divided by 0.'),
};

const SHAPE: OptionSpec = {
  name: 'shape',
  value: { kind: 'shape' },
  doc: () => l10n.t('The sizes of the last dimensions, which are normalized together.'),
};

const affine = (name: string, value: boolean): OptionSpec => ({
  name,
  value: { kind: 'boolean' },
  default: value,
  doc: () => l10n.t('Whether the result is scaled and shifted by learned numbers.'),
});

const tracking = (value: boolean): OptionSpec => ({
  name: 'track_running_stats',
  value: { kind: 'boolean' },
  default: value,
  doc: () =>
    l10n.t('Whether running averages are kept and used in the place of the batch in eval.'),
});

const MOMENTUM: OptionSpec = {
  name: 'momentum',
  value: { kind: 'number' },
  default: 0.1,
  doc: () => l10n.t('The weight of the newest batch in the running averages.'),
};

const CUMULATIVE: OptionSpec = {
  name: 'cumulative',
  value: { kind: 'boolean' },
  default: false,
  doc: () => l10n.t('Whether all batches count alike in the running averages, without momentum.'),
};

const BIAS: OptionSpec = {
  name: 'bias',
  value: { kind: 'boolean' },
  default: true,
  doc: () => l10n.t('Whether the result is shifted by a learned bias.'),
};

function batchNorm(space: 1 | 2): LayerKind {
  const spec: TypeSpec = {
    name: `batch_norm${space}d`,
    main: null,
    doc: () =>
      l10n.t('Gives each channel mean 0 and variance 1 over the batch, then scales and shifts it.'),
    synonyms: [
      ...(space === 2 ? ['batchnorm', 'batch_norm', 'bn', 'batchnormalization'] : []),
      `lazybatchnorm${space}d`,
    ],
    options: [
      CHANNELS,
      EPS,
      MOMENTUM,
      CUMULATIVE,
      affine('affine', true),
      tracking(true),
      NAME,
      FROM,
    ],
  };
  const ranks = space === 1 ? [2, 3] : [4];
  const op = (layer: LayerSpec, [x]: readonly Shape[], context: Context): LayerOp | null => {
    if (!fitsSpace(layer, x!, ranks, context)) return null;
    const options = tracked(layer, x!, true);
    if (!hasSeveral(layer, elementCount(x!) / x![1]!, options, context)) return null;
    const momentum = layer.options.get('momentum', 'number') ?? 0.1;
    const cumulative = layer.options.get('cumulative', 'boolean') ?? false;
    return {
      type: 'batch_norm',
      ...options,
      momentum: cumulative ? null : momentum,
    };
  };
  return { spec, reads: READS_ONE, op };
}

function instanceNorm(space: 1 | 2): LayerKind {
  const spec: TypeSpec = {
    name: `instance_norm${space}d`,
    main: null,
    doc: () => l10n.t('Gives each channel of each sample mean 0 and variance 1.'),
    synonyms: [
      ...(space === 2 ? ['instancenorm', 'instance_norm', 'instancenormalization'] : []),
      `lazyinstancenorm${space}d`,
    ],
    options: [CHANNELS, EPS, MOMENTUM, affine('affine', false), tracking(false), NAME, FROM],
  };
  const op = (layer: LayerSpec, [x]: readonly Shape[], context: Context): LayerOp | null => {
    if (!fitsSpace(layer, x!, [space + 2], context)) return null;
    const options = tracked(layer, x!, false);
    if (!hasSeveral(layer, elementCount(x!.slice(2)), options, context)) return null;
    const momentum = layer.options.get('momentum', 'number') ?? 0.1;
    return { type: 'instance_norm', ...options, momentum };
  };
  return { spec, reads: READS_ONE, op };
}

/** Options of layers that may keep running averages. */
function tracked(layer: LayerSpec, x: Shape, byDefault: boolean) {
  return {
    features: layer.options.get('in', 'size') ?? x[1]!,
    eps: layer.options.get('eps', 'number') ?? 1e-5,
    affine: layer.options.get('affine', 'boolean') ?? byDefault,
    trackRunningStats: layer.options.get('track_running_stats', 'boolean') ?? byDefault,
  };
}

/** Reports a layer that would normalize single numbers by their own mean: each would become 0. */
function hasSeveral(
  layer: LayerSpec,
  count: number,
  { trackRunningStats }: { readonly trackRunningStats: boolean },
  context: Context,
): boolean {
  if (count > 1 || (context.training === false && trackRunningStats)) return true;
  context.problems.error(
    'single-value',
    layer.typeSpan,
    l10n.t(
      '"{0}" normalizes each number by itself here, which always gives 0. It needs more than one number for each channel: use more samples, or larger ones.',
      layer.type!.name,
    ),
  );
  return false;
}

const LAYER_NORM: LayerKind = {
  spec: {
    name: 'layer_norm',
    main: 'shape',
    doc: () => l10n.t('Gives each sample mean 0 and variance 1 over its last dimensions.'),
    synonyms: ['layernorm', 'layernormalization', 'layer_normalization', 'ln'],
    options: [SHAPE, EPS, affine('elementwise_affine', true), BIAS, NAME, FROM],
  },
  reads: READS_ONE,
  op: (layer, [x]) => ({
    type: 'layer_norm',
    shape: layer.options.get('shape', 'shape') ?? x!.slice(-1),
    eps: layer.options.get('eps', 'number') ?? 1e-5,
    affine: layer.options.get('elementwise_affine', 'boolean') ?? true,
    bias: layer.options.get('bias', 'boolean') ?? true,
  }),
};

const RMS_NORM: LayerKind = {
  spec: {
    name: 'rms_norm',
    main: 'shape',
    doc: () =>
      l10n.t('Divides each sample by the root of its mean square over its last dimensions.'),
    synonyms: ['rmsnorm', 'root_mean_square_norm'],
    options: [
      SHAPE,
      {
        name: 'eps',
        value: { kind: 'number', min: 0 },
        doc: () => l10n.t('What is added to the mean square; the least step above 1 if not given.'),
      },
      affine('elementwise_affine', true),
      NAME,
      FROM,
    ],
  },
  reads: READS_ONE,
  op: (layer, [x]) => ({
    type: 'rms_norm',
    shape: layer.options.get('shape', 'shape') ?? x!.slice(-1),
    eps: layer.options.get('eps', 'number') ?? null,
    affine: layer.options.get('elementwise_affine', 'boolean') ?? true,
  }),
};

const GROUP_NORM: LayerKind = {
  spec: {
    name: 'group_norm',
    main: 'groups',
    doc: () => l10n.t('Gives each group of channels of each sample mean 0 and variance 1.'),
    synonyms: ['groupnorm', 'groupnormalization', 'gn'],
    options: [
      {
        name: 'groups',
        value: { kind: 'size' },
        required: true,
        doc: () => l10n.t('Into how many groups the channels are parted.'),
      },
      CHANNELS,
      EPS,
      affine('affine', true),
      NAME,
      FROM,
    ],
  },
  reads: READS_ONE,
  op: (layer, [x]) => ({
    type: 'group_norm',
    groups: layer.options.get('groups', 'size') ?? 1,
    channels: layer.options.get('in', 'size') ?? x![1]!,
    eps: layer.options.get('eps', 'number') ?? 1e-5,
    affine: layer.options.get('affine', 'boolean') ?? true,
  }),
};

/** Normalization and dropout. */
export const NORMALIZATION_KINDS: readonly LayerKind[] = [
  batchNorm(1),
  batchNorm(2),
  LAYER_NORM,
  GROUP_NORM,
  instanceNorm(1),
  instanceNorm(2),
  RMS_NORM,
  ...DROPOUT_KINDS,
];
