/** Reads what stands in brackets by itself: tuples, lists, sets, dicts and comprehensions. */
import * as l10n from '@vscode/l10n';
import type { Clause, Expression, ExpressionOf } from './ast';
import { Strings } from './strings';
import { startsExpression } from './tokens';

export abstract class Displays extends Strings {
  /** `a if b else c`, a lambda, or anything simpler. */
  protected abstract test(): Expression;
  /** A test without `if` and `lambda`. */
  protected abstract disjunction(): Expression;
  /** `a | b` or anything that binds closer. */
  protected abstract bitwise(): Expression;
  protected abstract yielded(): Expression;
  protected abstract checkTarget(target: Expression): void;

  /** A test or `name := test`. */
  protected named(): Expression {
    const { start } = this.token;
    const value = this.test();
    if (!this.at(':=')) return value;
    this.advance();
    const named = this.test();
    if (value.kind === 'name') {
      return { kind: 'named', name: value.id, value: named, start, end: this.lastEnd };
    }
    this.errors.add(value, l10n.t('Only a name can stand before ":=".'));
    return named;
  }

  /** `*value` or what a name may be given to. */
  protected item(): Expression {
    const { start } = this.token;
    if (!this.take('*')) return this.named();
    const value = this.bitwise();
    return { kind: 'starred', value, start, end: this.lastEnd };
  }

  /** One expression, or a tuple without brackets; or what `yield` gives. */
  protected expressions(): Expression {
    if (this.at('yield')) return this.yielded();
    const { start } = this.token;
    const first = this.item();
    return this.at(',') ? this.tupleFrom(first, start, () => this.item()) : first;
  }

  /** The target of a loop: `a`, `a, *b`, `(a, b)`. */
  protected target(): Expression {
    const read = (): Expression => {
      const { start } = this.token;
      if (!this.take('*')) return this.bitwise();
      const value = this.bitwise();
      return { kind: 'starred', value, start, end: this.lastEnd };
    };
    const { start } = this.token;
    const first = read();
    const target = this.at(',') ? this.tupleFrom(first, start, read) : first;
    this.checkTarget(target);
    return target;
  }

  /** `()`, `(a)`, `(a, b)`, `(a for a in b)`, `(yield)` */
  protected parenthesized(): Expression {
    const { start } = this.advance();
    if (this.take(')')) return { kind: 'tuple', items: [], start, end: this.lastEnd };
    if (this.at('yield')) {
      const value = this.yielded();
      this.closeBracket(')');
      return value;
    }
    const first = this.item();
    if (this.atClause) return this.comprehension('generator', start, first, null, ')');
    if (this.at(')')) {
      this.advance();
      return first;
    }
    const items = [first, ...this.rest(')')];
    return { kind: 'tuple', items, start, end: this.lastEnd };
  }

  /** `[a, b]` or `[a for a in b]` */
  protected list(): Expression {
    const { start } = this.advance();
    if (this.take(']')) return { kind: 'list', items: [], start, end: this.lastEnd };
    const first = this.item();
    if (this.atClause) return this.comprehension('list', start, first, null, ']');
    const items = [first, ...this.rest(']')];
    return { kind: 'list', items, start, end: this.lastEnd };
  }

  /** `{a: b}`, `{a, b}` and their comprehensions. */
  protected dictOrSet(): Expression {
    const { start } = this.advance();
    if (this.take('}')) return { kind: 'dict', entries: [], start, end: this.lastEnd };
    if (this.at('**')) return this.dict(start, []);
    const first = this.item();
    if (this.take(':')) {
      const value = this.test();
      if (this.atClause) return this.comprehension('dict', start, first, value, '}');
      return this.dict(start, [{ key: first, value }]);
    }
    if (this.atClause) return this.comprehension('set', start, first, null, '}');
    const items = [first, ...this.rest('}')];
    return { kind: 'set', items, start, end: this.lastEnd };
  }

  /** True at `for` or `async for`. */
  protected get atClause(): boolean {
    return this.at('for') || (this.at('async') && this.ahead()?.text === 'for');
  }

  /** `for a in b if c for d in e` */
  protected clauses(): Clause[] {
    const clauses: Clause[] = [];
    while (this.atClause) {
      this.take('async');
      this.advance();
      const target = this.target();
      this.expect('in');
      const source = this.disjunction();
      const conditions: Expression[] = [];
      while (this.take('if')) conditions.push(this.disjunction());
      clauses.push({ target, source, conditions });
    }
    return clauses;
  }

  /** Takes a closing bracket; what stands before it and does not belong there is skipped. */
  protected closeBracket(close: string): void {
    if (!this.at(close)) this.unexpected();
    while (!this.at(close) && !this.atLineEnd) {
      this.skipTo(close);
      this.take(',');
    }
    this.take(close);
  }

  private tupleFrom(first: Expression, start: number, read: () => Expression): Expression {
    const items = [first];
    while (this.take(',') && startsExpression(this.token)) items.push(read());
    return { kind: 'tuple', items, start, end: this.lastEnd };
  }

  /** A comprehension whose element has been read, with its closing bracket. */
  private comprehension(
    result: ExpressionOf<'comprehension'>['result'],
    start: number,
    element: Expression,
    value: Expression | null,
    close: string,
  ): Expression {
    const clauses = this.clauses();
    this.closeBracket(close);
    return { kind: 'comprehension', result, element, value, clauses, start, end: this.lastEnd };
  }

  private dict(
    start: number,
    entries: { readonly key: Expression | null; readonly value: Expression }[],
  ): Expression {
    this.more('}', entries.length, () => {
      if (this.take('**')) {
        entries.push({ key: null, value: this.bitwise() });
        return;
      }
      const key = this.test();
      entries.push({ key, value: this.expect(':') ? this.test() : this.broken() });
    });
    return { kind: 'dict', entries, start, end: this.lastEnd };
  }

  /** The items after the first one, and the closing bracket. */
  private rest(close: string): Expression[] {
    const items: Expression[] = [];
    this.more(close, 1, () => items.push(this.item()));
    return items;
  }

  /** Goes on after some items with a comma and more of them, up to the closing bracket, which is taken. */
  private more(close: string, before: number, read: () => void): void {
    if (before > 0 && !this.at(close) && !this.take(',')) {
      this.unexpected();
      if (!startsExpression(this.token)) this.skipTo(close);
      this.take(',');
    }
    this.items(close, read);
    this.take(close);
  }
}
