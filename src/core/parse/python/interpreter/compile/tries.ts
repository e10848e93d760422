/** `try` and `with`. */
import type { Expression, Handler, StatementOf } from '../../syntax/ast';
import { PyError } from '../../errors';
import type { Step } from '../../steps';
import {
  BASE_EXCEPTION,
  classOf,
  PyClass,
  PyTuple,
  Unknown,
  type PyInstance,
  type Value,
} from '../../values';
import {
  NO_KEYWORDS,
  NORMAL,
  type Activation,
  type Code,
  type Completion,
  type Exec,
  type Store,
} from '../engine';
import { stepsOf } from '../maybe';
import { openBase } from '../open-class';
import type { Scope } from '../scope';
import { deleteName, storeName } from './names';

interface Catcher {
  readonly types: Code | null;
  readonly store: Store | null;
  readonly forget: (f: Activation) => void;
  readonly body: Exec;
}

/** `try: … except … else … finally …` */
export function tryStatement(node: StatementOf<'try'>, scope: Scope): Exec {
  const outside = scope.guarded;
  scope.guarded ||= node.handlers.some(catchesImports);
  const body = scope.block(node.body);
  scope.guarded = outside;
  const catchers = node.handlers.map((handler) => catcher(handler, scope));
  const otherwise = scope.block(node.otherwise);
  const last = node.finally.length > 0 ? scope.block(node.finally) : null;

  function* attempt(f: Activation): Step<Completion> {
    let done: Completion;
    try {
      done = yield* completion(body(f));
    } catch (error) {
      if (!(error instanceof PyError)) throw error;
      const found = yield* matching(f, catchers, error);
      if (!found) throw error;
      return yield* handle(f, found, error);
    }
    return done === NORMAL ? yield* completion(otherwise(f)) : done;
  }
  if (last === null) return attempt;
  return function* (f): Step<Completion> {
    let done: Completion;
    try {
      done = yield* attempt(f);
    } catch (error) {
      if (!(error instanceof PyError)) throw error;
      const before = f.frame.handled;
      f.frame.handled = error;
      const after = yield* completion(last(f));
      f.frame.handled = before;
      if (after !== NORMAL) return after;
      throw error;
    }
    const { result } = f;
    const after = yield* completion(last(f));
    if (after !== NORMAL) return after;
    f.result = result;
    return done;
  };
}

function* completion(done: Completion | Step<Completion>): Step<Completion> {
  return typeof done === 'number' ? done : yield* done;
}

/** True for a handler that catches a failed import. */
function catchesImports({ types }: Handler): boolean {
  const names = new Set(['ImportError', 'ModuleNotFoundError', 'Exception', 'BaseException']);
  const named = (node: Expression | null): boolean => {
    if (node === null) return true;
    if (node.kind === 'tuple') return node.items.some(named);
    return node.kind === 'name' && names.has(node.id);
  };
  return named(types);
}

function catcher(handler: Handler, scope: Scope): Catcher {
  const { types, name } = handler;
  return {
    types: types && scope.code(types),
    store: name === null ? null : storeName(name, scope),
    forget: name === null ? () => undefined : forgetting(name, handler, scope),
    body: scope.block(handler.body),
  };
}

/** The name of a caught exception is gone behind the handler, unless the handler deleted it itself. */
function forgetting(name: string, at: Handler, scope: Scope): (f: Activation) => void {
  const store = storeName(name, scope);
  const remove = deleteName({ kind: 'name', id: name, start: at.start, end: at.end }, scope);
  return (f) => {
    store(f, null);
    remove(f);
  };
}

function* matching(
  f: Activation,
  catchers: readonly Catcher[],
  error: PyError,
): Step<Catcher | undefined> {
  for (const each of catchers) {
    if (each.types === null) return each;
    const types = yield* stepsOf(each.types(f));
    if (catches(f, types, error.exception)) return each;
  }
  return undefined;
}

function catches(f: Activation, types: Value, exception: PyInstance): boolean {
  if (types instanceof Unknown) return true;
  if (types instanceof PyTuple) return types.items.some((each) => catches(f, each, exception));
  if (types instanceof PyClass && types.isSubclassOf(BASE_EXCEPTION)) {
    return exception.cls.isSubclassOf(types);
  }
  if (types instanceof PyClass && openBase(types) !== undefined) return false;
  const message = 'catching classes that do not inherit from BaseException is not allowed';
  return f.engine.raise('TypeError', message);
}

function* handle(f: Activation, found: Catcher, error: PyError): Step<Completion> {
  const { frame } = f;
  const before = frame.handled;
  frame.handled = error;
  found.store?.(f, error.exception);
  try {
    return yield* completion(found.body(f));
  } finally {
    frame.handled = before;
    found.forget(f);
  }
}

/** `with value as target: body` */
export function withStatement(node: StatementOf<'with'>, scope: Scope): Exec {
  const items = node.items.map(({ value, target }) => ({
    node: value,
    code: scope.code(value),
    store: target && scope.store(target),
  }));
  const body = scope.block(node.body);
  function* enter(f: Activation, at: number): Step<Completion> {
    const item = items[at];
    if (!item) return yield* completion(body(f));
    const manager = yield* stepsOf(item.code(f));
    f.frame.at = item.node;
    const exit = contextMethod(f, manager, '__exit__');
    const entered = yield* callContext(f, manager, contextMethod(f, manager, '__enter__'), []);
    let done: Completion;
    try {
      if (item.store) yield* stepsOf(item.store(f, entered));
      done = yield* enter(f, at + 1);
    } catch (error) {
      if (!(error instanceof PyError)) throw error;
      const { exception } = error;
      const before = f.frame.handled;
      f.frame.handled = error;
      const swallowed = yield* callContext(f, manager, exit, [exception.cls, exception, null]);
      f.frame.handled = before;
      if ((yield* stepsOf(f.engine.test(swallowed))) === true) return NORMAL;
      throw error;
    }
    f.frame.at = item.node;
    const { result } = f;
    yield* callContext(f, manager, exit, [null, null, null]);
    f.result = result;
    return done;
  }
  return (f) => enter(f, 0);
}

function contextMethod(f: Activation, manager: Value, name: string): Value {
  if (manager instanceof Unknown) return manager;
  const cls = classOf(manager);
  const method = cls.lookup(name) ?? cls.lookup(name.replace('__', '__a')) ?? openBase(cls);
  if (method !== undefined) return method;
  return f.engine.raise(
    'TypeError',
    `'${cls.name}' object does not support the context manager protocol`,
  );
}

function* callContext(
  f: Activation,
  manager: Value,
  method: Value,
  args: readonly Value[],
): Step<Value> {
  return yield* stepsOf(f.engine.invoke(method, [manager, ...args], NO_KEYWORDS));
}
