/** Pooling and resizing: shapes and parameters. */
import * as l10n from '@vscode/l10n';
import type { InterpolateMode } from '../ops';
import { brackets, type Shape } from '../shape';
import { windowAlong, windowCount, windowReach } from '../windows';
import { type Definitions, type Misfit, type Outputs } from './definition';
import { reachMisfit, spaceMisfit } from './windows';

/** Pooling and resizing. PyTorch: `nn.MaxPool2d`, `nn.AvgPool2d`, `nn.AdaptiveAvgPool2d`, `nn.Upsample` … */
export const pooling: Definitions<
  | 'max_pool'
  | 'avg_pool'
  | 'adaptive_max_pool'
  | 'adaptive_avg_pool'
  | 'interpolate'
  | 'grid_sample'
> = {
  max_pool: { infer: (op, [x]) => pooled(op, x!) },
  avg_pool: { infer: (op, [x]) => pooled(op, x!) },
  adaptive_max_pool: { infer: ({ output }, [x]) => resized(output, x!) },
  adaptive_avg_pool: { infer: ({ output }, [x]) => resized(output, x!) },
  grid_sample: {
    infer(_, [x, grid]) {
      const [n, , , last] = grid!;
      if (x!.length === 4 && grid!.length === 4 && x![0] === n && last === 2) {
        return { shape: [n!, x![1]!, ...grid!.slice(1, 3)] };
      }
      return {
        misfit: l10n.t(
          'It reads images [samples, channels, height, width] at places [samples, height, width, 2], but its inputs are {0} and {1}.',
          brackets(x!),
          brackets(grid!),
        ),
      };
    },
  },
  interpolate: {
    infer({ mode, size }, [x]) {
      const dims = DIMENSIONS[mode];
      if (dims === undefined || dims + 2 === x!.length) return resized(size, x!);
      return {
        misfit: l10n.t(
          'The mode "{0}" resizes {1} dimensions of space, but the input is {2}, which has {3}.',
          mode,
          dims,
          brackets(x!),
          x!.length - 2,
        ),
      };
    },
  },
};

/** How many dimensions of space a mode is for; the others do any number. */
const DIMENSIONS: Partial<Record<InterpolateMode, number>> = {
  linear: 1,
  bilinear: 2,
  bicubic: 2,
  trilinear: 3,
};

function pooled(op: Parameters<typeof windowAlong>[0], x: Shape): Outputs | Misfit {
  const wrong = spaceMisfit(x, op.kernel.length) ?? paddingMisfit(op) ?? reachMisfit(op, x);
  if (wrong) return wrong;
  const counts = x.slice(2).map((size, d) => windowCount(size, windowAlong(op, d)));
  return { shape: [...x.slice(0, 2), ...counts] };
}

/** More padding than half a window would give windows that see nothing. */
function paddingMisfit(op: Parameters<typeof windowAlong>[0]): Misfit | null {
  for (const [d, padding] of op.padding.entries()) {
    const reach = windowReach(windowAlong(op, d));
    if (padding <= Math.floor(reach / 2)) continue;
    return {
      misfit: l10n.t(
        'The padding is {0}, but it may be {1} at most, half of what the window reaches over.',
        padding,
        Math.floor(reach / 2),
      ),
    };
  }
  return null;
}

function resized(output: readonly number[], x: Shape): Outputs | Misfit {
  return spaceMisfit(x, output.length) ?? { shape: [...x.slice(0, 2), ...output] };
}
