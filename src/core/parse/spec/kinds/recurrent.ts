/** Recurrent layers in the spec language. */
import * as l10n from '@vscode/l10n';
import type { LayerOp, RecurrentCell } from '../../../model/ops';
import type { Shape } from '../../../model/shape';
import type { OptionSpec, TypeSpec } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import type { NodeKind } from './kind';
import { areSequences, BIAS, dropoutOf, dropoutOption, layersOption } from './sequence-options';
import { NAME } from './shared';

const HIDDEN: OptionSpec = {
  name: 'hidden',
  value: { kind: 'size' },
  required: true,
  doc: () => l10n.t('How many numbers the state has, and each step of the output.'),
};

const NONLINEARITY: OptionSpec = {
  name: 'nonlinearity',
  value: { kind: 'choice', values: ['tanh', 'relu'] },
  default: 'tanh',
  doc: () => l10n.t('The function that gives the next state.'),
};

const BIDIRECTIONAL: OptionSpec = {
  name: 'bidirectional',
  value: { kind: 'boolean' },
  default: false,
  doc: () => l10n.t('Whether a second pass goes from the end to the start; the output has both.'),
};

const LAYERS = layersOption(() =>
  l10n.t('How many layers lie on top of each other, each reading the states of the one below.'),
);

const DROPOUT = dropoutOption(0, () =>
  l10n.t('The probability that a number is dropped between layers, while training.'),
);

/** `from` of a layer that may start from given states. */
const from = (doc: () => string): OptionSpec => ({ name: 'from', value: { kind: 'from' }, doc });

const FROM_H = from(() =>
  l10n.t('The layer that is read, and optionally the first state, as in [words, encoder:h_n].'),
);

const FROM_HC = from(() =>
  l10n.t(
    'The layer that is read, and optionally the first states, as in [words, encoder:h_n, encoder:c_n].',
  ),
);

const RNN: TypeSpec = {
  name: 'rnn',
  main: 'hidden',
  synonyms: ['simplernn', 'simple_rnn', 'elman', 'recurrent'],
  doc: () =>
    l10n.t(
      'A recurrent layer: each step computes the next state from its input and the last state. The output is [steps, hidden]; "name:h_n" is the last state, [layers, hidden] for each sample.',
    ),
  options: [HIDDEN, LAYERS, NONLINEARITY, BIAS, DROPOUT, BIDIRECTIONAL, NAME, FROM_H],
};

const LSTM: TypeSpec = {
  name: 'lstm',
  main: 'hidden',
  synonyms: ['long_short_term_memory'],
  doc: () =>
    l10n.t(
      'A recurrent layer with a memory that gates write, keep and read. The output is [steps, hidden]; "name:h_n" and "name:c_n" are the last state and memory, [layers, hidden] for each sample.',
    ),
  options: [HIDDEN, LAYERS, BIAS, DROPOUT, BIDIRECTIONAL, NAME, FROM_HC],
};

const GRU: TypeSpec = {
  name: 'gru',
  main: 'hidden',
  synonyms: ['gated_recurrent_unit'],
  doc: () =>
    l10n.t(
      'A recurrent layer whose gates mix the last state with a new one. The output is [steps, hidden]; "name:h_n" is the last state, [layers, hidden] for each sample.',
    ),
  options: [HIDDEN, LAYERS, BIAS, DROPOUT, BIDIRECTIONAL, NAME, FROM_H],
};

/** rnn, lstm and gru. The batch is always first. */
export const RECURRENT_KINDS: readonly NodeKind[] = [
  {
    spec: RNN,
    reads: { min: 1, max: 2 },
    op: (layer, inputs, context) => {
      const relu = layer.options.get('nonlinearity', 'choice') === 'relu';
      return recurrent(relu ? 'rnn_relu' : 'rnn_tanh', layer, inputs, context);
    },
  },
  { spec: LSTM, reads: { min: 1, max: 3 }, op: (...args) => recurrent('lstm', ...args) },
  { spec: GRU, reads: { min: 1, max: 2 }, op: (...args) => recurrent('gru', ...args) },
];

function recurrent(
  cell: RecurrentCell,
  layer: LayerSpec,
  [input]: readonly Shape[],
  context: Context,
): LayerOp | null {
  const hiddenSize = layer.options.get('hidden', 'size');
  const dropout = dropoutOf(layer, 0, context);
  const sequences = areSequences(layer, [input!], context);
  if (hiddenSize === undefined || dropout === null || !sequences) return null;
  const layers = layer.options.get('layers', 'integer') ?? 1;
  if (layers === 1 && dropout > 0) {
    context.problems.warning(
      'no-effect',
      layer.options.tree('dropout')!.span,
      l10n.t('Dropout is between layers, and there is only one layer. Use more, or remove it.'),
    );
  }
  return {
    type: 'recurrent',
    cell,
    inputSize: input![2]!,
    hiddenSize,
    layers,
    bias: layer.options.get('bias', 'boolean') ?? true,
    batchFirst: true,
    dropout,
    bidirectional: layer.options.get('bidirectional', 'boolean') ?? false,
    statesBatchFirst: true,
  };
}
