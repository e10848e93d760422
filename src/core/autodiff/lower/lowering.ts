/** What a table of lowerings holds. */
import type { OpOf, OpType } from '../../model/ops';
import type { TensorId } from '../program';
import type { NodeLowering, Outputs } from './node';

/** Adds the operations of a node and gives its output, or several by name. */
export type LowerOp<T extends OpType> = (op: OpOf<T>, lowering: NodeLowering) => TensorId | Outputs;

/** How operations of some types are lowered. */
export type Lowerings<T extends OpType> = { readonly [P in T]: LowerOp<P> };
