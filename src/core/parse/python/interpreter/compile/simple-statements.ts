/** Statements of one line: expressions, `del`, `assert`, `raise`, and those that only say where to go on. */
import type { StatementOf } from '../../syntax/ast';
import { PyError } from '../../errors';
import type { Step } from '../../steps';
import { BASE_EXCEPTION, isInstance, PyClass, PyInstance, Unknown, type Value } from '../../values';
import { NO_KEYWORDS, NORMAL, type Activation, type Completion, type Exec } from '../engine';
import { pending, stepsOf } from '../maybe';
import type { Scope } from '../scope';
import { deletion } from './targets';

/** An expression whose value nobody wants. */
export function expressionStatement(node: StatementOf<'expression'>, scope: Scope): Exec {
  if (node.value.kind === 'constant' || node.value.kind === 'ellipsis') return () => NORMAL;
  const code = scope.code(node.value);
  return (f) => {
    const value = code(f);
    return pending(value) ? finish(value) : NORMAL;
  };
}

function* finish(step: Step<unknown>): Step<Completion> {
  yield* step;
  return NORMAL;
}

/** `del a, b.c, d[0]` */
export function deleteStatement(node: StatementOf<'delete'>, scope: Scope): Exec {
  const parts = node.targets.map((each) => deletion(each, scope));
  return function* (f): Step<Completion> {
    for (const part of parts) yield* stepsOf(part(f));
    return NORMAL;
  };
}

/** `assert test, message`; what is unknown is taken to hold. */
export function assertStatement(node: StatementOf<'assert'>, scope: Scope): Exec {
  const test = scope.code(node.test);
  const message = node.message && scope.code(node.message);
  return function* (f): Step<Completion> {
    const truth = yield* stepsOf(f.engine.test(yield* stepsOf(test(f))));
    if (truth !== false) return NORMAL;
    const args = message ? [yield* stepsOf(message(f))] : [];
    f.frame.at = node;
    return f.engine.fail('AssertionError', args);
  };
}

/** `raise exception from cause` */
export function raiseStatement(node: StatementOf<'raise'>, scope: Scope): Exec {
  const exception = node.exception && scope.code(node.exception);
  const cause = node.cause && scope.code(node.cause);
  return function* (f): Step<Completion> {
    if (!exception) {
      f.frame.at = node;
      return reraise(f);
    }
    const value = yield* stepsOf(exception(f));
    f.frame.at = node;
    const error = yield* errorOf(f, value);
    if (cause) error.exception.attributes.set('__cause__', yield* stepsOf(cause(f)));
    throw error;
  };
}

function reraise(f: Activation): never {
  const { frames } = f.engine;
  for (let i = frames.length - 1; i >= 0; i -= 1) {
    const { handled } = frames[i]!;
    if (handled) throw handled;
  }
  return f.engine.raise('RuntimeError', 'No active exception to reraise');
}

/** The exception that `raise value` raises: an instance, or one made of a class. */
function* errorOf(f: Activation, value: Value): Step<PyError> {
  const { engine } = f;
  let instance = value;
  if (value instanceof PyClass && value.isSubclassOf(BASE_EXCEPTION)) {
    instance = yield* stepsOf(engine.invoke(value, [], NO_KEYWORDS));
  }
  if (instance instanceof Unknown) {
    return engine.failure(engine.builtins.get('Exception') as PyClass, [instance]);
  }
  if (!(instance instanceof PyInstance) || !isInstance(instance, BASE_EXCEPTION)) {
    return engine.raise('TypeError', 'exceptions must derive from BaseException');
  }
  const uncertain = engine.frames.some((frame) => frame.uncertain > 0);
  return new PyError(instance, engine.frames, uncertain);
}
