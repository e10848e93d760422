/** A graph arrives as it was sent, every operation with all of its options, and is refused when something about it is wrong. */
import { describe, expect, it } from 'vitest';
import type { ModelGraph } from '../../../src/core/model/graph';
import type { OpAttributes, OpType } from '../../../src/core/model/ops';
import { toWire } from '../../../src/protocol/messages';
import { parseHostMessage } from '../../../src/protocol/validate';
import { elementwise } from '../../support/graphs';
import { changed, smallGraph, snapshotOf, withOp } from './support';

describe('a graph in a snapshot', () => {
  const graph = smallGraph();
  const parse = (path: string, value: unknown) =>
    parseHostMessage(snapshotOf(changed(graph, path, value) as ModelGraph));

  it.each([
    ['nodes', []],
    ['nodes.0.op', { type: 'conv9d' }],
    ['nodes.1.op.outFeatures', 0],
    ['nodes.2.op.function.fn', 'toString'],
    ['nodes.2.op.function.options', {}],
    ['nodes.2.op.function.options.negative_slope', '0.01'],
    ['nodes.1.inputs', ['nowhere']],
    ['nodes.2.id', 'a'],
    ['nodes.1.outputShape', [4, -3]],
    ['initialization.2.initializer', { kind: 'given', values: [1, NaN, 3] }],
    ['initialization.0.initializer', { kind: 'uniform', bound: 1 }],
    ['initialization.0.tensor', 7],
    ['dtype', 'float16'],
    ['mode', 'test'],
    ['nodes.1.inputs', ['input:h_n']],
    ['nodes.1.buffers', [{ name: 'mean' }]],
    ['optimizer', { kind: 'adam', lr: 0.1, range: null }],
    ['loss.labelSmoothing', 'much'],
    ['nodes.1.parameters.0.name', 7],
    ['nodes.1.range', null],
    ['loss.kind', 'hinge'],
    ['optimizer.lr', Infinity],
    ['data', { kind: 'random', batch: 0 }],
    ['seed', '7'],
    ['stoppedAt', { reason: 'no place' }],
  ])('is refused with a wrong %s', (path, value) => {
    expect(parse('seed', 8)).not.toBeNull();
    expect(parse(path, value)).toBeNull();
  });
});

/** An operation of every type, each with all of its options. */
const OPS: { readonly [T in OpType]: OpAttributes[T] } = {
  input: { below: 10 },
  linear: { inFeatures: 2, outFeatures: 3, bias: true },
  bilinear: { in1Features: 2, in2Features: 3, outFeatures: 4, bias: false },
  embedding: { count: 10, size: 3, paddingIndex: null },
  conv: {
    inChannels: 3,
    outChannels: 4,
    kernel: [3, 3],
    stride: [1, 1],
    dilation: [1, 1],
    groups: 1,
    bias: true,
    padding: [
      [1, 1],
      [0, 1],
    ],
    paddingMode: 'reflect',
  },
  conv_transpose: {
    inChannels: 3,
    outChannels: 4,
    kernel: [3],
    stride: [2],
    dilation: [1],
    groups: 1,
    bias: true,
    padding: [1],
    outputPadding: [0],
  },
  max_pool: { kernel: [2], stride: [2], padding: [0], dilation: [1], ceilMode: false },
  avg_pool: {
    kernel: [2],
    stride: [2],
    padding: [0],
    ceilMode: true,
    countIncludePad: true,
    divisorOverride: 3,
  },
  adaptive_max_pool: { output: [1] },
  adaptive_avg_pool: { output: [1, 1] },
  batch_norm: { features: 3, eps: 1e-5, momentum: null, affine: true, trackRunningStats: true },
  instance_norm: {
    features: 3,
    eps: 1e-5,
    momentum: 0.1,
    affine: false,
    trackRunningStats: true,
    evaluated: true,
  },
  layer_norm: { shape: [3], eps: 1e-5, affine: true, bias: true },
  group_norm: { groups: 1, channels: 3, eps: 1e-5, affine: true },
  rms_norm: { shape: [3], eps: null, affine: true },
  dropout: { p: 0.5, kind: 'channel' },
  elementwise: { function: elementwise('hardtanh', { min_val: -Infinity, max_val: 2 }) },
  prelu: { count: 1, init: 0.25 },
  glu: { dim: 1 },
  softmax: { dim: 1 },
  log_softmax: { dim: 0 },
  flatten: { startDim: 1, endDim: 2 },
  reshape: { shape: [2, 0] },
  permute: { dims: [1, 0] },
  expand: { shape: [2, 3] },
  repeat: { times: [1, 2] },
  concat: { dim: 1 },
  stack: { dim: 0 },
  index: {
    items: [
      { kind: 'range', start: 0, length: 2, step: 2 },
      { kind: 'at', index: 1 },
      { kind: 'list', indices: [0, 2] },
      { kind: 'new' },
    ],
  },
  index_put: { items: [{ kind: 'at', index: 1 }] },
  flip: { dims: [1] },
  roll: { shifts: [-1], dims: [1] },
  pad: { borders: [[1, -1]], mode: 'constant', value: -Infinity },
  unfold: { kernel: [2, 2], stride: [1, 1], padding: [0, 0], dilation: [1, 1] },
  fold: { kernel: [2, 2], stride: [1, 1], padding: [0, 0], dilation: [1, 1], output: [3, 3] },
  pixel_shuffle: { factor: 2 },
  pixel_unshuffle: { factor: 2 },
  interpolate: { mode: 'bilinear', size: [4, 4], scales: [2, 2], alignCorners: false },
  grid_sample: { padding: 'zeros', alignCorners: true },
  band: { part: 'lower', diagonal: -1 },
  add: {},
  binary: { function: 'maximum', scalar: 0.5 },
  matmul: {},
  einsum: { equation: 'bi,bj->bij' },
  where: {},
  reduce: { function: 'var', dims: [1], keepdim: true, correction: 1 },
  arg_reduce: { function: 'argmax', dim: null, keepdim: false },
  norm: { p: Infinity, dims: null, keepdim: false },
  normalize: { p: 2, dim: 1, eps: 1e-12 },
  cumsum: { dim: 1 },
  cumprod: { dim: 1 },
  arg_sort: { dim: 1, descending: true, count: null },
  gather: { dim: 1 },
  index_select: { dim: 1 },
  one_hot: { classes: 4 },
  scatter: { dim: 1, add: false, value: -Infinity },
  index_add: { dim: 0 },
  recurrent: {
    cell: 'lstm',
    inputSize: 2,
    hiddenSize: 3,
    layers: 1,
    bias: true,
    batchFirst: true,
    dropout: 0,
    bidirectional: true,
    statesBatchFirst: true,
  },
  multihead_attention: {
    embedDim: 4,
    heads: 2,
    dropout: 0.1,
    bias: true,
    kdim: 4,
    vdim: 4,
    batchFirst: true,
    causal: false,
  },
  detach: {},
  attention: { causal: true, dropout: 0, scale: null, booleanMask: false },
  parameter: { shape: [2, 3] },
  buffer: { shape: [] },
  constant: { shape: [2], source: { kind: 'full', value: -Infinity } },
  random: { shape: [2], distribution: { kind: 'bernoulli', p: 0.5, value: 2 } },
};

/** Options that need not be there. */
const OPTIONAL = [
  'instance_norm.evaluated',
  'input.below',
  'binary.scalar',
  'scatter.value',
  'recurrent.statesBatchFirst',
];

describe('an operation', () => {
  const every = Object.entries(OPS).map(([type, options]) => ({ type, ...options }));

  it.each(every)('of type $type arrives unchanged, also by way of JSON', (op) => {
    const message = snapshotOf(withOp(op));
    expect(parseHostMessage(message)).toEqual(message);
    expect(parseHostMessage(JSON.parse(JSON.stringify(toWire(message))))).toEqual(message);
  });

  it.each(every)('of type $type is refused when an option is missing, odd or too many', (op) => {
    const refuses = (bad: unknown) =>
      expect(parseHostMessage(snapshotOf(withOp(bad))), JSON.stringify(bad)).toBeNull();
    refuses({ ...op, colour: 1 });
    for (const name of Object.keys(op)) {
      refuses(changed(op, name, { odd: true }));
      refuses(changed(op, name, Number.NaN));
      if (!OPTIONAL.includes(`${op.type}.${name}`)) refuses(changed(op, name, undefined));
    }
  });

  it.each([
    [{ type: 'linear', inFeatures: 2.5, outFeatures: 3, bias: true }],
    [{ type: 'softmax', dim: -1 }],
    [{ type: 'permute', dims: [0, '1'] }],
    [{ type: 'dropout', p: 1.5, kind: 'element' }],
    [{ type: 'pad', borders: [[1]], mode: 'constant', value: 0 }],
    [{ type: 'constant', shape: [2], source: { kind: 'full', value: 'one' } }],
    [{ type: 'layer_norm', shape: [3], eps: Infinity, affine: true, bias: true }],
    [{ type: 'toString' }],
    [null],
  ])('is refused as %j', (op) => {
    expect(parseHostMessage(snapshotOf(withOp(op)))).toBeNull();
  });
});

describe('a graph that is read from code', () => {
  const range = {
    startLine: 2,
    startColumn: 4,
    endLine: 2,
    endColumn: 9,
    file: 'file:///net/parts.py',
  };
  const small = smallGraph();
  const graph: ModelGraph = {
    ...small,
    nodes: small.nodes.map((node, i) => ({
      ...node,
      range,
      ...(i === 1 && {
        call: range,
        stack: [{ name: 'Net.forward', range }],
        parameters: [{ ...node.parameters[0]!, frozen: true }],
        given: [{ role: 'bias', from: 'input' }],
      }),
    })),
    loss: { kind: 'output', reduction: 'mean', delta: 1, range },
    optimizer: {
      kind: 'sgd',
      lr: 0.1,
      groups: [{ parameters: ['a.weight'], lr: 0.01, weightDecay: 0 }, { parameters: [] }],
      range,
    },
    data: {
      kind: 'script',
      tensors: {
        input: { kind: 'drawn', name: 'x' },
        mask: { kind: 'given', values: [0, -Infinity] },
        $target: { kind: 'input', id: 'input' },
      },
    },
    invocation: 'Net(hidden=64), input=(1, 3, 32, 32)',
    assumptions: [{ code: 'arguments', message: 'hidden is 64.', range }],
  };

  it('arrives unchanged, also by way of JSON', () => {
    const message = snapshotOf(graph);
    expect(parseHostMessage(message)).toEqual(message);
    expect(parseHostMessage(JSON.parse(JSON.stringify(toWire(message))))).toEqual(message);
  });

  it.each([
    ['nodes.1.given.0.from', 'later'],
    ['nodes.1.parameters.0.role', undefined],
    ['nodes.1.stack.0.range', null],
    ['nodes.1.range.file', 7],
    ['optimizer.groups.0.parameters', 'all'],
    ['data.tensors.input', { kind: 'drawn' }],
    ['data.tensors.mask.values', [NaN]],
  ])('is refused with a wrong %s', (path, value) => {
    expect(parseHostMessage(snapshotOf(changed(graph, path, value) as ModelGraph))).toBeNull();
  });
});

describe('a graph with buffers, further outputs and other options', () => {
  it('arrives unchanged', () => {
    const graph = smallGraph();
    const full = {
      ...graph,
      nodes: graph.nodes.map((node, i) => ({
        ...node,
        ...(i === 1 && {
          others: [{ name: 'h_n', shape: [1, 4, 3] }],
          buffers: [{ name: 'a.running_mean', role: 'running_mean', shape: [3] }],
        }),
        ...(i === 2 && { inputs: ['a:h_n'] }),
      })),
      optimizer: {
        kind: 'adamw' as const,
        lr: 0.1,
        betas: [0.9, 0.999] as const,
        eps: 1e-8,
        weightDecay: 0.01,
        amsgrad: false,
        range: null,
      },
      loss: {
        kind: 'cross_entropy' as const,
        reduction: 'mean' as const,
        delta: 1,
        weight: [1, 2],
        ignoreIndex: -100,
        labelSmoothing: 0.1,
        probabilities: false,
        range: null,
      },
    };
    expect(parseHostMessage(snapshotOf(full))).toEqual(snapshotOf(full));
  });
});
