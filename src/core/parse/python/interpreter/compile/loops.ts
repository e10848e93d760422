/** `for` and `while`. */
import * as l10n from '@vscode/l10n';
import type { Expression, StatementOf } from '../../syntax/ast';
import type { Step } from '../../steps';
import {
  BREAK,
  NORMAL,
  RETURN,
  type Activation,
  type Code,
  type Completion,
  type Exec,
  type Store,
} from '../engine';
import { pending, stepsOf } from '../maybe';
import type { Scope } from '../scope';
import { noteGuess } from './tests';

/** `for target in source: body` */
export function forStatement(node: StatementOf<'for'>, scope: Scope): Exec {
  const source = scope.code(node.source);
  const store = scope.store(node.target);
  const body = scope.block(node.body);
  const otherwise = node.otherwise.length > 0 ? scope.block(node.otherwise) : null;
  return (f) => loop(f, node.source, source, store, body, otherwise, true);
}

/** Runs the body for each element. With `leaves`, a training step or too much work ends the loop after the round that did it. */
export function* loop(
  f: Activation,
  node: Expression,
  source: Code,
  store: Store,
  body: Exec,
  otherwise: Exec | null,
  leaves: boolean,
): Step<Completion> {
  const { engine } = f;
  const value = source(f);
  f.frame.at = node;
  const made = engine.iterator(pending(value) ? yield* value : value);
  const iterator = pending(made) ? yield* made : made;
  const begin = engine.operations;
  for (;;) {
    if (engine.tick()) yield* engine.rest();
    const pulled = iterator.next();
    const element = pending(pulled) ? yield* pulled : pulled;
    if (element === undefined) break;
    const steps = engine.leaveLoops;
    const stored = store(f, element);
    if (stored !== null) yield* stored;
    let done = body(f);
    if (typeof done !== 'number') done = yield* done;
    if (done === BREAK) return NORMAL;
    if (done === RETURN) return RETURN;
    if (leaves && endsEarly(f, steps, begin, node)) break;
    f.frame.at = node;
  }
  if (otherwise === null) return NORMAL;
  const last = otherwise(f);
  return typeof last === 'number' ? last : yield* last;
}

/** `while test: body`; once where the condition is unknown. */
export function whileStatement(node: StatementOf<'while'>, scope: Scope): Exec {
  const test = scope.code(node.test);
  const body = scope.block(node.body);
  const otherwise = node.otherwise.length > 0 ? scope.block(node.otherwise) : null;
  return function* (f): Step<Completion> {
    const { engine } = f;
    const begin = engine.operations;
    for (;;) {
      if (engine.tick()) yield* engine.rest();
      const value = yield* stepsOf(test(f));
      f.frame.at = node.test;
      const truth = yield* stepsOf(engine.test(value));
      if (truth === false) break;
      if (truth === null) noteGuess(f, value, node.test);
      const steps = engine.leaveLoops;
      let done = body(f);
      if (typeof done !== 'number') done = yield* done;
      if (done === BREAK) return NORMAL;
      if (done === RETURN) return RETURN;
      if (truth === null) break;
      if (endsEarly(f, steps, begin, node.test)) break;
    }
    if (otherwise === null) return NORMAL;
    const last = otherwise(f);
    return typeof last === 'number' ? last : yield* last;
  };
}

/** A loop of the user is left after so many operations. */
const MOST_IN_LOOP = 250_000;

/** True when a training step was taken since, or when the loop has done so much that it is left; then the reader is told. */
function endsEarly(f: Activation, steps: number, begin: number, node: Expression): boolean {
  const { engine, frame } = f;
  if (frame.file.library) return false;
  if (engine.leaveLoops !== steps) return true;
  if (engine.operations - begin <= MOST_IN_LOOP) return false;
  const message = l10n.t('This repeats so often that it is left before its end.');
  engine.note('loop-left', message, { file: frame.file, span: node });
  return true;
}
