/** Assignments: plain, annotated and in place. */
import type { StatementOf } from '../../syntax/ast';
import type { Step } from '../../steps';
import { PyDict, type Value } from '../../values';
import {
  NORMAL,
  type Activation,
  type Code,
  type Completion,
  type Exec,
  type Store,
} from '../engine';
import { after, pending, stepsOf, type Maybe } from '../maybe';
import type { Scope } from '../scope';
import { withOne, withTwo } from './operands';

/** `a = b = value` */
export function assign(node: StatementOf<'assign'>, scope: Scope): Exec {
  const code = scope.code(node.value);
  const stores = node.targets.map((each) => scope.store(each));
  const [store] = stores;
  if (stores.length === 1) return storing(code, store!);
  return function* (f): Step<Completion> {
    const value = yield* stepsOf(code(f));
    for (const each of stores) yield* stepsOf(each(f, value));
    return NORMAL;
  };
}

function storing(code: Code, store: Store): Exec {
  return (f) => {
    const value = code(f);
    if (pending(value)) return storeLater(f, value, store);
    const done = store(f, value);
    return done === null ? NORMAL : finish(done);
  };
}

function* storeLater(f: Activation, step: Step<Value>, store: Store): Step<Completion> {
  const done = store(f, yield* step);
  if (done !== null) yield* done;
  return NORMAL;
}

function* finish(step: Step<unknown>): Step<Completion> {
  yield* step;
  return NORMAL;
}

/** `target: annotation = value`; the annotation is kept as text in classes and modules. */
export function annotate(node: StatementOf<'annotate'>, scope: Scope): Exec {
  const { target, annotation } = node;
  const store = node.value ? storing(scope.code(node.value), scope.store(target)) : () => NORMAL;
  if (target.kind !== 'name' || scope.numbered) return store as Exec;
  return (f) => {
    const known = f.names.get('__annotations__');
    const annotations = known instanceof PyDict ? known : new PyDict();
    f.names.set('__annotations__', annotations);
    const { text } = f.home.file.lines;
    annotations.set(target.id, text.slice(annotation.start, annotation.end));
    return (store as Exec)(f);
  };
}

/** `target += value`: the object and index of the target are evaluated once. */
export function augment(node: StatementOf<'augment'>, scope: Scope): Exec {
  const { target, operator } = node;
  const value = scope.code(node.value);
  const combine = (f: Activation, old: Value, by: Value): Maybe<Value> => {
    f.frame.at = node;
    return f.engine.operate(operator, old, by, true);
  };
  if (target.kind === 'name') {
    const read = scope.code(target);
    return storing((f) => withTwo(f, read, value, combine), scope.store(target));
  }
  if (target.kind === 'attribute') {
    const object = scope.code(target.object);
    const name = scope.ownName(target.name);
    const change = (f: Activation, owner: Value) => {
      f.frame.at = target;
      return withTwo(
        f,
        () => f.engine.read(owner, name),
        value,
        (_, old, by) => after(combine(f, old, by), (made) => f.engine.write(owner, name, made)),
      );
    };
    return (f) => done(withOne(f, object, change));
  }
  if (target.kind !== 'subscript') {
    return (f) => f.engine.raise('SyntaxError', 'illegal expression for augmented assignment');
  }
  const object = scope.code(target.object);
  const index = scope.code(target.index);
  const change = (f: Activation, owner: Value, at: Value) => {
    f.frame.at = target;
    return withTwo(
      f,
      () => f.engine.item(owner, at),
      value,
      (_, old, by) => after(combine(f, old, by), (made) => f.engine.putItem(owner, at, made)),
    );
  };
  return (f) => done(withTwo(f, object, index, change));
}

function done(result: Maybe<Value>): Completion | Step<Completion> {
  return pending(result) ? finish(result) : NORMAL;
}
