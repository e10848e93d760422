/** Conditions of `if`, `while`, comprehensions and `case`: what is done when they hold, do not hold, or are unknown. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../../../lines';
import { PyError } from '../../errors';
import type { Expression } from '../../syntax/ast';
import type { Step } from '../../steps';
import { Unknown, type Value } from '../../values';
import type { Activation, Code, Completion, Exec } from '../engine';
import { pending, stepsOf } from '../maybe';
import type { Scope } from '../scope';
import { partsOf } from '../tree';

/** Runs one of two ways on. */
export type Test = (f: Activation, yes: Exec, no: Exec) => Completion | Step<Completion>;

/** A condition; where it is unknown, `yes` is taken when `prefer` says so, and the reader is told. */
export function testOf(node: Expression, scope: Scope, prefer: () => boolean = () => true): Test {
  const code = scope.code(node);
  const stop = node.kind === 'logical' && node.operator === 'or';
  const operands = node.kind === 'logical' ? node.operands.filter(isPlain) : [];
  const deciding = operands.map((operand) => scope.code(operand));
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
    let truth = yield* stepsOf(tested);
    if (truth === null && (yield* someAre(f, deciding, stop))) truth = stop;
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

/** True when one of these has that truth: `unknown and False` does not hold, whatever is unknown. */
function* someAre(f: Activation, codes: readonly Code[], truth: boolean): Step<boolean> {
  try {
    for (const code of codes) {
      if ((yield* stepsOf(f.engine.test(yield* stepsOf(code(f))))) === truth) return true;
    }
  } catch (error) {
    if (!(error instanceof PyError)) throw error;
  }
  return false;
}

/** True for expressions that call nothing, which may be evaluated once more. */
function isPlain(node: Expression): boolean {
  return node.kind !== 'call' && partsOf(node).every(isPlain);
}
