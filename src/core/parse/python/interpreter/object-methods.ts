/** What `object` and `type` do by themselves, so that `super().__setattr__(…)` and the like find it. */
import { native, type NativeFunction } from '../native';
import {
  OBJECT,
  PyClass,
  PyDict,
  PyList,
  PyStaticMethod,
  PyTuple,
  TYPE,
  type PyObject,
  type Value,
} from '../values';
import { defaultAttribute } from './attributes';
import { buildClass, subclassesOf } from './classes';
import type { Engine } from './engine';
import { bare, construct } from './instantiate';
import { after } from './maybe';
import { defaultRemove, defaultWrite } from './set-attributes';
import type { Interpreter } from '../interpreter';

const engineOf = (interpreter: Interpreter) => interpreter as Engine;

function install(cls: PyClass, methods: readonly NativeFunction[]): void {
  for (const method of methods) {
    const value = method.name === '__new__' ? new PyStaticMethod(method) : method;
    cls.attributes.set(method.name, value);
  }
}

install(OBJECT, [
  native('__new__(cls, *args, **kwargs)', (b, interpreter) => {
    const cls = b.get('cls');
    if (cls instanceof PyClass) return bare(engineOf(interpreter), cls, b.rest);
    return interpreter.raise('TypeError', 'object.__new__(X): X is not a type object');
  }),
  native('__init__(self, *args, **kwargs)', () => null),
  native('__init_subclass__(cls, **kwargs)', () => null),
  native('__getattribute__(self, name)', (b, interpreter) => {
    const [self, name] = [b.get('self'), b.get('name') as string];
    return after(defaultAttribute(engineOf(interpreter), self, name), (value) => {
      if (value !== undefined) return value;
      const { name: cls } = (self as PyObject).cls;
      return interpreter.raise('AttributeError', `'${cls}' object has no attribute '${name}'`);
    });
  }),
  native('__setattr__(self, name, value)', (b, interpreter) =>
    defaultWrite(engineOf(interpreter), b.get('self'), b.get('name') as string, b.get('value')),
  ),
  native('__delattr__(self, name)', (b, interpreter) =>
    defaultRemove(engineOf(interpreter), b.get('self'), b.get('name') as string),
  ),
]);

install(TYPE, [
  native('__new__(cls, *args, **kwargs)', (b, interpreter) => {
    const [name, bases, names] = b.rest;
    if (typeof name !== 'string' || !(bases instanceof PyTuple) || !(names instanceof PyDict)) {
      return interpreter.raise('TypeError', 'type() takes 1 or 3 arguments');
    }
    const table = new Map<string, Value>();
    for (const [key, value] of names.entries()) if (typeof key === 'string') table.set(key, value);
    const module = table.get('__module__');
    return buildClass(engineOf(interpreter), {
      name,
      bases: bases.items,
      names: table,
      keywords: b.keywords,
      metaclass: b.get('cls'),
      place: interpreter.place,
      module: typeof module === 'string' ? module : '__main__',
    });
  }),
  native('__init__(cls, *args, **kwargs)', () => null),
  native('__call__(cls, *args, **kwargs)', (b, interpreter) =>
    construct(engineOf(interpreter), b.get('cls') as PyClass, b.rest, b.keywords),
  ),
  native('__subclasses__(cls)', (b, interpreter) => {
    return new PyList([...subclassesOf(engineOf(interpreter), b.get('cls') as PyClass)]);
  }),
  native('mro(cls)', (b) => new PyList([...(b.get('cls') as PyClass).mro])),
]);
