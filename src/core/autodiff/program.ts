/**
 * The program: a graph lowered to a closed list of primitives in execution order, backward and update included.
 * Plain data. One operation writes exactly one tensor; a tensor is written exactly once.
 */
import type { Elementwise } from '../model/elementwise';
import type { LossKind, Reduction, Shape } from '../model/graph';

export const PHASES = ['forward', 'loss', 'backward', 'update'] as const;
export type Phase = (typeof PHASES)[number];

/** Losses whose value is a sum over output elements, so that every output has its own error e_j. */
export type PointwiseLoss = Exclude<LossKind, 'nll' | 'cross_entropy'>;

/**
 * Attributes of every primitive. The keys are the closed list.
 * Shapes: B stands for all leading dimensions together; inputs are listed in the order of `Op.inputs`.
 */
export interface PrimitiveAttributes {
  /** (x [B,in], W [out,in], b [out]?) → x Wᵀ + b [B,out] */
  linear: Record<never, never>;
  /** (x) → f(x), same shape */
  elementwise: { readonly function: Elementwise };
  /** (x) → softmax over `dim`, same shape */
  softmax: { readonly dim: number };
  log_softmax: { readonly dim: number };
  /** (x) → the same numbers in the output's shape */
  reshape: Record<never, never>;
  /** (a, b, …) → sum, same shapes. Also where gradients of a tensor that was used several times meet. */
  add: Record<never, never>;
  /** (a, b, …) → joined along `dim` */
  concat: { readonly dim: number };
  /** (x) → the part [start, start + length) along `dim`: backward of concat */
  slice: { readonly dim: number; readonly start: number; readonly length: number };
  /** (prediction, target) → e, one error per output element, same shape */
  pointwise_loss: { readonly loss: PointwiseLoss; readonly delta: number };
  /** (log-probabilities [B,C], classes [B]) → e [B] */
  nll: Record<never, never>;
  /** (logits [B,C], classes [B]) → e [B] */
  cross_entropy: Record<never, never>;
  /** (e) → E, a scalar (shape []) */
  reduce: { readonly reduction: Reduction };
  /** () → 1, shape []: ∂E/∂E, where the backward pass starts */
  one: Record<never, never>;
  /** (∂E/∂y) → ∂E/∂x for an operation that passes its gradient on unchanged (add) */
  copy: Record<never, never>;
  /** (∂E/∂E) → ∂E/∂e, the scalar spread over `e` (times 1/n for the mean) */
  reduce_grad: { readonly reduction: Reduction };
  /** (∂E/∂e, prediction, target) → ∂E/∂prediction */
  pointwise_loss_grad: { readonly loss: PointwiseLoss; readonly delta: number };
  /** (∂E/∂e [B], log-probabilities, classes) → ∂E/∂log-probabilities [B,C] */
  nll_grad: Record<never, never>;
  /** (∂E/∂e [B], logits, classes) → ∂E/∂logits [B,C] */
  cross_entropy_grad: Record<never, never>;
  /** (∂E/∂y [B,out], W) → ∂E/∂x [B,in] */
  linear_grad_input: Record<never, never>;
  /** (∂E/∂y [B,out], x [B,in]) → ∂E/∂W [out,in] */
  linear_grad_weight: Record<never, never>;
  /** (∂E/∂y [B,out]) → ∂E/∂b [out] */
  linear_grad_bias: Record<never, never>;
  /** (∂E/∂y, x) → ∂E/∂x = ∂E/∂y · f'(x) */
  elementwise_grad: { readonly function: Elementwise };
  /** (∂E/∂y, y) → ∂E/∂x */
  softmax_grad: { readonly dim: number };
  log_softmax_grad: { readonly dim: number };
  /** (parameter, gradient) → parameter − lr · gradient */
  sgd: { readonly lr: number };
}

export type PrimitiveName = keyof PrimitiveAttributes;

export type TensorId = number;

export type TensorRole =
  'input' | 'target' | 'parameter' | 'activation' | 'error' | 'loss' | 'gradient' | 'updated';

/** A tensor of the program. Life is counted in operations: alive from the end of `birth` to the end of `death`. */
export interface TensorInfo {
  readonly id: TensorId;
  readonly role: TensorRole;
  readonly shape: Shape;
  /** `out.weight` for parameters, the node's id for activations, `grad(…)` of these for gradients. */
  readonly name: string;
  /** The graph node whose output, parameter or gradient this is; null for target, errors and loss. */
  readonly nodeId: string | null;
  /** For gradients (also partial ones): the tensor whose gradient this is. For `updated`: the parameter. */
  readonly of: TensorId | null;
  /** True for one share of a gradient that is still to be summed with others. */
  readonly partial: boolean;
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
  readonly tensors: readonly TensorInfo[];
  readonly ops: readonly Op[];
  readonly input: TensorId;
  readonly target: TensorId;
  /** The output of the last graph node. */
  readonly prediction: TensorId;
  /** One error per output element (or per sample, when outputs are coupled). */
  readonly errors: TensorId;
  /** The scalar E. */
  readonly loss: TensorId;
  /** Parameters in the graph's order. */
  readonly parameters: readonly TensorId[];
  /** Complete gradient of a tensor, by tensor id; null where there is none (target, classes). */
  readonly gradientOf: readonly (TensorId | null)[];
  /** Value after the update, by parameter's tensor id; null for all others. */
  readonly updatedOf: readonly (TensorId | null)[];
  /** Output tensor of each graph node, by node id. */
  readonly outputOf: Readonly<Record<string, TensorId>>;
}
