/** Operations in place that destroy what the backward pass needs: PyTorch stops at `backward()`; here the line that does it is named. */
import * as l10n from '@vscode/l10n';
import type { Place } from '../../python/place';
import { tensorsIn } from '../graph/inputs';
import type { Change, Finding, Kept, Recorded } from '../tape';
import { argumentOf, callAt, operandText, placeIn, statementAt, textAt } from './code';
import { fileOf, fixable, type Facts } from './facts';
import { flowFrom } from './flow';
import { isItem, makingOf } from './making';
import { savedBy } from './saved';

/** Findings on tensors that were changed after an operation that needs them as they were, and before the backward pass. */
export function adviseOnInPlace(facts: Facts): Finding[] {
  const { graph, torch } = facts;
  if (!graph || graph.stoppedAt || torch.changes.length === 0) return [];
  const found = new Map<Change, Recorded>();
  for (const recorded of operationsOf(facts)) {
    for (const kept of savedBy(recorded)) {
      const change = changeOf(kept, recorded, facts);
      if (change && !found.has(change)) found.set(change, recorded);
    }
  }
  return [...found].flatMap(([change, needing]) => reported(change, needing, facts));
}

/** The operations through which the gradient of the loss goes, else that of the model's outputs. */
function operationsOf({ loss, call }: Facts): readonly Recorded[] {
  const ends = loss?.kind === 'tensor' ? [loss.ref] : tensorsIn(call.result).map(({ ref }) => ref);
  return [...flowFrom(ends).operations].sort((a, b) => a.index - b.index);
}

/** The change that comes too early. */
function changeOf(kept: Kept, needing: Recorded, { torch, loss }: Facts): Change | null {
  const ref = loss?.kind === 'tensor' ? loss.ref : null;
  const backward = torch.backwards.findIndex(({ tensor }) => tensor === ref);
  const change = torch.changes.find(
    ({ memory, version, by }) => memory === kept.memory && version > kept.version && by !== needing,
  );
  if (!change || change.backwards > Math.max(backward, 0)) return null;
  return backward >= 0 || isInModel(change) ? change : null;
}

/** Without a backward pass in the file only the model's own code counts. */
function isInModel({ by }: Change): boolean {
  return by !== null && by.calls.length > 0;
}

function reported(change: Change, needing: Recorded, facts: Facts): Finding[] {
  const place = placeOf(change, facts);
  if (!place || !fileOf(place, facts)) return [];
  const finding: Finding = {
    severity: 'error',
    code: 'in-place',
    message: l10n.t(
      'This changes in place what {0} needs for its gradient: backward() stops here in PyTorch. Write the result into a new tensor, such as x = x + y.',
      needing.word,
    ),
    place,
    fixes: [],
  };
  return [apart(finding, change, facts)];
}

/** The expression that made the layer that does it, where a container calls it; else where it is done. */
function placeOf({ by, place }: Change, { torch }: Facts): Place | null {
  return (by && isItem(by) && makingOf(by, torch)) || place;
}

/** Offers the same with a new tensor, where that is written easily. */
function apart(finding: Finding, { place, by }: Change, facts: Facts): Finding {
  const at = by && makingOf(by, facts.torch);
  if (at && fileOf(at, facts)) return notInPlace(finding, at);
  const augment = statementAt(place!, 'augment');
  if (augment?.target.kind === 'name') {
    const { target, operator, value } = augment;
    const name = target.id;
    const text = value.kind === 'constant' ? textAt(place!, value) : operandText(place!, value);
    const whole = `${name} = ${name} ${operator} ${text}`;
    return fixable(finding, l10n.t('Change to {0}', whole), placeIn(place!, augment), whole);
  }
  return finding;
}

/** Sets `inplace=False` where a layer is made. */
function notInPlace(finding: Finding, at: Place): Finding {
  const call = callAt(at);
  const value = call && (argumentOf(call, call.args.length, 'inplace') ?? call.args.at(-1)?.value);
  if (value?.kind !== 'constant' || textAt(at, value) !== 'True') return finding;
  const text = 'False';
  return fixable(finding, l10n.t('Change to {0}', `inplace=${text}`), placeIn(at, value), text);
}
