/**
 * What a primitive must say about itself: shape, kernel, cost, provenance, and, if it stands in a forward pass, its backward rule.
 * The letters of a primitive (TeX) are in `explain`.
 */
import type { Shape } from '../../model/graph';
import type { PrimitiveAttributes, PrimitiveName } from '../attributes';
import type { TensorId } from '../program';
import type { Term } from '../trace';
import type { Values } from '../values';

/** Primitives that gradients never flow through: gradient operations, updates, and what gives whole numbers. */
export type GradientPrimitive =
  | 'linear_grad_input'
  | 'linear_grad_weight'
  | 'linear_grad_bias'
  | 'conv_grad_weight'
  | 'elementwise_grad'
  | 'binary_grad'
  | 'where_grad'
  | 'softmax_grad'
  | 'log_softmax_grad'
  | 'reduce_grad'
  | 'prod_grad'
  | 'variance_grad'
  | 'extreme_grad'
  | 'arg_extreme'
  | 'arg_sort'
  | 'detach'
  | 'norm_grad'
  | 'cumprod_grad'
  | 'normalize_grad'
  | 'max_pool_grad'
  | 'scatter_grad'
  | 'grid_sample_grad_input'
  | 'grid_sample_grad_grid'
  | 'pointwise_loss_grad'
  | 'nll_grad'
  | 'cross_entropy_grad'
  | 'class_weights'
  | 'one'
  | 'sgd'
  | 'blend'
  | 'second_moment'
  | 'count'
  | 'adaptive_step';

/** Primitives that gradients flow through; each has a backward rule. */
export type ForwardPrimitive = Exclude<PrimitiveName, GradientPrimitive>;

/** The tensors of one application: row-major values and shapes, in the order of `Op.inputs`. */
export interface Operands {
  readonly inputs: readonly Values[];
  readonly inputShapes: readonly Shape[];
  readonly output: Values;
  readonly outputShape: Shape;
}

/** One application within a trace, so that provenance can name elements. */
export interface Site extends Operands {
  readonly inputIds: readonly TensorId[];
}

/** Rules of a primitive. */
export interface Rule<P extends PrimitiveName> {
  /** Shape of the result; `asked` is what the program wants, for primitives whose inputs do not say it. Throws where inputs do not fit. */
  shape(inputs: readonly Shape[], attributes: PrimitiveAttributes[P], asked: Shape): Shape;
  /** Computes every element of `operands.output`. */
  kernel(operands: Operands, attributes: PrimitiveAttributes[P]): void;
  /** Multiply-adds of one application: products that are formed. Memory is that of the result. */
  macs(inputs: readonly Shape[], output: Shape, attributes: PrimitiveAttributes[P]): number;
  /** How one element of the result is made: a sum of products. */
  terms(site: Site, attributes: PrimitiveAttributes[P], index: number): Term[];
  /** Number of terms of one element; where elements differ, the largest number. */
  termCount(inputs: readonly Shape[], output: Shape, attributes: PrimitiveAttributes[P]): number;
}

/** What a gradient operation reads: an input of the forward operation by place, its result, or the gradient of its result. */
export type Operand = number | 'output' | 'gradient';

/** One operation of a backward rule: computes the gradient of input number `to`. */
export type BackwardStep = {
  [P in PrimitiveName]: {
    readonly to: number;
    readonly primitive: P;
    readonly attributes: PrimitiveAttributes[P];
    readonly reads: readonly Operand[];
    /**
     * True when the operation takes the operands of several uses one after another and sums over them, so that a parameter that one
     * layer uses several times (over time steps) gets its gradient without a tensor for every share.
     */
    readonly merges?: true;
  };
}[PrimitiveName];

/** Rules of a primitive that gradients flow through. */
export interface ForwardRule<P extends PrimitiveName> extends Rule<P> {
  /**
   * Operations that give the gradients of the inputs, in the order in which they are done. Inputs without a step get none; steps for
   * inputs that need no gradient are left out. A result in a shape that the input was broadcast to is summed to the input's shape.
   */
  backward(
    attributes: PrimitiveAttributes[P],
    inputs: readonly Shape[],
    output: Shape,
  ): readonly BackwardStep[];
}

/** Rules of every primitive: leaving one out, or a backward rule where one is due, does not compile. */
export type RuleTable = {
  readonly [P in PrimitiveName]: P extends ForwardPrimitive ? ForwardRule<P> : Rule<P>;
};
