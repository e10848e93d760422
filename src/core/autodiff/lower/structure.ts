/** Shape and place. */
import { pendingLowering } from './pending';
import type { Lowerings } from './table';

/** Shape and place: how these operations become primitives. */
export const structure: Lowerings<
  | 'flatten'
  | 'reshape'
  | 'permute'
  | 'expand'
  | 'repeat'
  | 'concat'
  | 'stack'
  | 'index'
  | 'index_put'
  | 'flip'
  | 'roll'
  | 'pad'
  | 'unfold'
  | 'fold'
  | 'pixel_shuffle'
  | 'pixel_unshuffle'
  | 'band'
> = {
  flatten: (_, c) => c.emit('reshape', {}, c.inputs, { shape: c.node.outputShape }),
  reshape: ({ shape }, c) => c.emit('reshape', {}, c.inputs, { shape }),
  permute: pendingLowering,
  expand: pendingLowering,
  repeat: pendingLowering,
  concat: ({ dim }, c) => c.emit('concat', { dim }, c.inputs),
  stack: pendingLowering,
  index: pendingLowering,
  index_put: pendingLowering,
  flip: pendingLowering,
  roll: pendingLowering,
  pad: pendingLowering,
  unfold: pendingLowering,
  fold: pendingLowering,
  pixel_shuffle: pendingLowering,
  pixel_unshuffle: pendingLowering,
  band: pendingLowering,
};
