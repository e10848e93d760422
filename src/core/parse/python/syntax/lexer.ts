/** Reads a text as logical lines of tokens, with `indent` and `dedent` where the indentation changes. */
import * as l10n from '@vscode/l10n';
import type { Comment } from './ast';
import type { SyntaxErrors } from './errors';
import { LineReader } from './line-reader';
import { Pace, withoutPauses, type Paused } from './pace';
import type { Token, TokenKind } from './tokens';
import type { Span } from '../../lines';

/** An indentation with tabs as eight columns, and with tabs as one: Python wants both to tell the same. */
interface Indent {
  readonly wide: number;
  readonly narrow: number;
}

/** After so many lines whose brackets are never closed, brackets are trusted no more. */
const MAX_UNCLOSED = 5;

const BLANK = /[ \t\f\ufeff]*(?:(#[^\r\n]*)|\\?(?:\r\n|\n|\r)|$)/y;
const INDENT = /[ \t\f\ufeff]*/y;

export class Lexer {
  readonly comments: Comment[] = [];
  private readonly reader: LineReader;
  private readonly indents: Indent[] = [{ wide: 0, narrow: 0 }];
  private readonly pace = new Pace();
  private at = 0;
  private unclosed = 0;

  constructor(
    private readonly text: string,
    private readonly errors: SyntaxErrors,
  ) {
    this.reader = new LineReader(text, errors, this.comments, this.pace);
  }

  /** The tokens of the next logical line, a `newline` last; after the last line the open blocks' `dedent`s and an `end`. */
  *next(): Paused<readonly Token[]> {
    this.errors.startLine();
    yield* this.skipBlankLines();
    if (this.at >= this.text.length) {
      return [...this.dedents(0), this.mark('end')];
    }
    INDENT.lastIndex = this.at;
    const space = INDENT.exec(this.text)![0];
    const indent = widthOf(space);
    this.at += space.length;
    const marks = this.indentation(indent);
    const line = yield* this.line(space.length);
    return marks.length > 0 ? [...marks, ...line] : line;
  }

  /** The tokens of the value of a field in an f-string. */
  field({ start, end }: Span): readonly Token[] {
    const reader = new LineReader(this.text.slice(0, end), this.errors, [], new Pace());
    return withoutPauses(reader.read(start, 'field', 0))!.tokens;
  }

  private *line(indent: number): Paused<readonly Token[]> {
    const { reader, errors, comments } = this;
    const errorsBefore = errors.mark();
    const commentsBefore = comments.length;
    let line =
      this.unclosed < MAX_UNCLOSED ? yield* reader.read(this.at, 'trusting', indent) : null;
    if (!line) {
      this.unclosed += 1;
      errors.backTo(errorsBefore);
      comments.length = commentsBefore;
      line = (yield* reader.read(this.at, 'strict', indent))!;
    }
    this.at = line.end;
    return line.tokens;
  }

  private *skipBlankLines(): Paused<void> {
    for (;;) {
      if (this.pace.isDue()) yield;
      BLANK.lastIndex = this.at;
      const blank = BLANK.exec(this.text);
      if (!blank) return;
      const end = BLANK.lastIndex;
      const comment = blank[1];
      if (comment) this.comments.push({ text: comment, start: end - comment.length, end });
      if (end === this.at) return;
      this.at = end;
    }
  }

  private indentation(indent: Indent): Token[] {
    const top = this.indents.at(-1)!;
    const wider = Math.sign(indent.wide - top.wide);
    if (
      wider !== Math.sign(indent.narrow - top.narrow) &&
      !this.indents.some((level) => level.narrow === indent.narrow && level.wide === indent.wide)
    ) {
      this.errors.add(
        { start: this.at - 1, end: this.at },
        l10n.t(
          'This line mixes tabs and spaces, so its depth is not clear. Indent with spaces only.',
        ),
      );
    }
    if (wider > 0) {
      this.indents.push(indent);
      return [this.mark('indent')];
    }
    return wider < 0 ? this.dedents(indent.wide) : [];
  }

  /** Leaves the blocks deeper than a column. A line between two depths counts to the inner block. */
  private dedents(column: number): Token[] {
    const marks: Token[] = [];
    while (
      this.indents.length > 1 &&
      column <= this.indents.at(-2)!.wide &&
      column < this.indents.at(-1)!.wide
    ) {
      this.indents.pop();
      marks.push(this.mark('dedent'));
    }
    if (column !== this.indents.at(-1)!.wide) {
      this.errors.add(
        { start: this.at - 1, end: this.at },
        l10n.t(
          'The indentation of this line fits no line above. Indent it as far as the line it belongs to.',
        ),
      );
    }
    return marks;
  }

  private mark(kind: TokenKind): Token {
    return { kind, text: '', start: this.at, end: this.at };
  }
}

function widthOf(space: string): Indent {
  let wide = 0;
  let narrow = 0;
  for (const char of space) {
    if (char === '\f') wide = narrow = 0;
    else if (char !== '\ufeff') {
      wide += char === '\t' ? 8 - (wide % 8) : 1;
      narrow += 1;
    }
  }
  return { wide, narrow };
}
