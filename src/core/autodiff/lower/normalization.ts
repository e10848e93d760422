/** Normalization and dropout. */
import { pendingLowering } from './pending';
import type { Lowerings } from './table';

/** Normalization and dropout: how these operations become primitives. */
export const normalization: Lowerings<
  'batch_norm' | 'instance_norm' | 'layer_norm' | 'group_norm' | 'rms_norm' | 'dropout'
> = {
  batch_norm: pendingLowering,
  instance_norm: pendingLowering,
  layer_norm: pendingLowering,
  group_norm: pendingLowering,
  rms_norm: pendingLowering,
  dropout: pendingLowering,
};
