/** Functions and contexts that have no effect on the numbers of a model. */
import { native, nativeClass, type NativeFunction, type Run } from '../../../python/native';
import { PyInstance, type PyClass, type Value } from '../../../python/values';

/** Functions that take anything and give this value. */
export function giving(values: Readonly<Record<string, Value>>): Record<string, NativeFunction> {
  const made = Object.entries(values).map(([name, value]) =>
    native(`${name}(*args, **kwargs)`, () => value),
  );
  return Object.fromEntries(made.map((each) => [each.name, each]));
}

/** Functions that take anything and give None. */
export function inert(names: readonly string[]): Record<string, NativeFunction> {
  return giving(Object.fromEntries(names.map((name) => [name, null])));
}

/** A class for `with`, which is a decorator as well, and changes nothing. */
export function contextClass(name: string, module: string, begin: Run = () => null): PyClass {
  return nativeClass(
    name,
    { module, create: (cls) => new PyInstance(cls) },
    Object.fromEntries(
      [
        native('__init__(self, *args, **kwargs)', begin),
        native('__enter__(self)', (bound) => bound.get('self')),
        native('__exit__(self, *args)', () => null),
        native('__call__(self, function, *args, **kwargs)', (bound) => bound.get('function')),
      ].map((each) => [each.name, each]),
    ),
  );
}

/** A function that gives back its argument, with or without arguments of its own: `@ignore`, `@ignore(drop=True)`. */
export function decorator(name: string): NativeFunction {
  return native(`${name}(*args, **kwargs)`, ({ rest }) => {
    const [function_] = rest;
    const direct = typeof function_ === 'object' && function_ !== null;
    return direct ? function_ : IDENTITY;
  });
}

const IDENTITY = native('decorate(function)', (bound) => bound.get('function'));
