/** Parameters that get no gradient, with the reason and its place. */
import * as l10n from '@vscode/l10n';
import type { Place } from '../../python/place';
import { tensorsIn } from '../graph/inputs';
import { isParameter, sourceKey } from '../graph/names';
import { dependsOn } from '../graph/reach';
import type { Backward, Finding, Recorded } from '../tape';
import { fileOf, type Facts } from './facts';
import { flowFrom, sourcesBehind, type Cut } from './flow';

/** Findings on frozen parameters, on parts of a model that no gradient reaches, and on backward passes that reach nothing. */
export function adviseOnGradients(facts: Facts): Finding[] {
  const { graph } = facts;
  if (!graph || graph.stoppedAt) return [];
  return [...frozen(facts), ...cutInside(facts), ...cutOff(facts)];
}

/** Parameters that were told to need no gradient, by the places that told them. */
function frozen(facts: Facts): Finding[] {
  const places = new Map<string, { readonly place: Place; readonly names: string[] }>();
  for (const { name, tensor } of facts.names.held.values()) {
    const place = facts.torch.frozen.get(tensor);
    const file = place && fileOf(place, facts);
    if (tensor.requiresGrad || !file) continue;
    const key = `${facts.files.indexOf(file)} ${place.span.start}`;
    if (!places.has(key)) places.set(key, { place, names: [] });
    places.get(key)!.names.push(name);
  }
  return [...places.values()].map(({ place, names }) => ({
    severity: 'information',
    code: 'frozen',
    message: l10n.t('Frozen here, and not trained: {0}.', listed(names)),
    place,
    fixes: [],
  }));
}

/** Places in the model's own code behind which trained parameters lie that no gradient reaches. */
function cutInside(facts: Facts): Finding[] {
  const { torch, call, loss, root } = facts;
  const own = torch.tape.slice(call.from, call.to);
  if (own.every(({ grad }) => !grad)) return [];
  const ends = [
    ...tensorsIn(call.result).map(({ ref }) => ref),
    ...torch.backwards.map(({ tensor }) => tensor),
    ...(loss?.kind === 'tensor' ? [loss.ref] : []),
  ];
  const { sources, cuts } = flowFrom(ends);
  const used = sourcesBehind(ends);
  const lost = new Map([...trained(facts)].filter(([key]) => used.has(key) && !sources.has(key)));
  if (lost.size === 0) return [];
  return cuts.flatMap((cut) => {
    const names = namesBehind(cut, lost);
    const inside = cut.at.calls.some(({ module }) => module === root);
    const place = placeOf(cut.at);
    if (!inside || names.length === 0 || !place || !fileOf(place, facts)) return [];
    if (torch.changes.some(({ memory }) => memory === cut.at.made.memory)) return [];
    const meant = cut.why === 'no-grad' || names.every((name) => INTENDED.test(name));
    const severity = meant ? 'information' : 'warning';
    return [{ severity, code: 'no-gradient', message: lostAt(cut, names), place, fixes: [] }];
  });
}

/** Names of parts that others are measured by, or that come trained. */
const INTENDED =
  /target|teacher|momentum|ema\b|_ema|moving|frozen|fixed|old|encoder_k|key_encoder|pretrained|backbone|vgg|resnet|feature|clip|bert/i;

function lostAt({ why, at }: Cut, names: readonly string[]): string {
  switch (why) {
    case 'no-grad':
      return l10n.t(
        'Gradients are off here, so these get none and are not trained: {0}.',
        listed(names),
      );
    case 'detach':
      return l10n.t(
        'No gradient goes back through {0}, so these get none and are not trained: {1}.',
        at.word,
        listed(names),
      );
    case 'whole':
      return l10n.t(
        'Whole numbers have no gradient, so nothing goes back through {0}, and these are not trained: {1}.',
        at.word,
        listed(names),
      );
  }
}

/** Calls of `backward()` on what the model gave, where PyTorch stops because nothing on the way needs a gradient. */
function cutOff(facts: Facts): Finding[] {
  const { torch, root, call } = facts;
  const calls = torch.rootCalls.filter(({ module }) => module === root || module === call.module);
  const outputs = new Set(
    calls.flatMap(({ result }) => tensorsIn(result)).map(({ ref }) => sourceKey(ref)),
  );
  return torch.backwards
    .filter(({ tensor, learned }) => !learned && dependsOn(tensor, outputs))
    .flatMap((backward) => stopped(backward, facts));
}

function stopped({ tensor, place }: Backward, facts: Facts): Finding[] {
  const names = trained(facts);
  const cuts = flowFrom([tensor]).cuts.filter((cut) => namesBehind(cut, names).length > 0);
  const found = cuts.flatMap(({ at }): Finding[] => {
    const stop = placeOf(at);
    const message = l10n.t(
      'No gradient goes back through {0}, so the loss has none, and backward() stops in PyTorch.',
      at.word,
    );
    return stop ? [stopAt(stop, message)] : [];
  });
  if (found.length === 0 && names.size === 0 && place) {
    const message = l10n.t(
      'All parameters are frozen, so the loss has no gradient, and backward() stops in PyTorch.',
    );
    found.push(stopAt(place, message));
  }
  return found.filter((each) => fileOf(each.place, facts));
}

function stopAt(place: Place, message: string): Finding {
  return { severity: 'error', code: 'no-gradient', message, place, fixes: [] };
}

/** Names of the model's parameters that are to be trained, by what their numbers come from. */
function trained({ names }: Facts): Map<unknown, string> {
  return new Map(
    [...names.held].flatMap(([key, { name, tensor }]) =>
      isParameter(tensor) && tensor.requiresGrad ? [[key, name] as const] : [],
    ),
  );
}

/** Those of the parameters that lie behind a cut. */
function namesBehind({ from }: Cut, names: ReadonlyMap<unknown, string>): string[] {
  const behind = sourcesBehind([from]);
  return [...names].flatMap(([key, name]) => (behind.has(key) ? [name] : []));
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 4).join(', ');
  return names.length > 4 ? l10n.t('{0} and {1} more', shown, names.length - 4) : shown;
}

function placeOf({ stack }: Recorded): Place | null {
  return stack.at(-1)?.place ?? null;
}
