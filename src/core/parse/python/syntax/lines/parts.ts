/** Divides a text into parts that can be read one after the other. */
import type { Span } from '../../../lines';
import type { LogicalLine } from './logical-line';

/** Some whole statements. */
export interface Part extends Span {
  readonly lines: readonly LogicalLine[];
  /** True when the text of a line as it stands is no Python. */
  readonly faulty: boolean;
}

/** Shorter parts are joined with the next one. */
const MIN_LENGTH = 6000;

/** CPython allows as many levels of indentation. */
export const MAX_BLOCKS = 100;

const CONTINUES = /(?:elif|else|except|finally|case)\b/y;

/** The parts of a text. */
export function* parts(text: string, lines: readonly LogicalLine[]): Generator<Part> {
  let first = 0;
  for (let index = 1; index <= lines.length; index += 1) {
    const line = lines[index];
    if (line && !startsPart(text, line, lines[index - 1]!, lines[first]!.lineStart)) continue;
    const own = lines.slice(first, index);
    yield {
      start: lines[first]!.lineStart,
      end: line ? line.lineStart : text.length,
      lines: own,
      faulty: own.some(({ faulty, depth }) => faulty || depth >= MAX_BLOCKS),
    };
    first = index;
  }
}

function startsPart(
  text: string,
  line: LogicalLine,
  before: LogicalLine,
  partStart: number,
): boolean {
  if (line.depth > 0) return false;
  if (line.lineStart - partStart < MIN_LENGTH && line.faulty === before.faulty) return false;
  CONTINUES.lastIndex = line.start;
  return !CONTINUES.test(text) && text[before.start] !== '@';
}
