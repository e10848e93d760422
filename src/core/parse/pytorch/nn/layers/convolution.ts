/** Convolutions and transposed convolutions. PyTorch: `nn.Conv1d` … `nn.ConvTranspose3d`. */
import type { Border, ConvolutionOptions, PadMode } from '../../../../model/ops';
import { native } from '../../../python/native';
import { PyTuple, type Value } from '../../../python/values';
import { tensorOf } from '../../read';
import { CONV_BASE, CONV_TRANSPOSE_BASE } from '../bases';
import type { Fields } from '../fields';
import { applyLayer, layer, type LayerRow } from '../layer';
import { selfOf } from '../module/arguments';

/** What PyTorch calls the modes of padding. */
const MODES: Readonly<Record<string, PadMode>> = {
  zeros: 'constant',
  reflect: 'reflect',
  replicate: 'replicate',
  circular: 'circular',
};

/** A size as a tuple, one entry for each dimension. */
function tuple(fields: Fields, name: string, count: number): Value {
  return new PyTuple(fields.ints(name, count).map(BigInt));
}

function options(fields: Fields, space: number, transposed: boolean): ConvolutionOptions {
  const groups = fields.int('groups');
  const weight = fields.shape('weight');
  const [first, second] = weight
    ? [weight[0]!, weight[1]! * groups]
    : [
        fields.int(transposed ? 'in_channels' : 'out_channels'),
        fields.int(transposed ? 'out_channels' : 'in_channels'),
      ];
  return {
    inChannels: transposed ? first : second,
    outChannels: transposed ? second : first,
    kernel: weight ? weight.slice(2) : fields.ints('kernel_size', space),
    stride: fields.ints('stride', space),
    dilation: fields.ints('dilation', space),
    groups,
    bias: fields.has('bias'),
  };
}

/** The padding in front of and behind each dimension; `same` gives the odd one to the end. */
function bordersOf(fields: Fields, { kernel, dilation }: ConvolutionOptions): Border[] {
  const padding = fields.value('padding');
  if (typeof padding !== 'string') {
    return fields.ints('padding', kernel.length).map((width) => [width, width]);
  }
  return kernel.map((size, d) => {
    const total = padding === 'same' ? dilation[d]! * (size - 1) : 0;
    const before = Math.floor(total / 2);
    return [before, total - before];
  });
}

function checkGroups(fields: Fields): void {
  const { interpreter } = fields;
  const groups = fields.int('groups');
  if (groups <= 0) interpreter.raise('ValueError', 'groups must be a positive integer');
  for (const name of ['in_channels', 'out_channels']) {
    if (fields.int(name) % groups !== 0) {
      interpreter.raise('ValueError', `${name} must be divisible by groups`);
    }
  }
}

function checkPadding(fields: Fields, space: number): void {
  const { interpreter } = fields;
  const padding = fields.value('padding');
  if (typeof padding === 'string') {
    if (padding !== 'same' && padding !== 'valid') {
      interpreter.raise(
        'ValueError',
        `Invalid padding string '${padding}', should be one of {'valid', 'same'}`,
      );
    }
    if (padding === 'same' && fields.ints('stride', space).some((s) => s !== 1)) {
      interpreter.raise('ValueError', "padding='same' is not supported for strided convolutions");
    }
  }
  const mode = fields.text('padding_mode');
  if (!Object.hasOwn(MODES, mode)) {
    interpreter.raise(
      'ValueError',
      `padding_mode must be one of {'zeros', 'reflect', 'replicate', 'circular'}, but got padding_mode='${mode}'`,
    );
  }
}

/** Parameters of convolutions and of their transposes, after `self`. */
export const CONVOLUTION_PARAMETERS =
  "in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, padding_mode='zeros', device=None, dtype=None";
export const TRANSPOSED_PARAMETERS =
  "in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, dilation=1, padding_mode='zeros', device=None, dtype=None";

function convolution(space: number): LayerRow {
  return {
    name: `Conv${space}d`,
    base: CONV_BASE,
    parameters: CONVOLUTION_PARAMETERS,
    learned: ['weight', 'bias'],
    attributes: (fields) => {
      checkGroups(fields);
      checkPadding(fields, space);
      const padding = fields.value('padding');
      return {
        kernel_size: tuple(fields, 'kernel_size', space),
        stride: tuple(fields, 'stride', space),
        padding: typeof padding === 'string' ? padding : tuple(fields, 'padding', space),
        dilation: tuple(fields, 'dilation', space),
        transposed: false,
        output_padding: new PyTuple(Array.from({ length: space }, () => 0n)),
      };
    },
    space,
    op: (fields) => {
      const shared = options(fields, space, false);
      const paddingMode = MODES[fields.text('padding_mode')] ?? 'constant';
      return { type: 'conv', ...shared, padding: bordersOf(fields, shared), paddingMode };
    },
  };
}

function transposed(space: number): LayerRow {
  return {
    name: `ConvTranspose${space}d`,
    base: CONV_TRANSPOSE_BASE,
    parameters: TRANSPOSED_PARAMETERS,
    learned: ['weight', 'bias'],
    attributes: (fields) => {
      checkGroups(fields);
      if (fields.text('padding_mode') !== 'zeros') {
        fields.interpreter.raise(
          'ValueError',
          `Only "zeros" padding mode is supported for ConvTranspose${space}d`,
        );
      }
      const sizes = ['kernel_size', 'stride', 'padding', 'output_padding', 'dilation'];
      return {
        ...Object.fromEntries(sizes.map((name) => [name, tuple(fields, name, space)])),
        transposed: true,
      };
    },
    space,
    op: (fields, input) => {
      const shared = options(fields, space, true);
      const padding = fields.ints('padding', space);
      const outputPadding =
        (input && askedPadding(fields, shared, padding, input.slice(2))) ??
        fields.ints('output_padding', space);
      return { type: 'conv_transpose', ...shared, padding, outputPadding };
    },
  };
}

/** The output padding that gives the `output_size` of a call; null when none was asked for. */
function askedPadding(
  fields: Fields,
  { kernel, stride, dilation }: ConvolutionOptions,
  padding: readonly number[],
  input: readonly number[],
): number[] | null {
  if (!fields.has('output_size')) return null;
  const wanted = fields.list('output_size').slice(-kernel.length);
  return wanted.map((size, d) => {
    const reach = dilation[d]! * (kernel[d]! - 1) + 1;
    const least = (input[d]! - 1) * stride[d]! - 2 * padding[d]! + reach;
    const most = least + stride[d]! - 1;
    if (size >= least && size <= most) return size - least;
    return fields.interpreter.raise(
      'ValueError',
      `requested an output size of [${wanted.join(', ')}], but valid sizes range from ${least} to ${most} in dimension ${d + 2}`,
    );
  });
}

function transposedLayer(space: number) {
  const row = transposed(space);
  const forward = native('forward(self, input, output_size=None)', (bound, interpreter) => {
    const x = tensorOf(bound.get('input'), 'input', interpreter);
    const output_size = bound.get('output_size');
    return applyLayer(row, selfOf(bound), x, interpreter, { output_size });
  });
  return layer({ ...row, members: { forward } });
}

/** `_conv_forward` is what subclasses call with a weight of their own. */
function convolutionLayer(space: number) {
  const row = convolution(space);
  const forward = native('_conv_forward(self, input, weight, bias)', (bound, interpreter) => {
    const x = tensorOf(bound.get('input'), 'input', interpreter);
    const given = { weight: bound.get('weight'), bias: bound.get('bias') };
    return applyLayer(row, selfOf(bound), x, interpreter, given);
  });
  return layer({ ...row, members: { _conv_forward: forward } });
}

/** Classes by the number of dimensions of space. */
export const CONVOLUTIONS = [1, 2, 3].map(convolutionLayer);
export const TRANSPOSED = [1, 2, 3].map(transposedLayer);
