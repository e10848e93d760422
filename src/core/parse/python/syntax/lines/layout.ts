/** Finds from the indentation in how many blocks a line stands, and what is wrong with it. */
import * as l10n from '@vscode/l10n';
import type { SyntaxErrors } from '../errors';

/** An indentation with tabs as eight columns, and with tabs as one: Python wants both to tell the same. */
interface Indent {
  readonly wide: number;
  readonly narrow: number;
  readonly depth: number;
}

export class Layout {
  private readonly indents: Indent[] = [{ wide: 0, narrow: 0, depth: 0 }];

  constructor(private readonly errors: SyntaxErrors) {}

  /** The depth of the line that starts behind this space; only the head of a block allows a line to be indented more. */
  depth(space: string, start: number, behindHead: boolean): number {
    const { wide, narrow } = widthOf(space);
    const top = this.indents.at(-1)!;
    const wider = Math.sign(wide - top.wide);
    if (
      wider !== Math.sign(narrow - top.narrow) &&
      !this.indents.some((level) => level.narrow === narrow && level.wide === wide)
    ) {
      this.errors.add(
        { start: start - 1, end: start },
        l10n.t(
          'This line mixes tabs and spaces, so its depth is not clear. Indent with spaces only.',
        ),
      );
    }
    if (wider > 0) {
      if (!behindHead) this.unexpected(start);
      this.indents.push({ wide, narrow, depth: top.depth + (behindHead ? 1 : 0) });
    } else if (wider < 0) this.leave(wide, start);
    return this.indents.at(-1)!.depth;
  }

  /** Leaves the blocks deeper than a column. A line between two depths counts to the inner block. */
  private leave(column: number, start: number): void {
    const { indents } = this;
    while (indents.length > 1 && column <= indents.at(-2)!.wide && column < indents.at(-1)!.wide) {
      indents.pop();
    }
    if (column === indents.at(-1)!.wide) return;
    this.errors.add(
      { start: start - 1, end: start },
      l10n.t(
        'The indentation of this line fits no line above. Indent it as far as the line it belongs to.',
      ),
    );
  }

  private unexpected(start: number): void {
    this.errors.add(
      { start, end: start + 1 },
      l10n.t(
        'This line is indented more than the one above, but nothing there asks for it. Indent both alike.',
      ),
    );
  }
}

function widthOf(space: string): Omit<Indent, 'depth'> {
  let wide = 0;
  let narrow = 0;
  for (const char of space) {
    if (char === '\f') wide = narrow = 0;
    else if (char !== '\ufeff') {
      wide += char === '\t' ? 8 - (wide % 8) : 1;
      narrow += 1;
    }
  }
  return { wide, narrow };
}
