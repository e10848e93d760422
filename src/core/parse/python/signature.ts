/** Signatures of native functions, written as in Python, and the binding of arguments to them with Python's own messages. */
import type { Interpreter, Keywords } from './interpreter';
import { PyDict, PyTuple, type Value } from './values';

interface NativeParameter {
  readonly name: string;
  readonly kind: 'plain' | 'keyword-only' | 'rest' | 'keywords';
  readonly default: Value | undefined;
}

export interface Signature {
  readonly parameters: readonly NativeParameter[];
}

/** Arguments by parameter. */
export class Bound {
  constructor(
    private readonly values: ReadonlyMap<string, Value>,
    /** What `*args` took. */
    readonly rest: readonly Value[],
    /** What `**kwargs` took. */
    readonly keywords: Keywords,
    private readonly passed: ReadonlySet<string>,
  ) {}

  get(name: string): Value {
    const value = this.values.get(name);
    if (value === undefined) throw new Error(`no parameter ${name}`);
    return value;
  }

  /** True when the caller gave it. */
  given(name: string): boolean {
    return this.passed.has(name);
  }
}

/** Reads `self, dim=None, *args, keepdim=False, **kwargs`. */
export function readSignature(text: string): Signature {
  const parameters: NativeParameter[] = [];
  let keywordOnly = false;
  for (const part of split(text)) {
    if (part === '*') keywordOnly = true;
    else if (part === '/') continue;
    else if (part.startsWith('**')) {
      parameters.push({ name: part.slice(2), kind: 'keywords', default: undefined });
    } else if (part.startsWith('*')) {
      parameters.push({ name: part.slice(1), kind: 'rest', default: undefined });
      keywordOnly = true;
    } else {
      const [name, literal] = part.split(/=(.*)/s);
      parameters.push({
        name: name!.trim(),
        kind: keywordOnly ? 'keyword-only' : 'plain',
        default: literal === undefined ? undefined : readLiteral(literal.trim()),
      });
    }
  }
  return { parameters };
}

/** Binds arguments; raises TypeError as Python does. */
export function bind(
  name: string,
  { parameters }: Signature,
  args: readonly Value[],
  keywords: Keywords,
  interpreter: Interpreter,
): Bound {
  const values = new Map<string, Value>();
  const passed = new Set<string>();
  const extra = new Map<string, Value>();
  const plain = parameters.filter(({ kind }) => kind === 'plain');
  const rest = parameters.some(({ kind }) => kind === 'rest');
  const open = parameters.some(({ kind }) => kind === 'keywords');
  if (args.length > plain.length && !rest) {
    interpreter.raise(
      'TypeError',
      `${name}() takes ${plain.length} positional argument${plain.length === 1 ? '' : 's'} but ${args.length} were given`,
    );
  }
  plain.slice(0, args.length).forEach((parameter, i) => {
    values.set(parameter.name, args[i]!);
    passed.add(parameter.name);
  });
  for (const [key, value] of keywords) {
    const known = parameters.find(
      (each) => each.name === key && each.kind !== 'rest' && each.kind !== 'keywords',
    );
    if (!known && !open) {
      interpreter.raise('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
    }
    if (!known) extra.set(key, value);
    else if (passed.has(key)) {
      interpreter.raise('TypeError', `${name}() got multiple values for argument '${key}'`);
    } else {
      values.set(key, value);
      passed.add(key);
    }
  }
  for (const parameter of parameters) {
    if (parameter.kind === 'rest' || parameter.kind === 'keywords' || values.has(parameter.name)) {
      continue;
    }
    if (parameter.default === undefined) {
      interpreter.raise('TypeError', `${name}() missing 1 required argument: '${parameter.name}'`);
    }
    values.set(parameter.name, parameter.default);
  }
  return new Bound(values, args.slice(plain.length), extra, passed);
}

/** The parts between commas that stand in no bracket. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i <= text.length; i += 1) {
    const c = text[i];
    if (c === '(' || c === '[') depth += 1;
    else if (c === ')' || c === ']') depth -= 1;
    else if (i === text.length || (c === ',' && depth === 0)) {
      parts.push(text.slice(start, i).trim());
      start = i + 1;
    }
  }
  return parts.filter((part) => part !== '');
}

/** None, True, False, numbers, texts in single quotes, tuples of these, {}. */
function readLiteral(text: string): Value {
  if (text === 'None') return null;
  if (text === 'True') return true;
  if (text === 'False') return false;
  if (text === '{}') return new PyDict();
  if (text.startsWith("'")) return text.slice(1, -1);
  if (text.startsWith('(')) return new PyTuple(split(text.slice(1, -1)).map(readLiteral));
  return /^-?\d+$/.test(text) ? BigInt(text) : Number(text);
}
