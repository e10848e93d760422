/** Windows as columns and channels as pixels, in the spec language. */
import * as l10n from '@vscode/l10n';
import type { LayerOp, WindowOptions } from '../../../model/ops';
import type { OptionSpec, TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { countsOf } from './counts';
import { READS_ONE, type LayerKind } from './kind';
import { FROM, NAME } from './shared';

const WINDOW: readonly OptionSpec[] = [
  {
    name: 'kernel',
    value: { kind: 'counts', min: 1 },
    required: true,
    doc: () => l10n.t('Height and width of a window, or one number for both.'),
  },
  {
    name: 'dilation',
    value: { kind: 'counts', min: 1 },
    default: 1,
    doc: () => l10n.t('How far the elements of a window are apart.'),
  },
  {
    name: 'padding',
    value: { kind: 'counts', min: 0 },
    default: 0,
    doc: () => l10n.t('How many zeros are added on each side.'),
  },
  {
    name: 'stride',
    value: { kind: 'counts', min: 1 },
    default: 1,
    doc: () => l10n.t('How far one window is from the next.'),
  },
];

const UNFOLD: TypeSpec = {
  name: 'unfold',
  main: 'kernel',
  synonyms: ['im2col'],
  doc: () => l10n.t('Every window over an image becomes a column.'),
  options: [...WINDOW, NAME, FROM],
};

const FOLD: TypeSpec = {
  name: 'fold',
  main: null,
  synonyms: ['col2im'],
  doc: () => l10n.t('Puts columns back as windows of an image and adds up where they overlap.'),
  options: [
    {
      name: 'out',
      value: { kind: 'counts', min: 1 },
      required: true,
      doc: () => l10n.t('Height and width of the image, or one number for both.'),
    },
    ...WINDOW,
    NAME,
    FROM,
  ],
};

const factor = (name: string, doc: () => string): OptionSpec => ({
  name,
  value: { kind: 'size' },
  required: true,
  doc,
});

const PIXEL_SHUFFLE: TypeSpec = {
  name: 'pixel_shuffle',
  main: 'upscale_factor',
  synonyms: ['depth_to_space'],
  doc: () => l10n.t('Turns channels into pixels: an image with fewer channels, but larger.'),
  options: [
    factor('upscale_factor', () => l10n.t('How many times higher and wider the image becomes.')),
    NAME,
    FROM,
  ],
};

const PIXEL_UNSHUFFLE: TypeSpec = {
  name: 'pixel_unshuffle',
  main: 'downscale_factor',
  synonyms: ['space_to_depth'],
  doc: () => l10n.t('Turns pixels into channels: a smaller image with more channels.'),
  options: [
    factor('downscale_factor', () =>
      l10n.t('How many times lower and narrower the image becomes.'),
    ),
    NAME,
    FROM,
  ],
};

/** PyTorch: `nn.Unfold`, `nn.Fold`, `nn.PixelShuffle`, `nn.PixelUnshuffle`. */
export const COLUMN_KINDS: readonly LayerKind[] = [
  { spec: UNFOLD, reads: READS_ONE, op: (layer, _, context) => unfold(layer, context) },
  { spec: FOLD, reads: READS_ONE, op: (layer, _, context) => fold(layer, context) },
  {
    spec: PIXEL_SHUFFLE,
    reads: READS_ONE,
    op: (layer) => pixels('pixel_shuffle', layer.options.get('upscale_factor', 'size')),
  },
  {
    spec: PIXEL_UNSHUFFLE,
    reads: READS_ONE,
    op: (layer) => pixels('pixel_unshuffle', layer.options.get('downscale_factor', 'size')),
  },
];

function unfold(layer: LayerSpec, context: Context): LayerOp | null {
  const window = windowOf(layer, context);
  return window && { type: 'unfold', ...window };
}

function fold(layer: LayerSpec, context: Context): LayerOp | null {
  const window = windowOf(layer, context);
  const output = countsOf(layer, 'out', 2, 1, context);
  return window && output && { type: 'fold', ...window, output };
}

function windowOf(layer: LayerSpec, context: Context): WindowOptions | null {
  const kernel = countsOf(layer, 'kernel', 2, 1, context);
  const stride = countsOf(layer, 'stride', 2, 1, context);
  const padding = countsOf(layer, 'padding', 2, 0, context);
  const dilation = countsOf(layer, 'dilation', 2, 1, context);
  return kernel && stride && padding && dilation && { kernel, stride, padding, dilation };
}

function pixels(
  type: 'pixel_shuffle' | 'pixel_unshuffle',
  given: number | undefined,
): LayerOp | null {
  return given === undefined ? null : { type, factor: given };
}
