/** `F.embedding`, `F.embedding_bag`, `F.one_hot`. */
import * as l10n from '@vscode/l10n';
import { elementCount } from '../../../model/shape';
import type { Value } from '../../python/values';
import type { Tensor, TensorType } from '../tape';
import { numbersOf } from '../tensor/known';
import { torchFunctions, type Arguments } from './arguments';
import type { Site } from './site';
import { legacyTypeName } from './type-names';

/** Rows of the weight for whole numbers. */
function embedding(x: Tensor, weight: Tensor, paddingIndex: number | null, site: Site): Tensor {
  requireIndices(x, site);
  const [count, size] = weight.shape as [number, number];
  if (paddingIndex !== null && (paddingIndex >= count || paddingIndex < -count)) {
    site.raise('AssertionError', 'Padding_idx must be within num_embeddings');
  }
  if (count === 0 && elementCount(x.shape) > 0) {
    site.raise('IndexError', 'index out of range in self');
  }
  const padding = paddingIndex !== null && paddingIndex < 0 ? paddingIndex + count : paddingIndex;
  const op = { type: 'embedding', count, size, paddingIndex: padding } as const;
  return site.apply(op, [x], { weight }, weight.dtype);
}

/** 1 at the place that a whole number names, 0 elsewhere, along a new last dimension; `classes` −1 for as many as there are. */
function oneHot(x: Tensor, classes: number, site: Site): Value {
  if (x.dtype !== 'int64') {
    site.raise('RuntimeError', 'one_hot is only applicable to index tensor of type LongTensor.');
  }
  const count = classes >= 0 ? classes : classesIn(x, site);
  if (count === null) {
    return site.interpreter.unknown(
      l10n.t(
        'The number of classes of one_hot depends on values that are not known here. Give it with num_classes.',
      ),
    );
  }
  return site.apply({ type: 'one_hot', classes: count }, [x], {}, 'int64');
}

/** One more than the largest number. */
function classesIn(x: Tensor, { interpreter }: Site): number | null {
  const numbers = numbersOf(x.ref, interpreter);
  return numbers && Array.from(numbers).reduce((most, n) => Math.max(most, n + 1), 0);
}

const INDEX_TYPES: readonly TensorType[] = ['int64', 'int32'];

function requireIndices(x: Tensor, site: Site): void {
  if (INDEX_TYPES.includes(x.dtype)) return;
  site.raise(
    'RuntimeError',
    "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; " +
      `but got torch.${legacyTypeName(x.dtype)} instead (while checking arguments for embedding)`,
  );
}

/** Embedding with the rows of each bag put together. */
function embeddingBag(a: Arguments): Value {
  const x = a.tensor('input');
  const weight = a.tensor('weight');
  const perSample = a.optional('per_sample_weights');
  const mode = a.text('mode');
  if (mode !== 'sum' && mode !== 'mean' && mode !== 'max') {
    return a.interpreter.raise('ValueError', 'mode has to be one of sum, mean or max');
  }
  if (a.value('max_norm') !== null || a.value('padding_idx') !== null) {
    return notYet(a, 'embedding_bag(max_norm=…, padding_idx=…)');
  }
  const rows = embedding(x, weight, null, a.site);
  const weighted = perSample
    ? a.site.mul(rows, a.site.reshape(perSample, [...perSample.shape, 1]))
    : rows;
  if (x.shape.length === 2) return a.site.reduce(mode, weighted, [1]);
  const offsets = a.optional('offsets');
  const starts = offsets && numbersOf(offsets.ref, a.interpreter);
  if (!starts) return notYet(a, 'embedding_bag(offsets=…)');
  const length = x.shape[0]!;
  const ends = [...Array.from(starts).slice(1), length];
  const bags = Array.from(starts).slice(0, a.bool('include_last_offset') ? -1 : undefined);
  const parts = bags.map((start, i) => {
    const places = Array.from({ length: ends[i]! - start }, (_, place) => start + place);
    if (places.length > 0) return a.site.reduce(mode, a.site.pick(weighted, 0, places), [0]);
    return a.site.constant([weight.shape[1]!], { kind: 'full', value: 0 }, weight.dtype);
  });
  return a.site.stack(parts, 0);
}

function notYet(a: Arguments, name: string): Value {
  return a.interpreter.unknown(l10n.t('torch.{0} is not available yet.', `nn.functional.${name}`));
}

/** Functions of torch.nn.functional. */
export const EMBEDDING = torchFunctions({
  'embedding(input, weight, padding_idx=None, max_norm=None, norm_type=2.0, scale_grad_by_freq=False, sparse=False)':
    (a) => {
      if (a.value('max_norm') !== null) return notYet(a, 'embedding(max_norm=…)');
      const padding = a.value('padding_idx') === null ? null : a.int('padding_idx');
      return embedding(a.tensor('input'), a.tensor('weight'), padding, a.site);
    },
  "embedding_bag(input, weight, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False, mode='mean', sparse=False, per_sample_weights=None, include_last_offset=False, padding_idx=None)":
    embeddingBag,
  'one_hot(tensor, num_classes=-1)': (a) =>
    oneHot(a.tensor('tensor'), a.int('num_classes'), a.site),
});
