/** The definitions of all operations: leaving one out does not compile. */
import type { LayerOp, OpType } from '../ops';
import type { Shape } from '../shape';
import { activations } from './activations';
import { arithmetic } from './arithmetic';
import { convolution } from './convolution';
import type {
  Definition,
  Definitions,
  FirstValues,
  Misfit,
  Outputs,
  StateSpec,
} from './definition';
import { dense } from './dense';
import { normalization } from './normalization';
import { pooling } from './pooling';
import { selection } from './selection';
import { sequences } from './sequences';
import { sources } from './sources';
import { structure } from './structure';

const DEFINITIONS: Definitions<OpType> = {
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

/** Shapes of an operation's outputs, or why its inputs do not fit. */
export function inferShapes(op: LayerOp, inputs: readonly Shape[]): Outputs | Misfit {
  return definitionOf(op).infer(op, inputs);
}

/** Parameters and buffers of an operation, in PyTorch's order. */
export function stateOf(op: LayerOp): readonly StateSpec[] {
  return definitionOf(op).state?.(op) ?? [];
}

/** How parameters and buffers get their first values, in PyTorch's order. */
export function firstValuesOf(op: LayerOp): readonly FirstValues[] {
  return definitionOf(op).firstValues?.(op) ?? [];
}

/** Operation and definition belong together by the type. */
function definitionOf({ type }: LayerOp): Definition<OpType> {
  return DEFINITIONS[type];
}

export type { FirstValues, Misfit, Outputs, StateSpec } from './definition';
