/** Turns offsets in a text into lines and columns and back. Lines end with \n, \r\n or \r, as in editors. */
import type { SourceRange } from '../model/range';

/** A half-open stretch of text as UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export class Lines {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
    if (text.includes('\r')) {
      const ends = /\r\n|\n|\r/g;
      while (ends.exec(text)) this.starts.push(ends.lastIndex);
    } else {
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
        this.starts.push(at + 1);
    }
  }

  /** The span as lines and columns. */
  range(span: Span): SourceRange {
    const start = this.place(span.start);
    const end = this.place(Math.max(span.start, span.end));
    return {
      startLine: start.line,
      startColumn: start.column,
      endLine: end.line,
      endColumn: end.column,
    };
  }

  /** The zero-based line that holds an offset. */
  lineAt(offset: number): number {
    return this.place(offset).line;
  }

  /** The span of a line without its line break. */
  line(line: number): Span {
    const start = this.starts[line] ?? this.text.length;
    let end = this.starts[line + 1] ?? this.text.length;
    while (end > start && /[\r\n]/.test(this.text.charAt(end - 1))) end -= 1;
    return { start, end };
  }

  /** The offset where a line starts; the text's length after the last line. */
  startOfLine(line: number): number {
    return this.starts[line] ?? this.text.length;
  }

  /** The offset of a line and column, kept inside the line. */
  offset(line: number, column: number): number {
    const { start, end } = this.line(line);
    return Math.min(start + column, end);
  }

  private place(offset: number): { line: number; column: number } {
    const at = Math.min(Math.max(offset, 0), this.text.length);
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    const { start, end } = this.line(low);
    return { line: low, column: Math.min(at, end) - start };
  }
}
