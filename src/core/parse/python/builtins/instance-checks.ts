/** `isinstance` and `issubclass`. */
import { Unclear } from '../errors';
import type { Interpreter } from '../interpreter';
import { openBase } from '../interpreter/open-class';
import type { Step } from '../steps';
import { classOf, OBJECT, PyClass, PyObject, PyTuple, TYPE, type Value } from '../values';
import { known } from './needs';
import { membersOf } from './union';

type Check = (kind: Value) => Step<boolean>;

/** `isinstance(value, kind)` of a class that leaves the answer to its own subclasses; undefined for other kinds. */
export function isInstanceAtOnce(value: Value, kind: Value): boolean | undefined {
  if (!(kind instanceof PyClass) || kind.cls !== TYPE) return undefined;
  return isBelow(classOf(known(value)), kind);
}

/** `isinstance(value, kind)`; what cannot be known is thrown as `Unclear`. */
export function isInstanceOf(value: Value, kind: Value, interpreter: Interpreter): Step<boolean> {
  known(value);
  const message = 'isinstance() arg 2 must be a type, a tuple of types, or a union';
  return checked(kind, interpreter, message, (each) => check(each));

  function* check(each: Value): Step<boolean> {
    const hook = hookOf(each, '__instancecheck__');
    if (hook !== undefined) return yield* asked(hook, each, value, interpreter);
    return isBelow(classOf(value), each);
  }
}

/** `issubclass(cls, kind)`; what cannot be known is thrown as `Unclear`. */
export function isSubclassOf(value: Value, kind: Value, interpreter: Interpreter): Step<boolean> {
  const cls = known(value);
  if (!(cls instanceof PyClass)) {
    return interpreter.raise('TypeError', 'issubclass() arg 1 must be a class');
  }
  const message = 'issubclass() arg 2 must be a class, a tuple of classes, or a union';
  return checked(kind, interpreter, message, function* (each) {
    const hook = hookOf(each, '__subclasscheck__');
    if (hook !== undefined) return yield* asked(hook, each, cls, interpreter);
    return isBelow(cls, each);
  });
}

/** True when the check holds for one of the kinds; unknown kinds count only where it holds for none. */
function* checked(
  kind: Value,
  interpreter: Interpreter,
  message: string,
  check: Check,
): Step<boolean> {
  const kinds = kind === null ? undefined : (membersOf(kind) ?? tupleOf(kind));
  if (!kinds) {
    if (hookOf(known(kind), '__instancecheck__')) return yield* check(kind);
    return interpreter.raise('TypeError', message);
  }
  let unclear: Unclear | undefined;
  for (const each of kinds) {
    interpreter.spend(1);
    try {
      const holds =
        each instanceof PyClass
          ? yield* check(each)
          : yield* checked(each, interpreter, message, check);
      if (holds) return true;
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      unclear ??= error;
    }
  }
  if (unclear) throw unclear;
  return false;
}

const tupleOf = (kind: Value) => (kind instanceof PyTuple ? kind.items : undefined);

/** What the kind's own class says about the check. */
function hookOf(kind: Value, name: string): Value | undefined {
  if (!(kind instanceof PyObject) || kind.cls === TYPE) return undefined;
  return kind.cls.lookup(name);
}

function* asked(hook: Value, kind: Value, value: Value, interpreter: Interpreter): Step<boolean> {
  const answer = known(yield* interpreter.call(hook, [kind, value]));
  return (yield* interpreter.truth(answer)) === true;
}

function isBelow(cls: PyClass, kind: Value): boolean {
  if (kind === OBJECT || (kind instanceof PyClass && cls.isSubclassOf(kind))) return true;
  const open = openBase(cls);
  if (open) throw new Unclear(open);
  return false;
}
