/** Pooling and resizing: shapes and parameters. */
import type { Definitions } from './definition';
import { pendingDefinition } from './pending';

/** Pooling and resizing. */
export const pooling: Definitions<
  'max_pool' | 'avg_pool' | 'adaptive_max_pool' | 'adaptive_avg_pool' | 'interpolate'
> = {
  max_pool: pendingDefinition,
  avg_pool: pendingDefinition,
  adaptive_max_pool: pendingDefinition,
  adaptive_avg_pool: pendingDefinition,
  interpolate: pendingDefinition,
};
