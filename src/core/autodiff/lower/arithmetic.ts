/** Arithmetic, comparisons and statistics. */
import { pendingLowering } from './pending';
import type { Lowerings } from './table';

/** Arithmetic, comparisons and statistics: how these operations become primitives. */
export const arithmetic: Lowerings<
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
  add: (_, c) => c.emit('add', {}, c.inputs),
  binary: pendingLowering,
  matmul: pendingLowering,
  einsum: pendingLowering,
  where: pendingLowering,
  reduce: pendingLowering,
  arg_reduce: pendingLowering,
  norm: pendingLowering,
  normalize: pendingLowering,
  cumsum: pendingLowering,
};
