/** Places in a model file. Zero-based lines and UTF-16 columns, as VS Code counts; printed one-based. */

/** A half-open stretch of text: from the start position up to, not including, the end position. */
export interface SourceRange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** URI of the file, where it is not the model file itself: a model may be made of several files. */
  readonly file?: string;
}

/** True for the same text of the same file. */
export function sameRange(a: SourceRange, b: SourceRange): boolean {
  return (
    a.startLine === b.startLine &&
    a.startColumn === b.startColumn &&
    a.endLine === b.endLine &&
    a.endColumn === b.endColumn &&
    a.file === b.file
  );
}
