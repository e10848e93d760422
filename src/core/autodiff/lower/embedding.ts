/** Embedding. */
import type { LowerOp } from './lowering';

/** y = rows of the weight, chosen by whole numbers; the padding row gets no gradient. */
export const embedding: LowerOp<'embedding'> = ({ paddingIndex }, c) =>
  c.emit('lookup', { kind: 'select', dim: 0, paddingIndex }, [c.state('weight'), ...c.inputs]);
