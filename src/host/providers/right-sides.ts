/** What every operation computes, as plain text: leaving one out does not compile. */
import type { LayerOp, OpOf, OpType, RecurrentCell } from '../../core/model/ops';

/** The letters that a formula is written with. */
export interface Written {
  /** The first input. */
  readonly x: string;
  readonly inputs: readonly string[];
  /** The number of the layer as superscript, which its parameters have too. */
  readonly layer: string;
}

/** The right-hand side of an operation's formula; null when it computes nothing. */
export function rightSide(op: LayerOp, written: Written): string | null {
  return (RIGHT[op.type] as (op: LayerOp, written: Written) => string | null)(op, written);
}

type RightSides = {
  readonly [T in OpType]: (op: OpOf<T>, written: Written) => string | null;
};

/** The name of the function with everything it reads. */
const call =
  (name: string) =>
  (_: unknown, { inputs }: Written): string =>
    `${name}(${inputs.join(', ')})`;

const RIGHT: RightSides = {
  input: () => null,
  linear: (op, { x, layer }) => `W${layer} ${x}${bias(op.bias, layer)}`,
  bilinear: (op, { inputs: [a, b], layer }) => `${a!}ᵀ W${layer} ${b!}${bias(op.bias, layer)}`,
  embedding: (_, { x, layer }) => `W${layer}[${x}]`,
  conv: (op, { x, layer }) => `W${layer} ⋆ ${x}${bias(op.bias, layer)}`,
  conv_transpose: (op, { x, layer }) => `W${layer} ⋆ᵀ ${x}${bias(op.bias, layer)}`,
  max_pool: call('maxpool'),
  avg_pool: call('avgpool'),
  adaptive_max_pool: call('maxpool'),
  adaptive_avg_pool: call('avgpool'),
  batch_norm: (op, { x, layer }) => standardized(x, op.affine, op.affine, layer),
  instance_norm: (op, { x, layer }) => standardized(x, op.affine, op.affine, layer),
  layer_norm: (op, { x, layer }) => standardized(x, op.affine, op.affine && op.bias, layer),
  group_norm: (op, { x, layer }) => standardized(x, op.affine, op.affine, layer),
  rms_norm: ({ affine }, { x, layer }) => `${affine ? `γ${layer} ` : ''}${x} / √(mean ${x}² + ε)`,
  dropout: (_, { x }) => `m ⊙ ${x}`,
  elementwise: (op, { x }) => (op.function.fn === 'identity' ? x : `${op.function.fn}(${x})`),
  prelu: (_, { x, layer }) => `max(0, ${x}) + α${layer} min(0, ${x})`,
  glu: (_, { x }) => `${x}₁ ⊙ σ(${x}₂)`,
  softmax: call('softmax'),
  log_softmax: call('log_softmax'),
  flatten: call('flatten'),
  reshape: call('reshape'),
  permute: call('permute'),
  expand: call('expand'),
  repeat: call('repeat'),
  concat: call('concat'),
  stack: call('stack'),
  index: (_, { x }) => `${x}[…]`,
  index_put: (_, { inputs: [x, value] }) => `${x!} with ${x!}[…] = ${value!}`,
  flip: call('flip'),
  roll: call('roll'),
  pad: call('pad'),
  unfold: call('unfold'),
  fold: call('fold'),
  pixel_shuffle: call('pixel_shuffle'),
  pixel_unshuffle: call('pixel_unshuffle'),
  interpolate: call('interpolate'),
  band: (op, { x }) => `${op.part === 'lower' ? 'tril' : 'triu'}(${x})`,
  add: (_, { inputs }) => inputs.join(' + '),
  binary: (op, { inputs: [a, b] }) => {
    const sign = SIGNS[op.function];
    return sign === undefined ? `${op.function}(${a!}, ${b!})` : `${a!} ${sign} ${b!}`;
  },
  matmul: (_, { inputs }) => inputs.join(' '),
  einsum: (op, { inputs }) => `einsum(${op.equation}; ${inputs.join(', ')})`,
  where: call('where'),
  reduce: (op, { x }) => `${op.function}(${x})`,
  arg_reduce: (op, { x }) => `${op.function}(${x})`,
  norm: (op, { x }) => `‖${x}‖${order(op.p)}`,
  normalize: (op, { x }) => `${x} / ‖${x}‖${order(op.p)}`,
  cumsum: call('cumsum'),
  gather: call('gather'),
  index_select: (_, { inputs: [x, index] }) => `${x!}[${index!}]`,
  one_hot: call('one_hot'),
  recurrent: (op) => CELLS[op.cell],
  multihead_attention: (_, { layer }) => `W${layer} softmax(Q Kᵀ / √d) V`,
  attention: (op, { inputs: [q, k, v] }) => {
    const scale = op.scale === null ? ' / √d' : ` · ${op.scale}`;
    return `softmax(${q!} ${k!}ᵀ${scale}) ${v!}`;
  },
  constant: ({ source }) => (source.kind === 'full' ? String(source.value) : source.kind),
  random: ({ distribution }) => distribution.kind,
};

const SIGNS: Readonly<Record<string, string>> = {
  sub: '−',
  mul: '⊙',
  div: '/',
  eq: '=',
  ne: '≠',
  lt: '<',
  le: '≤',
  gt: '>',
  ge: '≥',
};

const CELLS: Readonly<Record<RecurrentCell, string>> = {
  rnn_tanh: 'tanh(W x + U h + b), step by step',
  rnn_relu: 'relu(W x + U h + b), step by step',
  lstm: 'o ⊙ tanh(c), c = f ⊙ c + i ⊙ g, step by step',
  gru: '(1 − z) ⊙ n + z ⊙ h, step by step',
};

function bias(has: boolean, layer: string): string {
  return has ? ` + b${layer}` : '';
}

function standardized(x: string, scaled: boolean, shifted: boolean, layer: string): string {
  const unit = `(${x} − μ) / √(σ² + ε)`;
  return `${scaled ? `γ${layer} ` : ''}${unit}${shifted ? ` + β${layer}` : ''}`;
}

function order(p: number): string {
  if (p === Infinity) return '∞';
  return Number.isInteger(p)
    ? [...String(p)].map((d) => '₀₁₂₃₄₅₆₇₈₉'[Number(d)]!).join('')
    : `(${p})`;
}
