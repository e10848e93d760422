/** `str(value)` and `repr(value)`, by the methods of the value's class. */
import type { Step } from '../steps';
import { classOf, OBJECT, Unknown, type Value } from '../values';
import { NO_KEYWORDS, type Engine } from './engine';
import { stepsOf } from './maybe';

/** `str(value)` */
export function* textOf(engine: Engine, value: Value): Step<string> {
  return typeof value === 'string' ? value : yield* asked(engine, value, '__str__');
}

/** `repr(value)` */
export function reprOf(engine: Engine, value: Value): Step<string> {
  return asked(engine, value, '__repr__');
}

function* asked(engine: Engine, value: Value, name: string): Step<string> {
  const method = classOf(value).lookup(name) ?? OBJECT.attributes.get(name);
  if (value instanceof Unknown || method === undefined) return UNKNOWN_TEXT;
  const result = yield* stepsOf(engine.invoke(method, [value], NO_KEYWORDS));
  if (typeof result === 'string') return result;
  if (result instanceof Unknown) return UNKNOWN_TEXT;
  const { name: cls } = classOf(result);
  return engine.raise('TypeError', `${name} returned non-string (type ${cls})`);
}

/** Stands in a text for what is not known. */
const UNKNOWN_TEXT = '<unknown>';
