/** What of a script's training a graph does not have, so that its numbers differ from those of the script: said, not passed over. */
import * as l10n from '@vscode/l10n';
import type { Assumption } from '../../../model/graph';
import type { Expression, Statement } from '../../python/syntax/ast';
import { sourceKey, type ModelNames } from '../graph/names';
import { rangeOf } from '../graph/places';
import { operationsBehind, readsOf } from '../graph/reach';
import type { FoundLoss, FoundOptimizer } from '../graph/request';
import type { MadeOptimizer, Recorded, RootCall } from '../tape';
import type { Session } from './session';
import { expressionsIn, statementsIn } from './walk';

/** Everything of the kind that concerns this model. */
export function caveatsOf(
  session: Session,
  names: ModelNames,
  call: RootCall,
  loss: FoundLoss | null,
  optimizer: FoundOptimizer | null,
): Assumption[] {
  const made = optimizer?.kind === 'made' ? optimizer.made : null;
  return [
    ...stepsBefore(session, loss),
    ...otherOptimizers(session, names, made),
    ...laterStep(session, loss, made),
    ...earlierStatistics(session, call, loss),
    ...changedGradients(session),
    ...halves(names),
    ...notesOf(session),
  ];
}

/** Layers that normalize by statistics which earlier passes in `train` mode changed. */
function earlierStatistics(
  { torch: { tape } }: Session,
  { from, to }: RootCall,
  loss: FoundLoss | null,
): Assumption[] {
  const shown = [
    ...tape.slice(from, to),
    ...(loss?.kind === 'tensor' ? operationsBehind([loss.ref], () => false) : []),
  ];
  const changed = shown.some((each) => {
    const mean = each.evaluated && statisticsOf(each);
    return (
      mean &&
      tape.some(
        (other) => other.index < each.index && !other.evaluated && statisticsOf(other) === mean,
      )
    );
  });
  if (!changed) return [];
  const message = l10n.t(
    'Passes in train mode before this one change running statistics: those from the beginning are shown.',
  );
  return [{ code: 'earlier-step', message }];
}

/** What tells running statistics from others; null for what has none. */
function statisticsOf({ weights }: Recorded): unknown {
  const mean = weights.get('running_mean');
  return mean ? sourceKey(mean) : null;
}

/** Gradients that the script changes in place: `p.grad.data.clamp_(-1, 1)`. */
function changedGradients({ torch, files }: Session): Assumption[] {
  if (torch.backwards.length === 0) return [];
  for (const file of files) {
    for (const call of expressionsIn(file.tree.body, 'call')) {
      const { callee } = call;
      if (callee.kind !== 'attribute' || !IN_PLACE.test(callee.name)) continue;
      if (!mentions(callee.object, 'grad')) continue;
      const message = l10n.t('Gradients that the script changes are not followed here.');
      return [{ code: 'not-applied', message, range: rangeOf({ file, span: call }) }];
    }
  }
  return [];
}

/** Methods that change numbers, except those that forget gradients. */
const IN_PLACE = /^(?!zero_$|detach_$|requires_grad_$)[a-z]\w*[a-z]_$/;

/** Parameters of half precision, which is not there. */
function halves({ held }: ModelNames): Assumption[] {
  const types = [...held.values()].map(({ tensor }) => tensor.dtype);
  const half = types.find((type) => type === 'float16' || type === 'bfloat16');
  if (!half) return [];
  const message = l10n.t('{0} is not available yet: everything is computed in float32.', half);
  return [{ code: 'precision', message }];
}

/** Optimizers that step before the loss is computed, and change what it reads. */
function stepsBefore({ torch }: Session, loss: FoundLoss | null): Assumption[] {
  if (loss?.kind !== 'tensor') return [];
  const operations = operationsBehind([loss.ref], () => false);
  const before = torch.steps.filter(({ optimizer, operations: done }) => {
    const changed = new Set(
      optimizer.groups.flatMap(({ tensors }) => tensors.map(({ ref }) => sourceKey(ref))),
    );
    return operations.some(
      (each) => each.index >= done && readsOf(each).some((ref) => changed.has(sourceKey(ref))),
    );
  });
  const [first] = before;
  if (!first) return [];
  const { place } = first;
  const message = l10n.t(
    'An optimizer steps before this loss is computed: what it updates has its first values here.',
  );
  return [{ code: 'earlier-step', message, ...(place && { range: rangeOf(place) }) }];
}

/** Optimizers that hold parameters of the model which the one that is shown does not hold. */
function otherOptimizers(
  { torch }: Session,
  { held }: ModelNames,
  shown: MadeOptimizer | null,
): Assumption[] {
  if (!shown) return [];
  const own = new Set(shown.groups.flatMap(({ tensors }) => tensors));
  const other = torch.optimizers.find(({ groups }) =>
    groups.some(({ tensors }) =>
      tensors.some((tensor) => !own.has(tensor) && held.has(sourceKey(tensor.ref))),
    ),
  );
  if (!other) return [];
  const message = l10n.t(
    'Several optimizers update this model: only {0} is shown, and the parameters of the others stay as they are.',
    shown.name,
  );
  return [{ code: 'optimizer', message, ...(other.place && { range: rangeOf(other.place) }) }];
}

/** An optimizer that steps after several rounds of a loop only, of which one is run. */
function laterStep(
  { torch, files }: Session,
  loss: FoundLoss | null,
  made: MadeOptimizer | null,
): Assumption[] {
  if (loss?.kind !== 'tensor' || !made) return [];
  if (torch.steps.some(({ optimizer }) => optimizer === made)) return [];
  for (const file of files) {
    for (const kind of ['for', 'while'] as const) {
      for (const { body } of statementsIn(file.tree.body, kind)) {
        const step = mentions(body, 'backward') && conditionalStep(body);
        if (!step) continue;
        const message = l10n.t(
          'The optimizer does not step in every round of the loop: the step shown uses the gradients of the first round alone.',
        );
        return [{ code: 'passes', message, range: rangeOf({ file, span: step }) }];
      }
    }
  }
  return [];
}

/** The `if` of a body under which something steps. */
function conditionalStep(body: readonly Statement[]): Statement | null {
  for (const statement of statementsIn(body, 'if')) {
    if (mentions([statement], 'step')) return statement;
  }
  return null;
}

function mentions(code: Expression | readonly Statement[], attribute: string): boolean {
  for (const { name } of expressionsIn(code, 'attribute')) if (name === attribute) return true;
  return false;
}

/** Notes of the run after which numbers are others. */
const OTHER_NUMBERS: ReadonlySet<string> = new Set([
  'custom-backward',
  'default-type',
  'first-values',
  'hook',
  'loop-left',
  'not-applied',
  'not-shuffled',
  'other-draws',
  'other-values',
  'own-generator',
  'packed-sequence',
  'schedule',
  'sparse-init',
  'unknown-parameters',
  'weights-not-read',
]);

/** What was not done as the script says. */
function notesOf({ run: { notes } }: Session): Assumption[] {
  return notes
    .filter(({ code }) => OTHER_NUMBERS.has(code))
    .filter(({ message }, i, all) => all.findIndex((each) => each.message === message) === i)
    .map(({ code, message, place }) => ({ code, message, range: rangeOf(place) }));
}
