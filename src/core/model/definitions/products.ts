/** Products of whole tensors: shapes. */
import * as l10n from '@vscode/l10n';
import { readEinsum } from '../einsum';
import { type Definitions } from './definition';
import { brackets, broadcastShape } from '../shape';

/** Products. PyTorch: `torch.matmul`, `torch.einsum`. */
export const products: Definitions<'matmul' | 'einsum'> = {
  matmul: {
    infer(_, [a, b]) {
      if (a!.length === 0 || b!.length === 0) {
        return { misfit: l10n.t('A single number cannot be multiplied as a matrix. Use "mul".') };
      }
      const left = a!.length === 1 ? [1, a![0]!] : a!;
      const right = b!.length === 1 ? [b![0]!, 1] : b!;
      const batch = broadcastShape([left.slice(0, -2), right.slice(0, -2)]);
      if (left.at(-1) !== right.at(-2)) {
        return {
          misfit: l10n.t(
            'The matrices {0} and {1} cannot be multiplied: the last size of the first must be the last but one of the second.',
            brackets(a!),
            brackets(b!),
          ),
        };
      }
      if (!batch) {
        return {
          misfit: l10n.t(
            'The matrices {0} and {1} cannot be multiplied: the dimensions before the last two must be equal or 1.',
            brackets(a!),
            brackets(b!),
          ),
        };
      }
      const rows = a!.length === 1 ? [] : [left.at(-2)!];
      const columns = b!.length === 1 ? [] : [right.at(-1)!];
      return { shape: [...batch, ...rows, ...columns] };
    },
  },
  einsum: {
    infer({ equation }, inputs) {
      const read = readEinsum(equation, inputs);
      return 'misfit' in read ? read : { shape: read.output.map((name) => read.sizes.get(name)!) };
    },
  },
};
