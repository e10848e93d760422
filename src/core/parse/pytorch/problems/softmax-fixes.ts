/** Takes a softmax or sigmoid out of the code, or puts its logarithm in its place. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../../lines';
import type { Place } from '../../python/place';
import { lastWord, pathOf, within } from '../models/walk';
import type { Finding, Recorded } from '../tape';
import { callAt, callsAround, placeIn, samePlace, textAt } from './code';
import { fileOf, fixable, type Facts } from './facts';
import { isItem, makingOf } from './making';

/** The last operation, and where it is applied. */
export interface Applied {
  readonly last: Recorded;
  readonly at: Place | null;
  readonly facts: Facts;
}

/** A finding on an operation that is too much, with a fix that leaves it out; null where no place of the file is to be shown. */
export function leftOut(
  finding: (place: Place) => Finding,
  { last, at, facts }: Applied,
): Finding | null {
  const made = makingOf(last, facts.torch);
  if (isItem(last) && made && fileOf(made, facts)) return withoutItem(finding(made), made);
  if (!at || !fileOf(at, facts)) return null;
  return withoutCall(finding(at), at, last);
}

/** Puts what is given to the call into its place. */
function withoutCall(finding: Finding, at: Place, { layer }: Recorded): Finding {
  const call = callAt(at);
  const argument = call?.args[0];
  if (!call) return finding;
  const { callee } = call;
  const method =
    layer === null &&
    callee.kind === 'attribute' &&
    !MODULES.test(pathOf(callee.object) ?? '') &&
    callee.object;
  const kept = method ? method : argument?.kind === 'positional' ? argument.value : null;
  if (!kept) return finding;
  const text = textAt(at, kept);
  return fixable(finding, l10n.t('Use {0} itself', text), placeIn(at, call), text);
}

/** Modules whose functions are called with the tensor. */
const MODULES = /^(F|torch|nn|functional|special|torch\.(special|nn\.functional)|nn\.functional)$/;

/** Takes a layer out of a list of layers, or of the arguments of a Sequential, with its comma. */
function withoutItem(finding: Finding, made: Place): Finding {
  const items = itemsAround(made);
  const index = items.findIndex((each) => samePlace(placeIn(made, each), made));
  const item = items[index];
  if (!item) return finding;
  const before = items[index - 1];
  const after = items[index + 1];
  const span = before
    ? { start: before.end, end: item.end }
    : { start: item.start, end: after ? after.start : item.end };
  return fixable(finding, l10n.t('Leave it out'), placeIn(made, span), '');
}

function itemsAround(made: Place): readonly Span[] {
  const [around] = callsAround(made);
  const holder = around?.args.find((each) => within(made.span, each))?.value;
  if (holder?.kind === 'list') return holder.items;
  const sequential = around && lastWord(around.callee) === 'Sequential';
  return sequential ? around.args.map(({ value }) => value) : [];
}

/** Offers the logarithm of a softmax in its place. */
export function calledInstead(finding: Finding, { last, at, facts }: Applied): Finding {
  const made = makingOf(last, facts.torch) ?? at;
  const call = made && fileOf(made, facts) ? callAt(made) : null;
  const word = call && lastWord(call.callee);
  if (!made || !call || (word !== 'softmax' && word !== 'Softmax')) return finding;
  const instead = word === 'softmax' ? 'log_softmax' : 'LogSoftmax';
  const { end } = call.callee;
  const span = { start: end - word.length, end };
  return fixable(finding, l10n.t('Change to {0}', instead), placeIn(made, span), instead);
}
