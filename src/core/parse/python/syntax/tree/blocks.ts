/** Reads blocks of statements. Generators, so that reading can pause between any two statements. */
import type { Expression, Statement } from '../ast';
import { Unreadable } from '../errors';
import { Pace, type Paused } from '../pace';
import { SimpleStatements } from './simple-statements';
import { MISSING } from './names';
import type { Ready } from './walker';

export abstract class Blocks extends SimpleStatements {
  private readonly pace = new Pace();

  /** A statement that holds others; null at any other node. */
  protected abstract compound(decorators: readonly Expression[]): Paused<Statement | null>;

  /** The nodes that come here, as statements. */
  protected *statements(): Paused<Statement[]> {
    const statements: Statement[] = [];
    const decorators: Expression[] = [];
    while (!this.atEnd) {
      if (this.pace.isDue()) yield;
      if (this.atDecorator) {
        const decorator = this.simple();
        if (decorator?.kind === 'expression') decorators.push(decorator.value);
      } else yield* this.statement(statements, decorators.splice(0));
    }
    return statements;
  }

  /** The statements of the block here. */
  protected *body(): Paused<readonly Statement[]> {
    if (!this.at('Body')) return [];
    this.enterNode();
    this.take(':');
    const statements = yield* this.statements();
    this.exitNode();
    return statements;
  }

  /** True at a decorator that the grammar was given as an expression. */
  private get atDecorator(): boolean {
    return this.at('ExpressionStatement') && this.source.text[this.from] === '@';
  }

  private *statement(statements: Statement[], decorators: readonly Expression[]): Paused<void> {
    const { start, place, from } = this;
    try {
      const ready = this.source.ready?.get(from);
      if (this.at('StatementGroup')) {
        this.enterNode();
        while (!this.atEnd) {
          const simple = this.simple();
          if (simple) statements.push(simple);
          else this.advance();
        }
        this.exitNode();
        return;
      }
      if (!ready && this.words === MISSING) {
        this.advance();
        return;
      }
      const read = this.simple() ?? (yield* this.compound(decorators));
      if (ready) statements.push(...merged(ready, read));
      else if (read) statements.push(read);
      else if (this.from === from && !this.atEnd) {
        this.misunderstood();
        this.advance();
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      const { message } = error;
      this.escapeTo(place);
      this.source.errors.add({ start, end: start + 1 }, message);
      statements.push({ kind: 'broken', message, start, end: Math.max(start, this.lastEnd) });
    }
  }
}

/** What was read by itself, with the block that was read where it stands. */
function merged({ statements, inline }: Ready, read: Statement | null): readonly Statement[] {
  const [first] = statements;
  if (inline || !first || !read || !('body' in read)) return statements;
  if (first.kind !== read.kind) {
    const isDefinition = read.kind === 'function' || read.kind === 'class';
    return isDefinition ? statements : [...statements, ...read.body];
  }
  const { body, end } = read;
  const whole = { ...first, body, end };
  if ('otherwise' in read) Object.assign(whole, { otherwise: read.otherwise });
  if ('handlers' in read) Object.assign(whole, { handlers: read.handlers, finally: read.finally });
  if ('yields' in read) Object.assign(whole, { yields: read.yields });
  return [whole];
}
