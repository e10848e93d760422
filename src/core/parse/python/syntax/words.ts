/** Reads one token of a text: a name, a number, a string, an operator. */
import * as l10n from '@vscode/l10n';
import type { SyntaxErrors } from './errors';
import { endIgnoringFields, stringEnd, stringStart, type StringStart } from './string-ends';
import { KEYWORDS, OPERATORS, type Token, type TokenKind } from './tokens';

const ASCII_NAME = /[A-Za-z_]\w*/y;
const NAME = /[\p{XID_Start}_][\p{XID_Continue}]*/uy;
const NUMBER =
  /0[xX]\w*|0[oO]\w*|0[bB]\w*|(?:\d[\d_]*\.?(?:\d[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?[jJ]?/y;
const REST_OF_LINE = /[^\r\n]*/y;

/** After so many texts without an end, three quotes count no further than their line, so that reading stays quick. */
const MAX_UNENDED = 3;

export class Words {
  private unended = 0;

  constructor(
    private readonly text: string,
    private readonly errors: SyntaxErrors,
  ) {}

  /** The token that starts here, where neither a space nor a line break nor a comment stands. */
  read(at: number): Token {
    const { text } = this;
    const string = stringStart(text, at);
    if (string) return this.string(at, string);
    const code = text.charCodeAt(at);
    const digit = code === DOT ? text.charCodeAt(at + 1) : code;
    if (digit >= ZERO && digit <= NINE) return this.number(at);
    return this.name(at) ?? this.operator(at);
  }

  private name(at: number): Token | null {
    const { text } = this;
    let end = matchEnd(ASCII_NAME, text, at);
    if (text.charCodeAt(end < 0 ? at : end) >= 128) end = matchEnd(NAME, text, at);
    if (end < 0) return null;
    const name = text.slice(at, end).normalize('NFKC');
    return { kind: KEYWORDS.has(name) ? 'keyword' : 'name', text: name, start: at, end };
  }

  private number(at: number): Token {
    const end = matchEnd(NUMBER, this.text, at);
    const number = this.token('number', at, end);
    const glued = this.name(end);
    if (glued?.kind !== 'name') return number;
    this.errors.add(
      { start: at, end: glued.end },
      l10n.t('A name does not start with a digit. Put a space or an operator between them.'),
    );
    return { ...number, end: glued.end };
  }

  private operator(at: number): Token {
    const { text } = this;
    for (let end = Math.min(at + 3, text.length); end > at; end -= 1) {
      if (OPERATORS.has(text.slice(at, end))) return this.token('operator', at, end);
    }
    const end = at + (text.codePointAt(at)! > 0xffff ? 2 : 1);
    this.errors.add(
      { start: at, end },
      l10n.t('The character {0} does not belong into Python code. Remove it.', text.slice(at, end)),
    );
    return this.token('bad', at, end);
  }

  private string(at: number, start: StringStart): Token {
    const { text } = this;
    const { quote } = start;
    const long = quote.length === 3;
    let end = -1;
    if (!long || this.unended < MAX_UNENDED) {
      end = stringEnd(text, start);
      if (end < 0 && start.prefix.includes('f')) end = endIgnoringFields(text, start);
    }
    if (end >= 0) return this.token('string', at, end + quote.length);
    if (long) this.unended += 1;
    const message = l10n.t('This text has no end. Close it with {0}', quote);
    const lineEnd = matchEnd(REST_OF_LINE, text, start.content);
    this.errors.add({ start: at, end: lineEnd }, message);
    return this.token('string', at, lineEnd);
  }

  private token(kind: TokenKind, start: number, end: number): Token {
    return { kind, text: this.text.slice(start, end), start, end };
  }
}

const DOT = 46;
const ZERO = 48;
const NINE = 57;

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
