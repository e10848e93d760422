/**
 * What a node of the graph computes, with all options filled in. Names are PyTorch's. A closed list: every consumer switches over it or
 * holds a table of it, and the compiler checks that none is missed. Dimensions count from 0 (the batch where there is one) and are
 * never negative.
 */
import type { Elementwise } from './elementwise';
import type { Shape } from './shape';

/** Numbers of elements added before and after one dimension. */
export type Border = readonly [before: number, after: number];

/** How a border is filled: zeros, a constant, mirrored without and with repeating the edge, or from the other side. */
export type PadMode = 'constant' | 'reflect' | 'replicate' | 'circular';

/** Options that convolutions and their transposes share; lists have one entry for each spatial dimension, outermost first. */
export interface ConvolutionOptions {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
  readonly bias: boolean;
}

/** What is taken of one dimension when a tensor is indexed. */
export type IndexItem =
  /** `start : stop : step` with `length` elements; step is at least 1. */
  | {
      readonly kind: 'range';
      readonly start: number;
      readonly length: number;
      readonly step: number;
    }
  /** One element; the dimension goes away. */
  | { readonly kind: 'at'; readonly index: number }
  /** These elements in this order; also what a constant boolean mask selects. */
  | { readonly kind: 'list'; readonly indices: readonly number[] }
  /** A new dimension of size 1 (`None`), which consumes none of the input. */
  | { readonly kind: 'new' };

/** Numbers that are there from the start and never change. */
export type ConstantSource =
  | { readonly kind: 'full'; readonly value: number }
  /** start, start + step, … */
  | { readonly kind: 'arange'; readonly start: number; readonly step: number }
  | { readonly kind: 'linspace'; readonly start: number; readonly end: number }
  | { readonly kind: 'eye' }
  /** For each row (a place) and column: 0 up to the diagonal, −∞ after it, so that no place attends to those after it. */
  | { readonly kind: 'causal_mask' }
  | { readonly kind: 'given'; readonly values: readonly number[] };

/** What random numbers are drawn from. */
export type Distribution =
  /** U[low, high) */
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly std: number }
  /** `value` with probability p, else 0. */
  | { readonly kind: 'bernoulli'; readonly p: number; readonly value: number }
  /** Whole numbers in [low, high). */
  | { readonly kind: 'integer'; readonly low: number; readonly high: number }
  /** `torch.randperm` of the number of elements. */
  | { readonly kind: 'permutation' };

/** Functions of two elements, with broadcasting. Comparisons give 1 or 0 and have no gradient, nor has `floor_divide`. */
export const BINARY_FUNCTIONS = [
  'sub',
  'mul',
  'div',
  'pow',
  'maximum',
  'minimum',
  'remainder',
  'floor_divide',
  'atan2',
  'eq',
  'ne',
  'lt',
  'le',
  'gt',
  'ge',
] as const;
export type BinaryFunction = (typeof BINARY_FUNCTIONS)[number];

/**
 * Functions of all elements along dimensions. `max` and `min` give the gradient to the first of equal elements (PyTorch with a `dim`),
 * `amax` and `amin` share it among them (PyTorch's `amax`, and `max()` without a `dim`).
 */
export type ReduceFunction =
  'sum' | 'mean' | 'prod' | 'var' | 'std' | 'max' | 'min' | 'amax' | 'amin';

/** How an image is resized. */
export type InterpolateMode =
  'nearest' | 'nearest-exact' | 'linear' | 'bilinear' | 'trilinear' | 'bicubic';

export type RecurrentCell = 'rnn_tanh' | 'rnn_relu' | 'lstm' | 'gru';

/** Options of every operation. The keys are the closed list. */
export interface OpAttributes {
  /** Real numbers, or, with `below`, whole numbers in [0, below), which have no gradient. */
  input: { readonly below?: number };

  // --- Dense
  linear: { readonly inFeatures: number; readonly outFeatures: number; readonly bias: boolean };
  /** (x1, x2) → x1ᵀ A x2 + b */
  bilinear: {
    readonly in1Features: number;
    readonly in2Features: number;
    readonly outFeatures: number;
    readonly bias: boolean;
  };
  /** (x) of integers → rows of the weight */
  embedding: {
    readonly count: number;
    readonly size: number;
    /** The row that gets no gradient and starts as zeros. */
    readonly paddingIndex: number | null;
  };

  // --- Convolution and pooling; [N, C, spatial …]
  conv: ConvolutionOptions & {
    readonly padding: readonly Border[];
    readonly paddingMode: PadMode;
  };
  conv_transpose: ConvolutionOptions & {
    readonly padding: readonly number[];
    readonly outputPadding: readonly number[];
  };
  max_pool: {
    readonly kernel: readonly number[];
    readonly stride: readonly number[];
    readonly padding: readonly number[];
    readonly dilation: readonly number[];
    readonly ceilMode: boolean;
  };
  avg_pool: {
    readonly kernel: readonly number[];
    readonly stride: readonly number[];
    readonly padding: readonly number[];
    readonly ceilMode: boolean;
    readonly countIncludePad: boolean;
    readonly divisorOverride: number | null;
  };
  adaptive_max_pool: { readonly output: readonly number[] };
  adaptive_avg_pool: { readonly output: readonly number[] };

  // --- Normalization and noise
  batch_norm: {
    readonly features: number;
    readonly eps: number;
    /** Null for the cumulative average. */
    readonly momentum: number | null;
    readonly affine: boolean;
    readonly trackRunningStats: boolean;
    /** Normalizes by the kept statistics in a model in `train` mode as well: a layer that is in `eval` mode by itself. */
    readonly evaluated?: true;
  };
  instance_norm: {
    readonly features: number;
    readonly eps: number;
    readonly momentum: number;
    readonly affine: boolean;
    readonly trackRunningStats: boolean;
    readonly evaluated?: true;
  };
  layer_norm: {
    readonly shape: Shape;
    readonly eps: number;
    readonly affine: boolean;
    readonly bias: boolean;
  };
  group_norm: {
    readonly groups: number;
    readonly channels: number;
    readonly eps: number;
    readonly affine: boolean;
  };
  rms_norm: {
    readonly shape: Shape;
    /** Null for the machine epsilon of the precision. */
    readonly eps: number | null;
    readonly affine: boolean;
  };
  /** `channel`: whole channels at once (Dropout1d, 2d). */
  dropout: {
    readonly p: number;
    readonly kind: 'element' | 'channel' | 'alpha' | 'feature_alpha';
  };

  // --- Activations
  elementwise: { readonly function: Elementwise };
  /** One slope for all channels or one for each. */
  prelu: { readonly count: number; readonly init: number };
  glu: { readonly dim: number };
  softmax: { readonly dim: number };
  log_softmax: { readonly dim: number };

  // --- Shape and place
  flatten: { readonly startDim: number; readonly endDim: number };
  /** view, reshape, unflatten, squeeze, unsqueeze: the same numbers in another shape. */
  reshape: { readonly shape: Shape };
  permute: { readonly dims: readonly number[] };
  expand: { readonly shape: Shape };
  repeat: { readonly times: readonly number[] };
  concat: { readonly dim: number };
  stack: { readonly dim: number };
  index: { readonly items: readonly IndexItem[] };
  /** (x, value) → x with the indexed part replaced by the value, which broadcasts: `x[…] = value`. */
  index_put: { readonly items: readonly IndexItem[] };
  flip: { readonly dims: readonly number[] };
  roll: { readonly shifts: readonly number[]; readonly dims: readonly number[] };
  /** One border for each dimension of the input. */
  pad: { readonly borders: readonly Border[]; readonly mode: PadMode; readonly value: number };
  /** [N, C, H, W] → [N, C·kernel, places] */
  unfold: WindowOptions;
  fold: WindowOptions & { readonly output: readonly number[] };
  pixel_shuffle: { readonly factor: number };
  pixel_unshuffle: { readonly factor: number };
  /** `scales` are the factors that were asked for, which decide where samples lie; null where only the size was. */
  interpolate: {
    readonly mode: InterpolateMode;
    readonly size: readonly number[];
    readonly scales: readonly number[] | null;
    readonly alignCorners: boolean;
  };
  /** (x [N, C, H, W], grid [N, h, w, 2] of places from −1 to 1, across then down) → [N, C, h, w], bilinear */
  grid_sample: { readonly padding: 'zeros' | 'border'; readonly alignCorners: boolean };
  /** tril (keeps what is on or below the diagonal) and triu. */
  band: { readonly part: 'lower' | 'upper'; readonly diagonal: number };

  // --- Arithmetic
  /** (a, b, …) → their sum, with broadcasting. */
  add: Record<never, never>;
  /** (a, b), or (a) with a number in the place of b. */
  binary: { readonly function: BinaryFunction; readonly scalar?: number };
  matmul: Record<never, never>;
  einsum: { readonly equation: string };
  /** (condition, a, b) */
  where: Record<never, never>;
  /** `dims` null for all. `correction` is what is taken off the count of var and std. */
  reduce: {
    readonly function: ReduceFunction;
    readonly dims: readonly number[] | null;
    readonly keepdim: boolean;
    readonly correction: number;
  };
  arg_reduce: {
    readonly function: 'argmax' | 'argmin';
    readonly dim: number | null;
    readonly keepdim: boolean;
  };
  norm: { readonly p: number; readonly dims: readonly number[] | null; readonly keepdim: boolean };
  /** x / max(‖x‖_p, eps) */
  normalize: { readonly p: number; readonly dim: number; readonly eps: number };
  cumsum: { readonly dim: number };
  cumprod: { readonly dim: number };
  /** Places of the elements along `dim` in their order, the first so many, null for all; equal ones stay in theirs. No gradient. */
  arg_sort: {
    readonly dim: number;
    readonly descending: boolean;
    readonly count: number | null;
  };
  /** (x, index) of the same rank */
  gather: { readonly dim: number };
  /** (x, index) with any shape of index, which takes the place of the dimension. */
  index_select: { readonly dim: number };
  one_hot: { readonly classes: number };
  /** (x, index, source), or (x, index) with a value: x with numbers put, or added, where the index says along `dim`. */
  scatter: { readonly dim: number; readonly add: boolean; readonly value?: number };
  /** (x, index of one dimension, source): slices of the source added to the slices of x that the index names. */
  index_add: { readonly dim: number };

  // --- Sequences
  /** (x, and the first states h_0 and, for lstm, c_0, or none for zeros); outputs: the sequence; `h_n`; and `c_n` for lstm. */
  recurrent: {
    readonly cell: RecurrentCell;
    readonly inputSize: number;
    readonly hiddenSize: number;
    readonly layers: number;
    readonly bias: boolean;
    readonly batchFirst: boolean;
    readonly dropout: number;
    readonly bidirectional: boolean;
    /** States, given and last ones, are [batch, layers · directions, hidden] instead of PyTorch's [layers · directions, batch, hidden]. */
    readonly statesBatchFirst?: boolean;
  };
  /**
   * (query, key, value, attention mask?), or (query, memory), or one sequence for all three; outputs: the result; `weights`, the mean over
   * heads. The mask is added to the scores: [L, S], [N · heads, L, S] or what is broadcast to [N, heads, L, S].
   */
  multihead_attention: {
    readonly embedDim: number;
    readonly heads: number;
    readonly dropout: number;
    readonly bias: boolean;
    readonly kdim: number;
    readonly vdim: number;
    readonly batchFirst: boolean;
    readonly causal: boolean;
  };
  /** (query, key, value, mask?): scaled_dot_product_attention. A mask is added to the scores. `scale` null for 1/√E. */
  attention: {
    readonly causal: boolean;
    readonly dropout: number;
    readonly scale: number | null;
    /** True when the mask has 1 where attention is allowed, instead of numbers to be added. */
    readonly booleanMask: boolean;
  };

  /** The same numbers, which pass no gradient back: `detach`, and everything under `no_grad`. */
  detach: Record<never, never>;

  // --- Sources
  /** A learnable tensor by itself: `x + self.position`. Its role is `value`. */
  parameter: { readonly shape: Shape };
  /** A tensor that is kept and not learned, by itself. Its role is `value`. */
  buffer: { readonly shape: Shape };
  constant: { readonly shape: Shape; readonly source: ConstantSource };
  random: { readonly shape: Shape; readonly distribution: Distribution };
}

/** Windows over the last two dimensions. */
export interface WindowOptions {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
}

export type OpType = keyof OpAttributes;

/** An operation of one type. */
export type OpOf<T extends OpType> = { readonly type: T } & OpAttributes[T];

/** What a node computes. */
export type LayerOp = { [T in OpType]: OpOf<T> }[OpType];
