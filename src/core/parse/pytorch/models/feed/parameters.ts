/** The parameters of a model's `forward`, and which of them a call must fill. */
import type { SourceFile } from '../../../python/place';
import type { Parameter, StatementOf } from '../../../python/syntax/ast';
import { type PyInstance, Unknown, type Value } from '../../../python/values';
import type { Arguments } from '../../tape';
import { classStatement, methodFor } from '../definitions';
import { expressionsIn, lastWord, statementsIn } from '../walk';

/** What is known of `forward`. */
export interface Forward {
  /** Names of its parameters without `self`. */
  readonly names: readonly string[];
  /** Those without a default. */
  readonly required: readonly string[];
  /** How many of them may be given by position; the rest must be named. */
  readonly positional: number;
  /** Parameters that must be the same object as an earlier one: `assert query is key`. */
  readonly same: ReadonlyMap<string, string>;
  /** Its text, its class and its file; null for modules that are not written in the user's files. */
  readonly text: {
    readonly method: StatementOf<'function'>;
    readonly cls: StatementOf<'class'>;
    readonly file: SourceFile;
  } | null;
}

/** `forward` of a module. */
export function forwardOf({ cls }: PyInstance): Forward {
  const method = methodFor(cls, 'forward');
  if (!method)
    return { names: ['input'], required: ['input'], positional: 1, same: new Map(), text: null };
  const parameters = method.parameters.slice(1);
  const plain = parameters.filter(({ kind }) => kind === 'plain');
  const required = plain.filter((each) => each.default === null).map(({ name }) => name);
  const rest = parameters.find(({ kind }) => kind === 'rest');
  const names = plain.map(({ name }) => name);
  const star = parameters.findIndex(({ kind }) => kind === 'star' || kind === 'rest');
  let positional = star < 0 ? names.length : plainBefore(parameters, star);
  if (names.length === 0 && rest) positional = names.push(rest.name);
  const owner = cls.mro.find((each) => classStatement(each)?.body.includes(method))!;
  return {
    names,
    required: required.length > 0 ? required : names.slice(0, 1),
    positional,
    same: sameIn(method, names),
    text: { method, cls: classStatement(owner)!, file: owner.options.place!.file },
  };
}

function sameIn({ body }: StatementOf<'function'>, names: readonly string[]): Map<string, string> {
  const same = new Map<string, string>();
  for (const { test } of statementsIn(body, 'assert')) {
    for (const { first, rest } of expressionsIn(test, 'compare')) {
      const words = [first, ...rest.map(({ value }) => value)].map(lastWord);
      if (!rest.every(({ operator }) => operator === 'is')) continue;
      if (!words.every((word): word is string => word !== null && names.includes(word))) continue;
      const [one, ...others] = words.sort((a, b) => names.indexOf(a) - names.indexOf(b));
      for (const other of others) same.set(other, same.get(one!) ?? one!);
    }
  }
  return same;
}

function plainBefore(parameters: readonly Parameter[], end: number): number {
  return parameters.slice(0, end).filter(({ kind }) => kind === 'plain').length;
}

/** The parameters that a call leaves unknown or out, though it must fill them. */
export function blanksIn({ names, required }: Forward, { args, keywords }: Arguments): string[] {
  return names.filter((name, i) => {
    const value = args[i] ?? keywords.get(name);
    if (value === undefined)
      return args[i] === undefined && !keywords.has(name) && required.includes(name);
    return value instanceof Unknown;
  });
}

/** The arguments with these values in the places of their parameters. */
export function withValues(
  { names, positional }: Forward,
  given: Arguments,
  values: ReadonlyMap<string, Value>,
): Arguments {
  const args = given.args.map((value, i) => values.get(names[i] ?? '') ?? value);
  const keywords = new Map(given.keywords);
  for (const [name, value] of values) {
    const at = names.indexOf(name);
    if (at >= 0 && at < args.length) continue;
    if (
      at === args.length &&
      at < positional &&
      keywords.size === given.keywords.size &&
      !keywords.has(name)
    )
      args.push(value);
    else keywords.set(name, value);
  }
  return { args, keywords };
}
