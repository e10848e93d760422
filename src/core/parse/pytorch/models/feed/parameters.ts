/** The parameters of a model's `forward`, and which of them a call must fill. */
import type { SourceFile } from '../../../python/place';
import type { Parameter, StatementOf } from '../../../python/syntax/ast';
import { type PyInstance, Unknown, type Value } from '../../../python/values';
import type { Arguments } from '../../tape';
import { classStatement, methodFor } from '../definitions';

/** What is known of `forward`. */
export interface Forward {
  /** Names of its parameters without `self`. */
  readonly names: readonly string[];
  /** Those without a default. */
  readonly required: readonly string[];
  /** How many of them may be given by position; the rest must be named. */
  readonly positional: number;
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
  if (!method) return { names: ['input'], required: ['input'], positional: 1, text: null };
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
    text: { method, cls: classStatement(owner)!, file: owner.options.place!.file },
  };
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
