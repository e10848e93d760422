/** Words about the named parts of recurrent layers and of attention: gates, memory, scores. They go by the labels of the lowering. */
import * as l10n from '@vscode/l10n';
import type { RecurrentCell } from '../../model/ops';
import type { Context } from '../context';
import { isBackward } from './words';

type Sentences = Readonly<Record<string, () => string>>;

/** What a part of a layer is there for; null where the operation says enough, and on the way back. */
export function partSentence(c: Context, label: string): string | null {
  if (isBackward(c)) return null;
  const op = c.graph.nodes.find(({ id }) => id === c.op.nodeId)?.op;
  switch (op?.type) {
    case 'recurrent':
      return CELLS[op.cell][partOf(label)]?.() ?? null;
    case 'multihead_attention':
    case 'attention':
      return label === 'masked scores'
        ? maskSentence(op.causal, c)
        : (ATTENTION[label]?.() ?? null);
    default:
      return null;
  }
}

/** The label without the pass before it and the step after it: `f sum` of `l0.f sum 3`. */
function partOf(label: string): string {
  return label.replace(/^l\d+( reverse)?\./, '').replace(/ \d+$/, '');
}

function maskSentence(causal: boolean, c: Context): string {
  const masked = c.op.primitive === 'where' || c.op.inputs.length > (causal ? 2 : 1);
  if (causal && masked) {
    return l10n.t(
      'No place may look into its future, nor where the mask forbids it: those scores become −∞, and their weights will be 0.',
    );
  }
  return causal
    ? l10n.t(
        'No place may look into its future: the scores of all later places become −∞, so that their weights will be 0.',
      )
    : l10n.t(
        'The mask says where nobody may look: those scores become −∞ or smaller, so that their weights will be 0 or small.',
      );
}

const ATTENTION: Sentences = {
  'scaled query': () =>
    l10n.t(
      'The queries are made smaller by the root of their length, so that the scores do not grow with it.',
    ),
  scores: () =>
    l10n.t(
      'Every query is compared with every key: number times number, all added up. A large score means that they fit.',
    ),
  weights: () =>
    l10n.t(
      'The scores of each query become positive weights that add up to 1: how much it attends to every place.',
    ),
  'head outputs': () =>
    l10n.t(
      'Every place gets the mean of all values, each counted by how much the place attends to it.',
    ),
};

const SIMPLE: Sentences = {
  sum: () =>
    l10n.t('What the input and the state before contribute is added: the present meets the past.'),
  h: () => l10n.t('The function makes the sum the new state, which goes on to the next step.'),
};

const CELLS: Readonly<Record<RecurrentCell, Sentences>> = {
  rnn_tanh: SIMPLE,
  rnn_relu: SIMPLE,
  lstm: {
    gates: () =>
      l10n.t(
        'What the input and the state before contribute is added, for the three gates i, f, o and the candidate g at once.',
      ),
    'i sum': () => l10n.t('The part of the sums that is for the input gate i.'),
    'f sum': () => l10n.t('The part of the sums that is for the forget gate f.'),
    'g sum': () => l10n.t('The part of the sums that is for the candidate g.'),
    'o sum': () => l10n.t('The part of the sums that is for the output gate o.'),
    i: () =>
      l10n.t(
        'The input gate decides how much of the candidate is written into the cell: 0 is nothing, 1 is all.',
      ),
    f: () =>
      l10n.t(
        'The forget gate decides how much of the old cell stays: 0 forgets it, 1 keeps all of it.',
      ),
    g: () => l10n.t('The candidate is what could be written into the cell, between −1 and 1.'),
    o: () =>
      l10n.t('The output gate decides how much of the cell is shown: 0 is nothing, 1 is all.'),
    kept: () => l10n.t('The old cell times the forget gate: what is kept of it.'),
    written: () => l10n.t('The candidate times the input gate: what is written into the cell.'),
    c: () =>
      l10n.t(
        'The new cell is what was kept and what is written. It is the memory that goes from step to step.',
      ),
    'tanh c': () => l10n.t('The cell is brought between −1 and 1 before it is shown.'),
    h: () => l10n.t('The cell times the output gate: the new state, which the next step reads.'),
  },
  gru: {
    'rz sum': () =>
      l10n.t(
        'What the input and the state before contribute is added, for the gates r and z at once.',
      ),
    rz: () =>
      l10n.t(
        'The reset gate r decides how much of the old state the new one may see, the update gate z how much of the old state stays.',
      ),
    r: () => l10n.t('The part that is the reset gate r.'),
    z: () => l10n.t('The part that is the update gate z.'),
    reset: () =>
      l10n.t('The reset gate decides how much of the old state goes into the new candidate n.'),
    'n sum': () =>
      l10n.t('The input and what the reset gate let through are added for the new candidate n.'),
    n: () => l10n.t('The new candidate n is what could take the place of the old state.'),
    difference: () => l10n.t('How far the old state is from the new candidate n.'),
    kept: () =>
      l10n.t(
        'The update gate decides how much of the way back to the old state is gone: 0 takes the candidate, 1 keeps the old state.',
      ),
    h: () =>
      l10n.t(
        'The new state lies between the candidate and the old state, as the update gate says.',
      ),
  },
};
