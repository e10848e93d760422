/** Reading attributes: descriptors, properties, bound methods, `__getattr__`. */
import { PyError } from '../errors';
import { NativeFunction } from '../native';
import type { Step } from '../steps';
import {
  classOf,
  PyClass,
  PyClassMethod,
  PyInstance,
  PyMethod,
  PyModule,
  PyObject,
  PyProperty,
  PyStaticMethod,
  Unknown,
  type Value,
} from '../values';
import { classAttribute } from './class-attributes';
import { NO_KEYWORDS, type Engine } from './engine';
import { PyFunction, PySuper } from './function';
import { functionAttribute, methodAttribute } from './function-attributes';
import { LiveDict } from './live-dict';
import { pending, type Maybe } from './maybe';
import { moduleAttribute } from './module-attributes';
import { openBase } from './open-class';

type Found = Maybe<Value | undefined>;

/** `object.name`; undefined where there is none. */
export function findAttribute(engine: Engine, object: Value, name: string): Found {
  if (object instanceof PyInstance) return ofInstance(engine, object, name);
  if (object instanceof Unknown) return object;
  if (object instanceof PyModule) return moduleAttribute(engine, object, name);
  if (object instanceof PyClass) return ofClass(engine, object, name);
  if (object instanceof PyFunction) {
    const own = functionAttribute(object, name);
    return own === undefined ? ofInstance(engine, object, name) : own;
  }
  if (object instanceof PyMethod) {
    const own = methodAttribute(object, name);
    return own === undefined ? findAttribute(engine, object.fn, name) : own;
  }
  if (object instanceof PySuper) return ofSuper(engine, object, name);
  return ofInstance(engine, object, name);
}

/** The attributes of an object's own, if it can have any; instances of the file's classes always can. */
export function ownAttributes(object: Value): Map<string, Value> | undefined {
  if (object instanceof PyInstance) return object.attributes;
  if (!(object instanceof PyObject)) return undefined;
  const holder = object as PyObject & { attributes?: unknown };
  if (holder.attributes === undefined && !object.cls.native) holder.attributes = new Map();
  return holder.attributes instanceof Map ? (holder.attributes as Map<string, Value>) : undefined;
}

function ofInstance(engine: Engine, object: Value, name: string): Found {
  const cls = classOf(object);
  const custom = engine.customGetattribute ? cls.lookup('__getattribute__') : undefined;
  if (custom === undefined || custom instanceof NativeFunction) {
    const found = defaultAttribute(engine, object, name);
    return found === undefined ? fallback(engine, object, cls, name) : found;
  }
  return orFallback(engine, custom, [object, name], object, cls, name);
}

/** What `object.__getattribute__` finds. */
export function defaultAttribute(engine: Engine, object: Value, name: string): Found {
  const cls = classOf(object);
  const shared = cls.lookup(name);
  if (shared instanceof PyProperty) {
    return property(engine, shared, object, cls, name);
  }
  const own = object instanceof PyInstance ? object.attributes : ownAttributes(object);
  if (shared === undefined) {
    const value = own?.get(name);
    return value === undefined ? special(own, cls, name) : value;
  }
  if (own !== undefined && own.has(name)) {
    const data = shared instanceof PyInstance && shared.cls.lookup('__set__') !== undefined;
    if (!data) return own.get(name);
  }
  return bound(engine, shared, object, cls);
}

/** An AttributeError out of a property makes Python ask `__getattr__`. */
function property(
  engine: Engine,
  { getter }: PyProperty,
  object: Value,
  cls: PyClass,
  name: string,
): Found {
  if (getter === null) return undefined;
  if (cls.lookup('__getattr__') === undefined) return engine.invoke(getter, [object], NO_KEYWORDS);
  return orFallback(engine, getter, [object], object, cls, name);
}

function* orFallback(
  engine: Engine,
  getter: Value,
  args: readonly Value[],
  object: Value,
  cls: PyClass,
  name: string,
): Step<Value | undefined> {
  try {
    const value = engine.invoke(getter, args, NO_KEYWORDS);
    return pending(value) ? yield* value : value;
  } catch (error) {
    if (!isAttributeError(engine, error) || cls.lookup('__getattr__') === undefined) throw error;
    const value = fallback(engine, object, cls, name);
    return pending(value) ? yield* value : value;
  }
}

function isAttributeError(engine: Engine, error: unknown): boolean {
  const type = engine.builtins.get('AttributeError');
  return (
    error instanceof PyError && type instanceof PyClass && error.exception.cls.isSubclassOf(type)
  );
}

/** A value that was found on a class, as it is seen through an instance. */
function bound(engine: Engine, value: Value, self: Value, cls: PyClass): Maybe<Value> {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof PyFunction) return new PyMethod(self, value);
  if (value instanceof NativeFunction) return boundNative(value, self, cls);
  if (value instanceof PyClass || value instanceof Unknown) return value;
  if (value instanceof PyStaticMethod) return value.fn;
  if (value instanceof PyClassMethod) return boundToClass(engine, value.fn, cls);
  if (value instanceof PyProperty) {
    if (value.getter === null) engine.raise('AttributeError', 'unreadable attribute');
    return engine.invoke(value.getter, [self], NO_KEYWORDS);
  }
  const get = value.cls.lookup('__get__');
  return get === undefined ? value : engine.invoke(get, [value, self, cls], NO_KEYWORDS);
}

/** `__new__` is a static method and `__init_subclass__` a class method without saying so. */
function boundNative(value: NativeFunction, self: Value, cls: PyClass): Value {
  if (value.name === '__new__') return value;
  return new PyMethod(value.name === '__init_subclass__' ? cls : self, value);
}

function boundToClass(engine: Engine, fn: Value, cls: PyClass): Maybe<Value> {
  if (fn instanceof PyProperty) return bound(engine, fn, cls, cls);
  return new PyMethod(cls, fn);
}

/** The class's `__getattr__`, or an unknown where a base is unknown. */
function fallback(engine: Engine, object: Value, cls: PyClass, name: string): Found {
  const handler = cls.lookup('__getattr__');
  if (handler !== undefined) {
    return engine.invoke(handler, [object, name], NO_KEYWORDS);
  }
  return name.startsWith('__') ? undefined : openBase(cls);
}

function special(
  own: Map<string, Value> | undefined,
  cls: PyClass,
  name: string,
): Value | undefined {
  if (name === '__class__') return cls;
  if (name === '__dict__') return own && new LiveDict(own);
  if (name === '__doc__') return null;
  if (name === '__module__') return cls.options.module ?? 'builtins';
  return undefined;
}

function ofClass(engine: Engine, cls: PyClass, name: string): Found {
  const meta = cls.cls;
  const shared = meta.lookup(name);
  if (shared instanceof PyProperty) return bound(engine, shared, cls, meta);
  const special = classAttribute(cls, name);
  const value = special === undefined ? cls.lookup(name) : special;
  if (value !== undefined) return throughClass(engine, value, cls);
  if (name === '__doc__') return null;
  if (shared !== undefined) return bound(engine, shared, cls, meta);
  const handler = meta.lookup('__getattr__');
  if (handler !== undefined) return engine.invoke(handler, [cls, name], NO_KEYWORDS);
  return name.startsWith('__') ? undefined : openBase(cls);
}

/** A value that was found on a class, as it is seen through the class. */
function throughClass(engine: Engine, value: Value, cls: PyClass): Maybe<Value> {
  if (value instanceof PyStaticMethod) return value.fn;
  if (value instanceof PyClassMethod) return boundToClass(engine, value.fn, cls);
  if (value instanceof NativeFunction && value.name === '__init_subclass__') {
    return new PyMethod(cls, value);
  }
  if (!(value instanceof PyObject) || value instanceof PyFunction) return value;
  if (value instanceof PyClass || value instanceof PyProperty) return value;
  const get = value.cls.lookup('__get__');
  return get === undefined ? value : engine.invoke(get, [value, null, cls], NO_KEYWORDS);
}

function ofSuper(engine: Engine, object: PySuper, name: string): Found {
  const value = object.lookup(name);
  if (value === undefined) {
    if (name === '__class__') return object.cls;
    return openBase(object.type);
  }
  const { self, type } = object;
  if (self === type) {
    return value instanceof PyStaticMethod || !(value instanceof PyClassMethod)
      ? throughClass(engine, value, type)
      : boundToClass(engine, value.fn, type);
  }
  return bound(engine, value, self, type);
}

/** As `findAttribute`; raises AttributeError with Python's message. */
export function readAttribute(engine: Engine, object: Value, name: string): Maybe<Value> {
  const value = findAttribute(engine, object, name);
  if (pending(value)) return orRaise(engine, value, object, name);
  return value === undefined ? missing(engine, object, name) : value;
}

function* orRaise(
  engine: Engine,
  step: Step<Value | undefined>,
  object: Value,
  name: string,
): Step<Value> {
  const value = yield* step;
  return value === undefined ? missing(engine, object, name) : value;
}

function missing(engine: Engine, object: Value, name: string): never {
  if (object instanceof PyClass) {
    engine.raise('AttributeError', `type object '${object.name}' has no attribute '${name}'`);
  }
  if (object instanceof PyModule) {
    engine.raise('AttributeError', `module '${object.name}' has no attribute '${name}'`);
  }
  const cls = object instanceof PySuper ? 'super' : classOf(object).name;
  return engine.raise('AttributeError', `'${cls}' object has no attribute '${name}'`);
}
