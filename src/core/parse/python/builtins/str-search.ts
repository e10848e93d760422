/** Methods of str that search, split, join and replace. */
import type { Interpreter } from '../interpreter';
import type { Bound } from '../native';
import type { Step } from '../steps';
import { PyList, PyTuple, STR, type Value } from '../values';
import { drain, isIterable } from './iterators';
import { methods } from './methods';
import { index, known, string, typeName, unbox } from './needs';
import { clamp } from './sequences';
import { str } from './str';
import { characters, lengthOf, pythonPosition, searchCost, WHITE } from './strings';

const WORDS = new RegExp(`[^${WHITE}]+`, 'g');
const BREAKS = String.raw`\n\r\v\f\x1c-\x1e\x85\u2028\u2029`;
const LINES = new RegExp(`[^${BREAKS}]*(?:\\r\\n|[${BREAKS}])|[^${BREAKS}]+`, 'g');
const LINE_END = new RegExp(`(?:\\r\\n|[${BREAKS}])$`);

methods(STR, str, {
  *'find(self, sub, start=None, end=None)'(self, bound, interpreter) {
    return BigInt(yield* position(self, bound, false, interpreter));
  },
  *'rfind(self, sub, start=None, end=None)'(self, bound, interpreter) {
    return BigInt(yield* position(self, bound, true, interpreter));
  },
  *'index(self, sub, start=None, end=None)'(self, bound, interpreter) {
    return yield* foundPosition(self, bound, false, interpreter);
  },
  *'rindex(self, sub, start=None, end=None)'(self, bound, interpreter) {
    return yield* foundPosition(self, bound, true, interpreter);
  },
  *'count(self, sub, start=None, end=None)'(self, bound, interpreter) {
    const sub = argument(bound, 'sub', 'must be str', interpreter);
    const part = yield* partOf(self, bound, interpreter);
    if (!part) return 0n;
    interpreter.spend(searchCost(part.text, sub));
    return BigInt(sub === '' ? lengthOf(part.text) + 1 : part.text.split(sub).length - 1);
  },
  *'startswith(self, prefix, start=None, end=None)'(self, bound, interpreter) {
    const part = yield* partOf(self, bound, interpreter);
    const all = affixes(bound.get('prefix'), 'startswith', interpreter);
    return part !== null && all.some((affix) => part.text.startsWith(affix));
  },
  *'endswith(self, suffix, start=None, end=None)'(self, bound, interpreter) {
    const part = yield* partOf(self, bound, interpreter);
    const all = affixes(bound.get('suffix'), 'endswith', interpreter);
    return part !== null && all.some((affix) => part.text.endsWith(affix));
  },
  'removeprefix(self, prefix)': (self, bound, interpreter) => {
    const prefix = argument(bound, 'prefix', 'removeprefix() argument must be str', interpreter);
    return self.startsWith(prefix) ? self.slice(prefix.length) : self;
  },
  'removesuffix(self, suffix)': (self, bound, interpreter) => {
    const suffix = argument(bound, 'suffix', 'removesuffix() argument must be str', interpreter);
    const has = suffix !== '' && self.endsWith(suffix);
    return has ? self.slice(0, -suffix.length) : self;
  },
  *'replace(self, old, new, count=-1)'(self, bound, interpreter) {
    const old = argument(bound, 'old', 'replace() argument 1 must be str', interpreter);
    const made = argument(bound, 'new', 'replace() argument 2 must be str', interpreter);
    const limit = Number(yield* index(bound.get('count'), interpreter));
    interpreter.spend(searchCost(self, old));
    const parts = old === '' ? ['', ...characters(self), ''] : self.split(old);
    const kept = limit < 0 ? parts.length : limit;
    interpreter.allocate(self.length + parts.length * made.length);
    const head = parts.slice(0, kept);
    if (kept >= parts.length) return parts.join(made);
    return [...head, parts.slice(kept).join(old)].join(made);
  },
  *'join(self, iterable)'(self, bound, interpreter) {
    const iterable = known(bound.get('iterable'));
    if (!isIterable(iterable)) interpreter.raise('TypeError', 'can only join an iterable');
    const items = yield* drain(iterable, interpreter);
    const parts = items.map((item, i) => {
      const text = unbox(known(item));
      if (typeof text === 'string') return text;
      const found = `expected str instance, ${typeName(item)} found`;
      return interpreter.raise('TypeError', `sequence item ${i}: ${found}`);
    });
    const size = parts.reduce((sum, each) => sum + each.length + self.length, 0);
    interpreter.allocate(size);
    return parts.join(self);
  },
  *'split(self, sep=None, maxsplit=-1)'(self, bound, interpreter) {
    return yield* splitText(self, bound, false, interpreter);
  },
  *'rsplit(self, sep=None, maxsplit=-1)'(self, bound, interpreter) {
    return yield* splitText(self, bound, true, interpreter);
  },
  'splitlines(self, keepends=False)': (self, bound, interpreter) => {
    const lines = self.match(LINES) ?? [];
    interpreter.allocate(self.length);
    const keep = bound.get('keepends') !== false && bound.get('keepends') !== 0n;
    return new PyList(keep ? lines : lines.map((line) => line.replace(LINE_END, '')));
  },
  'partition(self, sep)': (self, bound, interpreter) => {
    const sep = separator(bound.get('sep'), interpreter);
    const at = self.indexOf(sep);
    return new PyTuple(
      at < 0 ? [self, '', ''] : [self.slice(0, at), sep, self.slice(at + sep.length)],
    );
  },
  'rpartition(self, sep)': (self, bound, interpreter) => {
    const sep = separator(bound.get('sep'), interpreter);
    const at = self.lastIndexOf(sep);
    return new PyTuple(
      at < 0 ? ['', '', self] : [self.slice(0, at), sep, self.slice(at + sep.length)],
    );
  },
});

function argument(bound: Bound, name: string, expected: string, interpreter: Interpreter): string {
  return string(bound.get(name), expected, interpreter);
}

/** A part of a text, and where it starts. */
interface Part {
  readonly text: string;
  readonly start: number;
}

/** The part of the text that `start` and `end` choose; null where it would start behind the text. */
function* partOf(self: string, bound: Bound, interpreter: Interpreter): Step<Part | null> {
  const [first, last] = [known(bound.get('start')), known(bound.get('end'))];
  if (first === null && last === null) return { text: self, start: 0 };
  const all = characters(self);
  const from = first === null ? 0n : yield* index(first, interpreter);
  if (from > BigInt(all.length)) return null;
  const start = clamp(from, all.length);
  const end = last === null ? all.length : clamp(yield* index(last, interpreter), all.length);
  if (end < start) return null;
  const kept = all.slice(start, end);
  return { text: typeof kept === 'string' ? kept : kept.join(''), start };
}

function* position(
  self: string,
  bound: Bound,
  last: boolean,
  interpreter: Interpreter,
): Step<number> {
  const sub = argument(bound, 'sub', 'must be str', interpreter);
  const part = yield* partOf(self, bound, interpreter);
  if (!part) return -1;
  const { text, start } = part;
  interpreter.spend(searchCost(text, sub));
  const at = last ? text.lastIndexOf(sub) : text.indexOf(sub);
  return at < 0 ? -1 : start + pythonPosition(text, at);
}

function* foundPosition(
  self: string,
  bound: Bound,
  last: boolean,
  interpreter: Interpreter,
): Step<bigint> {
  const at = yield* position(self, bound, last, interpreter);
  if (at < 0) interpreter.raise('ValueError', 'substring not found');
  return BigInt(at);
}

function affixes(value: Value, name: string, interpreter: Interpreter): string[] {
  const many = known(value) instanceof PyTuple ? (value as PyTuple).items : [value];
  const expected = `${name} first arg must be str or a tuple of str`;
  return many.map((each) => string(each, expected, interpreter));
}

function separator(value: Value, interpreter: Interpreter, expected = 'must be str'): string {
  const sep = string(value, expected, interpreter);
  if (sep === '') interpreter.raise('ValueError', 'empty separator');
  return sep;
}

function* splitText(
  self: string,
  bound: Bound,
  fromEnd: boolean,
  interpreter: Interpreter,
): Step<Value> {
  const limit = Number(yield* index(bound.get('maxsplit'), interpreter));
  const sep = known(bound.get('sep'));
  interpreter.spend(self.length / 10);
  const parts =
    sep === null
      ? splitSpaces(self, limit, fromEnd)
      : splitAt(self, separator(sep, interpreter, 'must be str or None'), limit, fromEnd);
  interpreter.allocate(self.length + parts.length);
  return new PyList(parts);
}

function splitAt(text: string, sep: string, limit: number, fromEnd: boolean): string[] {
  const parts = text.split(sep);
  if (limit < 0 || parts.length <= limit + 1) return parts;
  const cut = fromEnd ? parts.length - limit : limit;
  return fromEnd
    ? [parts.slice(0, cut).join(sep), ...parts.slice(cut)]
    : [...parts.slice(0, cut), parts.slice(cut).join(sep)];
}

function splitSpaces(text: string, limit: number, fromEnd: boolean): string[] {
  if (limit < 0) return text.match(WORDS) ?? [];
  const words = [...text.matchAll(WORDS)];
  const all = words.map(([word]) => word);
  if (words.length <= limit) return all;
  if (!fromEnd) return [...all.slice(0, limit), text.slice(words[limit]!.index)];
  const cut = words.length - limit;
  const last = words[cut - 1]!;
  return [text.slice(0, last.index + last[0].length), ...all.slice(cut)];
}
