/** Runs the statements of a file: one that fails is recorded, and the rest goes on. */
import * as l10n from '@vscode/l10n';
import { isBug, PyError } from '../errors';
import type { Expression, Module, Statement } from '../syntax/ast';
import type { SourceFile } from '../place';
import type { Step } from '../steps';
import { PyTuple } from '../values';
import { bindingsOf } from './bindings';
import { COMPILER } from './compile';
import { testOf } from './compile/tests';
import {
  Activation,
  CallFrame,
  leaveTo,
  NORMAL,
  type Completion,
  type Engine,
  type Exec,
  type Home,
} from './engine';
import { Scope } from './scope';
import { weighBlock } from './weigh';

interface Ready {
  readonly scope: Scope;
  readonly run: Exec;
}

/** Trees that were made ready; runs share them. */
const trees = new WeakMap<Module, Ready>();

/** Runs a file in its module. */
export function* runFile(engine: Engine, home: Home): Step<null> {
  const { tree } = home.file;
  let ready = trees.get(tree);
  if (!ready) trees.set(tree, (ready = prepare(home.file)));
  const frame = new CallFrame('<module>', home.file, { start: 0, end: 0 });
  const f = new Activation(engine, home, null, frame, ready.scope);
  frame.activation = f;
  const depth = engine.frames.length;
  engine.frames.push(frame);
  try {
    const done = ready.run(f);
    if (typeof done !== 'number') yield* done;
  } finally {
    leaveTo(engine.frames, depth);
  }
  return null;
}

/** What stands under `if __name__ == '__main__':` comes last, when the whole file is known. */
function prepare({ tree, lines }: SourceFile): Ready {
  const bound = new Set<string>();
  const scope = new Scope('module', null, COMPILER, '', { bound }, lines.text.includes(':='));
  const late = (each: Statement) => each.kind === 'if' && asksForMain(each.test);
  const order = [...tree.body.filter((each) => !late(each)), ...tree.body.filter(late)];
  return { scope, run: tolerant(order, scope) };
}

function asksForMain(test: Expression): boolean {
  if (test.kind !== 'compare' || test.rest.length !== 1) return false;
  const sides = [test.first, test.rest[0]!.value];
  return (
    sides.some((each) => each.kind === 'name' && each.id === '__name__') &&
    sides.some((each) => each.kind === 'constant' && each.value === '__main__')
  );
}

/** A block of a file's own statements, those inside an `if` included. */
function tolerant(statements: readonly Statement[], scope: Scope): Exec {
  const ready: Exec[] = [];
  return function* (f): Step<Completion> {
    const { engine, frame, home } = f;
    for (const [i, node] of statements.entries()) {
      if (engine.tick()) yield* engine.rest();
      frame.at = node;
      ready[i] ??= topLevel(node, scope);
      try {
        const done = ready[i](f);
        if (typeof done !== 'number') yield* done;
      } catch (error) {
        if (home.failures === null) throw error;
        if (error instanceof PyError) record(f, node, error);
        else if (isBug(error)) recordBug(f, node, error);
        else throw error;
      }
    }
    return NORMAL;
  };
}

function topLevel(node: Statement, scope: Scope): Exec {
  if (node.kind !== 'if') return scope.statement(node);
  const prefer = () => weighBlock(node.body) >= weighBlock(node.otherwise);
  const test = testOf(node.test, scope, prefer);
  const yes = tolerant(node.body, scope);
  const no = tolerant(node.otherwise, scope);
  return (f) => test(f, yes, no);
}

/** Keeps what went wrong; names that the statement would have bound become unknown. `sys.exit()` ends nothing. */
function record(f: Activation, statement: Statement, error: PyError): void {
  const { home } = f;
  const message = messageOf(error);
  if (error.exception.cls.name !== 'SystemExit') {
    home.failures!.push({ error, file: home.file, statement, message });
  }
  leaveUnknown(f, statement, message);
}

/** Keeps a mistake of ours; the rest of the file goes on. */
function recordBug(f: Activation, statement: Statement, error: unknown): void {
  f.engine.bugs.push({ error, place: { file: f.home.file, span: statement } });
  leaveUnknown(f, statement, String(error));
}

function leaveUnknown({ engine, globals }: Activation, statement: Statement, message: string) {
  for (const name of bindingsOf([statement], true).bound) {
    if (globals.has(name)) continue;
    const reason = l10n.t('{0} could not be evaluated: {1}', name, message);
    globals.set(name, engine.unknown(reason));
  }
}

/** An exception in Python's own words, as the last line of a traceback has it. */
function messageOf({ exception }: PyError): string {
  const args = exception.attributes.get('args');
  const [first] = args instanceof PyTuple ? args.items : [];
  const plain = typeof first === 'string' || typeof first === 'bigint' || typeof first === 'number';
  const { name } = exception.cls;
  if (!plain) return name;
  return `${name}: ${name === 'KeyError' && typeof first === 'string' ? `'${first}'` : first}`;
}
