/**
 * The program: a graph lowered to a closed list of primitives in execution order, backward and update included.
 * Plain data. One operation writes exactly one tensor; a tensor is written exactly once.
 */
import type { DType } from '../model/graph';
import type { ConstantSource, Distribution } from '../model/ops';
import type { Shape } from '../model/shape';
import type { PrimitiveAttributes, PrimitiveName } from './attributes';

export const PHASES = ['forward', 'loss', 'backward', 'update'] as const;
export type Phase = (typeof PHASES)[number];

export type TensorId = number;

export type TensorRole =
  | 'input'
  | 'target'
  | 'parameter'
  /** Kept from step to step, not learned: running statistics. */
  | 'buffer'
  /** Kept by the optimizer from step to step: momentum and the like. */
  | 'state'
  | 'constant'
  /** Drawn anew at the start of every step: dropout masks, noise. */
  | 'random'
  | 'activation'
  | 'error'
  | 'loss'
  | 'gradient'
  | 'updated';

/** Where the numbers of a tensor come from that no operation writes and no file or seed gives. */
export type TensorSource =
  /** Always the same; for `state`, what it starts with. */
  | { readonly kind: 'constant'; readonly source: ConstantSource }
  | { readonly kind: 'random'; readonly distribution: Distribution };

/** A tensor of the program. Life is counted in operations: alive from the end of `birth` to the end of `death`. */
export interface TensorInfo {
  readonly id: TensorId;
  readonly role: TensorRole;
  readonly shape: Shape;
  /**
   * `out.weight` for parameters, the node's id for its output, `id:label` for what it computes on the way, `grad(…)` of these for
   * gradients.
   */
  readonly name: string;
  /** The graph node whose output, parameter or gradient this is, the first of several that share it; null for target, errors and loss. */
  readonly nodeId: string | null;
  /** What a parameter or buffer is to its node, such as `weight`; null for all others. */
  readonly part: string | null;
  /** True for a parameter that is not learned. */
  readonly frozen: boolean;
  /** For gradients (also partial ones): the tensor whose gradient this is. For `updated` and `state`: the tensor that it belongs to. */
  readonly of: TensorId | null;
  /** True for one share of a gradient that is still to be summed with others. */
  readonly partial: boolean;
  /** For constants, random tensors and the optimizer's state; null for all others. */
  readonly source: TensorSource | null;
  /** True for whole numbers, such as classes and tokens, which have no gradient. */
  readonly integer: boolean;
  /** Index of the operation that writes it; -1 when it is there from the start. */
  readonly birth: number;
  /** Index of the last operation that reads it; the number of operations when it outlives the step. */
  readonly death: number;
}

/** One operation: `primitive` with its attributes, reading `inputs`, writing `output`. */
export type Op = {
  [P in PrimitiveName]: {
    readonly index: number;
    readonly phase: Phase;
    readonly primitive: P;
    readonly attributes: PrimitiveAttributes[P];
    readonly inputs: readonly TensorId[];
    readonly output: TensorId;
    /** The graph node that the operation belongs to; `loss` for the operations of the loss. */
    readonly nodeId: string;
  };
}[PrimitiveName];

/** Id used as `Op.nodeId` for the operations of the loss. */
export const LOSS_NODE = '$loss';

export interface Program {
  readonly dtype: DType;
  readonly tensors: readonly TensorInfo[];
  readonly ops: readonly Op[];
  /** In the graph's order; the samples of the batch are counted by the first. */
  readonly inputs: readonly TensorId[];
  /** Null where the output is the loss itself. */
  readonly target: TensorId | null;
  /** The output of the last graph node. */
  readonly prediction: TensorId;
  /** One error per output element (or per sample, when outputs are coupled); the prediction where it is the loss itself. */
  readonly errors: TensorId;
  /** The scalar E. */
  readonly loss: TensorId;
  /** Parameters in the graph's order, each once. */
  readonly parameters: readonly TensorId[];
  /** What is carried from step to step: parameters, then buffers, then the optimizer's state. */
  readonly state: readonly TensorId[];
  /** Tensors that are drawn at the start of every step, in the order of the draws. */
  readonly random: readonly TensorId[];
  /** Complete gradient of a tensor, by tensor id; null where there is none (target, classes, what is frozen). */
  readonly gradientOf: readonly (TensorId | null)[];
  /** Value for the next step, by the id of a tensor of the state; null for all others. */
  readonly updatedOf: readonly (TensorId | null)[];
  /** First output of each graph node, by node id; further outputs by `id:name`. */
  readonly outputOf: Readonly<Record<string, TensorId>>;
}
