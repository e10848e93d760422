/** Attention: weighted means of values. PyTorch: `nn.MultiheadAttention`, `F.scaled_dot_product_attention`. */
import { sharesProjection } from '../../model/definitions/attention';
import type { OpOf } from '../../model/ops';
import type { TensorId } from '../program';
import { dropOut } from './drop-out';
import type { NodeLowering } from './node';
import type { LowerOp } from './lowering';

/** What attention reads, […, places, features] each. */
interface Attended {
  readonly query: TensorId;
  readonly key: TensorId;
  readonly value: TensorId;
  readonly scale: number;
  readonly causal: boolean;
  readonly dropout: number;
  readonly mask: TensorId | undefined;
  /** True when the mask has 1 where attention is allowed; else it is added to the scores. */
  readonly booleanMask: boolean;
  /** True when a place that may attend to nothing gets zeros instead of NaN. */
  readonly safe: boolean;
}

/** (query, key, value, mask?) → softmax(query keyᵀ · scale + mask) value */
export const attention: LowerOp<'attention'> = ({ scale, ...op }, c) => {
  const [query, key, value, mask] = c.inputs as [TensorId, TensorId, TensorId, TensorId?];
  const size = c.shapeOf(query).at(-1)!;
  const usual = 1 / Math.sqrt(size);
  return attend(c, { ...op, query, key, value, mask, scale: scale ?? usual, safe: true }).result;
};

/** (query, key, value, mask?), or one sequence that attends to itself → the heads' results, projected; `weights` where they are read. */
export const multiheadAttention: LowerOp<'multihead_attention'> = (op, c) => {
  const [input, memory = input!, values = memory, given] = c.inputs;
  const layout = layoutOf(op, c.shapeOf(input!).length);
  const heads = project(op, c, [input!, memory, values]).flatMap(({ projected, names }) =>
    splitHeads(op, c, layout, projected, names),
  );
  const [query, key, value] = heads as [TensorId, TensorId, TensorId];
  const mask = given === undefined ? given : headMask(op, c, given);
  const { weights, result } = attend(c, {
    ...{ query, key, value, mask, booleanMask: false, safe: false },
    ...{ causal: op.causal, dropout: op.dropout, scale: Math.sqrt(1 / (op.embedDim / op.heads)) },
  });
  const together = c.permute(result, layout.back, 'heads side by side');
  const joined = c.reshape(together, c.node.outputShape, 'joined heads');
  const out = op.bias ? ['out_proj.weight', 'out_proj.bias'] : ['out_proj.weight'];
  const first = c.emit('linear', {}, [joined, ...out.map((name) => c.state(name))]);
  if (!c.isRead('weights')) return first;
  const dims = [layout.headDim];
  const mean = c.emit('reduce', { reduction: 'mean', dims, keepdim: false }, [weights]);
  return { first, weights: mean };
};

/** Weights and weighted values. */
function attend(c: NodeLowering, attended: Attended): { weights: TensorId; result: TensorId } {
  const { query, key, value, scale, dropout, safe } = attended;
  const scaled =
    scale === 1
      ? query
      : c.emit('binary', { function: 'mul' }, [query, c.scalar(scale, 'scale')], {
          label: 'scaled query',
        });
  const scores = c.emit('matmul', { transposeA: false, transposeB: true }, [scaled, key], {
    label: 'scores',
  });
  const dim = c.shapeOf(scores).length - 1;
  const masked = applyMask(c, scores, attended);
  const attributes = safe && masked !== scores ? { dim, safe } : { dim };
  const kept = c.emit('softmax', attributes, [masked], { label: 'weights' });
  const weights = dropOut(c, kept, dropout, 'kept weights');
  const result = c.emit('matmul', { transposeA: false, transposeB: false }, [weights, value], {
    label: 'head outputs',
  });
  return { weights, result };
}

/** Scores with −∞ where attention is not allowed. */
function applyMask(c: NodeLowering, scores: TensorId, attended: Attended): TensorId {
  const { causal, mask, booleanMask } = attended;
  const label = 'masked scores';
  const places = c.shapeOf(scores).slice(-2);
  if (mask !== undefined && booleanMask) {
    return c.emit('where', {}, [mask, scores, c.scalar(-Infinity, 'not allowed')], { label });
  }
  const summands = [
    ...(causal ? [c.constant(places, { kind: 'causal_mask' }, 'causal mask')] : []),
    ...(mask === undefined ? [] : [mask]),
  ];
  return summands.length === 0 ? scores : c.emit('add', {}, [scores, ...summands], { label });
}

/** Where the heads stand: [places, batch?, heads, features] to [batch?, heads, places, features], and back. */
interface Layout {
  readonly there: readonly number[];
  readonly back: readonly number[];
  readonly headDim: number;
}

function layoutOf({ batchFirst }: OpOf<'multihead_attention'>, rank: number): Layout {
  if (rank === 2) return { there: [1, 0, 2], back: [1, 0, 2], headDim: 0 };
  if (batchFirst) return { there: [0, 2, 1, 3], back: [0, 2, 1, 3], headDim: 1 };
  return { there: [1, 2, 0, 3], back: [2, 0, 1, 3], headDim: 1 };
}

const PARTS = ['query', 'key', 'value'] as const;

/** One or several parts of query, key and value side by side. */
interface Projected {
  readonly projected: TensorId;
  readonly names: readonly string[];
}

/** The projections of query, key and value; inputs that are the same tensor are projected together. */
function project(
  op: OpOf<'multihead_attention'>,
  c: NodeLowering,
  inputs: readonly TensorId[],
): Projected[] {
  const projected: Projected[] = [];
  for (let first = 0, end = 0; first < PARTS.length; first = end) {
    end = first + 1;
    while (sharesProjection(op) && end < PARTS.length && inputs[end] === inputs[first]) end += 1;
    const names = PARTS.slice(first, end);
    const label = names.join(', ');
    const weights = [projectionWeight(op, c, first, names)];
    if (op.bias) weights.push(rowsOf(op, c, 'in_proj_bias', first, names));
    const tensor = c.emit('linear', {}, [inputs[first]!, ...weights], {
      label: `projected ${label}`,
    });
    projected.push({ projected: tensor, names });
  }
  return projected;
}

function projectionWeight(
  op: OpOf<'multihead_attention'>,
  c: NodeLowering,
  first: number,
  names: readonly string[],
): TensorId {
  if (sharesProjection(op)) return rowsOf(op, c, 'in_proj_weight', first, names);
  return c.state(`${names[0]![0]!}_proj_weight`);
}

/** The rows of a parameter that belong to some of query, key and value. */
function rowsOf(
  { embedDim }: OpOf<'multihead_attention'>,
  c: NodeLowering,
  parameter: string,
  first: number,
  names: readonly string[],
): TensorId {
  const whole = c.state(parameter);
  if (names.length === PARTS.length) return whole;
  const kind = parameter.endsWith('weight') ? 'weight' : 'bias';
  const label = `${kind} of ${names.join(', ')}`;
  return c.slice(whole, 0, first * embedDim, names.length * embedDim, label);
}

/** Each part with its heads, as [batch?, heads, places, features]. */
function splitHeads(
  { embedDim, heads }: OpOf<'multihead_attention'>,
  c: NodeLowering,
  { there, headDim }: Layout,
  projected: TensorId,
  names: readonly string[],
): TensorId[] {
  const label = names.join(', ');
  const places = c.shapeOf(projected).slice(0, -1);
  const shape = [...places, names.length * heads, embedDim / heads];
  const divided = c.reshape(projected, shape, `${label} divided into heads`);
  const all = c.permute(divided, there, names.length === 1 ? label : `${label} of each head`);
  if (names.length === 1) return [all];
  return names.map((name, n) => c.slice(all, headDim, n * heads, heads, name));
}

/** A mask with one matrix for each head of each sample, as [batch, heads, L, S]; others are broadcast as they are. */
function headMask(
  { heads }: OpOf<'multihead_attention'>,
  c: NodeLowering,
  mask: TensorId,
): TensorId {
  const shape = c.shapeOf(mask);
  const [first, ...rest] = shape as [number, ...number[]];
  const unbatched = c.node.inputShape.length === 2;
  if (shape.length !== 3 || unbatched || first % heads !== 0 || first === 1) return mask;
  return c.reshape(mask, [first / heads, heads, ...rest], 'mask of each head');
}
