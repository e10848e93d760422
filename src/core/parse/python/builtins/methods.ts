/** How the methods of the built-in classes are written down. */
import type { Interpreter } from '../interpreter';
import { native, type Bound } from '../native';
import type { Step } from '../steps';
import { PyClassMethod, PyProperty, PyStaticMethod, type PyClass, type Value } from '../values';
import { known, typeName } from './needs';

/** What a method does, given the receiver in its own form. */
export type Method<T> = (self: T, bound: Bound, interpreter: Interpreter) => Value | Step<Value>;

/** Says whether a value is a receiver, and in which form. */
export type Receiver<T> = (value: Value) => T | undefined;

type ObjectClass<T> = abstract new (...args: never[]) => T;

/** Receivers of one of the forms of values.ts. */
export function instances<T extends Value>(form: ObjectClass<T>): Receiver<T> {
  return (value) => (value instanceof form ? value : undefined);
}

/** Defines methods of a class; each is written with its Python signature, `self` first. */
export function methods<T>(
  cls: PyClass,
  receiver: Receiver<T>,
  table: Readonly<Record<string, Method<T>>>,
): void {
  for (const [signature, method] of Object.entries(table)) {
    const fn = native(signature, (bound, interpreter) =>
      method(receive(cls, fn.name, receiver, bound.get('self'), interpreter), bound, interpreter),
    );
    cls.attributes.set(fn.name, fn);
  }
}

/** Defines attributes that are computed when read. */
export function properties<T>(
  cls: PyClass,
  receiver: Receiver<T>,
  table: Readonly<Record<string, (self: T, interpreter: Interpreter) => Value>>,
): void {
  for (const [name, read] of Object.entries(table)) {
    const getter = native(`${name}(self)`, (bound, interpreter) =>
      read(receive(cls, name, receiver, bound.get('self'), interpreter), interpreter),
    );
    cls.attributes.set(name, new PyProperty(getter));
  }
}

/** Defines how objects of a class are made: `__new__(cls, …)`; messages about its arguments name the class. */
export function construct(
  cls: PyClass,
  signature: string,
  create: (cls: Value, bound: Bound, interpreter: Interpreter) => Value | Step<Value>,
): void {
  const named = signature.replace('__new__', cls.name);
  const fn = native(named, (bound, interpreter) => create(bound.get('cls'), bound, interpreter));
  cls.attributes.set('__new__', new PyStaticMethod(fn));
}

/** Defines class methods; each is written with its Python signature, `cls` first. */
export function classMethods(
  cls: PyClass,
  table: Readonly<Record<string, (bound: Bound, interpreter: Interpreter) => Value | Step<Value>>>,
): void {
  for (const [signature, run] of Object.entries(table)) {
    const fn = native(signature, run);
    cls.attributes.set(fn.name, new PyClassMethod(fn));
  }
}

function receive<T>(
  cls: PyClass,
  name: string,
  receiver: Receiver<T>,
  value: Value,
  interpreter: Interpreter,
): T {
  const self = receiver(value);
  if (self !== undefined) return self;
  known(value);
  return interpreter.raise(
    'TypeError',
    `descriptor '${name}' for '${cls.name}' objects doesn't apply to a '${typeName(value)}' object`,
  );
}
