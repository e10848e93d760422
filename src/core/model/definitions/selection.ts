/** Picking elements by whole numbers: shapes and parameters. */
import * as l10n from '@vscode/l10n';
import { type Definitions } from './definition';
import { brackets } from '../shape';

/** Picking elements by whole numbers. PyTorch: `torch.gather`, `torch.index_select`, `F.one_hot`. */
export const selection: Definitions<'gather' | 'index_select' | 'one_hot'> = {
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
};
