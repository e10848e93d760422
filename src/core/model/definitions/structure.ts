/** Shape and place: shapes and parameters. */
import type { Definitions } from './definition';
import * as l10n from '@vscode/l10n';
import { elementCount, sameShape, type Shape } from '../shape';
import { written } from './definition';
import { pendingDefinition } from './pending';

/** Shape and place. */
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
> = {
  flatten: {
    infer: ({ startDim, endDim }, [x]) => {
      const joined = elementCount(x!.slice(startDim, endDim + 1));
      return { shape: [...x!.slice(0, startDim), joined, ...x!.slice(endDim + 1)] };
    },
  },
  reshape: pendingDefinition,
  permute: pendingDefinition,
  expand: pendingDefinition,
  repeat: pendingDefinition,
  concat: {
    infer({ dim }, inputs) {
      const first = inputs[0]!;
      const without = (shape: Shape) => shape.map((size, d) => (d === dim ? 0 : size));
      if (!inputs.every((shape) => sameShape(without(shape), without(first)))) {
        return {
          misfit: l10n.t(
            'The shapes that meet here are {0}, but they must be the same except in dimension {1}.',
            inputs.map(written).join(', '),
            dim,
          ),
        };
      }
      const size = inputs.reduce((sum, shape) => sum + shape[dim]!, 0);
      return { shape: first.map((old, d) => (d === dim ? size : old)) };
    },
  },
  stack: pendingDefinition,
  index: pendingDefinition,
  index_put: pendingDefinition,
  flip: pendingDefinition,
  roll: pendingDefinition,
  pad: pendingDefinition,
  unfold: pendingDefinition,
  fold: pendingDefinition,
  pixel_shuffle: pendingDefinition,
  pixel_unshuffle: pendingDefinition,
  band: pendingDefinition,
};
