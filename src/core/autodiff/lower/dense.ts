/** Dense layers. */
import { pendingLowering } from './pending';
import type { Lowerings } from './table';

/** Dense layers: how these operations become primitives. */
export const dense: Lowerings<'linear' | 'bilinear' | 'embedding'> = {
  linear: (_, c) =>
    c.emit('linear', {}, [
      ...c.inputs,
      c.state('weight'),
      ...(c.has('bias') ? [c.state('bias')] : []),
    ]),
  bilinear: pendingLowering,
  embedding: pendingLowering,
};
