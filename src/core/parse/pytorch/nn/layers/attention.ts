/** `nn.MultiheadAttention` */
import * as l10n from '@vscode/l10n';
import { firstValuesOf, stateOf } from '../../../../model/definitions';
import type { OpOf } from '../../../../model/ops';
import { Unclear } from '../../../python/errors';
import type { Interpreter } from '../../../python/interpreter';
import { native, nativeClass, type Bound } from '../../../python/native';
import type { Step } from '../../../python/steps';
import { PyTuple, type PyInstance, type Unknown, type Value } from '../../../python/values';
import { attentionWeights, joinedMask } from '../../functional/attention';
import { Site } from '../../functional/site';
import { boolOf, known, tensorOf } from '../../read';
import { MODULE_CLASS, type Tensor } from '../../tape';
import { Fields } from '../fields';
import { isActive } from '../function-call';
import { currentFields, orUnclear, weightsOf } from '../layer';
import { selfOf } from '../module/arguments';
import { bareModule, initialize, setPart } from '../module/parts';
import { addState, newType } from '../state';
import { OUTPUT_PROJECTION } from './linear';

const PROJECTIONS = [
  'in_proj_weight',
  'q_proj_weight',
  'k_proj_weight',
  'v_proj_weight',
  'in_proj_bias',
  'bias_k',
  'bias_v',
];
const OWN = [...PROJECTIONS.slice(0, 4), 'in_proj_bias'];

function attentionOp(fields: Fields, bias: boolean): OpOf<'multihead_attention'> {
  return {
    type: 'multihead_attention',
    embedDim: fields.int('embed_dim'),
    heads: fields.int('num_heads'),
    dropout: fields.real('dropout'),
    bias,
    kdim: fields.int('kdim'),
    vdim: fields.int('vdim'),
    batchFirst: fields.bool('batch_first'),
    causal: false,
  };
}

function make(module: PyInstance, bound: Bound, interpreter: Interpreter): void {
  const attributes = new Map<string, Value>();
  for (const name of ['embed_dim', 'num_heads', 'dropout', 'batch_first', 'add_zero_attn']) {
    attributes.set(name, bound.get(name));
  }
  for (const name of ['kdim', 'vdim']) {
    attributes.set(name, bound.get(name) ?? bound.get('embed_dim'));
  }
  for (const [name, value] of attributes) module.attributes.set(name, value);
  for (const name of PROJECTIONS) setPart(module, '_parameters', name, null);
  const fields = Fields.of(module, interpreter);
  const bias = boolOf(bound.get('bias'), 'bias', interpreter);
  const op = attentionOp(fields, bias);
  if (op.embedDim <= 0 || op.heads <= 0) {
    interpreter.raise(
      'ValueError',
      `embed_dim and num_heads must be greater than 0, got embed_dim=${op.embedDim} and num_heads=${op.heads} instead`,
    );
  }
  if (op.embedDim % op.heads !== 0) {
    interpreter.raise('AssertionError', 'embed_dim must be divisible by num_heads');
  }
  const extra = ['add_bias_kv', 'add_zero_attn'].find((name) => bound.get(name) === true);
  if (extra !== undefined) {
    const what = `nn.MultiheadAttention(${extra}=True)`;
    const unknown = interpreter.unknown(l10n.t('torch.{0} is not available yet.', what));
    throw new Unclear(unknown as Unknown);
  }
  module.attributes.set('head_dim', BigInt(op.embedDim / op.heads));
  const same = op.kdim === op.embedDim && op.vdim === op.embedDim;
  module.attributes.set('_qkv_same_embed_dim', same);
  const projection = bareModule(OUTPUT_PROJECTION);
  projection.attributes.set('in_features', BigInt(op.embedDim));
  projection.attributes.set('out_features', BigInt(op.embedDim));
  for (const name of ['weight', 'bias']) setPart(projection, '_parameters', name, null);
  setPart(module, '_modules', 'out_proj', projection);
  addState(module, stateOf(op), firstValuesOf(op), newType(bound, interpreter), interpreter);
}

/** The parameters at this moment, those of the output's projection by their paths. */
function* projectionsOf(module: PyInstance, interpreter: Interpreter): Step<Fields> {
  const projection = yield* interpreter.getAttribute(module, 'out_proj');
  const further: Record<string, Value> = {};
  for (const name of ['weight', 'bias']) {
    further[`out_proj.${name}`] = yield* interpreter.getAttribute(projection, name);
  }
  return yield* currentFields({ learned: OWN }, module, interpreter, further);
}

/** One tensor stands for those that are the same, where no mask follows. */
function inputsOf(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | null): Tensor[] {
  if (mask) return [query, key, value, mask];
  if (key !== value) return [query, key, value];
  return query === key ? [query] : [query, key];
}

function* attend(bound: Bound, interpreter: Interpreter): Step<Value> {
  const module = selfOf(bound);
  const tensor = (name: string) => tensorOf(bound.get(name), name, interpreter);
  const maskOf = (name: string) => (known(bound.get(name)) === null ? null : tensor(name));
  const [query, key, value] = [tensor('query'), tensor('key'), tensor('value')];
  const fields = yield* projectionsOf(module, interpreter);
  const op = attentionOp(fields, fields.has('in_proj_bias'));
  const site = new Site(module.cls.name, interpreter, module);
  const masks = { attention: maskOf('attn_mask'), padding: maskOf('key_padding_mask') };
  if (bound.get('is_causal') === true && !masks.attention) {
    site.raise('RuntimeError', 'Need attn_mask if specifying the is_causal hint.');
  }
  const samples = query.shape.length === 2 ? 1 : query.shape[op.batchFirst ? 0 : 1]!;
  const mask = joinedMask(masks, samples, op.heads, query.dtype, site);
  const dropout = isActive(module, interpreter) ? op.dropout : 0;
  const { first, others } = site.applyAll(
    { ...op, dropout },
    inputsOf(query, key, value, mask),
    weightsOf(op, fields),
  );
  if (!boolOf(bound.get('need_weights'), 'need_weights', interpreter)) {
    return new PyTuple([first, null]);
  }
  const average = boolOf(bound.get('average_attn_weights'), 'average_attn_weights', interpreter);
  return new PyTuple([first, attentionWeights(others['weights']!, average, site)]);
}

/** `nn.MultiheadAttention` */
export const MULTIHEAD_ATTENTION = nativeClass(
  'MultiheadAttention',
  { bases: [MODULE_CLASS], module: 'torch.nn' },
  {
    __init__: native(
      '__init__(self, embed_dim, num_heads, dropout=0.0, bias=True, add_bias_kv=False, add_zero_attn=False, kdim=None, vdim=None, batch_first=False, device=None, dtype=None)',
      (bound, interpreter) => {
        const module = selfOf(bound);
        initialize(module);
        orUnclear(module, () => make(module, bound, interpreter));
        return null;
      },
    ),
    forward: native(
      'forward(self, query, key, value, key_padding_mask=None, need_weights=True, attn_mask=None, average_attn_weights=True, is_causal=False)',
      attend,
    ),
  },
);
