/** Calls of classes: `__new__`, `__init__`, exceptions, metaclasses. */
import type { Keywords } from '../interpreter';
import { NativeFunction } from '../native';
import type { Step } from '../steps';
import type { PyClass, PyObject } from '../values';
import {
  BASE_EXCEPTION,
  classOf,
  OBJECT,
  PyInstance,
  PyStaticMethod,
  PyTuple,
  TYPE,
  Unknown,
  type Value,
} from '../values';
import type { Engine, Prepare } from './engine';
import { pending, type Maybe } from './maybe';
import { openBase } from './open-class';

/** `cls(*args, **keywords)` */
export function instantiate(
  engine: Engine,
  cls: PyClass,
  args: readonly Value[],
  keywords: Keywords,
): Maybe<Value> {
  if (cls.cls !== TYPE) {
    const custom = cls.cls.lookup('__call__');
    if (custom !== undefined && custom !== TYPE.attributes.get('__call__')) {
      return engine.invoke(custom, [cls, ...args], keywords);
    }
  }
  if (cls === TYPE && args.length === 1) {
    return args[0] instanceof Unknown ? args[0] : classOf(args[0]!);
  }
  return construct(engine, cls, args, keywords);
}

/** What `type.__call__` does. */
export function construct(
  engine: Engine,
  cls: PyClass,
  args: readonly Value[],
  keywords: Keywords,
): Maybe<Value> {
  const { prepare } = engine;
  const asks = prepare && [...args, ...keywords.values()].some(isUnknown);
  if (!asks) return create(engine, cls, args, keywords);
  return createWith(engine, cls, args, keywords, prepare);
}

function isUnknown(value: Value): boolean {
  return value instanceof Unknown;
}

function* createWith(
  engine: Engine,
  cls: PyClass,
  args: readonly Value[],
  keywords: Keywords,
  prepare: Prepare,
): Step<Value> {
  const made = yield* prepare(cls, args, keywords);
  const done = create(engine, cls, made?.args ?? args, made?.keywords ?? keywords);
  return pending(done) ? yield* done : done;
}

function create(
  engine: Engine,
  cls: PyClass,
  args: readonly Value[],
  keywords: Keywords,
): Maybe<Value> {
  const maker = cls.lookup('__new__');
  if (maker === undefined || maker === OBJECT.attributes.get('__new__')) {
    return initialize(engine, cls, bare(engine, cls, args), args, keywords);
  }
  const fn = maker instanceof PyStaticMethod ? maker.fn : maker;
  const made = engine.invoke(fn, [cls, ...args], keywords);
  if (pending(made)) return initializeLater(engine, cls, made, args, keywords);
  return initialize(engine, cls, made, args, keywords);
}

/** An object before its `__init__`, as `object.__new__` makes it. */
export function bare(engine: Engine, cls: PyClass, args: readonly Value[]): PyObject {
  refuseAbstract(engine, cls);
  const made = cls.mro.find(({ options }) => options.create)?.options.create?.(cls);
  const object = made ?? new PyInstance(cls);
  if (object instanceof PyInstance && cls.isSubclassOf(BASE_EXCEPTION)) {
    object.attributes.set('args', new PyTuple(args));
  }
  return object;
}

function initialize(
  engine: Engine,
  cls: PyClass,
  object: Value,
  args: readonly Value[],
  keywords: Keywords,
): Maybe<Value> {
  if (!classOf(object).isSubclassOf(cls)) return object;
  const init = classOf(object).lookup('__init__');
  if (init === undefined || init === OBJECT.attributes.get('__init__')) {
    const plain = cls.lookup('__new__');
    if (
      args.length + keywords.size > 0 &&
      (plain === undefined || plain === OBJECT.attributes.get('__new__')) &&
      !cls.isSubclassOf(BASE_EXCEPTION) &&
      openBase(cls) === undefined
    ) {
      engine.raise('TypeError', `${cls.name}() takes no arguments`);
    }
    return object;
  }
  const done = engine.invoke(init, [object, ...args], keywords);
  if (pending(done)) return afterInit(engine, init, object, done);
  return checked(engine, init, object, done);
}

function* afterInit(engine: Engine, init: Value, object: Value, step: Step<Value>): Step<Value> {
  return checked(engine, init, object, yield* step);
}

function checked(engine: Engine, init: Value, object: Value, result: Value): Value {
  if (result !== null && !(init instanceof NativeFunction)) {
    const { name } = classOf(result);
    engine.raise('TypeError', `__init__() should return None, not '${name}'`);
  }
  return object;
}

function* initializeLater(
  engine: Engine,
  cls: PyClass,
  step: Step<Value>,
  args: readonly Value[],
  keywords: Keywords,
): Step<Value> {
  const done = initialize(engine, cls, yield* step, args, keywords);
  return pending(done) ? yield* done : done;
}

function refuseAbstract(engine: Engine, cls: PyClass): void {
  const abstract = cls.attributes.get('__abstractmethods__');
  if (!(abstract instanceof PyTuple) || abstract.items.length === 0) return;
  const names = abstract.items.filter((name) => typeof name === 'string').join(', ');
  const methods = abstract.items.length > 1 ? 'methods' : 'method';
  engine.raise(
    'TypeError',
    `Can't instantiate abstract class ${cls.name} with abstract ${methods} ${names}`,
  );
}
