/** The closed list of primitives, with the attributes of each. Plain data. */
import type { Elementwise } from '../model/elementwise';
import type { LossKind } from '../model/graph';
import type { BinaryFunction, Border, InterpolateMode, PadMode, WindowOptions } from '../model/ops';
import type { Shape } from '../model/shape';

/** Losses whose value is a sum over output elements, so that every output has its own error e_j. */
export type PointwiseLoss = Exclude<LossKind, 'nll' | 'cross_entropy' | 'output'>;

/** Functions of two elements; `prelu` is (x, slope) → x or slope·x. */
export type BinaryName = BinaryFunction | 'prelu';

/** Where each element of a result is taken from: one element of the input, or none. */
export type IndexMap =
  | { readonly kind: 'permute'; readonly dims: readonly number[] }
  /** For each dimension: element start + i·step, for i below size. */
  | {
      readonly kind: 'slice';
      readonly starts: readonly number[];
      readonly steps: readonly number[];
      readonly sizes: readonly number[];
    }
  /** These elements along one dimension. */
  | { readonly kind: 'take'; readonly dim: number; readonly indices: readonly number[] }
  | { readonly kind: 'expand'; readonly shape: Shape }
  | { readonly kind: 'repeat'; readonly times: readonly number[] }
  | { readonly kind: 'flip'; readonly dims: readonly number[] }
  | { readonly kind: 'roll'; readonly shifts: readonly number[]; readonly dims: readonly number[] }
  | {
      readonly kind: 'pad';
      readonly borders: readonly Border[];
      readonly mode: PadMode;
      readonly value: number;
    }
  | ({ readonly kind: 'unfold' } & WindowOptions)
  | { readonly kind: 'pixel_shuffle'; readonly factor: number }
  | { readonly kind: 'pixel_unshuffle'; readonly factor: number }
  | {
      readonly kind: 'nearest';
      readonly exact: boolean;
      readonly size: readonly number[];
      readonly scales: readonly number[] | null;
    }
  /** Zero outside the band. */
  | { readonly kind: 'band'; readonly part: 'lower' | 'upper'; readonly diagonal: number };

/** Fixed weighted sums of elements near each other, over the dimensions after the first two. */
export type SampleMap =
  | {
      readonly kind: 'avg_pool';
      readonly kernel: readonly number[];
      readonly stride: readonly number[];
      readonly padding: readonly number[];
      readonly ceilMode: boolean;
      readonly countIncludePad: boolean;
      readonly divisorOverride: number | null;
    }
  | { readonly kind: 'adaptive_avg_pool'; readonly output: readonly number[] }
  | {
      readonly kind: 'interpolate';
      readonly mode: Exclude<InterpolateMode, 'nearest' | 'nearest-exact'>;
      readonly size: readonly number[];
      readonly scales: readonly number[] | null;
      readonly alignCorners: boolean;
    };

/** The windows of which max pooling takes the largest element. */
export type PoolWindows =
  | {
      readonly kind: 'strided';
      readonly kernel: readonly number[];
      readonly stride: readonly number[];
      readonly padding: readonly number[];
      readonly dilation: readonly number[];
      readonly ceilMode: boolean;
    }
  | { readonly kind: 'adaptive'; readonly output: readonly number[] };

/** How a kernel moves over its input; one entry for each spatial dimension. */
export interface ConvolutionAttributes {
  readonly stride: readonly number[];
  readonly padding: readonly Border[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** Dimensions that are taken together; null for all. */
export interface ReductionDims {
  readonly dims: readonly number[] | null;
  readonly keepdim: boolean;
}

/**
 * Attributes of every primitive. The keys are the closed list.
 * Shapes: B stands for all leading dimensions together; inputs are listed in the order of `Op.inputs`.
 * "asked" is the shape that the program wants of the result, where inputs and attributes do not say it.
 */
export interface PrimitiveAttributes {
  // --- Products
  /** (x [B,in], W [out,in], b [out]?) → x Wᵀ + b [B,out] */
  linear: Record<never, never>;
  /** (∂E/∂y [B,out], W) → ∂E/∂x [B,in] */
  linear_grad_input: Record<never, never>;
  /** (∂E/∂y [B,out], x [B,in], …) → ∂E/∂W [out,in], summed over the pairs when W was used several times by one layer */
  linear_grad_weight: Record<never, never>;
  /** (∂E/∂y [B,out], …) → ∂E/∂b [out], summed over all of them */
  linear_grad_bias: Record<never, never>;
  /** (a […,m,k], b […,k,n]) → a b […,m,n], leading dimensions broadcast; a or b with its last two dimensions exchanged first. */
  matmul: { readonly transposeA: boolean; readonly transposeB: boolean };
  /** (x [N,C,…], w [O,C/groups,…], b [O]?) → cross-correlation [N,O,…] */
  conv: ConvolutionAttributes;
  /** (x [N,O,…], w [O,C/groups,…], b [C]?) → asked [N,C,…]: transposed convolution, and ∂E/∂x of conv */
  conv_transpose: ConvolutionAttributes;
  /** (∂E/∂y [N,O,…], x [N,C,…]) → ∂E/∂w, asked [O,C/groups,…] */
  conv_grad_weight: ConvolutionAttributes;

  // --- Element by element
  /** (x) → f(x), same shape */
  elementwise: { readonly function: Elementwise };
  /** (∂E/∂y, x, y?) → ∂E/∂x = ∂E/∂y · f'(x). It reads y for functions whose derivative follows from it (tanh, sigmoid, exp, sqrt …). */
  elementwise_grad: { readonly function: Elementwise };
  /** (a, b) → f(a, b), broadcast. Comparisons have no gradient. */
  binary: { readonly function: BinaryName };
  /** (∂E/∂y, a, b) → ∂E/∂y · ∂f/∂a (to 0) or ∂f/∂b (to 1), in the shape of y */
  binary_grad: { readonly function: BinaryName; readonly to: 0 | 1 };
  /** (condition, a, b) → a where the condition is not 0, else b, broadcast */
  where: Record<never, never>;
  /** (∂E/∂y, condition) → ∂E/∂y where the operand (1 is a, 2 is b) was chosen, else 0, in the shape of y */
  where_grad: { readonly to: 1 | 2 };

  // --- Along dimensions
  /** (x) → softmax over `dim`, same shape. Where all of x is −∞ it is NaN, or 0 when `safe`. */
  softmax: { readonly dim: number; readonly safe?: true };
  /** (∂E/∂y, y) → ∂E/∂x */
  softmax_grad: { readonly dim: number };
  log_softmax: { readonly dim: number };
  /** (∂E/∂y, y) → ∂E/∂x */
  log_softmax_grad: { readonly dim: number };
  /** (x) → Σ or mean over `dims` */
  reduce: { readonly reduction: 'sum' | 'mean' } & ReductionDims;
  /** (∂E/∂y) → ∂E/∂x, asked: spread over the dimensions (times 1/n for the mean) */
  reduce_grad: { readonly reduction: 'sum' | 'mean' } & ReductionDims;
  /** (x) → the product of the elements over `dims` */
  prod: ReductionDims;
  /** (∂E/∂y, x) → ∂E/∂x */
  prod_grad: ReductionDims;
  /** (x) → Σ (x − mean)² / (n − correction) over `dims` */
  variance: { readonly correction: number } & ReductionDims;
  /** (∂E/∂y, x) → ∂E/∂x */
  variance_grad: { readonly correction: number } & ReductionDims;
  /** (x) → the largest or smallest element over `dims` */
  extreme: ExtremeAttributes;
  /** (∂E/∂y, x) → ∂E/∂x */
  extreme_grad: ExtremeAttributes;
  /** (x) → place of the largest or smallest element along `dim`, the first one; null over all. No gradient. */
  arg_extreme: {
    readonly function: 'max' | 'min';
    readonly dim: number | null;
    readonly keepdim: boolean;
  };
  /** (x) → (Σ |x|^p)^(1/p) over `dims`; p may be Infinity */
  norm: { readonly p: number } & ReductionDims;
  /** (∂E/∂y, x, y) → ∂E/∂x, 0 where y is 0 */
  norm_grad: { readonly p: number } & ReductionDims;
  /** (x) → running sums along `dim`, from the end when reversed */
  cumsum: { readonly dim: number; readonly reverse: boolean };
  /** (x) → running products along `dim` */
  cumprod: { readonly dim: number };
  /** (∂E/∂y, x) → ∂E/∂x */
  cumprod_grad: { readonly dim: number };
  /** (x) → places of the elements along `dim` in their order, equal ones in theirs; the first `count` of them. No gradient. */
  arg_sort: { readonly dim: number; readonly descending: boolean; readonly count: number | null };
  /** (x) → (x − μ) / √(σ² + eps) with mean and variance over `dims` together; without `center`, x / √(mean x² + eps) */
  normalize: NormalizeAttributes;
  /** (∂E/∂y, x) → ∂E/∂x */
  normalize_grad: NormalizeAttributes;

  // --- From place to place
  /** (x) → the same numbers, asked shape */
  reshape: Record<never, never>;
  /** (x) → y. It passes its gradient on unchanged. Also (∂E/∂y) → ∂E/∂x for an operation that does (add). */
  copy: Record<never, never>;
  /** (x) → the same numbers, which pass no gradient back */
  detach: Record<never, never>;
  /** (a, b, …) → sum, broadcast. Also where gradients of a tensor that was used several times meet. */
  add: Record<never, never>;
  /** (x) → x summed over the dimensions along which the asked shape would be broadcast to x */
  sum_to: Record<never, never>;
  /** (a, b, …) → joined along `dim` */
  concat: { readonly dim: number };
  /** (x) → elements of x, or a constant, by the map. Transposed (∂E/∂y → ∂E/∂x, asked): sums of what was taken from each place. */
  rearrange: { readonly map: IndexMap; readonly transposed: boolean };
  /** (x) → fixed weighted sums. Transposed: the same weights the other way, asked. */
  resample: { readonly map: SampleMap; readonly transposed: boolean };
  /** (x) → the largest of each window; [N,C,spatial …] */
  max_pool: { readonly windows: PoolWindows };
  /** (∂E/∂y, x) → ∂E/∂x: to the first largest element of each window */
  max_pool_grad: { readonly windows: PoolWindows };
  /** (x, index) → `select`: slices along `dim`, which the index's shape replaces; `gather`: torch.gather */
  lookup: LookupAttributes;
  /** (∂E/∂y, index) → ∂E/∂x, asked. Also values that are added at places of zeros. */
  lookup_grad: LookupAttributes;
  /** (x, index, source), or (x, index) with a value → x with numbers put where the index says along `dim`; of several the last one */
  scatter: { readonly dim: number; readonly value: number | null };
  /** (∂E/∂y, index) → ∂E/∂source, 0 for what was written over */
  scatter_grad: { readonly dim: number };
  /** (x [N,C,H,W], grid [N,h,w,2]) → [N,C,h,w], mixed from the four neighbours of each place */
  grid_sample: GridAttributes;
  /** (∂E/∂y, grid) → ∂E/∂x, asked */
  grid_sample_grad_input: GridAttributes;
  /** (∂E/∂y, x, grid) → ∂E/∂grid */
  grid_sample_grad_grid: GridAttributes;

  // --- Loss
  /** (prediction, target, weight of positives? broadcast) → e, one error per output element, same shape */
  pointwise_loss: PointwiseLossAttributes;
  /** (∂E/∂e, prediction, target, weight of positives?) → ∂E/∂prediction */
  pointwise_loss_grad: PointwiseLossAttributes;
  /** (log-probabilities [N,C,…], classes [N,…], weights [C]?) → e [N,…] */
  nll: ClassLossAttributes;
  /** (∂E/∂e, log-probabilities, classes, weights?) → ∂E/∂log-probabilities */
  nll_grad: ClassLossAttributes;
  /** (logits [N,C,…], classes [N,…] or probabilities [N,C,…], weights [C]?) → e [N,…] */
  cross_entropy: ClassLossAttributes & { readonly labelSmoothing: number };
  /** (∂E/∂e, logits, classes or probabilities, weights?) → ∂E/∂logits */
  cross_entropy_grad: ClassLossAttributes & { readonly labelSmoothing: number };
  /** (classes, weights [C]?) → how much each sample counts in a weighted mean; 0 for the ignored class. No gradient. */
  class_weights: { readonly ignoreIndex: number | null };
  /** () → 1, shape []: ∂E/∂E, where the backward pass starts */
  one: Record<never, never>;

  // --- Update
  /** (parameter, gradient) → parameter − lr · gradient */
  sgd: { readonly lr: number };
  /** (x, y, …) → Σ c_i x_i, same shapes: momentum, weight decay, running averages */
  blend: { readonly coefficients: readonly number[] };
  /** (v, g) → decay · v + gain · g²: running mean or sum of squared gradients */
  second_moment: { readonly decay: number; readonly gain: number };
  /** (t, shape []) → t + 1 */
  count: Record<never, never>;
  /**
   * (parameter, m, v, t?) → parameter − lr · m̂ / (√v̂ + eps); with `betas` m̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ), else m̂ = m and v̂ = v.
   * With `lrDecay`, lr is divided by 1 + (t − 1) · lrDecay.
   */
  adaptive_step: {
    readonly lr: number;
    readonly eps: number;
    readonly betas: readonly [number, number] | null;
    readonly lrDecay: number;
  };
}

export interface ExtremeAttributes extends ReductionDims {
  readonly function: 'max' | 'min';
  /** Which of equal elements gets the gradient: the first one, or all in equal shares. */
  readonly ties: 'first' | 'shared';
}

export interface NormalizeAttributes {
  readonly dims: readonly number[];
  readonly eps: number;
  readonly center: boolean;
}

export interface LookupAttributes {
  readonly kind: 'select' | 'gather';
  readonly dim: number;
  /** The place along `dim` whose gradient stays 0. */
  readonly paddingIndex: number | null;
}

export interface GridAttributes {
  /** What lies outside: zeros, or the edge. */
  readonly padding: 'zeros' | 'border';
  /** True when −1 and 1 are the middles of the outermost elements, false when they are their edges. */
  readonly alignCorners: boolean;
}

export interface PointwiseLossAttributes {
  readonly loss: PointwiseLoss;
  readonly delta: number;
  /** Of kl_div: the target holds logarithms. */
  readonly logTarget: boolean;
}

export interface ClassLossAttributes {
  /** The class whose samples count nothing. */
  readonly ignoreIndex: number | null;
}

export type PrimitiveName = keyof PrimitiveAttributes;
