/** Runs functions of the file that train a model and that nothing calls, with the model in its place and unknown data. */
import type { Step } from '../../python/steps';
import type { StatementOf } from '../../python/syntax/ast';
import { Unknown, type PyInstance, type Value } from '../../python/values';
import * as l10n from '@vscode/l10n';
import { methodFor, required } from './definitions';
import { attempted } from './loss';
import { idleFunctions, trains, type FileFunction } from './script';
import type { Session } from './session';
import { wordsOf } from './usual';

/** Calls what trains such a model. What the run then knows more is on the tape. */
export function* trainIdle(session: Session, root: PyInstance): Step<void> {
  if (methodFor(root.cls, 'training_step')) {
    yield* attempted(session, () => trainingStep(session, root));
    return;
  }
  for (const each of idleFunctions(session)) {
    const { statement } = each;
    if (!trains(statement) || required(statement.parameters).length === 0) continue;
    const args = argumentsFor(statement, root);
    if (!args.includes(root)) continue;
    yield* attempted(session, () => call(session, each, args));
    return;
  }
}

function* call(session: Session, { statement }: FileFunction, args: readonly Value[]): Step<Value> {
  const fn = session.module.attributes.get(statement.name);
  if (fn === undefined) return null;
  session.run.renew();
  return yield* session.run.call(fn, args);
}

/** What Lightning does: the loss that `training_step` gives is the end of the step. */
function* trainingStep(session: Session, root: PyInstance): Step<Value> {
  const batch = unknown('batch');
  const loss = yield* session.run.callMethod(root, 'training_step', [batch, 0n]);
  yield* attempted(session, () => session.run.callMethod(loss, 'backward'));
  return null;
}

function unknown(name: string): Unknown {
  return new Unknown(l10n.t('Nothing says what {0} is.', name), null);
}

const MODEL =
  /\b(model|net|network|module|classifier|generator|discriminator|encoder|decoder|autoencoder|vae|gan|cnn|rnn|lstm)\b/;

/** The model for a parameter that is called like it, unknown values for others without a default. */
function argumentsFor({ parameters }: StatementOf<'function'>, root: PyInstance): Value[] {
  const needed = required(parameters);
  const own = root.cls.name.toLowerCase();
  const named = needed.find(({ name }) => own === name.replace(/_/g, '').toLowerCase());
  const model = named ?? needed.find(({ name }) => MODEL.test(wordsOf(name)));
  return needed.map((each) => (each === model ? root : unknown(each.name)));
}
