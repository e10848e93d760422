/** What crosses the bridge or survives a reload is accepted when it is right and refused when it is not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelGraph } from '../../../src/core/model/graph';
import type { OpAttributes, OpType } from '../../../src/core/model/ops';
import { PANEL_COMMANDS, toWire } from '../../../src/protocol/messages';
import type { ExportRequest, HostMessage, PageMessage } from '../../../src/protocol/messages';
import type { PanelState } from '../../../src/protocol/state';
import {
  parseHostMessage,
  parsePageMessage,
  parsePanelState,
} from '../../../src/protocol/validate';
import { elementwise, GraphBuilder } from '../../support/graphs';

const RANGE = { startLine: 1, startColumn: 0, endLine: 1, endColumn: 9 };

/** A graph of a few layers, with values from the file. */
function smallGraph(): ModelGraph {
  const builder = new GraphBuilder([2], { given: { 'a.bias': [1, 2, 3] } });
  const a = builder.linear('input', 3, 'a');
  const b = builder.elementwise(a, 'leaky_relu');
  const c = builder.add([a, b]);
  const d = builder.concat([b, c]);
  const e = builder.flatten(d);
  const f = builder.logSoftmax(builder.softmax(e));
  builder.linear(f, 1, 'out', false);
  return builder.build();
}

/** The same graph with another operation in its second node, whatever its shapes. */
function withOp(op: unknown): ModelGraph {
  return changed(smallGraph(), 'nodes.1.op', op) as ModelGraph;
}

function snapshotOf(graph: ModelGraph | null): HostMessage {
  return {
    type: 'snapshot',
    snapshot: {
      revision: 1,
      uri: 'file:///xor.backprop.yaml',
      fileName: 'xor.backprop.yaml',
      graph,
      stale: { message: 'Unknown layer.', range: RANGE },
      problems: { errors: 1, warnings: 0 },
      settings: {
        maxUnits: 16,
        speed: 1,
        reducedMotion: 'auto',
        limits: { seconds: 5, megabytes: 1024 },
      },
    },
  };
}

const CLIP: ExportRequest = {
  kind: 'clip',
  width: 800,
  height: 600,
  framesPerSecond: 20,
  range: 'fromHere',
};

const HOST_MESSAGES: readonly HostMessage[] = [
  snapshotOf(smallGraph()),
  snapshotOf(null),
  ...PANEL_COMMANDS.map((command) => ({ type: 'command', command }) as const),
  { type: 'export', id: 1, request: { kind: 'frame', width: 1280, height: 720 } },
  { type: 'export', id: 2, request: CLIP },
  { type: 'cancelExport', id: 2 },
  { type: 'texts', bundle: { Loss: 'Verlust' } },
  { type: 'gone', fileName: 'xor.backprop.yaml' },
];

const PAGE_MESSAGES: readonly PageMessage[] = [
  { type: 'ready' },
  { type: 'beat', range: RANGE },
  { type: 'beat', range: null },
  { type: 'reveal', range: RANGE, takeFocus: false },
  { type: 'askExport', kind: 'clip' },
  { type: 'exportProgress', id: 1, done: 3, total: 90 },
  { type: 'exportDone', id: 1, bytes: new Uint8Array([1, 2, 3]) },
  { type: 'exportFailed', id: 1, message: 'No WebGL.' },
  { type: 'failure', message: 'No worker.' },
];

const STATE: PanelState = {
  version: 1,
  uri: 'file:///xor.backprop.yaml',
  view: 'network',
  step: 61,
  time: 14.5,
  grain: 'operation',
  sample: 1,
  speed: 0.5,
  camera: { x: 1, y: -2, scale: 30 },
  closed: ['hidden'],
  showLabels: true,
  showNumbers: true,
  showBiases: false,
  showErrors: true,
  explanationFolded: false,
};

/** The object with one field, found by path, replaced. */
function changed<T extends object>(object: T, path: string, value: unknown): unknown {
  const copy = structuredClone(object) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce((at, key) => at[key] as Record<string, unknown>, copy);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}

/** Paths of all fields that are not inside an array. */
function fields(object: object, prefix = ''): string[] {
  return Object.entries(object).flatMap(([key, value]: [string, unknown]) => {
    const nested = typeof value === 'object' && value !== null && !ArrayBuffer.isView(value);
    const inside = nested && !Array.isArray(value) ? fields(value, `${prefix}${key}.`) : [];
    return [`${prefix}${key}`, ...inside];
  });
}

describe.each([
  ['host', HOST_MESSAGES, parseHostMessage],
  ['page', PAGE_MESSAGES, parsePageMessage],
  ['state', [STATE, { ...STATE, camera: null }], parsePanelState],
] as const)('%s', (_, valid, parse) => {
  it.each(valid.map((message) => [JSON.stringify(message).slice(0, 60), message] as const))(
    'accepts %s unchanged',
    (_, message) => {
      expect(parse(message)).toEqual(message);
    },
  );

  it('refuses a message without any one of its fields', () => {
    for (const message of valid) {
      for (const path of fields(message)) {
        if (path.startsWith('bundle.')) continue;
        expect(parse(changed(message, path, undefined)), path).toBeNull();
      }
    }
  });

  it('refuses a field of another type', () => {
    for (const message of valid) {
      for (const path of fields(message)) {
        expect(parse(changed(message, path, { odd: true })), path).toBeNull();
      }
    }
  });

  it('refuses junk without throwing', () => {
    fc.assert(
      fc.property(fc.anything({ withTypedArray: true, withNullPrototype: true }), (junk) => {
        expect(parse(junk)).toBeNull();
      }),
    );
  });

  it('never throws and never lets a wrong number through', () => {
    const bad = fc.constantFrom(NaN, Infinity, -Infinity, -1, 0.5, '1', null, [], Symbol.iterator);
    fc.assert(
      fc.property(fc.constantFrom(...valid), fc.nat(), bad, (message, at, value) => {
        const paths = fields(message);
        const path = paths[at % paths.length]!;
        if (typeof value === 'symbol') return;
        const parsed = parse(changed(message, path, value));
        const numbers = parsed ? JSON.stringify(parsed, (_, v: unknown) => badNumber(v)) : '';
        expect(numbers).not.toContain('not finite');
      }),
    );
  });
});

function badNumber(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value;
}

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
  instance_norm: { features: 3, eps: 1e-5, momentum: 0.1, affine: false, trackRunningStats: false },
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
  gather: { dim: 1 },
  index_select: { dim: 1 },
  one_hot: { classes: 4 },
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
  attention: { causal: true, dropout: 0, scale: null, booleanMask: false },
  constant: { shape: [2], source: { kind: 'full', value: -Infinity } },
  random: { shape: [2], distribution: { kind: 'bernoulli', p: 0.5, value: 2 } },
};

/** Options that need not be there. */
const OPTIONAL = ['below', 'scalar', 'statesBatchFirst'];

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
      if (!OPTIONAL.includes(name)) refuses(changed(op, name, undefined));
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

describe('a graph with buffers, further outputs and other options', () => {
  it('arrives unchanged', () => {
    const graph = smallGraph();
    const full = {
      ...graph,
      nodes: graph.nodes.map((node, i) => ({
        ...node,
        ...(i === 1 && {
          others: [{ name: 'h_n', shape: [1, 4, 3] }],
          buffers: [{ name: 'a.running_mean', shape: [3] }],
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

describe('sizes and rates of an export', () => {
  it.each([
    ['width', 0],
    ['width', 1.5],
    ['height', 1e9],
    ['framesPerSecond', 0],
    ['range', 'backwards'],
  ])('are refused with %s %s', (field, value) => {
    const message = { type: 'export', id: 1, request: { ...CLIP, [field]: value } };
    expect(parseHostMessage(message)).toBeNull();
  });
});

describe('a saved state', () => {
  it.each([
    ['version', 2],
    ['uri', 'no scheme'],
    ['time', -1],
    ['grain', 'letter'],
    ['camera', { x: 0, y: 0, scale: 0 }],
    ['closed', [1]],
  ])('is refused with %s %j', (field, value) => {
    expect(parsePanelState({ ...STATE, [field]: value })).toBeNull();
  });
});
