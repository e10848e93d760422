/** Resizing in the spec language. */
import * as l10n from '@vscode/l10n';
import type { InterpolateMode, LayerOp } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import type { TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { countsOf } from './counts';
import { READS_ONE, type LayerKind } from './kind';
import { FROM, NAME } from './shared';

const MODES: readonly InterpolateMode[] = [
  'nearest',
  'nearest-exact',
  'linear',
  'bilinear',
  'bicubic',
  'trilinear',
];

const UPSAMPLE: TypeSpec = {
  name: 'upsample',
  main: 'scale',
  synonyms: ['upsampling', 'upsampling2d', 'interpolate', 'resize'],
  doc: () => l10n.t('Resizes the dimensions of space, to a size or by a factor.'),
  options: [
    {
      name: 'scale',
      value: { kind: 'number', above: 0 },
      doc: () => l10n.t('The factor by which every dimension of space grows.'),
    },
    {
      name: 'size',
      value: { kind: 'counts', min: 1 },
      doc: () => l10n.t('The size that comes out: one number, or one for each dimension of space.'),
    },
    {
      name: 'mode',
      value: { kind: 'choice', values: [...MODES, 'area'] },
      default: 'nearest',
      doc: () =>
        l10n.t('How new numbers are found: the nearest one, a mean of neighbours, or averages.'),
    },
    {
      name: 'align_corners',
      value: { kind: 'boolean' },
      default: false,
      doc: () =>
        l10n.t('Whether the first and last elements of input and output lie on each other.'),
    },
    NAME,
    FROM,
  ],
};

/** PyTorch: `nn.Upsample`, `F.interpolate`. */
export const UPSAMPLE_KIND: LayerKind = { spec: UPSAMPLE, reads: READS_ONE, op: upsample };

function upsample(layer: LayerSpec, [input]: readonly Shape[], context: Context): LayerOp | null {
  const space = input!.slice(2);
  const scale = layer.options.get('scale', 'number');
  const hasSize = layer.options.tree('size') !== undefined;
  if ((scale === undefined) !== hasSize) {
    context.problems.error(
      'bad-size',
      layer.typeSpan,
      l10n.t('Give either "scale" or "size", such as scale: 2.'),
    );
    return null;
  }
  const size =
    scale === undefined
      ? countsOf(layer, 'size', space.length, 1, context)
      : space.map((each) => Math.max(1, Math.floor(each * scale)));
  if (!size) return null;
  const mode = layer.options.get('mode', 'choice') ?? 'nearest';
  const alignCorners = layer.options.get('align_corners', 'boolean') ?? false;
  if (alignCorners && !mode.endsWith('linear') && mode !== 'bicubic') {
    context.problems.error(
      'unused-option',
      layer.options.keySpan('align_corners')!,
      l10n.t('"align_corners" belongs to linear, bilinear, bicubic and trilinear. Remove it.'),
    );
    return null;
  }
  if (mode === 'area') return { type: 'adaptive_avg_pool', output: size };
  return {
    type: 'interpolate',
    mode: mode as InterpolateMode,
    size,
    scales: scale === undefined ? null : space.map(() => scale),
    alignCorners,
  };
}
