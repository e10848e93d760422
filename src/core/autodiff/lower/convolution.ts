/** Convolutions. */
import { pendingLowering } from './pending';
import type { Lowerings } from './table';

/** Convolutions: how these operations become primitives. */
export const convolution: Lowerings<'conv' | 'conv_transpose'> = {
  conv: pendingLowering,
  conv_transpose: pendingLowering,
};
