/** Walks over the tokens of a text: looking, taking, skipping, and how deep the tree has become. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../../lines';
import type { Expression, ExpressionOf } from './ast';
import type { SyntaxErrors } from './errors';
import type { Lexer } from './lexer';
import type { Paused } from './pace';
import { CLOSING, isClosing, startsExpression, type Token } from './tokens';

/** The deepest tree of expressions: everything that walks over it may call itself for each level. */
const MAX_HEIGHT = 200;

/** What the texts of one statement may cost, in tokens. */
const MAX_EFFORT = 20_000;

/** Thrown when an expression is too deep or too long to be read; the statement is then `broken`. */
export class Unreadable extends Error {}

const START: Token = { kind: 'newline', text: '', start: 0, end: 0 };

export abstract class Cursor {
  protected token = START;
  /** Where the last token that was taken ends. */
  protected lastEnd = 0;
  private line: readonly Token[] = [START];
  private index = 0;
  private depth = 0;
  private height = 0;
  private effort = 0;

  constructor(
    protected readonly text: string,
    protected readonly errors: SyntaxErrors,
    protected readonly lexer: Lexer,
  ) {}

  /** True at this keyword, operator or name. */
  protected at(text: string): boolean {
    return this.token.text === text;
  }

  protected get atLineEnd(): boolean {
    return this.token.kind === 'newline' || this.token.kind === 'end';
  }

  /** The token after this one in the same line. */
  protected ahead(): Token | undefined {
    return this.line[this.index + 1];
  }

  /** The token behind the bracket that closes the one here. */
  protected behindBracket(): Token | undefined {
    let open = 0;
    for (let index = this.index; index < this.line.length; index += 1) {
      const { text } = this.line[index]!;
      if (CLOSING.has(text)) open += 1;
      else if (isClosing(text) && (open -= 1) === 0) return this.line[index + 1];
    }
    return undefined;
  }

  /** True when the line ends with a colon. */
  protected get lineEndsWithColon(): boolean {
    return this.line.at(-2)?.text === ':';
  }

  protected advance(): Token {
    const taken = this.token;
    if (taken.end > taken.start) this.lastEnd = taken.end;
    this.index = Math.min(this.index + 1, this.line.length - 1);
    this.token = this.line[this.index]!;
    return taken;
  }

  /** Leaves the line that has been read for the next one. */
  protected *endLine(): Paused<void> {
    if (this.token.kind === 'end') return;
    this.line = yield* this.lexer.next();
    this.index = 0;
    this.token = this.line[0]!;
  }

  protected take(text: string): boolean {
    if (!this.at(text)) return false;
    this.advance();
    return true;
  }

  protected expect(text: string): boolean {
    if (this.take(text)) return true;
    this.errors.add(this.here(), l10n.t('"{0}" is missing here.', text));
    return false;
  }

  /** The name that must stand here; null, with an error, when there is none. */
  protected name(): Token | null {
    if (this.token.kind === 'name') return this.advance();
    this.errors.add(
      this.here(),
      this.token.kind === 'keyword'
        ? l10n.t(
            '"{0}" is a word of Python itself and cannot be a name. Choose another one.',
            this.token.text,
          )
        : l10n.t('A name is missing here.'),
    );
    return null;
  }

  /** Says that this token does not belong here, in words that fit it. */
  protected unexpected(): void {
    const { token } = this;
    if (token.text === '=') {
      this.errors.add(token, l10n.t('"=" assigns and cannot stand here. To compare, write "==".'));
    } else if (startsExpression(token)) {
      this.errors.add(token, l10n.t('A comma, an operator or a new line is missing before this.'));
    } else if (this.atLineEnd) {
      this.errors.add(this.here(), l10n.t('The line ends too early. Something is missing here.'));
    } else {
      this.errors.add(token, l10n.t('"{0}" does not belong here.', token.text));
    }
  }

  /** An expression that is missing or cannot be read. */
  protected broken(start = this.token.start): ExpressionOf<'broken'> {
    if (this.atLineEnd) this.unexpected();
    else this.errors.add(this.token, l10n.t('A value is missing before "{0}".', this.token.text));
    return { kind: 'broken', start, end: Math.max(start, this.lastEnd) };
  }

  /** Reads things with commas between them up to a closing token, which is not taken. */
  protected items(close: string, read: () => void): void {
    while (!this.at(close) && !this.atLineEnd) {
      const before = this.token;
      read();
      if (this.take(',')) continue;
      if (this.at(close)) return;
      this.unexpected();
      if (this.token === before || !startsExpression(this.token)) this.skipTo(close);
      this.take(',');
    }
  }

  protected skipToLineEnd(): void {
    while (!this.atLineEnd) this.advance();
  }

  /** Skips to this token, or a comma, outside brackets. */
  protected skipTo(close: string): void {
    let open = 0;
    while (!this.atLineEnd) {
      const { text } = this.token;
      if (open === 0 && (text === ',' || text === close)) return;
      if (CLOSING.has(text)) open += 1;
      else if (isClosing(text)) open -= 1;
      if (open < 0) return;
      this.advance();
    }
  }

  /** Reads other tokens in between, such as those of an f-string's field. */
  protected within(tokens: readonly Token[], read: () => Expression): Expression {
    const { line, index, token, lastEnd } = this;
    this.line = tokens;
    this.index = 0;
    this.token = tokens[0]!;
    try {
      return read();
    } finally {
      Object.assign(this, { line, index, token, lastEnd });
    }
  }

  /** Goes one expression deeper; what it gives is for `leave`. */
  protected enter(): number {
    const outer = this.height;
    this.depth += 1;
    if (this.depth > MAX_HEIGHT) throw tooDeep();
    this.height = 0;
    return outer;
  }

  protected leave(outer: number): void {
    this.depth -= 1;
    this.wrap();
    this.height = Math.max(outer, this.height);
  }

  /** Notes that an expression has become the part of another, as in `a.b.c`. */
  protected wrap(): void {
    this.height += 1;
    if (this.height > MAX_HEIGHT) throw tooDeep();
  }

  /** Counts what reading a text costs. */
  protected spend(effort: number): void {
    this.effort += effort;
    if (this.effort > MAX_EFFORT) throw tooLong();
  }

  /** Starts to measure anew, at a statement. */
  protected resetDepth(): void {
    this.depth = 0;
    this.height = 0;
    this.effort = 0;
  }

  /** Where to point: at the token, and at the end of a line at its last character. */
  protected here(): Span {
    if (!this.atLineEnd) return this.token;
    return { start: Math.max(0, this.lastEnd - 1), end: this.lastEnd };
  }
}

function tooDeep(): Unreadable {
  return new Unreadable(l10n.t('This expression is nested too deeply to be read.'));
}

function tooLong(): Unreadable {
  return new Unreadable(l10n.t('This text is too long to be read.'));
}
