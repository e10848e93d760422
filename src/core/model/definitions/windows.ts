/** Windows as columns and back, and channels as pixels and back: shapes. */
import * as l10n from '@vscode/l10n';
import type { WindowOptions } from '../ops';
import { brackets, elementCount, type Shape } from '../shape';
import { windowAlong, windowCount, windowReach, type StridedWindow } from '../windows';
import { type Definitions, type Misfit } from './definition';

/** PyTorch: `nn.Unfold`, `nn.Fold`, `nn.PixelShuffle`, `nn.PixelUnshuffle`. */
export const windows: Definitions<'unfold' | 'fold' | 'pixel_shuffle' | 'pixel_unshuffle'> = {
  unfold: {
    infer(op, [x]) {
      const wrong = spaceMisfit(x!, op.kernel.length) ?? reachMisfit(op, x!);
      if (wrong) return wrong;
      const [samples, channels, ...space] = x as [number, number, ...number[]];
      return {
        shape: [samples, channels * elementCount(op.kernel), placesOf(op, space)],
      };
    },
  },
  fold: {
    infer(op, [x]) {
      const within = elementCount(op.kernel);
      if (x!.length !== 3 || x![1]! % within !== 0) {
        return {
          misfit: l10n.t(
            'It reads three dimensions (batch, channels times {0}, places), but its input is {1}.',
            within,
            brackets(x!),
          ),
        };
      }
      const places = placesOf(op, op.output);
      if (places !== x![2]) {
        return {
          misfit: l10n.t(
            'Its windows have {0} places on an output of {1}, but its input {2} has {3}.',
            places,
            op.output.join(' × '),
            brackets(x!),
            x![2]!,
          ),
        };
      }
      return { shape: [x![0]!, x![1]! / within, ...op.output] };
    },
  },
  pixel_shuffle: {
    infer({ factor }, [x]) {
      const wrong = imageMisfit(x!);
      if (wrong) return wrong;
      const [channels, height, width] = x!.slice(-3) as [number, number, number];
      if (channels % (factor * factor) !== 0) {
        return {
          misfit: l10n.t(
            'The channels of its input {0} must be a multiple of {1}, the square of the factor.',
            brackets(x!),
            factor * factor,
          ),
        };
      }
      return {
        shape: [...x!.slice(0, -3), channels / (factor * factor), height * factor, width * factor],
      };
    },
  },
  pixel_unshuffle: {
    infer({ factor }, [x]) {
      const wrong = imageMisfit(x!);
      if (wrong) return wrong;
      const [channels, height, width] = x!.slice(-3) as [number, number, number];
      if (height % factor !== 0 || width % factor !== 0) {
        return {
          misfit: l10n.t(
            'Height and width of its input {0} must be multiples of the factor {1}.',
            brackets(x!),
            factor,
          ),
        };
      }
      return {
        shape: [...x!.slice(0, -3), channels * factor * factor, height / factor, width / factor],
      };
    },
  },
};

/** Number of places that windows have on this space. */
function placesOf(op: WindowOptions, space: readonly number[]): number {
  return elementCount(space.map((size, d) => windowCount(size, windowAlong(op, d))));
}

/** Why a tensor does not have batch, channels and so many dimensions of space. */
export function spaceMisfit(x: Shape, dims: number): Misfit | null {
  if (x.length === dims + 2) return null;
  return {
    misfit: l10n.t(
      'It reads {0} dimensions (batch, channels and {1} of space), but its input is {2}.',
      dims + 2,
      dims,
      brackets(x),
    ),
  };
}

/** Why a window does not fit into the dimensions of space. */
export function reachMisfit(options: Parameters<typeof windowAlong>[0], x: Shape): Misfit | null {
  for (const [d, size] of x.slice(2).entries()) {
    const window: StridedWindow = windowAlong(options, d);
    if (windowCount(size, window) > 0) continue;
    return {
      misfit: l10n.t(
        'Its window reaches over {0} elements, but dimension {1} of its input {2} has only {3}, padding included. Make the window smaller, or add padding.',
        windowReach(window),
        d + 2,
        brackets(x),
        size + 2 * window.padding,
      ),
    };
  }
  return null;
}

function imageMisfit(x: Shape): Misfit | null {
  if (x.length >= 3) return null;
  return {
    misfit: l10n.t('It reads channels, height and width, but its input is {0}.', brackets(x)),
  };
}
