/** Convolutions and their transposes: `F.conv2d`, `F.conv_transpose2d` …, which the layers use as well. */
import type { Border, PadMode } from '../../../model/ops';
import { brackets, sameShape } from '../../../model/shape';
import type { Value } from '../../python/values';
import { known, spread } from '../read';
import type { Tensor } from '../tape';
import { torchFunctions, type Arguments } from './arguments';
import { onBatch } from './batch';
import type { Site } from './site';

/** One entry for each dimension of space. */
export interface ConvolutionSettings {
  readonly stride: readonly number[];
  readonly padding: readonly Border[];
  readonly dilation: readonly number[];
  readonly groups: number;
  readonly paddingMode?: PadMode;
}

export interface TransposedSettings {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly outputPadding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** ([N,] C, space …) with a weight of (outputs, inputs / groups, kernel …) */
function convolution(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  settings: ConvolutionSettings,
  site: Site,
): Tensor {
  const { stride, padding, dilation, groups, paddingMode = 'constant' } = settings;
  const [outChannels, perGroup, ...kernel] = weight.shape as [number, number, ...number[]];
  requireFit(weight, bias, outChannels, settings, site);
  return onBatch(x, kernel.length, site, (batch) =>
    site.apply(
      {
        type: 'conv',
        inChannels: perGroup * groups,
        outChannels,
        kernel,
        stride,
        padding,
        dilation,
        groups,
        bias: bias !== null,
        paddingMode,
      },
      [batch],
      { weight, bias },
    ),
  );
}

/** ([N,] C, space …) with a weight of (inputs, outputs / groups, kernel …) */
function transposedConvolution(
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  settings: TransposedSettings,
  site: Site,
): Tensor {
  const [inChannels, perGroup, ...kernel] = weight.shape as [number, number, ...number[]];
  const outChannels = perGroup * settings.groups;
  requireFit(weight, bias, outChannels, settings, site);
  return onBatch(x, kernel.length, site, (batch) =>
    site.apply(
      {
        type: 'conv_transpose',
        inChannels,
        outChannels,
        kernel,
        bias: bias !== null,
        ...settings,
      },
      [batch],
      { weight, bias },
    ),
  );
}

/** Borders from `padding=1`, `(1, 2)`, `'same'`, `'valid'`. */
function bordersOf(
  padding: Value,
  kernel: readonly number[],
  { stride, dilation }: Pick<ConvolutionSettings, 'stride' | 'dilation'>,
  site: Site,
): Border[] {
  if (typeof known(padding) !== 'string') {
    return spread(padding, kernel.length, 'padding', site.interpreter).map((size) => [size, size]);
  }
  if (padding === 'valid') return kernel.map(() => [0, 0]);
  if (padding !== 'same') {
    return site.raise(
      'RuntimeError',
      `Invalid padding string: '${padding as string}', should be one of 'valid', 'same'`,
    );
  }
  if (stride.some((step) => step !== 1)) {
    site.raise('RuntimeError', "padding='same' is not supported for strided convolutions");
  }
  return kernel.map((size, d) => {
    const total = dilation[d]! * (size - 1);
    const before = Math.floor(total / 2);
    return [before, total - before];
  });
}

function requireFit(
  weight: Tensor,
  bias: Tensor | null,
  outChannels: number,
  { stride, groups }: { readonly stride: readonly number[]; readonly groups: number },
  site: Site,
): void {
  if (stride.some((step) => step <= 0)) {
    site.raise('RuntimeError', 'non-positive stride is not supported');
  }
  if (groups <= 0) site.raise('RuntimeError', 'non-positive groups is not supported');
  if (bias && !sameShape(bias.shape, [outChannels])) {
    site.raise(
      'RuntimeError',
      `Given weight of size ${brackets(weight.shape)}, expected bias to be 1-dimensional with ${outChannels} elements, ` +
        `but got bias of size ${brackets(bias.shape)} instead`,
    );
  }
}

/** The weight, with as many dimensions of space as the function is for. */
function weightFor(space: number, a: Arguments): Tensor {
  const weight = a.tensor('weight');
  if (weight.shape.length === space + 2) return weight;
  return a.interpreter.raise(
    'RuntimeError',
    `Expected ${space + 2}-dimensional weight for ${a.site.word}, but got weight of size: ${brackets(weight.shape)}`,
  );
}

function convolve(space: number): (a: Arguments) => Tensor {
  return (a) => {
    const weight = weightFor(space, a);
    const stride = a.ints('stride', space);
    const dilation = a.ints('dilation', space);
    const padding = bordersOf(
      a.raw('padding'),
      weight.shape.slice(2),
      { stride, dilation },
      a.site,
    );
    const settings = { stride, padding, dilation, groups: a.int('groups') };
    return convolution(a.tensor('input'), weight, a.optional('bias'), settings, a.site);
  };
}

function convolveBack(space: number): (a: Arguments) => Tensor {
  return (a) =>
    transposedConvolution(
      a.tensor('input'),
      weightFor(space, a),
      a.optional('bias'),
      {
        stride: a.ints('stride', space),
        padding: a.ints('padding', space),
        outputPadding: a.ints('output_padding', space),
        dilation: a.ints('dilation', space),
        groups: a.int('groups'),
      },
      a.site,
    );
}

/** Functions of torch.nn.functional. */
export const CONVOLUTION = torchFunctions(
  Object.fromEntries(
    [1, 2, 3].flatMap((space) => [
      [
        `conv${space}d(input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1)`,
        convolve(space),
      ],
      [
        `conv_transpose${space}d(input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1)`,
        convolveBack(space),
      ],
    ]),
  ),
);
