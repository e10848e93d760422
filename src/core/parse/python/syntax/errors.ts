/** Gathers what is wrong with a text: at most one error for each logical line, since what follows is a consequence. */
import type { Span } from '../../lines';
import type { Module } from './ast';

const MAX_ERRORS = 200;

/** How many errors there were. */
export interface ErrorMark {
  readonly count: number;
  readonly lineHasOne: boolean;
}

export class SyntaxErrors {
  private readonly found: Module['errors'][number][] = [];
  private lineHasOne = false;

  /** Says that a new logical line starts. */
  startLine(): void {
    this.lineHasOne = false;
  }

  /** Notes an error, unless the line has one. */
  add({ start, end }: Span, message: string): void {
    if (this.lineHasOne || this.found.length >= MAX_ERRORS) return;
    this.lineHasOne = true;
    this.found.push({ start, end, message });
  }

  /** The state to go back to when a line is read once more. */
  mark(): ErrorMark {
    return { count: this.found.length, lineHasOne: this.lineHasOne };
  }

  /** Forgets the errors since a mark. */
  backTo(mark: ErrorMark): void {
    this.found.length = mark.count;
    this.lineHasOne = mark.lineHasOne;
  }

  /** The errors in the order of the text. */
  sorted(): Module['errors'] {
    return [...this.found].sort((a, b) => a.start - b.start);
  }
}
