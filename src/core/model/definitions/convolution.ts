/** Convolutions: shapes and parameters. */
import * as l10n from '@vscode/l10n';
import { fanInUniform, kaimingUniform } from '../initializers';
import type { ConvolutionOptions } from '../ops';
import { brackets, elementCount, type Shape } from '../shape';
import { type Definitions, type FirstValues, type Misfit, type StateSpec } from './definition';

/** Convolutions. PyTorch: `nn.Conv1d`, `Conv2d`, `Conv3d`, `nn.ConvTranspose1d`, `ConvTranspose2d`. */
export const convolution: Definitions<'conv' | 'conv_transpose'> = {
  conv: {
    infer(op, [x]) {
      const wrong = channelMisfit(op, x!) ?? borderMisfit(op, x!);
      if (wrong) return wrong;
      const sizes: number[] = [];
      for (const [d, size] of x!.slice(2).entries()) {
        const padded = size + op.padding[d]![0] + op.padding[d]![1];
        const reach = reachOf(op, d);
        if (reach > padded) {
          return {
            misfit: l10n.t(
              'Its kernel reaches over {0} elements, but dimension {1} of its input {2} has only {3}, padding included. Make the kernel smaller, or add padding.',
              reach,
              d + 2,
              brackets(x!),
              padded,
            ),
          };
        }
        sizes.push(Math.floor((padded - reach) / op.stride[d]!) + 1);
      }
      return { shape: [x![0]!, op.outChannels, ...sizes] };
    },
    state: (op) => stateOf(op, weightOf(op.outChannels, op.inChannels, op)),
    firstValues: (op) => firstValuesOf(op, weightOf(op.outChannels, op.inChannels, op)),
  },
  conv_transpose: {
    infer(op, [x]) {
      const wrong = channelMisfit(op, x!) ?? outputPaddingMisfit(op);
      if (wrong) return wrong;
      const sizes = x!
        .slice(2)
        .map(
          (size, d) =>
            (size - 1) * op.stride[d]! - 2 * op.padding[d]! + reachOf(op, d) + op.outputPadding[d]!,
        );
      if (sizes.some((size) => size < 1)) {
        return {
          misfit: l10n.t(
            'Nothing is left of its output: the padding takes away more than the input {0} and the kernel give. Use less padding.',
            brackets(x!),
          ),
        };
      }
      return { shape: [x![0]!, op.outChannels, ...sizes] };
    },
    state: (op) => stateOf(op, weightOf(op.inChannels, op.outChannels, op)),
    firstValues: (op) => firstValuesOf(op, weightOf(op.inChannels, op.outChannels, op)),
  },
};

/** Elements from the kernel's first to its last tap. */
function reachOf({ kernel, dilation }: ConvolutionOptions, d: number): number {
  return dilation[d]! * (kernel[d]! - 1) + 1;
}

function weightOf(first: number, second: number, { kernel, groups }: ConvolutionOptions): Shape {
  return [first, second / groups, ...kernel];
}

function stateOf({ bias, outChannels }: ConvolutionOptions, weight: Shape): StateSpec[] {
  const spec: StateSpec[] = [{ name: 'weight', shape: weight, kind: 'parameter' }];
  if (bias) spec.push({ name: 'bias', shape: [outChannels], kind: 'parameter' });
  return spec;
}

/** PyTorch takes the product of all sizes of the weight but the first for the fan-in, in transposed convolutions too. */
function firstValuesOf({ bias, outChannels }: ConvolutionOptions, weight: Shape): FirstValues[] {
  const fanIn = elementCount(weight.slice(1));
  const values: FirstValues[] = [
    { name: 'weight', shape: weight, initializer: kaimingUniform(fanIn) },
  ];
  if (bias) values.push({ name: 'bias', shape: [outChannels], initializer: fanInUniform(fanIn) });
  return values;
}

function channelMisfit(op: ConvolutionOptions, x: Shape): Misfit | null {
  const { inChannels, outChannels, groups, kernel } = op;
  if (x.length !== kernel.length + 2) {
    return {
      misfit: l10n.t(
        'It reads {0} dimensions (batch, channels and {1} of space), but its input is {2}. Change the shape of the input, or use the convolution for its dimensions.',
        kernel.length + 2,
        kernel.length,
        brackets(x),
      ),
    };
  }
  if (x[1] !== inChannels) {
    return {
      misfit: l10n.t(
        'It reads {0} channels, but its input is {1}, whose dimension 1 is different.',
        inChannels,
        brackets(x),
      ),
    };
  }
  if (inChannels % groups !== 0 || outChannels % groups !== 0) {
    return {
      misfit: l10n.t(
        'The channels that go in ({0}) and come out ({1}) must both be multiples of the groups ({2}).',
        inChannels,
        outChannels,
        groups,
      ),
    };
  }
  return null;
}

/** Mirrored and wrapped borders are made of the input, so they cannot be wider than it. */
function borderMisfit(
  { padding, paddingMode }: { padding: readonly (readonly number[])[]; paddingMode: string },
  x: Shape,
): Misfit | null {
  const spare = paddingMode === 'reflect' ? 1 : 0;
  const bounded = paddingMode === 'reflect' || paddingMode === 'circular';
  const fits = x.slice(2).every((size, d) => padding[d]!.every((width) => width <= size - spare));
  if (!bounded || fits) return null;
  return {
    misfit: l10n.t(
      'Its padding is wider than what it is made of: the input is {0}. Use less padding, or another padding mode.',
      brackets(x),
    ),
  };
}

function outputPaddingMisfit({
  outputPadding,
  stride,
  dilation,
}: ConvolutionOptions & { outputPadding: readonly number[] }): Misfit | null {
  if (outputPadding.every((size, d) => size < Math.max(stride[d]!, dilation[d]!))) return null;
  return {
    misfit: l10n.t('The output padding must be smaller than the stride or the dilation.'),
  };
}
