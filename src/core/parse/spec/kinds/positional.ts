/** Places of sequences in the spec language. */
import * as l10n from '@vscode/l10n';
import { changeTo } from '../../problems';
import type { TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { READS_ONE, type CompositeKind, type NodeAdder, type Wire } from './kind';
import { areSequences } from './sequence-options';
import { FROM, NAME } from './shared';

const POSITIONAL_EMBEDDING: TypeSpec = {
  name: 'positional_embedding',
  main: 'length',
  synonyms: ['position_embedding', 'learned_positional_embedding', 'wpe'],
  doc: () =>
    l10n.t('Adds to each place of a sequence a list of learned numbers that tells places apart.'),
  options: [
    {
      name: 'length',
      value: { kind: 'size' },
      doc: () =>
        l10n.t('How many places there are numbers for. Without it, as many as the input has.'),
    },
    NAME,
    FROM,
  ],
};

/** positional_embedding: `nn.Embedding` of the places 0, 1, …, added to the input. */
export const POSITIONAL_KINDS: readonly CompositeKind[] = [
  { spec: POSITIONAL_EMBEDDING, reads: READS_ONE, build: positionalEmbedding },
];

function positionalEmbedding(
  layer: LayerSpec,
  [input]: Parameters<CompositeKind['build']>[1],
  nodes: NodeAdder,
  context: Context,
): Wire | null {
  if (!areSequences(layer, [input!.shape], context)) return null;
  const [, places, size] = input!.shape as [number, number, number];
  const count = layer.options.get('length', 'size') ?? places;
  if (count < places) {
    const { span } = layer.options.tree('length')!;
    context.problems.error(
      'shape-mismatch',
      span,
      l10n.t('The input has {0} places, but there are numbers for {1} only.', places, count),
      changeTo(span, String(places)),
    );
    return null;
  }
  const arange = { kind: 'arange', start: 0, step: 1 } as const;
  const positions = nodes.add(
    'positions',
    'positions',
    { type: 'constant', shape: [places], source: arange },
    [],
  );
  const embedding = { type: 'embedding', count, size, paddingIndex: null } as const;
  const embedded = nodes.add('embedding', 'embedding', embedding, [positions]);
  return nodes.add('add', 'add', { type: 'add' }, [input!, embedded]);
}
