/** Binds the arguments of a call to the parameters of a Python function, with Python's own messages. */
import type { Keywords } from '../interpreter';
import { PyDict, PyTuple, type Value } from '../values';
import type { Activation } from './engine';
import type { PyFunction } from './function';

/** Fills the slots of the parameters. */
export function bindArguments(
  f: Activation,
  fn: PyFunction,
  args: readonly Value[],
  keywords: Keywords,
): void {
  const { parameters } = fn.code;
  const { plain, keywordOnly, rest } = parameters;
  const { slots } = f;
  const count = Math.min(args.length, plain.length);
  for (let i = 0; i < count; i += 1) slots[i] = args[i];
  const simple = keywordOnly.length === 0 && rest === null && parameters.keywords === null;
  if (simple && keywords.size === 0 && args.length === plain.length) return;

  if (rest === null && args.length > plain.length) tooMany(f, fn, args.length);
  const extra = bindKeywords(f, fn, keywords);
  const named = plain.length + keywordOnly.length;
  let missing = false;
  for (let i = count; i < named; i += 1) {
    if (slots[i] === undefined && (slots[i] = fn.defaults[i]) === undefined) missing = true;
  }
  if (missing) reportMissing(f, fn);
  if (rest !== null) slots[named] = new PyTuple(args.slice(plain.length));
  if (parameters.keywords !== null) slots[named + (rest === null ? 0 : 1)] = new PyDict(extra);
}

function bindKeywords(f: Activation, fn: PyFunction, keywords: Keywords): [string, Value][] {
  const { plain, keywordOnly, positionalOnly, keywords: open } = fn.code.parameters;
  const extra: [string, Value][] = [];
  for (const [name, value] of keywords) {
    let index = plain.indexOf(name, positionalOnly);
    if (index < 0 && keywordOnly.includes(name)) index = plain.length + keywordOnly.indexOf(name);
    if (index < 0) {
      if (open === null) unexpected(f, fn, name);
      extra.push([name, value]);
    } else if (f.slots[index] !== undefined) {
      f.engine.raise('TypeError', `${fn.path}() got multiple values for argument '${name}'`);
    } else f.slots[index] = value;
  }
  return extra;
}

function unexpected(f: Activation, fn: PyFunction, name: string): never {
  const only = fn.code.parameters.plain.includes(name);
  return f.engine.raise(
    'TypeError',
    only
      ? `${fn.path}() got some positional-only arguments passed as keyword arguments: '${name}'`
      : `${fn.path}() got an unexpected keyword argument '${name}'`,
  );
}

function tooMany(f: Activation, fn: PyFunction, given: number): never {
  const { plain } = fn.code.parameters;
  const required = plain.filter((_, i) => fn.defaults[i] === undefined).length;
  const takes =
    required === plain.length
      ? `${plain.length} positional argument${plain.length === 1 ? '' : 's'}`
      : `from ${required} to ${plain.length} positional arguments`;
  return f.engine.raise(
    'TypeError',
    `${fn.path}() takes ${takes} but ${given} ${given === 1 ? 'was' : 'were'} given`,
  );
}

function reportMissing(f: Activation, fn: PyFunction): never {
  const { plain, keywordOnly } = fn.code.parameters;
  const lacking = (names: readonly string[], from: number) =>
    names.filter((_, i) => f.slots[from + i] === undefined).map((name) => `'${name}'`);
  const positional = lacking(plain, 0);
  const names = positional.length > 0 ? positional : lacking(keywordOnly, plain.length);
  const kind = positional.length > 0 ? 'positional' : 'keyword-only';
  const list =
    names.length > 2
      ? `${names.slice(0, -1).join(', ')}, and ${names.at(-1)!}`
      : names.join(' and ');
  return f.engine.raise(
    'TypeError',
    `${fn.path}() missing ${names.length} required ${kind} argument${names.length === 1 ? '' : 's'}: ${list}`,
  );
}
