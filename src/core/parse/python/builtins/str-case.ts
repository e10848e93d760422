/** Methods of str about letters, white space and width. */
import type { Interpreter } from '../interpreter';
import type { Bound } from '../native';
import type { Step } from '../steps';
import { PyBytes, PyDict, STR, type Value } from '../values';
import { classMethods, methods } from './methods';
import { index, known, string, unbox } from './needs';
import { str } from './str';
import { characters, lengthOf, WHITE } from './strings';
import { toUtf8 } from './utf8';

/** The first letter large and the others small; `ß` becomes `Ss`. */
const capital = (text: string) => {
  const [first = '', ...rest] = text;
  const [head = '', ...tail] = first.toUpperCase();
  return head + (tail.join('') + rest.join('')).toLowerCase();
};

methods(STR, str, {
  'lower(self)': (self) => self.toLowerCase(),
  'upper(self)': (self) => self.toUpperCase(),
  'casefold(self)': (self) => self.toLowerCase().replaceAll('ß', 'ss'),
  'capitalize(self)': capital,
  'title(self)': (self, _, interpreter) => {
    interpreter.spend(10 * self.length);
    return self.replace(/\p{L}+/gu, capital);
  },
  'swapcase(self)': (self, _, interpreter) => {
    interpreter.spend(10 * self.length);
    return self.replace(/\p{L}/gu, (c) =>
      c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase(),
    );
  },
});

/** Tests that hold when all characters are of a kind and there is one at least. */
const TESTS: Readonly<Record<string, RegExp>> = {
  isalpha: /^\p{L}+$/u,
  isalnum: /^[\p{L}\p{N}]+$/u,
  isdecimal: /^\p{Nd}+$/u,
  isdigit: /^[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨]+$/u,
  isnumeric: /^\p{N}+$/u,
  isspace: new RegExp(`^[${WHITE}]+$`),
  isascii: /^[\0-\x7f]*$/,
  isidentifier: /^[\p{L}\p{Nl}_][\p{L}\p{Nl}_\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u,
  isprintable:
    /^[^\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]*$/u,
  islower: /^(?=.*\p{Ll})[^\p{Lu}\p{Lt}]*$/su,
  isupper: /^(?=.*\p{Lu})[^\p{Ll}\p{Lt}]*$/su,
  istitle: /^(?=.*\p{Lu})(?:\P{L}*\p{Lu}\p{Ll}*(?!\p{L}))*\P{L}*$/su,
};
for (const [name, form] of Object.entries(TESTS)) {
  methods(STR, str, { [`${name}(self)`]: (self) => form.test(self) });
}

methods(STR, str, {
  'strip(self, chars=None)': (self, bound, interpreter) =>
    stripped(self, bound, true, true, interpreter),
  'lstrip(self, chars=None)': (self, bound, interpreter) =>
    stripped(self, bound, true, false, interpreter),
  'rstrip(self, chars=None)': (self, bound, interpreter) =>
    stripped(self, bound, false, true, interpreter),
  "ljust(self, width, fillchar=' ')": (self, bound, interpreter) =>
    padded(self, bound, interpreter, () => 0),
  "rjust(self, width, fillchar=' ')": (self, bound, interpreter) =>
    padded(self, bound, interpreter, (room) => room),
  "center(self, width, fillchar=' ')": (self, bound, interpreter) =>
    padded(self, bound, interpreter, (room, width) => (room >> 1) + (room & width & 1)),
  *'zfill(self, width)'(self, bound, interpreter) {
    const room = yield* roomIn(self, bound.get('width'), interpreter);
    const sign = /^[+-]/.test(self) ? self[0]! : '';
    return sign + '0'.repeat(room) + self.slice(sign.length);
  },
  *'expandtabs(self, tabsize=8)'(self, bound, interpreter) {
    const size = Math.max(0, Number(yield* index(bound.get('tabsize'), interpreter)));
    interpreter.allocate(self.length + size * (self.split('\t').length - 1));
    interpreter.spend(10 * self.length);
    let column = 0;
    return self.replace(/[^]/gu, (c) => {
      if (c === '\t') {
        const spaces = size === 0 ? 0 : size - (column % size);
        column += spaces;
        return ' '.repeat(spaces);
      }
      column = c === '\n' || c === '\r' ? 0 : column + 1;
      return c;
    });
  },
  "encode(self, encoding='utf-8', errors='strict')": (self) => new PyBytes(toUtf8(self)),
  *'translate(self, table)'(self, bound, interpreter) {
    const table = known(bound.get('table'));
    interpreter.spend(10 * self.length);
    let result = '';
    for (const c of self) result += yield* translated(c, table, interpreter);
    return result;
  },
});

classMethods(STR, {
  'maketrans(cls, x, y=None, z=None)': (bound, interpreter) => {
    const [x, y, z] = ['x', 'y', 'z'].map((name) => unbox(known(bound.get(name))));
    const code = (c: Value) => (typeof c === 'string' ? BigInt(c.codePointAt(0) ?? 0) : c);
    if (x instanceof PyDict)
      return new PyDict(x.entries().map(([key, value]) => [code(key), value]));
    const from = Array.from(
      string(x!, 'the first two maketrans arguments must be strings', interpreter),
    );
    const to = Array.from(
      string(y!, 'the first two maketrans arguments must be strings', interpreter),
    );
    if (from.length !== to.length) {
      const message = 'the first two maketrans arguments must have equal length';
      interpreter.raise('ValueError', message);
    }
    const gone = typeof z === 'string' ? Array.from(z) : [];
    return new PyDict([
      ...from.map((c, i): [Value, Value] => [code(c), code(to[i]!)]),
      ...gone.map((c): [Value, Value] => [code(c), null]),
    ]);
  },
});

function stripped(
  self: string,
  bound: Bound,
  left: boolean,
  right: boolean,
  interpreter: Interpreter,
): string {
  const given = known(bound.get('chars'));
  const chars = given === null ? null : string(given, 'strip arg must be None or str', interpreter);
  const gone = chars === null ? isWhite : (c: string) => chars.includes(c);
  let start = 0;
  let end = self.length;
  while (left && start < end && gone(self[start]!)) start += 1;
  while (right && end > start && gone(self[end - 1]!)) end -= 1;
  return self.slice(start, end);
}

const WHITE_CHARACTER = new RegExp(`[${WHITE}]`);
const isWhite = (c: string) => WHITE_CHARACTER.test(c);

function* roomIn(self: string, width: Value, interpreter: Interpreter): Step<number> {
  const room = Number(yield* index(width, interpreter)) - lengthOf(self);
  if (room <= 0) return 0;
  interpreter.allocate(room + self.length);
  return room;
}

/** The text in a width; `before` says how much of the room stands on its left. */
function* padded(
  self: string,
  bound: Bound,
  interpreter: Interpreter,
  before: (room: number, width: number) => number,
): Step<Value> {
  const room = yield* roomIn(self, bound.get('width'), interpreter);
  const expected = 'The fill character must be a unicode character';
  const fill = string(bound.get('fillchar'), expected, interpreter);
  if (characters(fill).length !== 1) {
    interpreter.raise('TypeError', 'The fill character must be exactly one character long');
  }
  const left = before(room, room + lengthOf(self));
  return fill.repeat(left) + self + fill.repeat(room - left);
}

function* translated(c: string, table: Value, interpreter: Interpreter): Step<string> {
  const code = BigInt(c.codePointAt(0)!);
  const found = table instanceof PyDict ? table.get(code) : yield* interpreter.getItem(table, code);
  if (found === undefined) return c;
  if (found === null) return '';
  return typeof found === 'bigint'
    ? String.fromCodePoint(Number(found))
    : string(found, 'character mapping must return integer, None or str', interpreter);
}
