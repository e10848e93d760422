/** Reads a text as logical lines. */
import type { Comment } from '../ast';
import type { SyntaxErrors } from '../errors';
import { Pace, type Paused } from '../pace';
import { startsBlock } from './heads';
import { Layout } from './layout';
import { LineReader, type FoundLine } from './line-reader';
import type { LogicalLine } from './logical-line';

/** After so many lines whose brackets are never closed, brackets are trusted no more. */
const MAX_UNCLOSED = 5;

const BLANK = /[ \t\f\ufeff]*(?:(#[^\r\n]*)|\\?(?:\r\n|\n|\r)|$)/y;
const INDENT = /[ \t\f\ufeff]*/y;

/** The logical lines of a text and its comments. */
export function* readLines(
  text: string,
  errors: SyntaxErrors,
): Paused<{ lines: readonly LogicalLine[]; comments: readonly Comment[] }> {
  const lines: LogicalLine[] = [];
  const comments: Comment[] = [];
  const pace = new Pace();
  const reader = new LineReader(text, errors, comments, pace);
  const layout = new Layout(errors);
  let unclosed = 0;
  let behindHead = false;
  let at = 0;
  for (;;) {
    at = yield* behindBlankLines(text, at, comments, pace);
    if (at >= text.length) return { lines, comments };
    INDENT.lastIndex = at;
    const space = INDENT.exec(text)![0];
    const start = at + space.length;
    const mark = errors.mark();
    const depth = layout.depth(space, start, behindHead);
    const misplaced = errors.mark() > mark;
    const before = { errors: errors.mark(), comments: comments.length };
    let line: FoundLine | null =
      unclosed < MAX_UNCLOSED ? yield* reader.read(start, 'trusting', space.length) : null;
    if (!line) {
      unclosed += 1;
      errors.backTo(before.errors);
      comments.length = before.comments;
      line = (yield* reader.read(start, 'strict', space.length))!;
    }
    const { next, ...found } = line;
    lines.push({ ...found, lineStart: at, depth, faulty: found.faulty || misplaced });
    behindHead = startsBlock(text, found);
    at = next;
  }
}

function* behindBlankLines(
  text: string,
  start: number,
  comments: Comment[],
  pace: Pace,
): Paused<number> {
  let at = start;
  for (;;) {
    if (pace.isDue()) yield;
    BLANK.lastIndex = at;
    const blank = BLANK.exec(text);
    if (!blank) return at;
    const end = BLANK.lastIndex;
    const comment = blank[1];
    if (comment) comments.push({ text: comment, start: end - comment.length, end });
    if (end === at) return at;
    at = end;
  }
}
