/** Setting and deleting attributes. */
import * as l10n from '@vscode/l10n';
import { NativeFunction } from '../native';
import {
  classOf,
  OBJECT,
  PyClass,
  PyDict,
  PyInstance,
  PyModule,
  PyObject,
  PyProperty,
  Unknown,
  type Value,
} from '../values';
import { ownAttributes } from './attributes';
import { DictAttributes } from './dict-attributes';
import { NO_KEYWORDS, type Engine } from './engine';
import { PyFunction } from './function';
import { after, type Maybe } from './maybe';

/** `object.name = value` */
export function writeAttribute(
  engine: Engine,
  object: Value,
  name: string,
  value: Value,
): Maybe<null> {
  if (object instanceof Unknown) return null;
  if (object instanceof PyClass) return writeToClass(engine, object, name, value);
  const custom = classOf(object).lookup('__setattr__');
  if (custom !== undefined && custom !== OBJECT.attributes.get('__setattr__')) {
    return after(engine.invoke(custom, [object, name, value], NO_KEYWORDS), nothing);
  }
  return defaultWrite(engine, object, name, value);
}

/** What `object.__setattr__` does. */
export function defaultWrite(
  engine: Engine,
  object: Value,
  name: string,
  value: Value,
): Maybe<null> {
  const cls = classOf(object);
  const shared = cls.lookup(name);
  if (shared instanceof PyProperty) {
    if (shared.setter !== null) {
      return after(engine.invoke(shared.setter, [object, value], NO_KEYWORDS), nothing);
    }
    const message = `property '${name}' of '${cls.name}' object has no setter`;
    engine.raise('AttributeError', message);
  }
  if (shared instanceof PyObject && !(shared instanceof PyFunction)) {
    const set = shared.cls.lookup('__set__');
    if (set !== undefined) {
      return after(engine.invoke(set, [shared, object, value], NO_KEYWORDS), nothing);
    }
  }
  if (object instanceof PyFunction && typeof value === 'string') {
    if (name === '__name__') object.name = value;
    if (name === '__qualname__') object.path = value;
  }
  if (name === '__class__' && value instanceof PyClass && object instanceof PyInstance) {
    object.cls = value;
    return null;
  }
  if (name === '__dict__' && value instanceof PyDict && object instanceof PyObject) {
    (object as PyObject & { attributes?: unknown }).attributes = new DictAttributes(value);
    return null;
  }
  const own = object instanceof PyModule ? object.attributes : ownAttributes(object);
  if (own !== undefined) own.set(name, value);
  else if (object instanceof NativeFunction) ignored(engine, object.name, name);
  else engine.raise('AttributeError', `'${cls.name}' object has no attribute '${name}'`);
  return null;
}

function writeToClass(engine: Engine, cls: PyClass, name: string, value: Value): Maybe<null> {
  const custom = cls.cls.lookup('__setattr__');
  if (custom instanceof PyFunction) {
    return after(engine.invoke(custom, [cls, name, value], NO_KEYWORDS), nothing);
  }
  if (cls.native) ignored(engine, cls.name, name);
  else cls.attributes.set(name, value);
  return null;
}

function ignored(engine: Engine, object: string, name: string): void {
  engine.note(
    'not-changed',
    l10n.t('{0} is part of a library; setting its attribute {1} has no effect here.', object, name),
  );
}

/** `del object.name` */
export function removeAttribute(engine: Engine, object: Value, name: string): Maybe<null> {
  if (object instanceof Unknown) return null;
  const custom = classOf(object).lookup('__delattr__');
  if (custom !== undefined && custom !== OBJECT.attributes.get('__delattr__')) {
    return after(engine.invoke(custom, [object, name], NO_KEYWORDS), nothing);
  }
  return defaultRemove(engine, object, name);
}

/** What `object.__delattr__` does. */
export function defaultRemove(engine: Engine, object: Value, name: string): null {
  const native = object instanceof PyClass && object.native;
  const own = native ? undefined : ownAttributes(object);
  if (!own?.delete(name)) {
    const cls = classOf(object);
    engine.raise('AttributeError', `'${cls.name}' object has no attribute '${name}'`);
  }
  return null;
}

function nothing(): null {
  return null;
}
