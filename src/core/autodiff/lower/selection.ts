/** Picking elements by whole numbers. */
import { pendingLowering } from './pending';
import type { Lowerings } from './table';

/** Picking elements by whole numbers: how these operations become primitives. */
export const selection: Lowerings<'gather' | 'index_select' | 'one_hot'> = {
  gather: pendingLowering,
  index_select: pendingLowering,
  one_hot: pendingLowering,
};
