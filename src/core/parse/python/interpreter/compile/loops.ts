/** `for` and `while`. */
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

/** Runs the body for each element. With `leaves`, a training step ends the loop after the round that took it. */
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
    if (leaves && engine.leaveLoops !== steps && !f.frame.file.library) break;
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
      if (engine.leaveLoops !== steps && !f.frame.file.library) break;
    }
    if (otherwise === null) return NORMAL;
    const last = otherwise(f);
    return typeof last === 'number' ? last : yield* last;
  };
}
