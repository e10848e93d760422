/** Reads the statements of one line. */
import * as l10n from '@vscode/l10n';
import type { Expression, Statement } from './ast';
import { Imports } from './imports';
import type { Paused } from './pace';
import { AUGMENTED, startsExpression } from './tokens';

export abstract class SimpleStatements extends Imports {
  /** The statements of a line, with `;` between them, and the line's end. */
  protected *simpleLine(): Paused<Statement[]> {
    const statements: Statement[] = [];
    do statements.push(this.simple());
    while (this.take(';') && !this.atLineEnd);
    yield* this.endLine();
    return statements;
  }

  /** The rest of the line as a `broken` statement, which says what it should be. */
  protected brokenLine(start: number, message: string): Statement {
    this.errors.add(this.token, message);
    this.skipToLineEnd();
    return { kind: 'broken', message, start, end: Math.max(start, this.lastEnd) };
  }

  /** Passes over `[T: int]` behind the name of a function, class or type. */
  protected skipTypeParameters(): void {
    if (!this.take('[')) return;
    this.items(']', () => this.skipTo(']'));
    this.take(']');
  }

  private simple(): Statement {
    const { start } = this.token;
    const statement = this.simpleUpToEnd();
    if (this.atLineEnd || this.at(';')) return statement;
    this.unexpected();
    return this.brokenLine(start, l10n.t('This line could not be read to its end.'));
  }

  private simpleUpToEnd(): Statement {
    const { kind, text, start } = this.token;
    if (kind === 'keyword') {
      const read = this.byKeyword(text);
      if (read) return read;
    }
    if (kind === 'name') {
      const next = this.ahead();
      if (text === 'type' && next?.kind === 'name') return this.typeAlias();
      const isText = next?.kind === 'string' || next?.kind === 'number' || next?.kind === 'name';
      if (isText && (text === 'print' || text === 'exec')) {
        return this.brokenLine(
          start,
          l10n.t('This is Python 2. Write {0}(…) with brackets.', text),
        );
      }
    }
    if (!startsExpression(this.token)) {
      return this.brokenLine(
        start,
        /^(elif|else|except|finally)$/.test(text)
          ? l10n.t('This "{0}" belongs to nothing above it. Check the indentation.', text)
          : l10n.t('No statement starts with "{0}".', text),
      );
    }
    return this.assignment();
  }

  private byKeyword(text: string): Statement | null {
    switch (text) {
      case 'pass':
      case 'break':
      case 'continue': {
        const { start, end } = this.advance();
        return { kind: text, start, end };
      }
      case 'return':
        return this.return();
      case 'raise':
        return this.raise();
      case 'assert':
        return this.assert();
      case 'del':
        return this.delete();
      case 'global':
      case 'nonlocal':
        return this.scope(text);
      case 'import':
        return this.import();
      case 'from':
        return this.importFrom();
      default:
        return null;
    }
  }

  private return(): Statement {
    const { start } = this.advance();
    const value = startsExpression(this.token) ? this.expressions() : null;
    return { kind: 'return', value, start, end: this.lastEnd };
  }

  private raise(): Statement {
    const { start } = this.advance();
    const exception = startsExpression(this.token) ? this.test() : null;
    const cause = exception && this.take('from') ? this.test() : null;
    return { kind: 'raise', exception, cause, start, end: this.lastEnd };
  }

  private assert(): Statement {
    const { start } = this.advance();
    const test = this.test();
    const message = this.take(',') ? this.test() : null;
    return { kind: 'assert', test, message, start, end: this.lastEnd };
  }

  private delete(): Statement {
    const { start } = this.advance();
    const target = this.target();
    const targets = target.kind === 'tuple' ? target.items : [target];
    return { kind: 'delete', targets, start, end: this.lastEnd };
  }

  private scope(kind: 'global' | 'nonlocal'): Statement {
    const { start } = this.advance();
    const names: string[] = [];
    do {
      const name = this.name();
      if (name) names.push(name.text);
    } while (this.take(','));
    return { kind, names, start, end: this.lastEnd };
  }

  /** `type X = …` is an assignment. */
  private typeAlias(): Statement {
    const { start } = this.advance();
    const { text, start: nameStart, end } = this.advance();
    this.skipTypeParameters();
    const value = this.expect('=') ? this.test() : this.broken();
    const target: Expression = { kind: 'name', id: text, start: nameStart, end };
    return { kind: 'assign', targets: [target], value, start, end: this.lastEnd };
  }

  /** An expression alone, or one or several assignments to it. */
  private assignment(): Statement {
    const { start } = this.token;
    const first = this.expressions();
    if (this.at(':')) return this.annotation(first, start);
    const operator = AUGMENTED.get(this.token.text);
    if (operator) {
      this.advance();
      this.checkSingleTarget(first);
      const value = this.expressions();
      return { kind: 'augment', target: first, operator, value, start, end: this.lastEnd };
    }
    const values = [first];
    while (this.take('=')) values.push(this.expressions());
    const value = values.pop()!;
    if (values.length === 0) return { kind: 'expression', value, start, end: this.lastEnd };
    values.forEach((target) => this.checkTarget(target));
    return { kind: 'assign', targets: values, value, start, end: this.lastEnd };
  }

  private annotation(target: Expression, start: number): Statement {
    this.checkSingleTarget(target);
    this.advance();
    const annotation = this.expressions();
    const value = this.take('=') ? this.expressions() : null;
    return { kind: 'annotate', target, annotation, value, start, end: this.lastEnd };
  }

  private checkSingleTarget(target: Expression): void {
    if (target.kind !== 'tuple' && target.kind !== 'list') this.checkTarget(target);
    else
      this.errors.add(target, l10n.t('Several targets at once can only be assigned to with "=".'));
  }
}
