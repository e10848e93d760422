/** Attention in the spec language. */
import * as l10n from '@vscode/l10n';
import type { LayerOp } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import type { TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import type { NodeKind } from './kind';
import { areSequences, BIAS, CAUSAL, dropoutOf, dropoutOption, HEADS } from './sequence-options';
import { NAME } from './shared';

const MULTIHEAD_ATTENTION: TypeSpec = {
  name: 'multihead_attention',
  main: 'heads',
  synonyms: [
    'multiheadattention',
    'multi_head_attention',
    'mha',
    'attention',
    'self_attention',
    'cross_attention',
  ],
  doc: () =>
    l10n.t(
      'Each place becomes a mean of what all places say, weighted by how well its query fits their keys. "name:weights" are the weights, averaged over heads.',
    ),
  options: [
    HEADS,
    dropoutOption(0, () => l10n.t('The probability that a weight is dropped, while training.')),
    BIAS,
    CAUSAL,
    NAME,
    {
      name: 'from',
      value: { kind: 'from' },
      doc: () =>
        l10n.t(
          'The layer that attends to itself; [query, memory] to attend to another one; or [query, key, value].',
        ),
    },
  ],
};

/** multihead_attention. The batch is always first. */
export const ATTENTION_KINDS: readonly NodeKind[] = [
  { spec: MULTIHEAD_ATTENTION, reads: { min: 1, max: 3 }, op: multiheadAttention },
];

function multiheadAttention(
  layer: LayerSpec,
  inputs: readonly Shape[],
  context: Context,
): LayerOp | null {
  const heads = layer.options.get('heads', 'size');
  const dropout = dropoutOf(layer, 0, context);
  const sequences = areSequences(layer, inputs, context);
  if (heads === undefined || dropout === null || !sequences) return null;
  const [query, key = query, value = key] = inputs;
  return {
    type: 'multihead_attention',
    embedDim: query![2]!,
    heads,
    dropout,
    bias: layer.options.get('bias', 'boolean') ?? true,
    kdim: key![2]!,
    vdim: value![2]!,
    batchFirst: true,
    causal: layer.options.get('causal', 'boolean') ?? false,
  };
}
