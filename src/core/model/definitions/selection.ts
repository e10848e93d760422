/** Picking and placing elements by whole numbers: shapes and parameters. */
import * as l10n from '@vscode/l10n';
import { type Definitions } from './definition';
import { brackets, sameShape, type Shape } from '../shape';

/** Picking and placing elements by whole numbers. PyTorch: `torch.gather`, `index_select`, `F.one_hot`, `scatter`, `scatter_add`, `index_add`. */
export const selection: Definitions<
  'gather' | 'index_select' | 'one_hot' | 'scatter' | 'index_add'
> = {
  gather: {
    infer({ dim }, [x, index]) {
      const fits =
        x!.length === index!.length && index!.every((size, d) => d === dim || size <= x![d]!);
      if (fits) return { shape: index! };
      return {
        misfit: l10n.t(
          'The places {0} must have as many dimensions as the input {1}, none larger than there except dimension {2}.',
          brackets(index!),
          brackets(x!),
          dim,
        ),
      };
    },
  },
  index_select: {
    infer: ({ dim }, [x, index]) => ({
      shape: [...x!.slice(0, dim), ...index!, ...x!.slice(dim + 1)],
    }),
  },
  one_hot: { infer: ({ classes }, [x]) => ({ shape: [...x!, classes] }) },
  scatter: {
    infer({ dim }, [x, index, source]) {
      const fits =
        x!.length === index!.length && index!.every((size, d) => d === dim || size <= x![d]!);
      const covered = !source || covers(source, index!);
      if (fits && covered) return { shape: x! };
      return {
        misfit: fits
          ? l10n.t(
              'The values {0} must be at least as many along every dimension as the places {1}.',
              brackets(source!),
              brackets(index!),
            )
          : l10n.t(
              'The places {0} must have as many dimensions as the input {1}, none larger than there except dimension {2}.',
              brackets(index!),
              brackets(x!),
              dim,
            ),
      };
    },
  },
  index_add: {
    infer({ dim }, [x, index, source]) {
      const expected = x!.map((size, d) => (d === dim ? (index![0] ?? 1) : size));
      if (index!.length <= 1 && sameShape(source!, expected)) return { shape: x! };
      return {
        misfit: l10n.t(
          'With the places {0} the values that are added to {1} must be {2}, but they are {3}.',
          brackets(index!),
          brackets(x!),
          brackets(expected),
          brackets(source!),
        ),
      };
    },
  },
};

function covers(source: Shape, index: Shape): boolean {
  return source.length === index.length && index.every((size, d) => size <= source[d]!);
}
