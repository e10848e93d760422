/** Convolutions in the spec language. */
import * as l10n from '@vscode/l10n';
import type { Border, ConvolutionOptions, LayerOp, PadMode } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import { changeTo } from '../../problems';
import type { OptionSpec, TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { countsOf, forEachDimension } from './counts';
import { givenValues } from './given';
import { READS_ONE, type LayerKind } from './kind';
import { FROM, NAME } from './shared';

const CHANNELS: readonly OptionSpec[] = [
  {
    name: 'out',
    value: { kind: 'size' },
    required: true,
    doc: () => l10n.t('How many channels come out.'),
  },
  {
    name: 'in',
    value: { kind: 'size' },
    doc: () =>
      l10n.t('How many channels go in. Known from the layer above; if given, it is checked.'),
  },
  {
    name: 'kernel',
    value: { kind: 'counts', min: 1 },
    required: true,
    doc: () => l10n.t('The size of the kernel: one number, or one for each dimension of space.'),
  },
  {
    name: 'stride',
    value: { kind: 'counts', min: 1 },
    default: 1,
    doc: () => l10n.t('How far the kernel moves from one place to the next.'),
  },
];

const REST: readonly OptionSpec[] = [
  {
    name: 'dilation',
    value: { kind: 'counts', min: 1 },
    default: 1,
    doc: () => l10n.t('How far the elements that the kernel reads are apart.'),
  },
  {
    name: 'groups',
    value: { kind: 'size' },
    default: 1,
    doc: () =>
      l10n.t('Into how many parts the channels are split that know nothing of each other.'),
  },
  {
    name: 'bias',
    value: { kind: 'boolean' },
    default: true,
    doc: () => l10n.t('Whether a bias is added to each channel that comes out.'),
  },
];

const GIVEN: readonly OptionSpec[] = [
  {
    name: 'weights',
    value: { kind: 'numbers' },
    doc: () => l10n.t('The first weights, in the shape that PyTorch gives them.'),
  },
  {
    name: 'biases',
    value: { kind: 'numbers' },
    doc: () => l10n.t('The first biases: one for each channel that comes out.'),
  },
];

const PADDING: OptionSpec = {
  name: 'padding',
  value: { kind: 'padding' },
  default: 0,
  doc: () =>
    l10n.t('What is added around the input: counts, "valid" for nothing, "same" to keep the size.'),
};

/** What the modes of PyTorch are in the graph. */
const PAD_MODES: Readonly<Record<string, PadMode>> = {
  zeros: 'constant',
  reflect: 'reflect',
  replicate: 'replicate',
  circular: 'circular',
};

const PADDING_MODE: OptionSpec = {
  name: 'padding_mode',
  value: { kind: 'choice', values: Object.keys(PAD_MODES) },
  default: 'zeros',
  doc: () =>
    l10n.t(
      'What the border is filled with: zeros, the input mirrored, its edge, or its other side.',
    ),
};

const TRANSPOSED_PADDING: readonly OptionSpec[] = [
  {
    name: 'padding',
    value: { kind: 'counts', min: 0 },
    default: 0,
    doc: () => l10n.t('What is taken away from each side of the output.'),
  },
  {
    name: 'output_padding',
    value: { kind: 'counts', min: 0 },
    default: 0,
    doc: () => l10n.t('What the output has more at its end.'),
  },
];

const DOCS: readonly (() => string)[] = [
  () => l10n.t('A kernel of weights moves along a row and gives a sum at each place.'),
  () => l10n.t('A kernel of weights moves over an image and gives a sum at each place.'),
  () => l10n.t('A kernel of weights moves through a volume and gives a sum at each place.'),
];

function convSpec(dims: number): TypeSpec {
  return {
    name: `conv${dims}d`,
    main: 'out',
    doc: DOCS[dims - 1]!,
    synonyms: [
      ...(dims === 2 ? ['conv', 'convolution', 'convolutional'] : []),
      `convolution${dims}d`,
      `lazyconv${dims}d`,
    ],
    options: [...CHANNELS, PADDING, PADDING_MODE, ...REST, ...GIVEN, NAME, FROM],
  };
}

function transposeSpec(dims: number): TypeSpec {
  return {
    name: `conv_transpose${dims}d`,
    main: 'out',
    doc: () =>
      l10n.t(
        'Each element spreads over {0} dimensions by a kernel of weights, which enlarges.',
        dims,
      ),
    synonyms: [
      ...(dims === 2 ? ['deconv', 'deconvolution', 'convtranspose'] : []),
      `conv${dims}d_transpose`,
      `conv${dims}dtranspose`,
    ],
    options: [...CHANNELS, ...TRANSPOSED_PADDING, ...REST, ...GIVEN, NAME, FROM],
  };
}

/** Convolutions and their transposes. */
export const CONVOLUTION_KINDS: readonly LayerKind[] = [
  ...[1, 2, 3].map((dims): LayerKind => ({
    spec: convSpec(dims),
    reads: READS_ONE,
    op: (layer, [input], context) => conv(dims, layer, input!, context),
    given: givenValues,
  })),
  ...[1, 2, 3].map((dims): LayerKind => ({
    spec: transposeSpec(dims),
    reads: READS_ONE,
    op: (layer, [input], context) => convTranspose(dims, layer, input!, context),
    given: givenValues,
  })),
];

function conv(dims: number, layer: LayerSpec, input: Shape, context: Context): LayerOp | null {
  const options = shared(dims, layer, input, context);
  const padding = options && borders(layer, options, context);
  if (!options || !padding) return null;
  const mode = layer.options.get('padding_mode', 'choice') ?? 'zeros';
  return { type: 'conv', ...options, padding, paddingMode: PAD_MODES[mode]! };
}

function convTranspose(
  dims: number,
  layer: LayerSpec,
  input: Shape,
  context: Context,
): LayerOp | null {
  const options = shared(dims, layer, input, context);
  const padding = countsOf(layer, 'padding', dims, 0, context);
  const outputPadding = countsOf(layer, 'output_padding', dims, 0, context);
  if (!options || !padding || !outputPadding) return null;
  return { type: 'conv_transpose', ...options, padding, outputPadding };
}

function shared(
  dims: number,
  layer: LayerSpec,
  input: Shape,
  context: Context,
): ConvolutionOptions | null {
  const outChannels = layer.options.get('out', 'size');
  const kernel = countsOf(layer, 'kernel', dims, 1, context);
  const stride = countsOf(layer, 'stride', dims, 1, context);
  const dilation = countsOf(layer, 'dilation', dims, 1, context);
  if (outChannels === undefined || !kernel || !stride || !dilation) return null;
  const inChannels = layer.options.get('in', 'size') ?? input[1] ?? 1;
  if (input.length === dims + 2 && inChannels !== input[1]) {
    const { span } = layer.options.tree('in')!;
    context.problems.error(
      'shape-mismatch',
      span,
      l10n.t(
        '"in" is {0}, but the layer receives {1} channels. Correct it, or leave "in" out.',
        inChannels,
        input[1]!,
      ),
      changeTo(span, String(input[1])),
    );
    return null;
  }
  const groups = layer.options.get('groups', 'size') ?? 1;
  const bias = layer.options.get('bias', 'boolean') ?? true;
  return { inChannels, outChannels, kernel, stride, dilation, groups, bias };
}

/** The padding of each dimension; where the total of `same` is odd, there is one more at the end. */
function borders(
  layer: LayerSpec,
  { kernel, stride, dilation }: ConvolutionOptions,
  context: Context,
): readonly Border[] | null {
  const given = layer.options.get('padding', 'padding') ?? [0];
  if (given === 'valid') return kernel.map(() => [0, 0]);
  if (given !== 'same') {
    const counts = forEachDimension(layer, 'padding', given, kernel.length, context);
    return counts && counts.map((count) => [count, count]);
  }
  if (stride.some((step) => step !== 1)) {
    context.problems.error(
      'bad-padding',
      layer.options.tree('padding')!.span,
      l10n.t('Padding "same" keeps the size, which a stride of more than 1 does not. Give counts.'),
    );
    return null;
  }
  return kernel.map((size, d) => {
    const total = dilation[d]! * (size - 1);
    const before = Math.floor(total / 2);
    return [before, total - before];
  });
}
