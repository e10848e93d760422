/** Gathers what is wrong with a text: at most one error for each logical line, since what follows is a consequence. */
import type { Span } from '../../lines';
import type { Module } from './ast';

const MAX_ERRORS = 200;

/** More are not kept: they are counted only. */
const MAX_KEPT = 2000;

/** Thrown when a statement is too deep or too long to be read; it is then `broken`. */
export class Unreadable extends Error {}

export class SyntaxErrors {
  private readonly found: Module['errors'][number][] = [];
  private count = 0;

  add({ start, end }: Span, message: string): void {
    this.count += 1;
    if (this.found.length < MAX_KEPT) this.found.push({ start, end, message });
  }

  /** How many there are, to go back to. */
  mark(): number {
    return this.count;
  }

  /** Forgets the errors since a mark. */
  backTo(mark: number): void {
    this.count = mark;
    this.found.length = Math.min(this.found.length, mark);
  }

  /** The error that was found first in each of the logical lines, in the order of the text. */
  sorted(lines: readonly Span[]): Module['errors'] {
    const byLine = new Map<number, Module['errors'][number]>();
    for (const error of this.found) {
      const line = lineAt(lines, error.start);
      if (!byLine.has(line)) byLine.set(line, error);
    }
    return [...byLine.values()].sort((a, b) => a.start - b.start).slice(0, MAX_ERRORS);
  }
}

/** The last line that ends at or behind a place, or the first one after it. */
function lineAt(lines: readonly Span[], place: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.end < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
