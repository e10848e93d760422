/** Activations. */
import { pendingLowering } from './pending';
import type { Lowerings } from './table';

/** Activations: how these operations become primitives. */
export const activations: Lowerings<'elementwise' | 'prelu' | 'glu' | 'softmax' | 'log_softmax'> = {
  elementwise: (op, c) => c.emit('elementwise', { function: op.function }, c.inputs),
  prelu: pendingLowering,
  glu: pendingLowering,
  softmax: ({ dim }, c) => c.emit('softmax', { dim }, c.inputs),
  log_softmax: ({ dim }, c) => c.emit('log_softmax', { dim }, c.inputs),
};
