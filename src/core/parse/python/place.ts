/** Places in the files that a run reads, and the calls that are under way. */
import type { Lines, Span } from '../lines';
import type { Module } from './syntax/ast';

/** A file of Python: the model file, another one of the workspace, a notebook cell, or a part of our own library. */
export interface SourceFile {
  /** URI; null for the model file itself. */
  readonly uri: string | null;
  /** True for our own library, which is never shown as a place. */
  readonly library: boolean;
  readonly lines: Lines;
  readonly tree: Module;
}

/** A stretch of a file. */
export interface Place {
  readonly file: SourceFile;
  readonly span: Span;
}

/** A call under way. */
export interface Frame {
  /** Qualified name, such as `Net.forward`; `<module>` for a file's own code. */
  readonly name: string;
  readonly file: SourceFile;
  /** The expression or statement that is being evaluated. */
  at: Span;
}
