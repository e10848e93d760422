/** `str` and `repr` of built-in values. Elements of other classes are asked by the interpreter. */
import type { Interpreter } from '../interpreter';
import { PyFunction } from '../interpreter/function';
import { NativeFunction } from '../native';
import type { Step } from '../steps';
import {
  DICT,
  ELLIPSIS,
  identity,
  LIST,
  NOT_IMPLEMENTED,
  PyBytes,
  PyClass,
  PyDict,
  PyInstance,
  PyList,
  PyMethod,
  PyModule,
  PyObject,
  PyRange,
  PySet,
  PySlice,
  PyTuple,
  SET,
  TUPLE,
  type Value,
} from '../values';
import { isPlain } from './compare';
import { PyComplex } from './complex-value';
import { floatText } from './decimals';
import { PyDictView } from './dict-view';
import { known, unbox } from './needs';
import { isDue, pause } from './pace';

/** `str(value)` of any value; an unknown part is thrown as `Unclear`. */
export function* text(value: Value, interpreter: Interpreter): Step<string> {
  if (typeof value === 'string') return value;
  return isPlain(value)
    ? yield* repr(value, interpreter)
    : yield* told(value, '__str__', interpreter);
}

/** `repr(value)` of a built-in value; other objects have the form that they inherit from object. */
export function* repr(value: Value, interpreter: Interpreter): Step<string> {
  const plain = unbox(known(value));
  if (!(plain instanceof PyObject)) return simpleText(plain, interpreter);
  if (
    plain instanceof PyList ||
    plain instanceof PyTuple ||
    plain instanceof PyDict ||
    plain instanceof PySet ||
    plain instanceof PyDictView ||
    plain instanceof PySlice
  ) {
    const result = yield* once(plain, interpreter, () => containerText(plain, interpreter));
    interpreter.allocate(result.length);
    return result;
  }
  return objectText(plain);
}

/** `repr` of None, numbers and strings. */
function simpleText(value: Exclude<Value, PyObject>, interpreter: Interpreter): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return floatText(value);
  if (typeof value === 'bigint') return value.toString();
  interpreter.allocate(value.length);
  return quote(value);
}

/** `repr(value)` of any value; an unknown part is thrown as `Unclear`. */
export function element(value: Value, interpreter: Interpreter): Step<string> {
  return isPlain(value) ? repr(value, interpreter) : told(value, '__repr__', interpreter);
}

/** What an object says of itself. */
function* told(value: Value, name: '__str__' | '__repr__', interpreter: Interpreter): Step<string> {
  const method = value instanceof PyInstance ? value.cls.lookup(name) : undefined;
  if (method !== undefined) {
    const made = unbox(known(yield* interpreter.call(method, [value])));
    if (typeof made === 'string') return made;
  }
  return yield* name === '__str__' ? interpreter.text(value) : interpreter.repr(value);
}

type Container = PyList | PyTuple | PyDict | PySet | PyDictView | PySlice;

function* containerText(value: Container, interpreter: Interpreter): Step<string> {
  if (value instanceof PyList) return `[${yield* elements(value.items, interpreter)}]`;
  if (value instanceof PyTuple) return yield* tupleText(value, interpreter);
  if (value instanceof PyDict) return yield* dictText(value, interpreter);
  if (value instanceof PyDictView) {
    return `${value.cls.name}([${yield* elements(value.items(), interpreter)}])`;
  }
  if (value instanceof PySlice) {
    return `slice(${yield* elements([value.start, value.stop, value.step], interpreter)})`;
  }
  if (value.size === 0) return `${value.cls.name}()`;
  const inner = `{${yield* elements(value.items(), interpreter)}}`;
  return value.cls === SET ? inner : `${value.cls.name}(${inner})`;
}

function* tupleText(value: PyTuple, interpreter: Interpreter): Step<string> {
  const { items, names, cls } = value;
  if (!names) {
    const inner = yield* elements(items, interpreter);
    return items.length === 1 ? `(${inner},)` : `(${inner})`;
  }
  const parts: string[] = [];
  for (const [i, item] of items.entries()) {
    parts.push(`${names[i]}=${yield* element(item, interpreter)}`);
  }
  return `${cls.name}(${parts.join(', ')})`;
}

function* dictText(value: PyDict, interpreter: Interpreter): Step<string> {
  const parts: string[] = [];
  for (const [i, [key, item]] of value.entries().entries()) {
    interpreter.spend(1);
    if (isDue(i)) yield* pause();
    const name = yield* element(key, interpreter);
    parts.push(`${name}: ${yield* element(item, interpreter)}`);
  }
  return `{${parts.join(', ')}}`;
}

function* elements(items: readonly Value[], interpreter: Interpreter): Step<string> {
  const parts: string[] = [];
  for (const [i, item] of items.entries()) {
    interpreter.spend(1);
    if (isDue(i)) yield* pause();
    parts.push(yield* element(item, interpreter));
  }
  return parts.join(', ');
}

const UNDER_WAY = Symbol('texts under way');

/** Makes the text of a container; one that is met again inside itself is cut short. */
function* once(value: Container, interpreter: Interpreter, make: () => Step<string>): Step<string> {
  let active = interpreter.memory.get(UNDER_WAY) as Set<PyObject> | undefined;
  if (!active) interpreter.memory.set(UNDER_WAY, (active = new Set()));
  if (active.has(value)) {
    const closed = new Map([
      [LIST, '[...]'],
      [TUPLE, '(...)'],
      [DICT, '{...}'],
    ]);
    return closed.get(value.cls) ?? '...';
  }
  active.add(value);
  try {
    return yield* make();
  } finally {
    active.delete(value);
  }
}

function objectText(value: PyObject): string {
  if (value === ELLIPSIS) return 'Ellipsis';
  if (value === NOT_IMPLEMENTED) return 'NotImplemented';
  if (value instanceof PyComplex) return complexText(value);
  if (value instanceof PyBytes) return `b${quote(value.text, true)}`;
  if (value instanceof PyRange) {
    const { start, stop, step } = value;
    return step === 1n ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
  }
  if (value instanceof PyClass) return `<class '${qualifiedName(value)}'>`;
  if (value instanceof PyModule) return `<module '${value.name}'>`;
  if (value instanceof NativeFunction) return `<built-in function ${value.name}>`;
  if (value instanceof PyFunction) return `<function ${value.path} at ${address(value)}>`;
  if (value instanceof PyMethod) return `<bound method at ${address(value)}>`;
  return defaultText(value);
}

/** `repr` of an object whose class says nothing about it. */
export function defaultText(value: PyObject): string {
  return `<${qualifiedName(value.cls)} object at ${address(value)}>`;
}

/** The name of a class with its module, except for built-in ones. */
function qualifiedName(cls: PyClass): string {
  const module = cls.options.module ?? (cls.native ? 'builtins' : '__main__');
  return module === 'builtins' ? cls.name : `${module}.${cls.name}`;
}

const address = (value: PyObject) => `0x${(0x7f0000000000 + 16 * identity(value)).toString(16)}`;

function complexText({ real, imaginary }: PyComplex): string {
  const part = (x: number) => floatText(x).replace(/\.0$/, '');
  if (real === 0 && !Object.is(real, -0)) return `${part(imaginary)}j`;
  const sign = imaginary < 0 || Object.is(imaginary, -0) ? '' : '+';
  return `(${part(real)}${sign}${part(imaginary)}j)`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
const UNPRINTABLE = /[\\\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** A string in quotes, as `repr` writes it. */
export function quote(value: string, bytes = false): string {
  const mark = value.includes("'") && !value.includes('"') ? '"' : "'";
  const special = bytes ? /[^\x20-\x5b\x5d-\x7e]/g : UNPRINTABLE;
  const inner = value.replace(special, (c) => ESCAPES[c] ?? escapeCode(c.codePointAt(0)!));
  return mark + (mark === "'" ? inner.replaceAll("'", "\\'") : inner) + mark;
}

/** `ascii(text)`: what is not ASCII is written as its code. */
export function asciiOnly(value: string): string {
  return value.replace(/[\u{80}-\u{10ffff}]/gu, (c) => escapeCode(c.codePointAt(0)!));
}

function escapeCode(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
