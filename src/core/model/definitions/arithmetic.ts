/** Arithmetic, comparisons and statistics: shapes and parameters. */
import * as l10n from '@vscode/l10n';
import { sameShapeAsInput, type Definitions, type Misfit, type Outputs } from './definition';
import { cannotBroadcast } from './broadcast';
import { brackets, broadcastShape, type Shape } from '../shape';
import { reducedShape } from '../reduction';
import { products } from './products';

/** Arithmetic, comparisons and statistics. */
export const arithmetic: Definitions<
  | 'add'
  | 'binary'
  | 'matmul'
  | 'einsum'
  | 'where'
  | 'reduce'
  | 'arg_reduce'
  | 'norm'
  | 'normalize'
  | 'cumsum'
  | 'cumprod'
  | 'arg_sort'
> = {
  add: { infer: broadcastAll },
  binary: { infer: broadcastAll },
  matmul: products.matmul,
  einsum: products.einsum,
  where: { infer: broadcastAll },
  reduce: { infer: (op, [x]) => ({ shape: reducedShape(x!, op) }) },
  arg_reduce: {
    infer: ({ dim, keepdim }, [x]) => ({
      shape: reducedShape(x!, { dims: dim === null ? null : [dim], keepdim }),
    }),
  },
  norm: { infer: (op, [x]) => ({ shape: reducedShape(x!, op) }) },
  normalize: { infer: sameShapeAsInput },
  cumsum: { infer: sameShapeAsInput },
  cumprod: { infer: sameShapeAsInput },
  arg_sort: {
    infer({ dim, count }, [x]) {
      const size = x![dim]!;
      if (count === null || count <= size) {
        return { shape: x!.map((n, d) => (d === dim ? (count ?? n) : n)) };
      }
      return {
        misfit: l10n.t(
          'It takes the first {0} elements along dimension {1}, but its input is {2}, which has fewer there.',
          count,
          dim,
          brackets(x!),
        ),
      };
    },
  },
};

/** Element by element, with broadcasting. */
function broadcastAll(_: unknown, inputs: readonly Shape[]): Outputs | Misfit {
  const shape = broadcastShape(inputs);
  return shape ? { shape } : { misfit: cannotBroadcast(inputs) };
}
