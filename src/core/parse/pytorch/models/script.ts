/** Runs the code of a file: its statements, and functions that nobody calls but that make or train a model. */
import { pause } from '../../python/builtins/pace';
import { Halt, isBug, PyError } from '../../python/errors';
import type { SourceFile } from '../../python/place';
import type { Step } from '../../python/steps';
import type { StatementOf } from '../../python/syntax/ast';
import type { Run } from '../../python/interpreter/index';
import type { Torch } from '../tape';
import { required } from './definitions';
import { Session } from './session';
import { expressionsIn, lookThrough } from './walk';

/** A session of these files in which nothing has run yet. */
export function* openSession(files: readonly SourceFile[], run: Run, torch: Torch): Step<Session> {
  const tree = { body: [], comments: [], errors: [] };
  const module = yield* run.module({ ...files[0]!, tree }, '__main__');
  return new Session(run, torch, module, files);
}

/** Runs the files one after another as one module. */
export function* runScript(session: Session): Step<void> {
  for (const file of session.files) {
    session.run.renew();
    yield* session.run.module(file, '__main__');
  }
  for (const { error } of session.run.failures) session.markBroken(error);
  for (const { tree } of session.files) yield* lookThrough(tree.body);
  yield* runIdleFunctions(session);
}

/** A function of the file's outermost level. */
export type FileFunction = Session['functions'][number];

/** Functions that no code of the file names. */
export function idleFunctions(session: Session): FileFunction[] {
  const named = new Set<string>();
  for (const { tree } of session.files) {
    for (const { id } of expressionsIn(tree.body, 'name')) named.add(id);
    for (const { name } of expressionsIn(tree.body, 'attribute')) named.add(name);
  }
  return session.functions.filter(({ statement }) => !named.has(statement.name));
}

/** Calls what can be called without arguments, first what uses models, then what makes those that are still missing. */
function* runIdleFunctions(session: Session): Step<void> {
  const ready = idleFunctions(session).filter(
    ({ statement }) => required(statement.parameters).length === 0 && !statement.async,
  );
  const users = new Set(ready.filter(({ statement }) => USERS.test(statement.name)));
  for (const each of users) {
    yield* pause();
    if (missing(session, each).length > 0 || trains(each.statement)) yield* call(session, each);
  }
  for (const each of ready) {
    yield* pause();
    if (!users.has(each) && (missing(session, each).length > 0 || makesModules(each.statement)))
      yield* call(session, each);
  }
}

const USERS = /^(main|run|test|demo|example|train|check|try|sanity)/i;

/** Classes of modules that the function or functions that it names mention, and of which there is no instance yet. */
function missing(session: Session, { statement }: FileFunction): string[] {
  const made = new Set(session.torch.made.map(({ module }) => module.cls));
  const wanted = new Set(
    session.moduleClasses.filter((cls) => !made.has(cls)).map(({ name }) => name),
  );
  const functions = new Map(session.functions.map((each) => [each.statement.name, each.statement]));
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (body: StatementOf<'function'>): void => {
    for (const { id } of expressionsIn(body.body, 'name')) {
      if (wanted.has(id)) found.add(id);
      const next = functions.get(id);
      if (!next || seen.has(id)) continue;
      seen.add(id);
      visit(next);
    }
  };
  visit(statement);
  return [...found];
}

/** True for code with a backward pass. */
export function trains(statement: StatementOf<'function'>): boolean {
  for (const { name } of expressionsIn(statement.body, 'attribute'))
    if (name === 'backward') return true;
  return false;
}

function makesModules(statement: StatementOf<'function'>): boolean {
  for (const { callee } of expressionsIn(statement.body, 'call')) {
    if (
      callee.kind === 'attribute'
        ? callee.name === 'Sequential'
        : callee.kind === 'name' && callee.id === 'Sequential'
    )
      return true;
  }
  return false;
}

/** Calls a function of the file; exceptions end it. */
function* call(session: Session, { file, statement }: FileFunction): Step<void> {
  const fn = session.module.attributes.get(statement.name);
  if (fn === undefined) return;
  session.run.renew();
  try {
    yield* session.run.call(fn, []);
  } catch (error) {
    if (error instanceof PyError) session.markBroken(error);
    else if (isBug(error)) session.run.bugs.push({ error, place: { file, span: statement } });
    else if (!(error instanceof Halt)) throw error;
  }
}
