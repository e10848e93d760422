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
  /** Those that have a value of their own: first those that positional arguments fill, so many. */
  readonly named: readonly NativeParameter[];
  readonly plain: number;
  readonly places: ReadonlyMap<string, number>;
  readonly hasRest: boolean;
  readonly hasKeywords: boolean;
}

const NO_VALUES: readonly Value[] = [];
const NO_KEYWORDS: Keywords = new Map();

/** Arguments by parameter. */
export class Bound {
  constructor(
    private readonly signature: Signature,
    private readonly values: readonly (Value | undefined)[],
    /** What `*args` took. */
    readonly rest: readonly Value[],
    /** What `**kwargs` took. */
    readonly keywords: Keywords,
    private readonly positional: number,
    private readonly named: Keywords,
  ) {}

  get(name: string): Value {
    const place = this.signature.places.get(name);
    const value = place === undefined ? undefined : this.values[place];
    if (value === undefined) throw new Error(`no parameter ${name}`);
    return value;
  }

  /** True when the caller gave it. */
  given(name: string): boolean {
    const place = this.signature.places.get(name);
    return place !== undefined && (place < this.positional || this.named.has(name));
  }
}

const known = new Map<string, Signature>();

/** Reads `self, dim=None, *args, keepdim=False, **kwargs`; each text once. */
export function readSignature(text: string): Signature {
  let signature = known.get(text);
  if (!signature) known.set(text, (signature = signatureOf(parametersOf(text))));
  return signature;
}

function parametersOf(text: string): NativeParameter[] {
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
  return parameters;
}

/** The signature with these parameters. */
export function signatureOf(parameters: readonly NativeParameter[]): Signature {
  const named = parameters.filter(({ kind }) => kind !== 'rest' && kind !== 'keywords');
  return {
    parameters,
    named,
    plain: named.filter(({ kind }) => kind === 'plain').length,
    places: new Map(named.map(({ name }, i) => [name, i])),
    hasRest: parameters.some(({ kind }) => kind === 'rest'),
    hasKeywords: parameters.some(({ kind }) => kind === 'keywords'),
  };
}

/** Binds arguments; raises TypeError as Python does. */
export function bind(
  name: string,
  signature: Signature,
  args: readonly Value[],
  keywords: Keywords,
  interpreter: Interpreter,
): Bound {
  const { named, plain, places, hasRest, hasKeywords } = signature;
  if (args.length > plain && !hasRest) {
    interpreter.raise(
      'TypeError',
      `${name}() takes ${plain} positional argument${plain === 1 ? '' : 's'} but ${args.length} were given`,
    );
  }
  const count = Math.min(args.length, plain);
  const values: (Value | undefined)[] = args.slice(0, count);
  let extra: Map<string, Value> | undefined;
  for (const [key, value] of keywords) {
    const place = places.get(key);
    if (place === undefined) {
      if (!hasKeywords) {
        interpreter.raise('TypeError', `${name}() got an unexpected keyword argument '${key}'`);
      }
      extra ??= new Map<string, Value>();
      extra.set(key, value);
    } else if (place < count) {
      interpreter.raise('TypeError', `${name}() got multiple values for argument '${key}'`);
    } else values[place] = value;
  }
  for (let i = count; i < named.length; i += 1) {
    if (values[i] !== undefined) continue;
    const parameter = named[i]!;
    if (parameter.default === undefined) {
      interpreter.raise('TypeError', `${name}() missing 1 required argument: '${parameter.name}'`);
    }
    values[i] = parameter.default;
  }
  const rest = args.length > plain ? args.slice(plain) : NO_VALUES;
  return new Bound(signature, values, rest, extra ?? NO_KEYWORDS, count, keywords);
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
