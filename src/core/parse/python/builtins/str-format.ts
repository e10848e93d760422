/** `str.format` and `format_map`: replacement fields in braces. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import type { Value } from '../values';
import { formatValue } from './format';
import { isDue, pause } from './pace';
import { raiseWith } from './raising';
import { asciiOnly, element, text } from './text';

/** Where fields take their values from. */
export interface FieldSource {
  readonly positional: readonly Value[] | null;
  readonly named: (name: string) => Step<Value | undefined>;
}

/** Numbers fields that have none; they are either all numbered or none is. */
interface Numbering {
  next: number;
  manual: boolean;
}

const MAX_DEPTH = 2;

/** The template with its fields filled in. */
export function formatTemplate(
  template: string,
  source: FieldSource,
  interpreter: Interpreter,
): Step<string> {
  return fill(template, source, { next: 0, manual: false }, MAX_DEPTH, interpreter);
}

function* fill(
  template: string,
  source: FieldSource,
  numbering: Numbering,
  depth: number,
  interpreter: Interpreter,
): Step<string> {
  if (depth === 0) interpreter.raise('ValueError', 'Max string recursion exceeded');
  let result = '';
  let at = 0;
  for (let i = 0; at < template.length; i += 1) {
    if (isDue(i)) yield* pause();
    const brace = template.slice(at).search(/[{}]/);
    if (brace < 0) return result + template.slice(at);
    result += template.slice(at, at + brace);
    at += brace;
    const mark = template[at]!;
    if (template[at + 1] === mark) {
      result += mark;
      at += 2;
      continue;
    }
    if (mark === '}' || at + 1 >= template.length) {
      interpreter.raise('ValueError', `Single '${mark}' encountered in format string`);
    }
    const end = closing(template, at, interpreter);
    const field = template.slice(at + 1, end);
    const made = yield* fillField(field, source, numbering, depth, interpreter);
    interpreter.allocate(made.length);
    result += made;
    at = end + 1;
  }
  return result;
}

/** The place of the brace that closes the one at `start`. */
function closing(template: string, start: number, interpreter: Interpreter): number {
  let depth = 0;
  let bracket = false;
  for (let i = start; i < template.length; i += 1) {
    interpreter.spend(1);
    const c = template[i];
    if (bracket) bracket = c !== ']';
    else if (c === '[' && depth === 1) bracket = true;
    else if (c === '{') depth += 1;
    else if (c === '}' && (depth -= 1) === 0) return i;
  }
  return interpreter.raise('ValueError', "expected '}' before end of string");
}

function* fillField(
  field: string,
  source: FieldSource,
  numbering: Numbering,
  depth: number,
  interpreter: Interpreter,
): Step<string> {
  const [, path, conversion, format] = /^((?:\[[^\]]*\]|[^!:[])*)(?:!([^:]*))?(?::([^]*))?$/.exec(
    field,
  ) ?? [undefined, field, undefined, undefined];
  let value = yield* lookUp(path, source, numbering, interpreter);
  if (conversion !== undefined) value = yield* converted(value, conversion, interpreter);
  const spec = format?.includes('{')
    ? yield* fill(format, source, numbering, depth - 1, interpreter)
    : (format ?? '');
  return yield* formatValue(value, spec, interpreter);
}

function* converted(value: Value, conversion: string, interpreter: Interpreter): Step<Value> {
  switch (conversion) {
    case 'r':
      return yield* element(value, interpreter);
    case 's':
      return yield* text(value, interpreter);
    case 'a':
      return asciiOnly(yield* element(value, interpreter));
    default:
      return interpreter.raise('ValueError', `Unknown conversion specifier ${conversion}`);
  }
}

/** The value of `0.name[key]`. */
function* lookUp(
  path: string,
  source: FieldSource,
  numbering: Numbering,
  interpreter: Interpreter,
): Step<Value> {
  const [first = ''] = /^[^.[]*/.exec(path) ?? [];
  let value = yield* firstOf(first, source, numbering, interpreter);
  for (const [, attribute, key] of path.slice(first.length).matchAll(/\.([^.[]+)|\[([^\]]*)\]/g)) {
    if (attribute !== undefined) value = yield* interpreter.getAttribute(value, attribute);
    else {
      const index = /^\d+$/.test(key!) ? BigInt(key!) : key!;
      value = yield* interpreter.getItem(value, index);
    }
  }
  return value;
}

function* firstOf(
  name: string,
  { positional, named }: FieldSource,
  numbering: Numbering,
  interpreter: Interpreter,
): Step<Value> {
  if (name !== '' && !/^\d+$/.test(name)) {
    const value = yield* named(name);
    return value === undefined ? raiseWith('KeyError', [name], interpreter) : value;
  }
  if (positional === null) {
    return interpreter.raise('ValueError', 'Format string contains positional fields');
  }
  const number = numbered(name, numbering, interpreter);
  if (number >= positional.length) {
    interpreter.raise(
      'IndexError',
      `Replacement index ${number} out of range for positional args tuple`,
    );
  }
  return positional[number]!;
}

function numbered(name: string, numbering: Numbering, interpreter: Interpreter): number {
  if (name === '' ? numbering.manual : numbering.next > 0) {
    const [from, to] = ['automatic field numbering', 'manual field specification'];
    interpreter.raise(
      'ValueError',
      name === '' ? `cannot switch from ${to} to ${from}` : `cannot switch from ${from} to ${to}`,
    );
  }
  if (name === '') return (numbering.next += 1) - 1;
  numbering.manual = true;
  return Number(name);
}
