/** A logical line of a text: a statement, or the head of one that holds others. */
import type { Span } from '../../../lines';

/** Something of equal length to read in place of what stands there. */
export interface Change {
  readonly start: number;
  readonly text: string;
}

/** From its first word to its last one. */
export interface LogicalLine extends Span {
  /** Where the space before the first word starts. */
  readonly lineStart: number;
  /** In how many blocks it stands. */
  readonly depth: number;
  /** What is wrong with its characters and brackets, put right. */
  readonly changes: readonly Change[];
  /** The quotes and brackets that are missing at its end. */
  readonly closing: string;
  /** Why it cannot be read at all, else null. */
  readonly unreadable: string | null;
  /** True when the text as it stands is no Python. */
  readonly faulty: boolean;
}
