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
import { pending, stepsOf, type Maybe } from '../maybe';
import type { Scope } from '../scope';

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
    const store = scope.store(target);
    return (f) => {
      const old = read(f);
      const by = value(f);
      if (pending(old) || pending(by)) return augmentName(f, old, by, combine, store);
      const result = combine(f, old, by);
      if (pending(result)) return storeLater(f, result, store);
      store(f, result);
      return NORMAL;
    };
  }
  if (target.kind === 'attribute') {
    const object = scope.code(target.object);
    return function* (f): Step<Completion> {
      const owner = yield* stepsOf(object(f));
      f.frame.at = target;
      const old = yield* stepsOf(f.engine.read(owner, target.name));
      const result = yield* stepsOf(combine(f, old, yield* stepsOf(value(f))));
      yield* stepsOf(f.engine.write(owner, target.name, result));
      return NORMAL;
    };
  }
  if (target.kind !== 'subscript') {
    return (f) => f.engine.raise('SyntaxError', 'illegal expression for augmented assignment');
  }
  const object = scope.code(target.object);
  const index = scope.code(target.index);
  return function* (f): Step<Completion> {
    const owner = yield* stepsOf(object(f));
    const at = yield* stepsOf(index(f));
    f.frame.at = target;
    const old = yield* stepsOf(f.engine.item(owner, at));
    const result = yield* stepsOf(combine(f, old, yield* stepsOf(value(f))));
    yield* stepsOf(f.engine.putItem(owner, at, result));
    return NORMAL;
  };
}

function* augmentName(
  f: Activation,
  old: Maybe<Value>,
  by: Maybe<Value>,
  combine: (f: Activation, old: Value, by: Value) => Maybe<Value>,
  store: Store,
): Step<Completion> {
  const before = yield* stepsOf(old);
  store(f, yield* stepsOf(combine(f, before, yield* stepsOf(by))));
  return NORMAL;
}
