/** How every operation of a graph becomes primitives: leaving one out does not compile. */
import type { LayerOp, OpType } from '../../model/ops';
import { activations } from './activations';
import { arithmetic } from './arithmetic';
import { convolution } from './convolution';
import { dense } from './dense';
import type { LowerOp, Lowerings } from './lowering';
import type { NodeLowering } from './node';
import { normalization } from './normalization';
import { pooling } from './pooling';
import { selection } from './selection';
import { sequences } from './sequences';
import { sources } from './sources';
import { structure } from './structure';

const LOWERINGS: Lowerings<Exclude<OpType, 'input'>> = {
  ...activations,
  ...arithmetic,
  ...convolution,
  ...dense,
  ...normalization,
  ...pooling,
  ...selection,
  ...sequences,
  ...sources,
  ...structure,
};

/** Lowers one node; operation and rule belong together by the type. */
export function lowerNode(op: Exclude<LayerOp, { type: 'input' }>, lowering: NodeLowering) {
  return (LOWERINGS[op.type] as LowerOp<OpType>)(op, lowering);
}
