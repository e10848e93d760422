/** What every operation computes, as plain text: leaving one out does not compile. */
import type { LayerOp, OpOf, OpType, RecurrentCell } from '../../core/model/ops';

/** The letters that a formula is written with. */
export interface Written {
  /** The first input. */
  readonly x: string;
  readonly inputs: readonly string[];
  /** A weight: this letter with the number of its layer, or what is read in its place. */
  readonly weight: (letter: string, role: string) => string;
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
  linear: (op, w) => `${W(w)} ${w.x}${bias(op.bias, w)}`,
  bilinear: (op, w) => `${w.inputs[0]!}ᵀ ${W(w)} ${w.inputs[1]!}${bias(op.bias, w)}`,
  embedding: (_, w) => `${W(w)}[${w.x}]`,
  conv: (op, w) => `${W(w)} ⋆ ${w.x}${bias(op.bias, w)}`,
  conv_transpose: (op, w) => `${W(w)} ⋆ᵀ ${w.x}${bias(op.bias, w)}`,
  max_pool: call('maxpool'),
  avg_pool: call('avgpool'),
  adaptive_max_pool: call('maxpool'),
  adaptive_avg_pool: call('avgpool'),
  batch_norm: (op, w) => standardized(op.affine, op.affine, w),
  instance_norm: (op, w) => standardized(op.affine, op.affine, w),
  layer_norm: (op, w) => standardized(op.affine, op.affine && op.bias, w),
  group_norm: (op, w) => standardized(op.affine, op.affine, w),
  rms_norm: ({ affine }, w) =>
    `${affine ? `${w.weight('γ', 'weight')} ` : ''}${w.x} / √(mean ${w.x}² + ε)`,
  dropout: (_, { x }) => `m ⊙ ${x}`,
  elementwise: (op, { x }) => (op.function.fn === 'identity' ? x : `${op.function.fn}(${x})`),
  prelu: (_, w) => `max(0, ${w.x}) + ${w.weight('α', 'weight')} min(0, ${w.x})`,
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
  grid_sample: call('grid_sample'),
  band: (op, { x }) => `${op.part === 'lower' ? 'tril' : 'triu'}(${x})`,
  add: (_, { inputs }) => inputs.join(' + '),
  binary: (op, { inputs }) => {
    const sign = SIGNS[op.function];
    const operands = op.scalar === undefined ? inputs : [...inputs, String(op.scalar)];
    return sign === undefined
      ? `${op.function}(${operands.join(', ')})`
      : operands.join(` ${sign} `);
  },
  matmul: (_, { inputs }) => inputs.join(' '),
  einsum: (op, { inputs }) => `einsum(${op.equation}; ${inputs.join(', ')})`,
  where: call('where'),
  reduce: (op, { x }) => `${op.function}(${x})`,
  arg_reduce: (op, { x }) => `${op.function}(${x})`,
  norm: (op, { x }) => `‖${x}‖${order(op.p)}`,
  normalize: (op, { x }) => `${x} / ‖${x}‖${order(op.p)}`,
  cumsum: call('cumsum'),
  cumprod: call('cumprod'),
  arg_sort: call('argsort'),
  gather: call('gather'),
  index_select: (_, { inputs: [x, index] }) => `${x!}[${index!}]`,
  one_hot: call('one_hot'),
  scatter: (op, { inputs: [x, index, source] }) =>
    `${x!} with [${index!}] ${op.add ? '+=' : '='} ${source ?? String(op.value ?? 0)}`,
  index_add: (_, { inputs: [x, index, source] }) => `${x!} with [${index!}] += ${source!}`,
  recurrent: (op) => CELLS[op.cell],
  multihead_attention: (_, w) => `${w.weight('W', 'out_proj.weight')} softmax(Q Kᵀ / √d) V`,
  attention: (op, { inputs: [q, k, v] }) => {
    const scale = op.scale === null ? ' / √d' : ` · ${op.scale}`;
    return `softmax(${q!} ${k!}ᵀ${scale}) ${v!}`;
  },
  detach: call('detach'),
  parameter: () => null,
  buffer: () => null,
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

function W({ weight }: Written): string {
  return weight('W', 'weight');
}

function bias(has: boolean, { weight }: Written): string {
  return has ? ` + ${weight('b', 'bias')}` : '';
}

function standardized(scaled: boolean, shifted: boolean, { x, weight }: Written): string {
  const unit = `(${x} − μ) / √(σ² + ε)`;
  const scale = scaled ? `${weight('γ', 'weight')} ` : '';
  return `${scale}${unit}${shifted ? ` + ${weight('β', 'bias')}` : ''}`;
}

function order(p: number): string {
  if (p === Infinity) return '∞';
  return Number.isInteger(p)
    ? [...String(p)].map((d) => '₀₁₂₃₄₅₆₇₈₉'[Number(d)]!).join('')
    : `(${p})`;
}
