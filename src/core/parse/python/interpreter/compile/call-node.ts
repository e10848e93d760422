/** Calls as expressions. */
import type { Argument, Expression, ExpressionOf } from '../../syntax/ast';
import type { Keywords } from '../../interpreter';
import type { Step } from '../../steps';
import { classOf, PyClass, PyDict, PyMethod, Unknown, type Value } from '../../values';
import { NO_KEYWORDS, type Activation, type Code } from '../engine';
import { PyFunction } from '../function';
import { canIterate } from '../iteration';
import { pending, stepsOf, type Maybe } from '../maybe';
import type { Scope } from '../scope';
import { withAll } from './operands';

/** `callee(arguments)` */
export function call(node: ExpressionOf<'call'>, scope: Scope): Code {
  const callee = scope.code(node.callee);
  const { args } = node;
  if (args.some(({ kind }) => kind === 'spread' || kind === 'spread-keywords')) {
    const parts = spreadParts(args, scope);
    return (f) => spreadCall(f, node, callee, parts);
  }
  const positional = args.filter(({ kind }) => kind === 'positional');
  const named = args.filter(({ kind }) => kind === 'keyword');
  const codes = [...positional, ...named].map(({ value }) => scope.code(value));
  const names = named.map(({ name }) => name!);
  const prepare = (f: Activation, fn: Value): Maybe<Value> => {
    const target = fn instanceof PyMethod ? fn.fn : fn;
    const values = fn instanceof PyMethod ? [fn.self] : [];
    return withAll(f, codes, values, (_, all) => {
      f.frame.at = node;
      if (names.length === 0) return f.engine.invoke(target, all, NO_KEYWORDS);
      const count = all.length - names.length;
      const keywords = new Map<string, Value>();
      for (let i = 0; i < names.length; i += 1) {
        if (keywords.has(names[i]!)) repeated(f, fn, names[i]!);
        keywords.set(names[i]!, all[count + i]!);
      }
      all.length = count;
      return f.engine.invoke(target, all, keywords);
    });
  };
  return (f) => {
    const fn = callee(f);
    return pending(fn) ? callLater(f, fn, prepare) : prepare(f, fn);
  };
}

function* callLater(
  f: Activation,
  step: Step<Value>,
  prepare: (f: Activation, fn: Value) => Maybe<Value>,
): Step<Value> {
  const result = prepare(f, yield* step);
  return pending(result) ? yield* result : result;
}

interface Part {
  readonly kind: Argument['kind'];
  readonly name: string | null;
  readonly code: Code;
}

function spreadParts(args: readonly Argument[], scope: Scope): Part[] {
  return args.map(({ kind, name, value }) => ({ kind, name, code: scope.code(value) }));
}

function* spreadCall(
  f: Activation,
  node: Expression,
  callee: Code,
  parts: readonly Part[],
): Step<Value> {
  const fn = yield* stepsOf(callee(f));
  const { args, keywords } = yield* spreadArguments(f, fn, parts);
  f.frame.at = node;
  return yield* stepsOf(f.engine.invoke(fn, args, keywords));
}

function* spreadArguments(
  f: Activation,
  fn: Value,
  parts: readonly Part[],
): Step<{ args: Value[]; keywords: Keywords }> {
  const args: Value[] = [];
  const keywords = new Map<string, Value>();
  const add = (name: string, value: Value) => {
    if (keywords.has(name)) repeated(f, fn, name);
    keywords.set(name, value);
  };
  for (const { kind, name, code } of parts) {
    const value = yield* stepsOf(code(f));
    if (kind === 'positional') args.push(value);
    else if (kind === 'keyword') add(name!, value);
    else if (kind === 'spread') {
      if (!canIterate(value)) misfit(f, fn, '*', 'an iterable', value);
      for (const each of yield* f.engine.listOf(value)) args.push(each);
    } else for (const [key, each] of yield* entriesOf(f, fn, value)) add(key, each);
  }
  return { args, keywords };
}

/** Entries of a mapping whose keys are texts; an unknown one is taken as empty. */
function* entriesOf(f: Activation, fn: Value, value: Value): Step<[string, Value][]> {
  if (value instanceof Unknown) return [];
  if (!isMapping(value)) misfit(f, fn, '**', 'a mapping', value);
  const entries: [string, Value][] = [];
  for (const [key, each] of yield* mappingEntries(f, value)) {
    if (typeof key !== 'string') f.engine.raise('TypeError', 'keywords must be strings');
    entries.push([key, each]);
  }
  return entries;
}

function isMapping(value: Value): boolean {
  return value instanceof PyDict || classOf(value).lookup('keys') !== undefined;
}

/** All entries of a mapping. */
export function* mappingEntries(f: Activation, value: Value): Step<[Value, Value][]> {
  if (value instanceof PyDict) return value.entries();
  if (!isMapping(value)) {
    f.engine.raise('TypeError', `'${classOf(value).name}' object is not a mapping`);
  }
  const entries: [Value, Value][] = [];
  for (const key of yield* f.engine.listOf(yield* f.engine.callMethod(value, 'keys'))) {
    entries.push([key, yield* f.engine.getItem(value, key)]);
  }
  return entries;
}

function repeated(f: Activation, fn: Value, name: string): never {
  const message = `${describe(fn)} got multiple values for keyword argument '${name}'`;
  return f.engine.raise('TypeError', message);
}

function misfit(f: Activation, fn: Value, stars: string, wanted: string, value: Value): never {
  const found = `must be ${wanted}, not ${classOf(value).name}`;
  return f.engine.raise('TypeError', `${describe(fn)} argument after ${stars} ${found}`);
}

function describe(fn: Value): string {
  if (fn instanceof PyMethod) return describe(fn.fn);
  if (fn instanceof PyFunction) return `${fn.closure.home.module.name}.${fn.path}()`;
  return fn instanceof PyClass ? `${fn.name}()` : `${classOf(fn).name} object`;
}
