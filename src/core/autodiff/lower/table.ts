/** How every operation of a graph becomes primitives: leaving one out does not compile. */
import type { LayerOp, OpOf, OpType } from '../../model/ops';
import type { TensorId } from '../program';
import { activations } from './activations';
import { arithmetic } from './arithmetic';
import { convolution } from './convolution';
import { dense } from './dense';
import type { NodeLowering, Outputs } from './node';
import { normalization } from './normalization';
import { pooling } from './pooling';
import { selection } from './selection';
import { sequences } from './sequences';
import { sources } from './sources';
import { structure } from './structure';

/** Adds the operations of a node and gives its output, or several by name. */
export type LowerOp<T extends OpType> = (op: OpOf<T>, lowering: NodeLowering) => TensorId | Outputs;

/** How operations of some types are lowered. */
export type Lowerings<T extends OpType> = { readonly [P in T]: LowerOp<P> };

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
  return (LOWERINGS[op.type] as LowerOp<OpType>)(op as OpOf<OpType>, lowering);
}
