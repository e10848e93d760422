/** The options of every operation at run time: one table, which the compiler holds against the types. */
import * as v from 'valibot';
import type { Elementwise } from '../core/model/elementwise';
import { ELEMENTWISE_DEFAULTS, isElementwiseName } from '../core/model/elementwise-names';
import {
  BINARY_FUNCTIONS,
  type ConstantSource,
  type Distribution,
  type IndexItem,
  type LayerOp,
  type OpAttributes,
  type OpType,
} from '../core/model/ops';
import { count, extended, finite, index, integer } from './numbers';

/** A schema for each option of an operation. */
type OptionsOf<T extends OpType> = {
  readonly [K in keyof OpAttributes[T]]-?: v.GenericSchema<unknown, OpAttributes[T][K]>;
};

const flag = v.boolean();
const text = v.string();
const share = v.pipe(finite, v.minValue(0), v.maxValue(1));
const counts = v.array(count);
const indices = v.array(index);
const integers = v.array(integer);
const shape = v.array(index);
const border = v.strictTuple([integer, integer]);
const borders = v.array(border);
const padMode = v.picklist(['constant', 'reflect', 'replicate', 'circular']);

/** One of the known functions, with exactly the kinds of options that its defaults have. */
export const elementwise = v.pipe(
  v.strictObject({ fn: text, options: v.record(text, v.union([extended, text])) }),
  v.check(
    ({ fn, options }) =>
      isElementwiseName(fn) &&
      sameKinds(options, ELEMENTWISE_DEFAULTS[fn] as Readonly<Record<string, unknown>>),
  ),
  v.transform((known) => known as unknown as Elementwise),
);

function sameKinds(
  options: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): boolean {
  const names = Object.keys(defaults);
  return (
    Object.keys(options).length === names.length &&
    names.every((name) => typeof options[name] === typeof defaults[name])
  );
}

const constantSource: v.GenericSchema<unknown, ConstantSource> = v.variant('kind', [
  v.strictObject({ kind: v.literal('full'), value: extended }),
  v.strictObject({ kind: v.literal('arange'), start: finite, step: finite }),
  v.strictObject({ kind: v.literal('linspace'), start: finite, end: finite }),
  v.strictObject({ kind: v.literal('eye') }),
  v.strictObject({ kind: v.literal('causal_mask') }),
  v.strictObject({ kind: v.literal('given'), values: v.array(extended) }),
]);

const distribution: v.GenericSchema<unknown, Distribution> = v.variant('kind', [
  v.strictObject({ kind: v.literal('uniform'), low: finite, high: finite }),
  v.strictObject({ kind: v.literal('normal'), mean: finite, std: finite }),
  v.strictObject({ kind: v.literal('bernoulli'), p: share, value: finite }),
  v.strictObject({ kind: v.literal('integer'), low: integer, high: integer }),
  v.strictObject({ kind: v.literal('permutation') }),
]);

export const indexItem: v.GenericSchema<unknown, IndexItem> = v.variant('kind', [
  v.strictObject({ kind: v.literal('range'), start: index, length: index, step: count }),
  v.strictObject({ kind: v.literal('at'), index }),
  v.strictObject({ kind: v.literal('list'), indices }),
  v.strictObject({ kind: v.literal('new') }),
]);

const convolution = {
  inChannels: count,
  outChannels: count,
  kernel: counts,
  stride: counts,
  dilation: counts,
  groups: count,
  bias: flag,
};
const windows = { kernel: counts, stride: counts, padding: indices, dilation: counts };
const alongDims = { dims: v.nullable(indices), keepdim: flag };
const alongDim = { dim: index };
const runningNorm = {
  features: count,
  eps: finite,
  affine: flag,
  trackRunningStats: flag,
  evaluated: v.exactOptional(v.literal(true)),
};

const OPTIONS: { readonly [T in OpType]: OptionsOf<T> } = {
  input: { below: v.optional(count) },

  linear: { inFeatures: count, outFeatures: count, bias: flag },
  bilinear: { in1Features: count, in2Features: count, outFeatures: count, bias: flag },
  embedding: { count, size: count, paddingIndex: v.nullable(index) },

  conv: { ...convolution, padding: borders, paddingMode: padMode },
  conv_transpose: { ...convolution, padding: indices, outputPadding: indices },
  max_pool: { ...windows, ceilMode: flag },
  avg_pool: {
    kernel: counts,
    stride: counts,
    padding: indices,
    ceilMode: flag,
    countIncludePad: flag,
    divisorOverride: v.nullable(integer),
  },
  adaptive_max_pool: { output: counts },
  adaptive_avg_pool: { output: counts },

  batch_norm: { ...runningNorm, momentum: v.nullable(finite) },
  instance_norm: { ...runningNorm, momentum: finite },
  layer_norm: { shape, eps: finite, affine: flag, bias: flag },
  group_norm: { groups: count, channels: count, eps: finite, affine: flag },
  rms_norm: { shape, eps: v.nullable(finite), affine: flag },
  dropout: { p: share, kind: v.picklist(['element', 'channel', 'alpha', 'feature_alpha']) },

  elementwise: { function: elementwise },
  prelu: { count, init: finite },
  glu: alongDim,
  softmax: alongDim,
  log_softmax: alongDim,

  flatten: { startDim: index, endDim: index },
  reshape: { shape },
  permute: { dims: indices },
  expand: { shape },
  repeat: { times: indices },
  concat: alongDim,
  stack: alongDim,
  index: { items: v.array(indexItem) },
  index_put: { items: v.array(indexItem) },
  flip: { dims: indices },
  roll: { shifts: integers, dims: indices },
  pad: { borders, mode: padMode, value: extended },
  unfold: windows,
  fold: { ...windows, output: counts },
  pixel_shuffle: { factor: count },
  pixel_unshuffle: { factor: count },
  interpolate: {
    mode: v.picklist(['nearest', 'nearest-exact', 'linear', 'bilinear', 'trilinear', 'bicubic']),
    size: counts,
    scales: v.nullable(v.array(finite)),
    alignCorners: flag,
  },
  grid_sample: { padding: v.picklist(['zeros', 'border']), alignCorners: flag },
  band: { part: v.picklist(['lower', 'upper']), diagonal: integer },

  add: {},
  binary: { function: v.picklist(BINARY_FUNCTIONS), scalar: v.optional(extended) },
  matmul: {},
  einsum: { equation: text },
  where: {},
  reduce: {
    ...alongDims,
    function: v.picklist(['sum', 'mean', 'prod', 'var', 'std', 'max', 'min', 'amax', 'amin']),
    correction: finite,
  },
  arg_reduce: {
    function: v.picklist(['argmax', 'argmin']),
    dim: v.nullable(index),
    keepdim: flag,
  },
  norm: { ...alongDims, p: extended },
  normalize: { p: extended, dim: index, eps: finite },
  cumsum: alongDim,
  cumprod: alongDim,
  arg_sort: { dim: index, descending: flag, count: v.nullable(index) },
  gather: alongDim,
  index_select: alongDim,
  one_hot: { classes: count },
  scatter: { dim: index, add: flag, value: v.optional(extended) },
  index_add: alongDim,

  recurrent: {
    cell: v.picklist(['rnn_tanh', 'rnn_relu', 'lstm', 'gru']),
    inputSize: count,
    hiddenSize: count,
    layers: count,
    bias: flag,
    batchFirst: flag,
    dropout: share,
    bidirectional: flag,
    statesBatchFirst: v.optional(flag),
  },
  multihead_attention: {
    embedDim: count,
    heads: count,
    dropout: share,
    bias: flag,
    kdim: count,
    vdim: count,
    batchFirst: flag,
    causal: flag,
  },
  attention: { causal: flag, dropout: share, scale: v.nullable(finite), booleanMask: flag },

  detach: {},

  parameter: { shape },
  buffer: { shape },
  constant: { shape, source: constantSource },
  random: { shape, distribution },
};

const SCHEMAS = new Map(
  Object.entries(OPTIONS).map(([type, options]) => [
    type,
    v.strictObject({ type: v.literal(type), ...options }) as unknown,
  ]),
);

/** One of the known operations with its options, and nothing else. */
export const op = v.lazy((input) => {
  const type = (input as { readonly type?: unknown } | null | undefined)?.type;
  const known = typeof type === 'string' ? SCHEMAS.get(type) : undefined;
  return (known ?? v.never()) as v.GenericSchema<unknown, LayerOp>;
});
