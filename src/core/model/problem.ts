/** What is wrong in a model file, where, and what can be done about it. Plain data; knows no editor. */
import type { SourceRange } from './range';

export type Severity = 'error' | 'warning' | 'information';

/** A replacement of one stretch of text. */
export interface TextEdit {
  readonly range: SourceRange;
  readonly newText: string;
}

/** A remedy that can be applied by one click. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The model whose remembered answer is forgotten by it. */
  readonly forgets?: string;
}

/** One finding: `message` says what is wrong, the usual cause, and what to do. `code` is stable, kebab-case. */
export interface Problem {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly range: SourceRange;
  readonly fixes: readonly Fix[];
}
