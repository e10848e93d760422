/** Reads a logical line of a text as tokens: inside brackets and behind a backslash it goes on in the next line. */
import type { Comment } from './ast';
import { Brackets } from './brackets';
import type { SyntaxErrors } from './errors';
import type { Pace, Paused } from './pace';
import {
  endsExpression,
  isClosing,
  JOINING_KEYWORDS,
  STATEMENT_KEYWORDS,
  type Token,
} from './tokens';
import { Words } from './words';

/** How line breaks in brackets are taken: as far as possible, with an end where a bracket must be missing, or as spaces. */
export type LineMode = 'trusting' | 'strict' | 'field';

export interface LogicalLine {
  readonly tokens: readonly Token[];
  /** Where the next line starts. */
  readonly end: number;
}

const COMMENT = /#[^\r\n]*/y;
const LINE_BREAK = /\r\n|\n|\r/y;
const CONTINUATION = /\\(?:\r\n|\n|\r)/y;
const SPACE = /[ \t\f\ufeff]+/y;
const LINE_START = /([ \t\f]*)([^\s#])/y;
const WORD = /[\p{XID_Start}_][\p{XID_Continue}]*(?!["'\p{XID_Continue}])/uy;

export class LineReader {
  private readonly words: Words;

  constructor(
    private readonly text: string,
    private readonly errors: SyntaxErrors,
    private readonly comments: Comment[],
    private readonly pace: Pace,
  ) {
    this.words = new Words(text, errors);
  }

  /** The logical line from here on; null when a trusting reader finds a bracket that is never closed. */
  *read(start: number, mode: LineMode, indent: number): Paused<LogicalLine | null> {
    const { text } = this;
    const brackets = new Brackets(this.errors);
    let last: Token | null = null;
    let at = start;
    for (;;) {
      if (this.pace.isDue()) yield;
      at = this.behind(SPACE, at);
      const lineBreak = this.behind(LINE_BREAK, at);
      if (at >= text.length) {
        if (mode === 'trusting' && brackets.isOpen) return null;
        return { tokens: brackets.finish(start, last?.end ?? at), end: at };
      }
      if (lineBreak > at) {
        const wrong =
          mode !== 'field' &&
          brackets.isOpen &&
          this.startsAnew(lineBreak, last, brackets.innermost, mode, indent);
        if (wrong && mode === 'trusting') return null;
        if (wrong || (!brackets.isOpen && mode !== 'field')) {
          return { tokens: brackets.finish(start, last?.end ?? at), end: lineBreak };
        }
        at = lineBreak;
      } else if (text.charAt(at) === '#') {
        const end = this.behind(COMMENT, at);
        this.comments.push({ text: text.slice(at, end), start: at, end });
        at = end;
      } else if (text.charAt(at) === '\\' && this.behind(CONTINUATION, at) > at) {
        at = this.behind(CONTINUATION, at);
      } else {
        last = this.words.read(at);
        at = last.end;
        brackets.add(last);
      }
    }
  }

  /** True when the line that starts here cannot go on with what stands in brackets before it. */
  private startsAnew(
    at: number,
    last: Token | null,
    opened: string | undefined,
    mode: LineMode,
    indent: number,
  ): boolean {
    LINE_START.lastIndex = at;
    const start = LINE_START.exec(this.text);
    if (!start) return false;
    const column = start[1]!.length;
    if (mode === 'strict' && !isClosing(start[2]!)) {
      if (column <= indent || (last?.text === ':' && opened === '(')) return true;
    }
    const wordAt = at + column;
    const word = this.text.slice(wordAt, Math.max(wordAt, this.behind(WORD, wordAt)));
    if (STATEMENT_KEYWORDS.has(word)) return true;
    return word !== '' && last !== null && endsExpression(last) && !JOINING_KEYWORDS.has(word);
  }

  private behind(pattern: RegExp, at: number): number {
    pattern.lastIndex = at;
    return pattern.test(this.text) ? pattern.lastIndex : at;
  }
}
