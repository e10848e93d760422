/** Conditions of `if`, `while`, comprehensions and `case`: what is done when they hold, do not hold, or are unknown. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../../../lines';
import type { Expression } from '../../syntax/ast';
import type { Step } from '../../steps';
import { Unknown, type Value } from '../../values';
import type { Activation, Completion, Exec } from '../engine';
import { pending, stepsOf } from '../maybe';
import type { Scope } from '../scope';

/** Runs one of two ways on. */
export type Test = (f: Activation, yes: Exec, no: Exec) => Completion | Step<Completion>;

/** A condition; where it is unknown, `yes` is taken when `prefer` says so, and the reader is told. */
export function testOf(node: Expression, scope: Scope, prefer: () => boolean = () => true): Test {
  const code = scope.code(node);
  return (f, yes, no) => {
    const value = code(f);
    if (typeof value === 'boolean') return (value ? yes : no)(f);
    if (pending(value)) return later(f, value, yes, no);
    f.frame.at = node;
    const truth = f.engine.test(value);
    if (truth === null || pending(truth)) return decide(f, value, truth, yes, no);
    return (truth ? yes : no)(f);
  };
  function* later(f: Activation, step: Step<Value>, yes: Exec, no: Exec): Step<Completion> {
    const value = yield* step;
    f.frame.at = node;
    return yield* decide(f, value, f.engine.test(value), yes, no);
  }
  function* decide(
    f: Activation,
    value: Value,
    tested: boolean | null | Step<boolean | null>,
    yes: Exec,
    no: Exec,
  ): Step<Completion> {
    const truth = yield* stepsOf(tested);
    if (truth !== null) {
      const done = (truth ? yes : no)(f);
      return typeof done === 'number' ? done : yield* done;
    }
    noteGuess(f, value, node);
    const { frame } = f;
    frame.uncertain += 1;
    try {
      const done = (prefer() ? yes : no)(f);
      return typeof done === 'number' ? done : yield* done;
    } finally {
      frame.uncertain -= 1;
    }
  }
}

/** Says that a way was chosen without knowing the condition; our own library's code is no one's business. */
export function noteGuess(f: Activation, value: Value, span: Span): void {
  if (f.frame.file.library) return;
  const reason = value instanceof Unknown ? value.reason : '';
  f.engine.note(
    'unknown-condition',
    l10n
      .t(
        'Whether this condition holds is not known; the branch with more of the model was taken. {0}',
        reason,
      )
      .trim(),
    { file: f.frame.file, span },
  );
}
