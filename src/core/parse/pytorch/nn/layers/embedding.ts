/** Embeddings. PyTorch: `nn.Embedding`, `nn.EmbeddingBag`. */
import type { OpOf } from '../../../../model/ops';
import { native } from '../../../python/native';
import { PyClassMethod, type PyClass, type Value } from '../../../python/values';
import { boolOf, tensorOf } from '../../read';
import { Tensor } from '../../tape';
import type { Fields } from '../fields';
import { layer, type LayerRow } from '../layer';

function embedding(fields: Fields): OpOf<'embedding'> {
  const [count, size] = fields.shape('weight') ?? [
    fields.int('num_embeddings'),
    fields.int('embedding_dim'),
  ];
  const paddingIndex = fields.intOrNull('padding_idx');
  return { type: 'embedding', count: count!, size: size!, paddingIndex };
}

/** A padding index counted from the start. */
function paddingAttribute(fields: Fields): Readonly<Record<string, Value>> {
  const index = fields.intOrNull('padding_idx');
  if (index === null) return {};
  const count = fields.int('num_embeddings');
  if (index < -count || index >= count) {
    fields.interpreter.raise('AssertionError', 'Padding_idx must be within num_embeddings');
  }
  return { padding_idx: BigInt(index < 0 ? index + count : index) };
}

const EMBEDDING_ROW: LayerRow = {
  name: 'Embedding',
  parameters:
    'num_embeddings, embedding_dim, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False, _weight=None, _freeze=False, device=None, dtype=None',
  attributes: paddingAttribute,
  learned: ['weight'],
  given: '_weight',
  op: embedding,
  call: 'embedding(input, weight, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse)',
};

const BAG_ROW: LayerRow = {
  name: 'EmbeddingBag',
  parameters:
    "num_embeddings, embedding_dim, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, mode='mean', sparse=False, _weight=None, include_last_offset=False, padding_idx=None, device=None, dtype=None",
  attributes: paddingAttribute,
  learned: ['weight'],
  given: '_weight',
  op: embedding,
  forward: 'input, offsets=None, per_sample_weights=None',
  call: 'embedding_bag(input, weight, offsets, max_norm, norm_type, scale_grad_by_freq, mode, sparse, per_sample_weights, include_last_offset, padding_idx)',
};

/** With `from_pretrained`, which takes the rows that it is given. */
function withPretrained(row: LayerRow): PyClass {
  const cls = layer(row);
  const fromPretrained = native(
    'from_pretrained(cls, embeddings, freeze=True, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False, mode=None, include_last_offset=False)',
    function* (bound, interpreter) {
      const rows = tensorOf(bound.get('embeddings'), 'embeddings', interpreter);
      const [count = 0, size = 0] = rows.shape;
      const keywords = new Map<string, Value>([['_weight', rows]]);
      for (const name of ['padding_idx', 'max_norm', 'norm_type', 'sparse', 'mode']) {
        if (bound.given(name)) keywords.set(name, bound.get(name));
      }
      const sizes = [BigInt(count), BigInt(size)];
      const made = yield* interpreter.call(bound.get('cls'), sizes, keywords);
      const weight = yield* interpreter.getAttribute(made, 'weight');
      const freeze = boolOf(bound.get('freeze'), 'freeze', interpreter);
      if (weight instanceof Tensor) weight.requiresGrad = !freeze;
      return made;
    },
  );
  cls.attributes.set('from_pretrained', new PyClassMethod(fromPretrained));
  return cls;
}

/** `nn.Embedding` and `nn.EmbeddingBag` */
export const EMBEDDINGS = [withPretrained(EMBEDDING_ROW), withPretrained(BAG_ROW)];
