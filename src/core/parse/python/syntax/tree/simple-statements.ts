/** Reads the statements of one line. */
import * as l10n from '@vscode/l10n';
import type { BinaryOperator, Expression, ImportedName, Statement } from '../ast';
import { Patterns } from './patterns';

const SIMPLE: ReadonlySet<string> = new Set(
  'Expression Yield Assign Update Return Raise Assert Delete Scope Import Pass Break Continue'
    .split(' ')
    .map((name) => `${name}Statement`)
    .concat('TypeDefinition'),
);

export abstract class SimpleStatements extends Patterns {
  /** A statement that holds no others; null at any other node. */
  protected simple(): Statement | null {
    const { name, start } = this;
    if (!SIMPLE.has(name)) return null;
    return this.inside(() => this.read(name, start));
  }

  private read(name: string, start: number): Statement {
    switch (name) {
      case 'AssignStatement':
        return this.assignment(start);
      case 'UpdateStatement':
        return this.update(start);
      case 'ReturnStatement':
        return this.return(start);
      case 'RaiseStatement':
        return this.raise(start);
      case 'AssertStatement':
        return this.assert(start);
      case 'DeleteStatement':
        return this.delete(start);
      case 'ScopeStatement':
        return this.scope(start);
      case 'ImportStatement':
        return this.at('from') ? this.importFrom(start) : this.import(start);
      case 'TypeDefinition':
        return this.typeAlias(start);
      case 'PassStatement':
        return this.word('pass', start);
      case 'BreakStatement':
        return this.word('break', start);
      case 'ContinueStatement':
        return this.word('continue', start);
      case 'YieldStatement':
        return this.yieldStatement(start);
      default:
        return this.expressionStatement(start);
    }
  }

  /** Passes over `[T: int]` behind the name of a function, class or type. */
  protected skipTypeParameters(): void {
    if (!this.at('TypeParamList')) return;
    this.inside(() => {
      while (!this.atEnd) this.advance();
    });
  }

  private word(kind: 'pass' | 'break' | 'continue', start: number): Statement {
    this.advance();
    return { kind, start, end: this.lastEnd };
  }

  private expressionStatement(start: number): Statement {
    const value = this.expressions();
    return { kind: 'expression', value, start, end: this.lastEnd };
  }

  /** `yield a` as a statement: its node has the tokens of the expression. */
  private yieldStatement(start: number): Statement {
    const value = this.yieldTokens(start);
    return { kind: 'expression', value, start, end: this.lastEnd };
  }

  private return(start: number): Statement {
    this.advance();
    const value = this.startsItem ? this.expressions() : null;
    return { kind: 'return', value, start, end: this.lastEnd };
  }

  private raise(start: number): Statement {
    this.advance();
    const exception = this.startsItem ? this.expression() : null;
    if (this.at(',')) {
      this.source.errors.add(
        this.span,
        l10n.t('A comma, an operator or a new line is missing before this.'),
      );
    }
    const cause = this.take('from') ? this.expression() : null;
    return { kind: 'raise', exception, cause, start, end: this.lastEnd };
  }

  private assert(start: number): Statement {
    this.advance();
    const test = this.expression();
    const message = this.take(',') ? this.expression() : null;
    return { kind: 'assert', test, message, start, end: this.lastEnd };
  }

  private delete(start: number): Statement {
    this.advance();
    const target = this.target();
    const targets = target.kind === 'tuple' ? target.items : [target];
    return { kind: 'delete', targets, start, end: this.lastEnd };
  }

  private scope(start: number): Statement {
    const kind = this.at('global') ? 'global' : 'nonlocal';
    this.advance();
    const names: string[] = [];
    do {
      const name = this.identifier();
      if (name !== null) names.push(name);
    } while (this.take(','));
    return { kind, names, start, end: this.lastEnd };
  }

  /** `type X = …` is an assignment. */
  private typeAlias(start: number): Statement {
    this.advance();
    const target = this.nameOrOther();
    this.skipTypeParameters();
    const value = this.expression();
    return { kind: 'assign', targets: [target], value, start, end: this.lastEnd };
  }

  /** One or several assignments, or an annotation. */
  private assignment(start: number): Statement {
    const first = this.expressions();
    if (this.at('TypeDef')) {
      this.checkSingleTarget(first);
      const annotation = this.annotation();
      const value = this.take('AssignOp') ? this.expressions() : null;
      return { kind: 'annotate', target: first, annotation, value, start, end: this.lastEnd };
    }
    const values = [first];
    while (this.take('AssignOp')) values.push(this.expressions());
    const value = values.pop()!;
    if (values.length === 0) return { kind: 'expression', value, start, end: this.lastEnd };
    values.forEach((target) => this.checkTarget(target));
    return { kind: 'assign', targets: values, value, start, end: this.lastEnd };
  }

  /** `target += value` */
  private update(start: number): Statement {
    const target = this.expressions();
    this.checkSingleTarget(target);
    const operator = this.words.slice(0, -1) as BinaryOperator;
    this.take('UpdateOp');
    const value = this.expressions();
    return { kind: 'augment', target, operator, value, start, end: this.lastEnd };
  }

  private checkSingleTarget(target: Expression): void {
    if (target.kind !== 'tuple' && target.kind !== 'list') this.checkTarget(target);
    else {
      this.source.errors.add(
        target,
        l10n.t('Several targets at once can only be assigned to with "=".'),
      );
    }
  }

  /** `import a.b as c, d` */
  private import(start: number): Statement {
    this.advance();
    return { kind: 'import', names: this.importedNames(), start, end: this.lastEnd };
  }

  /** `from ..a import b as c, d` */
  private importFrom(start: number): Statement {
    this.advance();
    let level = 0;
    while (this.at('.') || this.at('Ellipsis')) {
      level += this.words.length;
      this.advance();
    }
    const module = this.at('VariableName') ? this.dottedName() : '';
    this.take('import');
    const names = this.take('*') ? null : this.importedNames();
    return { kind: 'import-from', module, level, names, start, end: this.lastEnd };
  }

  private importedNames(): ImportedName[] {
    const names: ImportedName[] = [];
    this.take('(');
    while (this.at('VariableName')) {
      const { start } = this;
      const name = this.dottedName();
      const alias = this.take('as') ? this.identifier() : null;
      names.push({ name, alias, start, end: this.lastEnd });
      this.take(',');
    }
    this.close();
    return names;
  }

  private dottedName(): string {
    const names: string[] = [];
    do names.push(this.identifier() ?? '');
    while (this.take('.'));
    return names.join('.');
  }
}
