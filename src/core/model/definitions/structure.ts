/** Shape and place: shapes and parameters. */
import * as l10n from '@vscode/l10n';
import { brackets, elementCount, sameShape, type Shape } from '../shape';
import { sameShapeAsInput, type Definitions, type Misfit } from './definition';
import { index } from './indexing';
import { windows } from './windows';

/** Shape and place. PyTorch: `torch.reshape`, `permute`, `Tensor.expand`, `Tensor.repeat`, `cat`, `stack`, `F.pad`, `tril` … */
export const structure: Definitions<
  | 'flatten'
  | 'reshape'
  | 'permute'
  | 'expand'
  | 'repeat'
  | 'concat'
  | 'stack'
  | 'index'
  | 'index_put'
  | 'flip'
  | 'roll'
  | 'pad'
  | 'unfold'
  | 'fold'
  | 'pixel_shuffle'
  | 'pixel_unshuffle'
  | 'band'
  | 'detach'
> = {
  ...index,
  ...windows,
  flatten: {
    infer: ({ startDim, endDim }, [x]) => {
      const joined = elementCount(x!.slice(startDim, endDim + 1));
      return { shape: [...x!.slice(0, startDim), joined, ...x!.slice(endDim + 1)] };
    },
  },
  reshape: {
    infer({ shape }, [x]) {
      if (elementCount(shape) === elementCount(x!)) return { shape };
      return {
        misfit: l10n.t(
          'Its input {0} has {1} numbers, but the new shape {2} has {3}. The product of the sizes must stay the same.',
          brackets(x!),
          elementCount(x!),
          brackets(shape),
          elementCount(shape),
        ),
      };
    },
  },
  permute: {
    infer({ dims }, [x]) {
      const wrong = orderMisfit(dims, x!);
      return wrong ?? { shape: dims.map((d) => x![d]!) };
    },
  },
  expand: {
    infer({ shape }, [x]) {
      const lead = shape.length - x!.length;
      const fits = lead >= 0 && x!.every((size, d) => size === 1 || size === shape[d + lead]);
      return fits
        ? { shape }
        : {
            misfit: l10n.t(
              'Its input {0} cannot be repeated to {1}: only sizes of 1 can grow, counted from the last dimension.',
              brackets(x!),
              brackets(shape),
            ),
          };
    },
  },
  repeat: {
    infer({ times }, [x]) {
      const lead = times.length - x!.length;
      if (lead >= 0) return { shape: times.map((n, d) => n * (x![d - lead] ?? 1)) };
      return {
        misfit: l10n.t(
          'A number of times is needed for each of the {0} dimensions of its input {1}, but there are {2}.',
          x!.length,
          brackets(x!),
          times.length,
        ),
      };
    },
  },
  concat: {
    infer({ dim }, inputs) {
      const first = inputs[0]!;
      const without = (shape: Shape) => shape.map((size, d) => (d === dim ? 0 : size));
      if (!inputs.every((shape) => sameShape(without(shape), without(first)))) {
        return {
          misfit: l10n.t(
            'The shapes that meet here are {0}, but they must be the same except in dimension {1}.',
            inputs.map(brackets).join(', '),
            dim,
          ),
        };
      }
      const size = inputs.reduce((sum, shape) => sum + shape[dim]!, 0);
      return { shape: first.map((old, d) => (d === dim ? size : old)) };
    },
  },
  stack: {
    infer({ dim }, inputs) {
      const first = inputs[0]!;
      if (inputs.every((shape) => sameShape(shape, first))) {
        return { shape: [...first.slice(0, dim), inputs.length, ...first.slice(dim)] };
      }
      return {
        misfit: l10n.t(
          'The shapes that meet here are {0}, but they must all be the same to be stacked.',
          inputs.map(brackets).join(', '),
        ),
      };
    },
  },
  flip: { infer: ({ dims }, [x]) => dimsMisfit(dims, x!) ?? { shape: x! } },
  roll: { infer: ({ dims }, [x]) => dimsMisfit(dims, x!) ?? { shape: x! } },
  pad: {
    infer({ borders, mode }, [x]) {
      const most = { constant: Infinity, replicate: Infinity, circular: 0, reflect: -1 }[mode];
      const tooWide = borders.findIndex((border, d) => Math.max(...border) > x![d]! + most);
      if (tooWide >= 0) {
        return {
          misfit: l10n.t(
            'The border in dimension {0} may be {1} wide at most, because it is filled with what its input {2} has there.',
            tooWide,
            x![tooWide]! + most,
            brackets(x!),
          ),
        };
      }
      const shape = x!.map((size, d) => borders[d]![0] + size + borders[d]![1]);
      if (shape.every((size) => size > 0)) return { shape };
      return {
        misfit: l10n.t('Nothing is left of its input {0}: less must be cut off.', brackets(x!)),
      };
    },
  },
  band: { infer: sameShapeAsInput },
  detach: { infer: sameShapeAsInput },
};

/** Why these are not all dimensions of a tensor in some order. */
function orderMisfit(dims: readonly number[], x: Shape): Misfit | null {
  if (dims.length === x.length && x.every((_, d) => dims.includes(d))) return null;
  return {
    misfit: l10n.t(
      'The order {0} must name each of the dimensions 0 to {1} of its input {2} once.',
      brackets(dims),
      x.length - 1,
      brackets(x),
    ),
  };
}

/** Why these are not dimensions of a tensor. */
function dimsMisfit(dims: readonly number[], x: Shape): Misfit | null {
  const missing = dims.find((d) => d < 0 || d >= x.length);
  if (missing === undefined) return null;
  return {
    misfit: l10n.t('There is no dimension {0} in its input {1}.', missing, brackets(x)),
  };
}
