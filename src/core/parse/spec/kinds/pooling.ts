/** Pooling and resizing in the spec language. */
import * as l10n from '@vscode/l10n';
import type { LayerOp } from '../../../model/ops';
import type { OptionSpec, TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { countsOf } from './counts';
import { READS_ONE, type LayerKind } from './kind';
import { FROM, NAME } from './shared';
import { UPSAMPLE_KIND } from './upsample';

const WINDOW: readonly OptionSpec[] = [
  {
    name: 'kernel',
    value: { kind: 'counts', min: 1 },
    required: true,
    doc: () => l10n.t('The size of a window: one number, or one for each dimension of space.'),
  },
  {
    name: 'stride',
    value: { kind: 'counts', min: 1 },
    doc: () => l10n.t('How far one window is from the next; the size of a window if not given.'),
  },
  {
    name: 'padding',
    value: { kind: 'counts', min: 0 },
    default: 0,
    doc: () => l10n.t('What is added on each side, half a window at most.'),
  },
];

const CEIL_MODE: OptionSpec = {
  name: 'ceil_mode',
  value: { kind: 'boolean' },
  default: false,
  doc: () => l10n.t('Whether a last window may hang over the end.'),
};

const DILATION: OptionSpec = {
  name: 'dilation',
  value: { kind: 'counts', min: 1 },
  default: 1,
  doc: () => l10n.t('How far the elements of a window are apart.'),
};

const COUNT_INCLUDE_PAD: OptionSpec = {
  name: 'count_include_pad',
  value: { kind: 'boolean' },
  default: true,
  doc: () => l10n.t('Whether the zeros of the padding count in the average.'),
};

const DIVISOR_OVERRIDE: OptionSpec = {
  name: 'divisor_override',
  value: { kind: 'size' },
  doc: () => l10n.t('What sums are divided by, instead of the number of elements.'),
};

const OUT: OptionSpec = {
  name: 'out',
  value: { kind: 'counts', min: 1 },
  required: true,
  doc: () => l10n.t('The size that comes out: one number, or one for each dimension of space.'),
};

function maxPoolSpec(dims: number): TypeSpec {
  return {
    name: `max_pool${dims}d`,
    main: 'kernel',
    synonyms: [...(dims === 2 ? ['max_pool', 'maxpool'] : []), `maxpooling${dims}d`],
    doc: () => l10n.t('The largest number of each window, over {0} dimensions.', dims),
    options: [...WINDOW, DILATION, CEIL_MODE, NAME, FROM],
  };
}

function avgPoolSpec(dims: number): TypeSpec {
  const divisor = dims === 1 ? [] : [DIVISOR_OVERRIDE];
  return {
    name: `avg_pool${dims}d`,
    main: 'kernel',
    synonyms: [...(dims === 2 ? ['avg_pool', 'avgpool'] : []), `averagepooling${dims}d`],
    doc: () => l10n.t('The average of each window, over {0} dimensions.', dims),
    options: [...WINDOW, CEIL_MODE, COUNT_INCLUDE_PAD, ...divisor, NAME, FROM],
  };
}

function adaptiveSpec(type: 'adaptive_max_pool' | 'adaptive_avg_pool', dims: number): TypeSpec {
  return {
    name: `${type}${dims}d`,
    main: 'out',
    ...(dims === 2 && {
      synonyms: [type === 'adaptive_max_pool' ? 'global_max_pool' : 'global_avg_pool'],
    }),
    doc: () =>
      type === 'adaptive_max_pool'
        ? l10n.t('The largest number of each window; windows share out {0} dimensions.', dims)
        : l10n.t('The average of each window; windows share out {0} dimensions.', dims),
    options: [OUT, NAME, FROM],
  };
}

/** Pooling and resizing. */
export const POOLING_KINDS: readonly LayerKind[] = [
  ...[1, 2, 3].flatMap((dims): LayerKind[] => [
    {
      spec: maxPoolSpec(dims),
      reads: READS_ONE,
      op: (layer, _, context) => maxPool(dims, layer, context),
    },
    {
      spec: avgPoolSpec(dims),
      reads: READS_ONE,
      op: (layer, _, context) => avgPool(dims, layer, context),
    },
    ...(['adaptive_max_pool', 'adaptive_avg_pool'] as const).map((type): LayerKind => ({
      spec: adaptiveSpec(type, dims),
      reads: READS_ONE,
      op: (layer, _, context) => {
        const output = countsOf(layer, 'out', dims, 1, context);
        return output && { type, output };
      },
    })),
  ]),
  UPSAMPLE_KIND,
];

function maxPool(dims: number, layer: LayerSpec, context: Context): LayerOp | null {
  const window = windowOf(dims, layer, context);
  const dilation = countsOf(layer, 'dilation', dims, 1, context);
  return window && dilation && { type: 'max_pool', ...window, dilation };
}

function avgPool(dims: number, layer: LayerSpec, context: Context): LayerOp | null {
  const window = windowOf(dims, layer, context);
  const countIncludePad = layer.options.get('count_include_pad', 'boolean') ?? true;
  const divisorOverride = layer.options.get('divisor_override', 'size') ?? null;
  return window && { type: 'avg_pool', ...window, countIncludePad, divisorOverride };
}

function windowOf(dims: number, layer: LayerSpec, context: Context) {
  const kernel = countsOf(layer, 'kernel', dims, 1, context);
  const given = layer.options.tree('stride') !== undefined;
  const stride = given ? countsOf(layer, 'stride', dims, 1, context) : kernel;
  const padding = countsOf(layer, 'padding', dims, 0, context);
  if (!kernel || !stride || !padding) return null;
  return {
    kernel,
    stride,
    padding,
    ceilMode: layer.options.get('ceil_mode', 'boolean') ?? false,
  };
}
