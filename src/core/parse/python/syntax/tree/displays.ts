/** Reads what stands in brackets by itself: tuples, lists, sets, dicts and comprehensions; and lists without brackets. */
import type { Clause, Expression, ExpressionOf } from '../ast';
import { Strings } from './strings';

export abstract class Displays extends Strings {
  protected abstract expression(): Expression;
  protected abstract checkTarget(target: Expression): void;

  /** An expression, or `*` and one. */
  protected item(): Expression {
    const { start } = this;
    if (!this.take('*')) return this.expression();
    const value = this.expression();
    return { kind: 'starred', value, start, end: this.lastEnd };
  }

  /** One expression, or a tuple without brackets; or what `yield` gives. */
  protected override expressions(): Expression {
    const { start } = this;
    const first = this.item();
    if (!this.at(',')) return first;
    const items = [first];
    while (this.take(',') && this.startsItem) items.push(this.item());
    return { kind: 'tuple', items, start, end: this.lastEnd };
  }

  /** The target of a loop: `a`, `a, *b`, `(a, b)`. */
  protected target(): Expression {
    const target = this.expressions();
    this.checkTarget(target);
    return target;
  }

  /** True at a node that is an expression or the `*` before one. */
  protected get startsItem(): boolean {
    const { name } = this;
    return name === '*' || (EXPRESSION.test(name) && !NOT_EXPRESSION.has(name));
  }

  /** `(a)`, `(a, b)`, `(yield)`: an expression in brackets is not marked as such. */
  protected parenthesized(): Expression {
    const { start } = this;
    return this.inside(() => {
      this.advance();
      const value = this.item();
      this.close();
      return value.kind === 'starred'
        ? { kind: 'tuple', items: [value], start, end: this.lastEnd }
        : value;
    });
  }

  /** `(a, b)`, `[a, b]` or `{a, b}`. */
  protected sequence(kind: 'tuple' | 'list' | 'set'): Expression {
    const { start } = this;
    return this.inside(() => {
      this.advance();
      const items: Expression[] = [];
      while (this.startsItem || this.at(',')) {
        items.push(this.item());
        this.take(',');
      }
      this.close();
      return { kind, items, start, end: this.lastEnd };
    });
  }

  protected dict(): Expression {
    const { start } = this;
    return this.inside(() => {
      this.advance();
      const entries: { key: Expression | null; value: Expression }[] = [];
      while (!this.atEnd && !this.at('}')) {
        if (this.take('**')) entries.push({ key: null, value: this.expression() });
        else {
          const key = this.expression();
          this.take(':');
          entries.push({ key, value: this.expression() });
        }
        if (!this.take(',')) break;
      }
      this.close();
      return { kind: 'dict', entries, start, end: this.lastEnd };
    });
  }

  /** `[a for b in c]` and its like. */
  protected comprehension(result: ExpressionOf<'comprehension'>['result']): Expression {
    const { start } = this;
    return this.inside(() => {
      this.advance();
      const element = this.item();
      const value = this.take(':') ? this.expression() : null;
      const clauses = this.clauses();
      this.close();
      return { kind: 'comprehension', result, element, value, clauses, start, end: this.lastEnd };
    });
  }

  /** True at `for` or `async for`. */
  protected get atClause(): boolean {
    return this.at('for') || this.at('async');
  }

  /** `for a in b if c for d in e` */
  protected clauses(): Clause[] {
    const clauses: Clause[] = [];
    while (this.atClause) {
      this.take('async');
      this.take('for');
      const target = this.target();
      this.take('in');
      const source = this.expression();
      const conditions: Expression[] = [];
      while (this.take('if')) conditions.push(this.expression());
      clauses.push({ target, source, conditions });
    }
    return clauses;
  }

  /** Passes over what is left in brackets, the closing one included. */
  protected close(): void {
    while (!this.atEnd) {
      if (!CLOSING.has(this.name)) this.misunderstood();
      this.advance();
    }
  }
}

/** What may be left behind the last item. */
const CLOSING: ReadonlySet<string> = new Set([')', ']', '}', ',']);
const EXPRESSION = /Expression$|^(?:VariableName|Number|\w*String|Ellipsis|None|Boolean)$/;
const NOT_EXPRESSION: ReadonlySet<string> = new Set(['ExpressionStatement']);
