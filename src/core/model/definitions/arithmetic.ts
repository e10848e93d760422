/** Arithmetic, comparisons and statistics: shapes and parameters. */
import type { Definitions } from './definition';
import { broadcastShape, cannotBroadcast } from './broadcast';
import { pendingDefinition } from './pending';

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
  add: {
    infer(_, inputs) {
      const shape = broadcastShape(inputs);
      return shape ? { shape } : { misfit: cannotBroadcast(inputs) };
    },
  },
  binary: pendingDefinition,
  matmul: pendingDefinition,
  einsum: pendingDefinition,
  where: pendingDefinition,
  reduce: pendingDefinition,
  arg_reduce: pendingDefinition,
  norm: pendingDefinition,
  normalize: pendingDefinition,
  cumsum: pendingDefinition,
};
