/** Finds where a logical line ends: inside brackets and behind a backslash it goes on in the next line. */
import * as l10n from '@vscode/l10n';
import type { Comment } from '../ast';
import type { SyntaxErrors } from '../errors';
import type { Pace, Paused } from '../pace';
import { Brackets } from './brackets';
import { headWord } from './heads';
import type { Change, LogicalLine } from './logical-line';
import { Texts } from './texts';

/** How line breaks in brackets are taken: as far as possible, or with an end where a bracket must be missing. */
export type LineMode = 'trusting' | 'strict';

/** A logical line without its depth, and where the next line starts. */
export type FoundLine = Omit<LogicalLine, 'depth' | 'lineStart'> & { readonly next: number };

/** Longer statements are data; reading them at one go would take too long. */
const MAX_LENGTH = 100_000;

const PLAIN = /[^"'#\\\r\n()[\]{}$?!`\x80-\uffff]+/y;
const FOREIGN = /[\x80-\uffff]+/y;
/** Characters that no name has. */
const NO_NAME = /[^\p{XID_Continue}\ufeff]/gu;
const COMMENT = /#[^\r\n]*/y;
const LINE_BREAK = /\r\n|\n|\r/y;
const CONTINUATION = /\\(?:\r\n|\n|\r)/y;
const LINE_START = /([ \t\f]*)([^\s#])/y;
const WORD = /[\p{XID_Start}_][\p{XID_Continue}]*(?!["'\p{XID_Continue}])/uy;
const LAST_WORD = /[\p{XID_Continue}]+$|[)\]}]$|\.\.\.$/u;

/** The keywords that no expression contains: inside brackets they show that a bracket was never closed. */
const STATEMENT_KEYWORDS: ReadonlySet<string> = new Set(
  (
    'assert break class continue def del elif except finally global import nonlocal pass raise ' +
    'return try while with'
  ).split(' '),
);

/** The keywords that go on with an expression. */
const JOINING_KEYWORDS: ReadonlySet<string> = new Set(
  'and as async else for from if in is not or'.split(' '),
);

/** The keywords that an expression cannot end with. */
const OPEN_KEYWORDS: ReadonlySet<string> = new Set(
  'and as assert async await del elif else for from if import in is lambda not or return yield'.split(
    ' ',
  ),
);

export class LineReader {
  private readonly texts: Texts;
  private readonly comments: Comment[];
  /** Where the last text ends. */
  private textEnd = 0;

  constructor(
    private readonly text: string,
    private readonly errors: SyntaxErrors,
    comments: Comment[],
    private readonly pace: Pace,
  ) {
    this.texts = new Texts(text, errors);
    this.comments = comments;
  }

  /** The logical line from its first word on; null when a trusting reader finds a bracket that is never closed. */
  *read(start: number, mode: LineMode, indent: number): Paused<FoundLine | null> {
    const { text } = this;
    const mark = this.errors.mark();
    const isHead = headWord(text, { start, end: start }) !== '';
    const changes: Change[] = [];
    const brackets = new Brackets(this.errors, changes);
    let closing = '';
    let end = start;
    let at = start;
    for (;;) {
      if (this.pace.isDue()) {
        this.errors.backTo(Math.min(this.errors.mark(), mark + 1));
        yield;
      }
      const plain = behind(PLAIN, text, at);
      if (plain > at) {
        const length = text.slice(at, plain).trimEnd().length;
        if (length > 0) end = at + length;
        at = plain;
      }
      const char = text.charAt(at);
      const lineBreak = behind(LINE_BREAK, text, at);
      if (char === '' || lineBreak > at) {
        if (brackets.isOpen) {
          const wrong =
            char === '' || this.startsAnew(lineBreak, end, brackets, mode, indent, isHead);
          if (wrong && mode === 'trusting') return null;
          if (!wrong) {
            at = lineBreak;
            continue;
          }
        }
        closing += brackets.finish();
        const unreadable = this.unreadable(brackets.tooDeep, end - start);
        const faulty = this.errors.mark() > mark || unreadable !== null;
        return { start, end, changes, closing, unreadable, faulty, next: lineBreak };
      }
      if (char === '#') {
        const commentEnd = behind(COMMENT, text, at);
        this.comments.push({ text: text.slice(at, commentEnd), start: at, end: commentEnd });
        at = commentEnd;
      } else if (char === '\\' && behind(CONTINUATION, text, at) > at) {
        at = behind(CONTINUATION, text, at);
      } else {
        if (char === '"' || char === "'") {
          const string = this.texts.read(at, start);
          changes.push(...string.changes);
          closing += string.closing;
          at = string.end;
          this.textEnd = at;
        } else if ('()[]{}'.includes(char)) {
          brackets.add(char, at);
          at += 1;
        } else if (char === '!' && text[at + 1] === '=') at += 2;
        else at = this.foreign(at, changes);
        end = at;
      }
    }
  }

  /** Characters that are no ASCII may belong to names; any other one does not belong here. */
  private foreign(at: number, changes: Change[]): number {
    const end = Math.max(at + 1, behind(FOREIGN, this.text, at));
    const stretch = this.text.slice(at, end);
    for (const { 0: char, index } of stretch.matchAll(NO_NAME)) {
      const start = at + index;
      changes.push({ start, text: ' '.repeat(char.length) });
      this.errors.add(
        { start, end: start + char.length },
        l10n.t('The character {0} does not belong into Python code. Remove it.', char),
      );
    }
    return end;
  }

  private unreadable(tooDeep: boolean, length: number): string | null {
    if (length > MAX_LENGTH) {
      return l10n.t(
        'This statement is too long to be read: it has more than {0} characters.',
        MAX_LENGTH,
      );
    }
    return tooDeep ? l10n.t('This expression is nested too deeply to be read.') : null;
  }

  /**
   * True when the line that starts here cannot go on with what stands in brackets before it. Where it is indented more than a statement
   * that is no head of a block, only a comma is missing between the two.
   */
  private startsAnew(
    at: number,
    lastEnd: number,
    brackets: Brackets,
    mode: LineMode,
    indent: number,
    isHead: boolean,
  ): boolean {
    LINE_START.lastIndex = at;
    const start = LINE_START.exec(this.text);
    if (!start) return false;
    const column = start[1]!.length;
    if (mode === 'strict' && !')]}'.includes(start[2]!)) {
      const afterColon = this.text[lastEnd - 1] === ':' && brackets.innermost === '(';
      if (column <= indent || afterColon) return true;
    }
    const wordAt = at + column;
    const word = this.text.slice(wordAt, behind(WORD, this.text, wordAt));
    if (word === '') return false;
    if (STATEMENT_KEYWORDS.has(word)) return true;
    if (JOINING_KEYWORDS.has(word) || !this.endsExpression(lastEnd)) return false;
    return column <= indent || isHead;
  }

  private endsExpression(at: number): boolean {
    if (at === this.textEnd) return true;
    const last = LAST_WORD.exec(this.text.slice(Math.max(0, at - 40), at));
    return last !== null && !OPEN_KEYWORDS.has(last[0]);
  }
}

function behind(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
