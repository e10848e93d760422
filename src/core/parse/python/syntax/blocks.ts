/** Reads blocks of statements. Generators, so that reading can pause between any two statements. */
import * as l10n from '@vscode/l10n';
import type { Statement } from './ast';
import { Unreadable } from './cursor';
import type { Paused } from './pace';
import { SimpleStatements } from './simple-statements';

/** CPython allows as many levels of indentation. */
const MAX_BLOCKS = 100;

export abstract class Blocks extends SimpleStatements {
  private blocks = 0;

  /** A statement that holds others; null at any other. */
  protected abstract compound(): Paused<Statement | null>;

  /** Statements up to the end of their block or of the text. */
  protected *statements(): Paused<Statement[]> {
    const statements: Statement[] = [];
    let extra = 0;
    for (;;) {
      const { kind } = this.token;
      if (kind === 'end') return statements;
      if (kind === 'dedent') {
        this.advance();
        if (extra === 0) return statements;
        extra -= 1;
      } else if (kind === 'indent') {
        this.unexpectedIndent(statements.at(-1));
        extra += 1;
      } else {
        yield* this.statement(statements);
      }
    }
  }

  /** What a line with a colon at its end holds: an indented block, or statements in the same line. */
  protected *body(): Paused<readonly Statement[]> {
    this.colon();
    if (!this.atLineEnd) return yield* this.simpleLine();
    const { start, end } = this.here();
    yield* this.endLine();
    if (this.token.kind !== 'indent') {
      const message = l10n.t(
        'Nothing is indented below this line. Write what it holds there, or "pass".',
      );
      this.errors.add({ start, end }, message);
      return [{ kind: 'broken', message, start, end }];
    }
    const block = this.advance();
    if (this.blocks >= MAX_BLOCKS) return yield* this.skippedBlock(block.start);
    this.blocks += 1;
    const statements = yield* this.statements();
    this.blocks -= 1;
    return statements;
  }

  private colon(): void {
    if (this.take(':')) return;
    if (this.atLineEnd) {
      this.errors.add(this.here(), l10n.t('A colon is missing at the end of this line.'));
      return;
    }
    this.unexpected();
    while (!this.take(':') && !this.atLineEnd) {
      this.skipTo(':');
      this.take(',');
    }
  }

  private *skippedBlock(start: number): Paused<readonly Statement[]> {
    const message = l10n.t('Blocks are nested too deeply here to be read.');
    this.errors.add({ start, end: start + 1 }, message);
    for (let open = 1; open > 0 && this.token.kind !== 'end';) {
      if (this.token.kind === 'indent') open += 1;
      if (this.token.kind === 'dedent') open -= 1;
      if (this.token.kind === 'newline') yield* this.endLine();
      else this.advance();
    }
    return [{ kind: 'broken', message, start, end: this.lastEnd }];
  }

  private unexpectedIndent(previous: Statement | undefined): void {
    const { end } = this.advance();
    if (previous?.kind === 'broken') return;
    this.errors.add(
      { start: end, end: this.token.end },
      l10n.t(
        'This line is indented more than the one above, but nothing there asks for it. Indent both alike.',
      ),
    );
  }

  private *statement(statements: Statement[]): Paused<void> {
    const { start } = this.token;
    const { blocks } = this;
    this.resetDepth();
    try {
      const compound = yield* this.compound();
      if (compound) statements.push(compound);
      else statements.push(...(yield* this.simpleLine()));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.blocks = blocks;
      statements.push(this.brokenLine(start, error.message));
      yield* this.endLine();
    }
  }
}
