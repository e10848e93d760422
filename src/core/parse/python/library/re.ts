/** The module re: what JavaScript matches in the same way; other patterns give unknown values. */
import * as l10n from '@vscode/l10n';
import { counted, iterator } from '../builtins/iterators';
import { known, string, unbox } from '../builtins/needs';
import { Unclear } from '../errors';
import type { Interpreter, NativeModule } from '../interpreter';
import { natives, nativeClass, type Bound, type Run } from '../native';
import type { Step } from '../steps';
import { PyDict, PyList, PyObject, PyTuple, type Unknown, type Value } from '../values';
import { readPattern, type Pattern } from './re-pattern';

class PyPattern extends PyObject {
  constructor(
    readonly text: string,
    readonly flags: number,
    readonly pattern: Pattern,
  ) {
    super(PATTERN);
  }
}

class PyMatch extends PyObject {
  constructor(
    readonly match: RegExpExecArray,
    readonly pattern: PyPattern,
    readonly text: string,
  ) {
    super(MATCH);
  }
}

type Where = 'start' | 'whole' | 'anywhere';

function compile(value: Value, flags: Value, interpreter: Interpreter): PyPattern {
  const given = known(value);
  if (given instanceof PyPattern) return given;
  const text = string(given, 'first argument must be string or compiled pattern', interpreter);
  const bits = Number(unbox(known(flags)));
  const pattern = readPattern(text, bits);
  if (!pattern) throw new Unclear(tooHard(interpreter));
  return new PyPattern(text, bits, pattern);
}

function tooHard(interpreter: Interpreter): Unknown {
  const reason = l10n.t('This regular expression is not evaluated here.');
  return interpreter.unknown(reason) as Unknown;
}

function subject({ pattern }: PyPattern, value: Value, interpreter: Interpreter): string {
  const text = string(known(value), 'expected string or bytes-like object', interpreter);
  if (text.length > pattern.longest) throw new Unclear(tooHard(interpreter));
  interpreter.spend(text.length);
  return text;
}

function find(pattern: PyPattern, text: string, where: Where): PyMatch | null {
  const { source, flags } = pattern.pattern;
  const whole = where === 'whole' ? `(?:${source})(?![^])` : source;
  const match = new RegExp(whole, where === 'anywhere' ? flags : `${flags}y`).exec(text);
  return match && new PyMatch(match, pattern, text);
}

function all(pattern: PyPattern, text: string, interpreter: Interpreter): PyMatch[] {
  const { source, flags } = pattern.pattern;
  const expression = new RegExp(source, `${flags}g`);
  const matches: PyMatch[] = [];
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    interpreter.allocate(1);
    matches.push(new PyMatch(match, pattern, text));
    if (match[0] === '') expression.lastIndex += 1;
  }
  return matches;
}

const part = ({ match }: PyMatch, group: number): Value => match[group] ?? null;

/** The number of a group that is named or numbered. */
function groupOf({ pattern }: PyMatch, value: Value, interpreter: Interpreter): number {
  const { groups } = pattern.pattern;
  const found = typeof value === 'string' ? groups.indexOf(value) + 1 || -1 : Number(value);
  if (!(found >= 0 && found <= groups.length)) interpreter.raise('IndexError', 'no such group');
  return found;
}

/** Text before, between and after matches, with what the groups hold. */
function split(pattern: PyPattern, text: string, most: number, interpreter: Interpreter): Value {
  const parts: Value[] = [];
  let at = 0;
  for (const found of all(pattern, text, interpreter).slice(0, most)) {
    parts.push(
      text.slice(at, found.match.index),
      ...found.match.slice(1).map((each) => each ?? null),
    );
    at = found.match.index + found.match[0].length;
  }
  return new PyList([...parts, text.slice(at)]);
}

function* substitute(
  pattern: PyPattern,
  by: Value,
  text: string,
  most: number,
  interpreter: Interpreter,
): Step<[string, number]> {
  const matches = all(pattern, text, interpreter).slice(0, most);
  let result = '';
  let at = 0;
  for (const found of matches) {
    const { index: start, 0: whole } = found.match;
    const made =
      typeof by === 'string'
        ? expanded(by, found, interpreter)
        : known(yield* interpreter.call(by, [found]));
    result += text.slice(at, start) + string(made, 'expected str instance', interpreter);
    at = start + whole.length;
  }
  result += text.slice(at);
  interpreter.allocate(result.length);
  return [result, matches.length];
}

/** `\1`, `\g<1>` and `\g<name>` in a replacement. */
function expanded(template: string, found: PyMatch, interpreter: Interpreter): string {
  return template.replace(
    /\\(?:g<(\w+)>|(\d{1,2})|([nrt\\]))/g,
    (_, name?: string, digits?: string, escape?: string) => {
      if (escape !== undefined) return { n: '\n', r: '\r', t: '\t' }[escape] ?? '\\';
      const group = name !== undefined && !/^\d+$/.test(name) ? name : BigInt(name ?? digits ?? 0);
      return found.match[groupOf(found, group, interpreter)] ?? '';
    },
  );
}

/** How the functions of the module and the methods of patterns find their pattern. */
type Source = (bound: Bound, interpreter: Interpreter) => PyPattern;

/** What can be done with a pattern, as functions of the module (`pattern, …, flags`) or as methods (`self, …`). */
function searches(first: string, last: string, source: Source): Record<string, Value> {
  const using =
    (
      use: (
        pattern: PyPattern,
        text: string,
        interpreter: Interpreter,
        bound: Bound,
      ) => Value | Step<Value>,
    ): Run =>
    (bound, interpreter) => {
      const pattern = source(bound, interpreter);
      return use(pattern, subject(pattern, bound.get('string'), interpreter), interpreter, bound);
    };
  const many = (bound: Bound, name: string) => Number(bound.get(name)) || Infinity;
  return natives({
    [`match(${first}, string${last})`]: using((pattern, text) => find(pattern, text, 'start')),
    [`fullmatch(${first}, string${last})`]: using((pattern, text) => find(pattern, text, 'whole')),
    [`search(${first}, string${last})`]: using((pattern, text) => find(pattern, text, 'anywhere')),
    [`findall(${first}, string${last})`]: using(
      (pattern, text, interpreter) => new PyList(all(pattern, text, interpreter).map(foundText)),
    ),
    [`finditer(${first}, string${last})`]: using((pattern, text, interpreter) => {
      const matches = all(pattern, text, interpreter);
      return iterator(
        counted(
          () => matches.length,
          (i) => matches[i],
        ),
      );
    }),
    [`split(${first}, string, maxsplit=0${last})`]: using((pattern, text, interpreter, bound) =>
      split(pattern, text, many(bound, 'maxsplit'), interpreter),
    ),
    [`sub(${first}, repl, string, count=0${last})`]: using(
      function* (pattern, text, interpreter, bound) {
        const by = known(bound.get('repl'));
        return (yield* substitute(pattern, by, text, many(bound, 'count'), interpreter))[0];
      },
    ),
    [`subn(${first}, repl, string, count=0${last})`]: using(
      function* (pattern, text, interpreter, bound) {
        const by = known(bound.get('repl'));
        const [result, count] = yield* substitute(
          pattern,
          by,
          text,
          many(bound, 'count'),
          interpreter,
        );
        return new PyTuple([result, BigInt(count)]);
      },
    ),
  });
}

/** What `findall` gives for a match: its text, its group's, or those of its groups. */
function foundText({ match, pattern }: PyMatch): Value {
  const { length } = pattern.pattern.groups;
  if (length === 0) return match[0];
  return length === 1 ? (match[1] ?? '') : new PyTuple(match.slice(1).map((each) => each ?? ''));
}

const PATTERN = nativeClass(
  'Pattern',
  { module: 're' },
  {
    ...searches('self', '', (bound) => bound.get('self') as PyPattern),
    ...natives({
      '__repr__(self)': (bound) => `re.compile('${(bound.get('self') as PyPattern).text}')`,
    }),
  },
);

const self = (bound: Bound) => bound.get('self') as PyMatch;
const span = (found: PyMatch, group: number): [bigint, bigint] => {
  const text = found.match[group];
  const at =
    text === undefined
      ? -1
      : group === 0
        ? found.match.index
        : found.text.indexOf(text, found.match.index);
  return [BigInt(at), BigInt(text === undefined ? -1 : at + text.length)];
};

const MATCH = nativeClass(
  'Match',
  { module: 're' },
  natives({
    'group(self, *args)': (bound, interpreter) => {
      const found = self(bound);
      const parts = (bound.rest.length > 0 ? bound.rest : [0n]).map((each) =>
        part(found, groupOf(found, known(each), interpreter)),
      );
      return parts.length === 1 ? parts[0]! : new PyTuple(parts);
    },
    '__getitem__(self, group)': (bound, interpreter) =>
      part(self(bound), groupOf(self(bound), known(bound.get('group')), interpreter)),
    'groups(self, default=None)': (bound) =>
      new PyTuple(
        self(bound)
          .match.slice(1)
          .map((each) => each ?? bound.get('default')),
      ),
    'groupdict(self, default=None)': (bound) => {
      const { match, pattern } = self(bound);
      const named = pattern.pattern.groups.flatMap((name, i): [Value, Value][] =>
        name === null ? [] : [[name, match[i + 1] ?? bound.get('default')]],
      );
      return new PyDict(named);
    },
    'start(self, group=0)': (bound, interpreter) =>
      span(self(bound), groupOf(self(bound), bound.get('group'), interpreter))[0],
    'end(self, group=0)': (bound, interpreter) =>
      span(self(bound), groupOf(self(bound), bound.get('group'), interpreter))[1],
    'span(self, group=0)': (bound, interpreter) =>
      new PyTuple(span(self(bound), groupOf(self(bound), bound.get('group'), interpreter))),
  }),
);

const FLAGS: Readonly<Record<string, Value>> = {
  ...{ I: 2n, IGNORECASE: 2n, L: 4n, LOCALE: 4n, M: 8n, MULTILINE: 8n, S: 16n, DOTALL: 16n },
  ...{ U: 32n, UNICODE: 32n, X: 64n, VERBOSE: 64n, A: 256n, ASCII: 256n },
};

/** `re` */
export const RE: NativeModule = {
  attributes: {
    ...searches('pattern', ', flags=0', (bound, interpreter) =>
      compile(bound.get('pattern'), bound.get('flags'), interpreter),
    ),
    ...natives({
      'compile(pattern, flags=0)': (bound, interpreter) =>
        compile(bound.get('pattern'), bound.get('flags'), interpreter),
      'escape(pattern)': (bound, interpreter) =>
        string(known(bound.get('pattern')), 'expected str', interpreter).replace(
          /[-.*+?^${}()|[\]\\#&~ \t\n\r\v\f]/g,
          '\\$&',
        ),
      'purge()': () => null,
    }),
    ...FLAGS,
    Pattern: PATTERN,
    Match: MATCH,
  },
};
