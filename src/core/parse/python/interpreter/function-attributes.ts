/** Attributes that functions and bound methods have. */
import type { PyMethod } from '../values';
import { PyDict, PyTuple, type Value } from '../values';
import type { PyFunction } from './function';
import { LiveDict } from './live-dict';

/** `fn.__name__` and the like, and those that were set; undefined for others. */
export function functionAttribute(fn: PyFunction, name: string): Value | undefined {
  const own = fn.attributes.get(name);
  if (own !== undefined) return own;
  const { code } = fn;
  switch (name) {
    case '__name__':
      return fn.name;
    case '__qualname__':
      return fn.path;
    case '__doc__':
      return code.documentation;
    case '__call__':
      return fn;
    case '__module__':
      return fn.closure.home.module.name;
    case '__dict__':
      return new LiveDict(fn.attributes);
    case '__globals__':
      return new LiveDict(fn.closure.globals);
    case '__defaults__': {
      const values = fn.defaults.slice(0, code.parameters.plain.length).filter(isGiven);
      return values.length > 0 ? new PyTuple(values) : null;
    }
    case '__kwdefaults__': {
      const { plain, keywordOnly } = code.parameters;
      const entries = keywordOnly.flatMap((each, i): [Value, Value][] => {
        const value = fn.defaults[plain.length + i];
        return value === undefined ? [] : [[each, value]];
      });
      return entries.length > 0 ? new PyDict(entries) : null;
    }
    case '__annotations__': {
      const { text } = fn.closure.home.file.lines;
      return new PyDict(code.annotations.map(([each, at]) => [each, text.slice(at.start, at.end)]));
    }
    default:
      return undefined;
  }
}

/** `method.__self__` and `method.__func__`; undefined for others. */
export function methodAttribute(method: PyMethod, name: string): Value | undefined {
  if (name === '__self__') return method.self;
  if (name === '__func__') return method.fn;
  if (name === '__call__') return method;
  return undefined;
}

function isGiven(value: Value | undefined): value is Value {
  return value !== undefined;
}
