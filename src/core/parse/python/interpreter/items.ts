/** Elements by index or key: `object[index]`, read, set and deleted. */
import { hashable } from '../builtins/hashing';
import {
  classOf,
  DICT,
  LIST,
  PyClass,
  PyDict,
  PyList,
  PyTuple,
  TUPLE,
  Unknown,
  type Value,
} from '../values';
import { NO_KEYWORDS, type Engine } from './engine';
import { after, type Maybe } from './maybe';
import { openBase } from './open-class';

/** `object[index]` */
export function getItem(engine: Engine, object: Value, index: Value): Maybe<Value> {
  if (typeof index === 'bigint') {
    if (object instanceof PyList && object.cls === LIST) {
      const item = object.items[position(index, object.items.length)];
      return item === undefined ? engine.raise('IndexError', 'list index out of range') : item;
    }
    if (object instanceof PyTuple && object.cls === TUPLE) {
      const item = object.items[position(index, object.items.length)];
      return item === undefined ? engine.raise('IndexError', 'tuple index out of range') : item;
    }
  }
  if (object instanceof Unknown) return object;
  if (object instanceof PyDict && object.cls === DICT) {
    if (index instanceof Unknown) return index;
    refuseUnhashable(engine, index);
    const value = object.get(index);
    return value === undefined ? engine.fail('KeyError', [index]) : value;
  }
  if (object instanceof PyClass) return subscriptClass(engine, object, index);
  const method = classOf(object).lookup('__getitem__');
  if (method !== undefined) return engine.invoke(method, [object, index], NO_KEYWORDS);
  return refused(engine, object, 'is not subscriptable');
}

/** `object[index] = value` */
export function setItem(engine: Engine, object: Value, index: Value, value: Value): Maybe<null> {
  if (object instanceof Unknown) return null;
  if (object instanceof PyDict && object.cls === DICT) {
    if (index instanceof Unknown) return null;
    refuseUnhashable(engine, index);
    object.set(index, value);
    return null;
  }
  if (object instanceof PyList && object.cls === LIST && typeof index === 'bigint') {
    const at = position(index, object.items.length);
    if (at < 0 || at >= object.items.length) {
      engine.raise('IndexError', 'list assignment index out of range');
    }
    object.items[at] = value;
    return null;
  }
  const method = classOf(object).lookup('__setitem__');
  if (method !== undefined) {
    return after(engine.invoke(method, [object, index, value], NO_KEYWORDS), () => null);
  }
  refused(engine, object, 'does not support item assignment');
  return null;
}

/** `del object[index]` */
export function deleteItem(engine: Engine, object: Value, index: Value): Maybe<null> {
  if (object instanceof Unknown) return null;
  const method = classOf(object).lookup('__delitem__');
  if (method !== undefined) {
    return after(engine.invoke(method, [object, index], NO_KEYWORDS), () => null);
  }
  refused(engine, object, "doesn't support item deletion");
  return null;
}

/** Lists, dicts and sets are no keys. */
export function refuseUnhashable(engine: Engine, key: Value): void {
  if (typeof key === 'object' && key !== null) hashable(key, engine);
}

function position(index: bigint, length: number): number {
  const at = Number(index);
  return at < 0 ? at + length : at;
}

/** `list[int]`, `nn.Module[T]`: the class itself, unless the class or its metaclass says otherwise. */
function subscriptClass(engine: Engine, cls: PyClass, index: Value): Maybe<Value> {
  const method = cls.cls.lookup('__getitem__');
  if (method !== undefined) return engine.invoke(method, [cls, index], NO_KEYWORDS);
  if (cls.lookup('__class_getitem__') === undefined) return cls;
  return after(engine.read(cls, '__class_getitem__'), (fn) =>
    engine.invoke(fn, [index], NO_KEYWORDS),
  );
}

function refused(engine: Engine, object: Value, what: string): Value {
  const cls = classOf(object);
  return openBase(cls) ?? engine.raise('TypeError', `'${cls.name}' object ${what}`);
}
