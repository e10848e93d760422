/** A text that is written line by line from another one: what the grammar reads, and what it stands for. */
import type { Span } from '../../../lines';
import type { Ready } from '../tree/walker';

interface Written {
  readonly start: number;
  readonly original: Span;
}

export class Draft {
  readonly ready = new Map<number, Ready>();
  private readonly lines: Written[] = [];
  private readonly codes: string[] = [];
  private readonly texts: string[] = [];
  private length = 0;

  /** Adds a line: its code for the grammar, and what stands there, of equal length. */
  add(depth: number, code: string, text: string, original: Span, ready?: Ready): void {
    const indent = '\t'.repeat(depth);
    const start = this.length + depth;
    this.lines.push({ start, original });
    if (ready) this.ready.set(start, ready);
    this.codes.push(indent, code, '\n');
    this.texts.push(indent, text, '\n');
    this.length = start + code.length + 1;
  }

  get code(): string {
    return this.codes.join('');
  }

  get text(): string {
    return this.texts.join('');
  }

  /** Where a place of the text is in the original. */
  at(place: number): number {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.lines[middle]!.start <= place) low = middle + 1;
      else high = middle;
    }
    const line = this.lines[Math.max(0, low - 1)];
    if (!line) return 0;
    const { start, end } = line.original;
    return Math.min(end, start + Math.max(0, place - line.start));
  }
}
