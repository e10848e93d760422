/** Comprehensions and generator expressions. */
import type { Clause, ExpressionOf } from '../../syntax/ast';
import type { Step } from '../../steps';
import { PyDict, PyList, PySet, type Value } from '../../values';
import { namesOf } from '../bindings';
import { Activation, CallFrame, NORMAL, type Code, type Completion, type Exec } from '../engine';
import { generatorBody } from '../calls';
import { PyGenerator } from '../generator';
import { refuseUnhashable } from '../items';
import { pending, stepsOf } from '../maybe';
import type { Scope } from '../scope';
import { handOut } from './functions';
import { loop } from './loops';
import { testOf } from './tests';

/** `[element for target in source if condition]` and the like */
export function comprehension(node: ExpressionOf<'comprehension'>, scope: Scope): Code {
  const bound = new Set(node.clauses.flatMap(({ target }) => namesOf(target)));
  const inner = scope.inner('comprehension', scope.path, { bound });
  const [first] = node.clauses;
  const source = scope.code(first!.source);
  const run = clauses(node.clauses, 0, emitter(node, inner), inner);
  const slot = inner.slot('.0');
  if (node.result === 'generator') return (f) => generator(f, node, inner, source, run, slot);
  const { result } = node;
  return function* (f): Step<Value> {
    const own = new Activation(f.engine, f.home, f, f.frame, inner);
    own.names = f.names;
    own.result = result === 'list' ? new PyList([]) : result === 'set' ? new PySet() : new PyDict();
    own.slots[slot] = yield* stepsOf(source(f));
    const done = run(own);
    if (typeof done !== 'number') yield* done;
    return own.result;
  };
}

function* generator(
  f: Activation,
  node: ExpressionOf<'comprehension'>,
  inner: Scope,
  source: Code,
  run: Exec,
  slot: number,
): Step<Value> {
  const frame = new CallFrame(inner.qualify('<genexpr>'), f.home.file, node);
  const own = new Activation(f.engine, f.home, f, frame, inner);
  frame.activation = own;
  const value = yield* stepsOf(source(f));
  own.slots[slot] = yield* stepsOf(f.engine.iterator(value));
  const made = new PyGenerator(f.engine, frame, generatorBody(own, run));
  own.resumption = made;
  return made;
}

function clauses(all: readonly Clause[], at: number, emit: Exec, scope: Scope): Exec {
  const clause = all[at];
  if (!clause) return emit;
  const slot = scope.slot('.0');
  const source: Code = at === 0 ? (f) => f.slots[slot]! : scope.code(clause.source);
  const store = scope.store(clause.target);
  let body = clauses(all, at + 1, emit, scope);
  for (const condition of [...clause.conditions].reverse()) {
    const test = testOf(condition, scope);
    const inner = body;
    body = (f) => test(f, inner, skip);
  }
  return (f) => loop(f, clause.source, source, store, body, null, false);
}

const skip: Exec = () => NORMAL;

/** What is done with each element. */
function emitter(node: ExpressionOf<'comprehension'>, scope: Scope): Exec {
  const element = scope.code(node.element);
  if (node.result === 'generator') {
    return function* (f): Step<Completion> {
      yield* handOut(f, yield* stepsOf(element(f)));
      return NORMAL;
    };
  }
  if (node.result === 'dict') {
    const value = scope.code(node.value!);
    return function* (f): Step<Completion> {
      const key = yield* stepsOf(element(f));
      const content = yield* stepsOf(value(f));
      refuseUnhashable(f.engine, key);
      f.engine.allocate(1);
      (f.result as PyDict).set(key, content);
      return NORMAL;
    };
  }
  const set = node.result === 'set';
  const keep = (f: Activation, value: Value): Completion => {
    f.engine.allocate(1);
    if (set) {
      refuseUnhashable(f.engine, value);
      (f.result as PySet).add(value);
    } else (f.result as PyList).items.push(value);
    return NORMAL;
  };
  return (f) => {
    const value = element(f);
    return pending(value) ? keepLater(f, value, keep) : keep(f, value);
  };
}

function* keepLater(
  f: Activation,
  step: Step<Value>,
  keep: (f: Activation, value: Value) => Completion,
): Step<Completion> {
  return keep(f, yield* step);
}
