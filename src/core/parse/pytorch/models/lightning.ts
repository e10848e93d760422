/** Lightning modules: what is shown is `training_step`, with a batch of the script's loader, of their own, or one that is made up. */
import * as l10n from '@vscode/l10n';
import type { Step } from '../../python/steps';
import type { StatementOf } from '../../python/syntax/ast';
import { PyDict, PyTuple, Unknown, type PyInstance, type Value } from '../../python/values';
import type { Arguments, RootCall } from '../tape';
import { isOurs, methodFor } from './definitions';
import { attemptStep, type Trial } from './feed/trial';
import { attempted, backward } from './loss';
import type { Session } from './session';
import { expressionsIn, statementsIn } from './walk';

/** `training_step` of a Lightning module; null for other modules. */
export function stepOf({ cls }: PyInstance): StatementOf<'function'> | null {
  const lightning = cls.mro.some((each) => each.name === 'LightningModule' && isOurs(each));
  return lightning ? methodFor(cls, 'training_step') : null;
}

/** What the parts of the batch are called in `training_step`. */
export function partNames(step: StatementOf<'function'>, { args }: RootCall): string[] {
  const names = unpacked(step);
  const batch = step.parameters[1]?.name ?? 'batch';
  return args.map((_, i) => {
    const name = names?.[i];
    if (name !== undefined && name !== '_') return name;
    return args.length === 1 ? batch : `${batch}_${i}`;
  });
}

/** Trains with the loader that the module itself makes: `train_dataloader`. */
export function* trainWithOwnLoader(session: Session, module: PyInstance): Step<void> {
  if (!methodFor(module.cls, 'train_dataloader')) return;
  yield* attempted(session, function* () {
    const { run } = session;
    const lightning = yield* run.importModule('pytorch_lightning');
    const trainer = yield* run.call(yield* run.getAttribute(lightning, 'Trainer'), []);
    return yield* run.callMethod(trainer, 'fit', [module]);
  });
}

/** A training step whose batch begins with what `forward` is fed; what is compared with it is made up where a loss reads it. */
export function* stepWith(
  session: Session,
  module: PyInstance,
  step: StatementOf<'function'>,
  fed: Arguments,
): Step<Trial> {
  const trial = yield* attemptStep(session, module, [batchFor(step, fed), ...indices(step)]);
  if (trial.stop) return trial;
  const { result } = trial.call;
  yield* backward(session, result instanceof PyDict ? (result.get('loss') ?? null) : result);
  return trial;
}

/** Numbers for the parameters behind the batch: its own, and that of the optimizer. */
function indices({ parameters }: StatementOf<'function'>): Value[] {
  return parameters.slice(2).flatMap(({ kind }) => (kind === 'plain' ? [0n] : []));
}

/** A batch that is taken apart as the step does it. */
function batchFor(step: StatementOf<'function'>, { args, keywords }: Arguments): Value {
  const values = [...args, ...keywords.values()];
  const names = unpacked(step);
  if (names) return tupleOf(values, names);
  const batch = step.parameters[1]?.name;
  const items = expressionsIn(step.body, 'subscript').flatMap(({ object, index }) =>
    object.kind === 'name' && object.id === batch && index.kind === 'constant' ? [index.value] : [],
  );
  const keys = [...new Set(items.filter((item) => typeof item === 'string'))];
  if (keys.length > 0) {
    const inputs = keys.filter((key) => !TARGETS.test(key));
    const dict = new PyDict();
    for (const key of keys) dict.set(key, values[inputs.indexOf(key)] ?? unknown(key));
    return dict;
  }
  const places = items.flatMap((item) => (typeof item === 'bigint' ? [Number(item)] : []));
  if (places.length === 0) return values[0] ?? unknown('batch');
  return tupleOf(
    values,
    Array.from({ length: Math.max(...places) + 1 }, (_, i) => `${batch}[${i}]`),
  );
}

/** Keys of what an output is compared with. */
const TARGETS = /label|target|mask|^y$/i;

function tupleOf(values: readonly Value[], names: readonly string[]): PyTuple {
  return new PyTuple(names.map((name, i) => values[i] ?? unknown(name)));
}

function unknown(name: string): Unknown {
  return new Unknown(l10n.t('Nothing says what {0} is.', name), null);
}

/** The names of `x, y = batch`; null where the batch is not taken apart so. */
function unpacked({ parameters, body }: StatementOf<'function'>): string[] | null {
  const batch = parameters[1]?.name;
  for (const { targets, value } of statementsIn(body, 'assign')) {
    const [target] = targets;
    if (value.kind !== 'name' || value.id !== batch) continue;
    if (target?.kind !== 'tuple' && target?.kind !== 'list') continue;
    return target.items.map((item) => (item.kind === 'name' ? item.id : '_'));
  }
  return null;
}
