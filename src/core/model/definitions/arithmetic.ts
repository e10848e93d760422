/** Arithmetic, comparisons and statistics: shapes and parameters. */
import { sameShapeAsInput, type Definitions, type Misfit, type Outputs } from './definition';
import { cannotBroadcast } from './broadcast';
import { broadcastShape, type Shape } from '../shape';
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
};

/** Element by element, with broadcasting. */
function broadcastAll(_: unknown, inputs: readonly Shape[]): Outputs | Misfit {
  const shape = broadcastShape(inputs);
  return shape ? { shape } : { misfit: cannotBroadcast(inputs) };
}
