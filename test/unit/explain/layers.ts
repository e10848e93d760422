/** Small networks of every kind of layer, tensor operation, loss and optimizer that is not a plain dense one. */
import type { LayerOp, ModelGraph, OptimizerSpec } from '../../../src/core/model/graph';
import { BINARY_FUNCTIONS } from '../../../src/core/model/ops';
import { GraphBuilder, mlp, type GraphOptions } from '../../support/graphs';
import { orders } from './orders';
import { wirings } from './wirings';

/** Operations one after another on an input of this shape, batch left out. */
export function chain(
  inputShape: readonly number[],
  ops: readonly LayerOp[],
  options: GraphOptions = {},
): ModelGraph {
  const builder = new GraphBuilder(inputShape, { data: random(2), ...options });
  ops.reduce((from, op) => builder.op(op, [from]), 'input');
  return builder.build();
}

const random = (batch: number) => ({ kind: 'random', batch }) as const;

/** A convolution over two dimensions. */
export function conv2d(inChannels: number, outChannels: number, change: object = {}): LayerOp {
  return {
    type: 'conv',
    inChannels,
    outChannels,
    kernel: [3, 3],
    stride: [1, 1],
    padding: [
      [1, 1],
      [1, 1],
    ],
    dilation: [1, 1],
    groups: 1,
    bias: true,
    paddingMode: 'constant',
    ...change,
  };
}

const relu: LayerOp = { type: 'elementwise', function: { fn: 'relu', options: {} } };
const flatten: LayerOp = { type: 'flatten', startDim: 1, endDim: 3 };
const linear = (inFeatures: number, outFeatures: number): LayerOp => ({
  type: 'linear',
  inFeatures,
  outFeatures,
  bias: true,
});
const pool = { kernel: [2, 2], stride: [2, 2], padding: [0, 0], ceilMode: false } as const;

/** conv → batch norm → relu → max pool → linear */
export function smallConvNet(options: GraphOptions = {}): ModelGraph {
  return chain(
    [2, 4, 4],
    [
      conv2d(2, 3),
      {
        type: 'batch_norm',
        features: 3,
        eps: 1e-5,
        momentum: 0.1,
        affine: true,
        trackRunningStats: true,
      },
      relu,
      { type: 'max_pool', ...pool, dilation: [1, 1] },
      flatten,
      linear(12, 3),
    ],
    { loss: 'cross_entropy', ...options },
  );
}

/** A recurrent layer over five steps; the last state goes on. */
export function recurrent(
  cell: 'rnn_tanh' | 'lstm' | 'gru',
  batchFirst: boolean,
  layers = 1,
  bidirectional = false,
): ModelGraph {
  const builder = new GraphBuilder([5, 2], { data: random(3) });
  const op: LayerOp = {
    type: 'recurrent',
    cell,
    inputSize: 2,
    hiddenSize: 3,
    layers,
    bias: true,
    batchFirst,
    dropout: 0,
    bidirectional,
  };
  const x = batchFirst ? 'input' : builder.op({ type: 'permute', dims: [1, 0, 2] }, ['input']);
  const out = builder.op(op, [x], 'rnn');
  const back = batchFirst ? out : builder.op({ type: 'permute', dims: [1, 0, 2] }, [out]);
  const flat = builder.op({ type: 'flatten', startDim: 1, endDim: 2 }, [back]);
  builder.linear(flat, 2);
  return builder.build();
}

/** Token and attention: embedding → layer norm → multi-head attention → residual → linear */
export function transformer(): ModelGraph {
  const builder = new GraphBuilder([4], { data: random(2), below: 7 });
  const x = builder.op({ type: 'embedding', count: 7, size: 6, paddingIndex: 0 }, ['input'], 'emb');
  const normal = builder.op(
    { type: 'layer_norm', shape: [6], eps: 1e-5, affine: true, bias: true },
    [x],
    'norm',
  );
  const attended = builder.op(
    {
      type: 'multihead_attention',
      embedDim: 6,
      heads: 2,
      dropout: 0.2,
      bias: true,
      kdim: 6,
      vdim: 6,
      batchFirst: true,
      causal: true,
    },
    [normal, normal, normal],
    'attention',
  );
  builder.linear(builder.add([x, attended]), 3, 'head');
  return builder.build();
}

/** Every function of two tensors, one after another; both are computed. */
function binaries(): ModelGraph {
  const builder = new GraphBuilder([3], { data: random(2) });
  const a = builder.elementwise(builder.linear('input', 3), 'sigmoid');
  const b = builder.elementwise(builder.linear('input', 3), 'exp');
  const results = BINARY_FUNCTIONS.map((name) =>
    builder.op({ type: 'binary', function: name }, [a, b]),
  );
  const condition = builder.op({ type: 'binary', function: 'gt' }, [a, b]);
  results.push(builder.op({ type: 'where' }, [condition, a, b]));
  const one = builder.op(
    { type: 'constant', shape: [3], source: { kind: 'arange', start: 1, step: 1 } },
    [],
  );
  results.push(builder.op({ type: 'binary', function: 'mul' }, [a, one]));
  builder.concat(results);
  return builder.build();
}

/** Every way to reduce dimensions. */
function reductions(): ModelGraph {
  const builder = new GraphBuilder([3, 4], { data: random(2) });
  const results = (['sum', 'mean', 'var', 'std', 'max', 'min', 'amax', 'amin'] as const).map((f) =>
    builder.op({ type: 'reduce', function: f, dims: [2], keepdim: false, correction: 1 }, [
      'input',
    ]),
  );
  for (const p of [1, 2, 3, Infinity]) {
    results.push(builder.op({ type: 'norm', p, dims: [2], keepdim: false }, ['input']));
  }
  const sum = builder.op({ type: 'cumsum', dim: 2 }, ['input']);
  const place = builder.op({ type: 'arg_reduce', function: 'argmax', dim: 2, keepdim: true }, [
    'input',
  ]);
  const picked = builder.op({ type: 'gather', dim: 2 }, [sum, place]);
  results.push(builder.op({ type: 'flatten', startDim: 1, endDim: 2 }, [picked]));
  const unit = builder.op({ type: 'normalize', p: 2, dim: 2, eps: 1e-12 }, ['input']);
  results.push(
    builder.op({ type: 'reduce', function: 'sum', dims: [2], keepdim: false, correction: 0 }, [
      unit,
    ]),
  );
  builder.concat(results);
  return builder.build();
}

/** Every way to move elements of a picture from place to place. */
function moves(): Record<string, ModelGraph> {
  const shape = [4, 4, 6];
  const ops: Record<string, LayerOp> = {
    permute: { type: 'permute', dims: [0, 2, 3, 1] },
    'slice and take': {
      type: 'index',
      items: [
        { kind: 'range', start: 0, length: 2, step: 1 },
        { kind: 'range', start: 1, length: 2, step: 2 },
        { kind: 'list', indices: [3, 0, 0] },
        { kind: 'at', index: 1 },
      ],
    },
    repeat: { type: 'repeat', times: [1, 2, 1, 1] },
    flip: { type: 'flip', dims: [2] },
    roll: { type: 'roll', shifts: [1], dims: [3] },
    reflect: {
      type: 'pad',
      borders: [
        [0, 0],
        [0, 0],
        [1, 1],
        [2, 0],
      ],
      mode: 'reflect',
      value: 0,
    },
    pad: {
      type: 'pad',
      borders: [
        [0, 0],
        [0, 0],
        [1, 1],
        [2, 0],
      ],
      mode: 'constant',
      value: 3,
    },
    unfold: { type: 'unfold', kernel: [2, 2], stride: [1, 1], padding: [1, 0], dilation: [1, 1] },
    pixel_shuffle: { type: 'pixel_shuffle', factor: 2 },
    pixel_unshuffle: { type: 'pixel_unshuffle', factor: 2 },
    nearest: {
      type: 'interpolate',
      mode: 'nearest',
      size: [8, 12],
      scales: null,
      alignCorners: false,
    },
    bilinear: {
      type: 'interpolate',
      mode: 'bilinear',
      size: [6, 9],
      scales: null,
      alignCorners: false,
    },
    band: { type: 'band', part: 'lower', diagonal: 0 },
    'avg pool': { type: 'avg_pool', ...pool, countIncludePad: true, divisorOverride: null },
    'adaptive avg pool': { type: 'adaptive_avg_pool', output: [3, 2] },
    'adaptive max pool': { type: 'adaptive_max_pool', output: [3, 2] },
    'conv with groups': conv2d(4, 2, { groups: 2, stride: [2, 1], dilation: [1, 2] }),
    'transposed conv': {
      type: 'conv_transpose',
      inChannels: 4,
      outChannels: 2,
      kernel: [2, 3],
      stride: [2, 1],
      padding: [0, 1],
      outputPadding: [1, 0],
      dilation: [1, 1],
      groups: 1,
      bias: true,
    },
    'group norm': { type: 'group_norm', groups: 2, channels: 4, eps: 1e-5, affine: true },
    'instance norm': {
      type: 'instance_norm',
      features: 4,
      eps: 1e-5,
      momentum: 0.1,
      affine: true,
      trackRunningStats: true,
    },
    'rms norm': { type: 'rms_norm', shape: [6], eps: 1e-6, affine: true },
    dropout: { type: 'dropout', p: 0.5, kind: 'element' },
    prelu: { type: 'prelu', count: 4, init: 0.25 },
    glu: { type: 'glu', dim: 1 },
  };
  return Object.fromEntries(Object.entries(ops).map(([name, op]) => [name, chain(shape, [op])]));
}

/** Every optimizer with its options. */
function optimizers(): Record<string, ModelGraph> {
  const common = { lr: 0.1, range: null };
  const adam = { ...common, betas: [0.9, 0.99], eps: 1e-8, weightDecay: 0.1 } as const;
  const rms = { ...common, alpha: 0.9, eps: 1e-8, weightDecay: 0.1 } as const;
  const specs: Record<string, OptimizerSpec> = {
    momentum: { ...common, kind: 'sgd', momentum: 0.9, nesterov: true, weightDecay: 0.1 },
    dampened: { ...common, kind: 'sgd', momentum: 0.9, dampening: 0.5 },
    adam: { ...adam, kind: 'adam', amsgrad: true },
    adamw: { ...adam, kind: 'adamw', amsgrad: false },
    rmsprop: { ...rms, kind: 'rmsprop', momentum: 0.9, centered: true },
    adagrad: {
      ...common,
      kind: 'adagrad',
      lrDecay: 0.1,
      weightDecay: 0,
      initialAccumulator: 0.1,
      eps: 1e-10,
    },
  };
  return Object.fromEntries(
    Object.entries(specs).map(([name, optimizer]) => [name, mlp([2, 2, 1], { optimizer })]),
  );
}

/** Losses with their options. */
function losses(): Record<string, ModelGraph> {
  const plain = (loss: object, options: GraphOptions = {}): ModelGraph => {
    const graph = mlp([2, 3], { data: random(4), ...options });
    return { ...graph, loss: { ...graph.loss, ...loss } };
  };
  const classes = plain({ kind: 'cross_entropy' }, { loss: 'cross_entropy' });
  const ofClasses = (loss: object): ModelGraph => ({
    ...classes,
    loss: { ...classes.loss, ...loss },
  });
  return {
    smooth_l1: plain({ kind: 'smooth_l1', delta: 0.5 }),
    kl_div: plain({ kind: 'kl_div', reduction: 'batchmean', logTarget: true }),
    'weighted bce': plain({
      kind: 'bce_with_logits',
      weight: [1, 2, 3],
      posWeight: [2, 1, 0.5],
    }),
    'weighted classes': ofClasses({ weight: [1, 2, 0.5] }),
    'ignored class': ofClasses({ ignoreIndex: 1 }),
    smoothing: ofClasses({ labelSmoothing: 0.1 }),
    'weighted smoothing': ofClasses({ labelSmoothing: 0.1, weight: [1, 2, 0.5], ignoreIndex: 0 }),
    'picture of classes': chain([2, 2, 2], [conv2d(2, 3)], { loss: 'cross_entropy' }),
  };
}

/** All of these, by name. */
export function layerGraphs(): Record<string, ModelGraph> {
  const builder = new GraphBuilder([2, 3], { data: random(2) });
  const weights = builder.softmax(
    builder.op({ type: 'matmul' }, [
      'input',
      builder.op({ type: 'permute', dims: [0, 2, 1] }, ['input']),
    ]),
  );
  builder.op({ type: 'matmul' }, [weights, 'input']);
  return {
    'conv net': smallConvNet(),
    'conv net in eval': smallConvNet({ mode: 'eval' }),
    rnn: recurrent('rnn_tanh', true),
    lstm: recurrent('lstm', true),
    'lstm with time first': recurrent('lstm', false),
    'two-way gru': recurrent('gru', true, 2, true),
    transformer: transformer(),
    'attention by hand': builder.build(),
    binaries: binaries(),
    reductions: reductions(),
    ...moves(),
    ...optimizers(),
    ...losses(),
    ...orders(),
    ...wirings(),
  };
}
