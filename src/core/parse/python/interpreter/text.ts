/** `str(value)` and `repr(value)`. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import {
  classOf,
  identity,
  OBJECT,
  PyClass,
  PyMethod,
  PyModule,
  Unknown,
  type Value,
} from '../values';
import { NO_KEYWORDS, type Engine } from './engine';
import { PyFunction } from './function';
import { stepsOf } from './maybe';

/** `str(value)` */
export function* textOf(engine: Engine, value: Value): Step<string> {
  if (typeof value === 'string') return value;
  const method = ownMethod(value, '__str__');
  if (method === undefined) return yield* reprOf(engine, value);
  return asText(engine, '__str__', yield* stepsOf(engine.invoke(method, [value], NO_KEYWORDS)));
}

/** `repr(value)` */
export function* reprOf(engine: Engine, value: Value): Step<string> {
  if (value instanceof Unknown) return '<unknown>';
  if (value instanceof PyClass && value.cls.lookup('__repr__') === undefined) {
    const module = value.options.module ?? 'builtins';
    return `<class '${module === 'builtins' ? '' : `${module}.`}${value.name}'>`;
  }
  if (value instanceof PyFunction) return `<function ${value.path} at ${address(value)}>`;
  if (value instanceof PyModule) return `<module '${value.name}'>`;
  if (value instanceof PyMethod && value.fn instanceof PyFunction) {
    return `<bound method ${value.fn.path} of ${yield* reprOf(engine, value.self)}>`;
  }
  const method = ownMethod(value, '__repr__');
  if (method === undefined) return plainRepr(value);
  return asText(engine, '__repr__', yield* stepsOf(engine.invoke(method, [value], NO_KEYWORDS)));
}

/** The method, unless it is the one that every object has. */
function ownMethod(value: Value, name: string): Value | undefined {
  const method = classOf(value).lookup(name);
  return method === OBJECT.attributes.get(name) ? undefined : method;
}

function plainRepr(value: Value): string {
  const { name, options } = classOf(value);
  const module =
    options.module === undefined || options.module === 'builtins' ? '' : `${options.module}.`;
  const at = typeof value === 'object' && value !== null ? ` object at ${address(value)}` : '';
  return `<${module}${name}${at}>`;
}

function address(value: object): string {
  return `0x${(0x7f0000000000 + identity(value) * 16).toString(16)}`;
}

function asText(interpreter: Interpreter, method: string, result: Value): string {
  if (typeof result === 'string') return result;
  if (result instanceof Unknown) return '<unknown>';
  const { name } = classOf(result);
  return interpreter.raise('TypeError', `${method} returned non-string (type ${name})`);
}
