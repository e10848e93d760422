/** Runs the parser of `@lezer/python`, a little at a time. */
import type { Input, Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { Pace, type Paused } from '../pace';

/** The tree of a text. */
export function* syntaxTree(code: string): Paused<Tree> {
  const parse = parser.startParse(new Text(code));
  const pace = new Pace();
  for (;;) {
    const tree = parse.advance();
    if (tree) return tree;
    if (pace.isDue()) yield;
  }
}

class Text implements Input {
  readonly lineChunks = false;

  constructor(private readonly text: string) {}

  get length(): number {
    return this.text.length;
  }

  chunk(from: number): string {
    return this.text.slice(from);
  }

  read(from: number, to: number): string {
    return this.text.slice(from, to);
  }
}
