/** Pooling and resizing. */
import { pendingLowering } from './pending';
import type { Lowerings } from './table';

/** Pooling and resizing: how these operations become primitives. */
export const pooling: Lowerings<
  'max_pool' | 'avg_pool' | 'adaptive_max_pool' | 'adaptive_avg_pool' | 'interpolate'
> = {
  max_pool: pendingLowering,
  avg_pool: pendingLowering,
  adaptive_max_pool: pendingLowering,
  adaptive_avg_pool: pendingLowering,
  interpolate: pendingLowering,
};
