/** Recurrent layers and attention. */
import { pendingLowering } from './pending';
import type { Lowerings } from './table';

/** Recurrent layers and attention: how these operations become primitives. */
export const sequences: Lowerings<'recurrent' | 'multihead_attention' | 'attention'> = {
  recurrent: pendingLowering,
  multihead_attention: pendingLowering,
  attention: pendingLowering,
};
