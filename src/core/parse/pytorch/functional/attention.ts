/** `F.scaled_dot_product_attention` and `F.multi_head_attention_forward`. */
import * as l10n from '@vscode/l10n';
import { brackets, sameShape } from '../../../model/shape';
import { PyTuple, type Value } from '../../python/values';
import type { Tensor } from '../tape';
import { torchFunctions, type Arguments } from './arguments';
import type { Site } from './site';

/** How scores become shares. */
export interface AttentionSettings {
  readonly causal: boolean;
  readonly dropout: number;
  /** Null for 1/√E. */
  readonly scale: number | null;
}

/** softmax(q kᵀ · scale + mask) v; a mask of truth values says where attention is allowed. */
function scaledDotProductAttention(
  query: Tensor,
  key: Tensor,
  value: Tensor,
  mask: Tensor | null,
  settings: AttentionSettings,
  site: Site,
): Tensor {
  if (mask && settings.causal) {
    site.raise(
      'RuntimeError',
      '_scaled_dot_product_attention: Explicit attn_mask should not be set when is_causal=True',
    );
  }
  const op = { type: 'attention', booleanMask: mask?.dtype === 'bool', ...settings } as const;
  const inputs = [query, key, value, ...(mask ? [mask] : [])];
  return site.apply(op, inputs, {}, query.dtype);
}

/** Every head of keys and values as often as there are heads of queries for it. */
function repeatedHeads(x: Tensor, query: Tensor, site: Site): Tensor {
  const heads = x.shape.at(-3)!;
  const times = query.shape.at(-3)! / heads;
  if (times === 1) return x;
  const [before, after] = [x.shape.slice(0, -3), x.shape.slice(-2)];
  const each = site.reshape(x, [...before, heads, 1, ...after]);
  const spread = site.expand(each, [...before, heads, times, ...after]);
  return site.reshape(spread, [...before, heads * times, ...after]);
}

/** Masks of several heads, as one that is added to the scores; truth values are true where attention is forbidden. */
export interface HeadMasks {
  /** [L, S] or [N · heads, L, S] */
  readonly attention: Tensor | null;
  /** [N, S], or [S] without a batch */
  readonly padding: Tensor | null;
}

/** One mask of both, in a shape that is broadcast to [N, heads, L, S], or as it is when there is only that for the scores. */
export function joinedMask(
  { attention, padding }: HeadMasks,
  samples: number,
  heads: number,
  dtype: Tensor['dtype'],
  site: Site,
): Tensor | null {
  const scores = attention && additive(attention, dtype, site);
  if (!padding) return scores;
  const places = padding.shape.at(-1)!;
  const missing = site.reshape(additive(padding, dtype, site), [samples, 1, 1, places]);
  if (!scores) return missing;
  const [rows, columns] = scores.shape.slice(-2) as [number, number];
  const perHead =
    scores.shape.length === 3 ? site.reshape(scores, [samples, heads, rows, columns]) : scores;
  return site.add(perHead, missing);
}

/** Numbers that are added: −∞ where a truth value forbids. */
function additive(mask: Tensor, dtype: Tensor['dtype'], site: Site): Tensor {
  if (mask.dtype !== 'bool') return mask;
  const zeros = site.constant([], { kind: 'full', value: 0 }, dtype);
  return site.where(mask, -Infinity, zeros);
}

/** Attention of several heads with its projections, [L, N, E]. */
function multiHeadAttention(a: Arguments): Value {
  const { site } = a;
  const query = a.tensor('query');
  const key = a.tensor('key');
  const value = a.tensor('value');
  const embedDim = a.int('embed_dim_to_check');
  const heads = a.int('num_heads');
  const extra = ['bias_k', 'bias_v', 'static_k', 'static_v'].find((name) => a.value(name) !== null);
  if (extra !== undefined || a.bool('add_zero_attn')) {
    const name = `nn.functional.multi_head_attention_forward(${extra ?? 'add_zero_attn'}=…)`;
    return a.interpreter.unknown(l10n.t('torch.{0} is not available yet.', name));
  }
  if (query.shape.at(-1) !== embedDim) {
    site.raise(
      'AssertionError',
      `was expecting embedding dimension of ${embedDim}, but got ${query.shape.at(-1)!}`,
    );
  }
  const mask = a.optional('attn_mask');
  if (a.bool('is_causal') && !mask) {
    site.raise(
      'RuntimeError',
      'Need attn_mask if specifying the is_causal hint. You may use the Transformer module method `generate_square_subsequent_mask` to create this mask.',
    );
  }
  requireMask(mask, query, key, heads, site);
  const samples = query.shape.length === 2 ? 1 : query.shape[1]!;
  const masks = { attention: mask, padding: a.optional('key_padding_mask') };
  const joined = joinedMask(masks, samples, heads, query.dtype, site);
  const separate = a.bool('use_separate_proj_weight');
  const names = separate ? ['q_proj_weight', 'k_proj_weight', 'v_proj_weight'] : ['in_proj_weight'];
  const biases = ['in_proj_bias', 'out_proj_bias'].map((name) => a.optional(name));
  const [inBias, outBias] = biases as [Tensor | null, Tensor | null];
  const { first, others } = site.applyAll(
    {
      type: 'multihead_attention',
      embedDim,
      heads,
      dropout: a.training() ? a.real('dropout_p') : 0,
      bias: inBias !== null,
      kdim: separate ? key.shape.at(-1)! : embedDim,
      vdim: separate ? value.shape.at(-1)! : embedDim,
      batchFirst: false,
      causal: false,
    },
    [query, key, value, ...(joined ? [joined] : [])],
    {
      ...Object.fromEntries(names.map((name) => [name, a.optional(name)])),
      'out_proj.weight': a.tensor('out_proj_weight'),
      in_proj_bias: inBias,
      'out_proj.bias': outBias,
    },
  );
  if (!a.bool('need_weights')) return new PyTuple([first, null]);
  return new PyTuple([
    first,
    attentionWeights(others['weights']!, a.bool('average_attn_weights'), site),
  ]);
}

/** The mean of the weights over heads; those of each head are not worked out. */
export function attentionWeights(mean: Tensor, average: boolean, site: Site): Value {
  if (average) return mean;
  return site.interpreter.unknown(
    l10n.t('The attention weights of each head are not available yet, only their mean.'),
  );
}

function requireMask(
  mask: Tensor | null,
  query: Tensor,
  key: Tensor,
  heads: number,
  site: Site,
): void {
  if (!mask) return;
  const samples = query.shape.length === 2 ? 1 : query.shape[1]!;
  const scores = [query.shape[0]!, key.shape[0]!];
  const rank = mask.shape.length;
  if (rank !== 2 && rank !== 3) {
    site.raise('RuntimeError', `attn_mask's dimension ${rank} is not supported`);
  }
  const wanted = rank === 2 ? scores : [samples * heads, ...scores];
  if (sameShape(mask.shape, wanted)) return;
  site.raise(
    'RuntimeError',
    `The shape of the ${rank}D attn_mask is torch.Size(${brackets(mask.shape)}), but should be (${wanted.join(', ')}).`,
  );
}

/** Functions of torch.nn.functional. */
export const ATTENTION = torchFunctions({
  'scaled_dot_product_attention(query, key, value, attn_mask=None, dropout_p=0.0, is_causal=False, *, scale=None, enable_gqa=False)':
    (a) => {
      const query = a.tensor('query');
      const grouped = a.bool('enable_gqa');
      const [key, value] = [a.tensor('key'), a.tensor('value')].map((x) =>
        grouped ? repeatedHeads(x, query, a.site) : x,
      );
      const settings = {
        causal: a.bool('is_causal'),
        dropout: a.real('dropout_p'),
        scale: a.value('scale') === null ? null : a.real('scale'),
      };
      const mask = a.optional('attn_mask');
      return scaledDotProductAttention(query, key!, value!, mask, settings, a.site);
    },
  'multi_head_attention_forward(query, key, value, embed_dim_to_check, num_heads, in_proj_weight, in_proj_bias, bias_k, bias_v, add_zero_attn, dropout_p, out_proj_weight, out_proj_bias, training=True, key_padding_mask=None, need_weights=True, attn_mask=None, use_separate_proj_weight=False, q_proj_weight=None, k_proj_weight=None, v_proj_weight=None, static_k=None, static_v=None, average_attn_weights=True, is_causal=False)':
    multiHeadAttention,
});
