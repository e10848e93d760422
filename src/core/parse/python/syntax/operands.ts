/** Reads names, literals, and what follows them: attributes, calls and subscripts. */
import * as l10n from '@vscode/l10n';
import type { Argument, Expression } from './ast';
import { Displays } from './displays';
import { numberValue } from './literals';
import { startsExpression } from './tokens';

export abstract class Operands extends Displays {
  /** `a.b(c)[d]` */
  protected operand(): Expression {
    const { start } = this.token;
    let value = this.atom();
    for (;;) {
      if (this.at('.')) value = this.attribute(value, start);
      else if (this.at('(')) value = this.call(value, start);
      else if (this.at('[')) value = this.subscript(value, start);
      else return value;
      this.wrap();
    }
  }

  /** The arguments of a call or of a class, brackets included. */
  protected args(): Argument[] {
    this.advance();
    const args: Argument[] = [];
    this.items(')', () => args.push(this.argument()));
    this.take(')');
    return args;
  }

  private atom(): Expression {
    const { kind, text, start, end } = this.token;
    if (kind === 'name') {
      this.advance();
      return { kind: 'name', id: text, start, end };
    }
    if (kind === 'string') return this.strings();
    if (kind === 'number') return this.number();
    if (text === '(') return this.parenthesized();
    if (text === '[') return this.list();
    if (text === '{') return this.dictOrSet();
    if (text === '...') {
      this.advance();
      return { kind: 'ellipsis', start, end };
    }
    const value = CONSTANTS.get(text);
    if (value === undefined) return this.broken();
    this.advance();
    return { kind: 'constant', value, start, end };
  }

  private number(): Expression {
    const { text, start, end } = this.advance();
    const { kind, value, problem } = numberValue(text);
    if (problem !== null) this.errors.add({ start, end }, problem);
    if (kind === 'imaginary') return { kind, value: Number(value), start, end };
    return { kind, value, start, end };
  }

  private attribute(object: Expression, start: number): Expression {
    const dot = this.advance();
    const name = this.name();
    if (!name) {
      if (this.token.kind === 'keyword' && this.token.start === dot.end) this.advance();
      return { kind: 'broken', start, end: this.lastEnd };
    }
    const nameSpan = { start: name.start, end: name.end };
    return { kind: 'attribute', object, name: name.text, nameSpan, start, end: name.end };
  }

  private call(callee: Expression, start: number): Expression {
    const args = this.args();
    return { kind: 'call', callee, args, start, end: this.lastEnd };
  }

  private subscript(object: Expression, start: number): Expression {
    const open = this.advance();
    const indices: Expression[] = [];
    let commas = false;
    this.items(']', () => {
      indices.push(this.subscriptItem());
      commas ||= this.at(',');
    });
    const end = this.lastEnd;
    if (indices.length === 0) {
      this.errors.add(
        { start: open.start, end: this.token.end },
        l10n.t('An index is missing between the brackets.'),
      );
    }
    this.take(']');
    const first: Expression = indices[0] ?? { kind: 'broken', start: open.end, end: open.end };
    const index: Expression = commas
      ? { kind: 'tuple', items: indices, start: first.start, end }
      : first;
    return { kind: 'subscript', object, index, start, end: this.lastEnd };
  }

  /** An index or a slice `a:b:c`. */
  private subscriptItem(): Expression {
    const { start } = this.token;
    const lower = this.at(':') ? null : this.item();
    if (!this.take(':')) return lower!;
    const upper = startsExpression(this.token) ? this.test() : null;
    const step = this.take(':') && startsExpression(this.token) ? this.test() : null;
    return { kind: 'slice', lower, upper, step, start, end: this.lastEnd };
  }

  private argument(): Argument {
    const { start } = this.token;
    const spread = this.at('*') ? 'spread' : this.at('**') ? 'spread-keywords' : null;
    if (spread) {
      this.advance();
      const value = this.test();
      return { kind: spread, name: null, value, start, end: this.lastEnd };
    }
    if (this.token.kind === 'name' && this.ahead()?.text === '=') {
      const name = this.advance().text;
      this.advance();
      const value = this.test();
      return { kind: 'keyword', name, value, start, end: this.lastEnd };
    }
    const element = this.named();
    if (!this.atClause) {
      return { kind: 'positional', name: null, value: element, start, end: this.lastEnd };
    }
    const clauses = this.clauses();
    const span = { start, end: this.lastEnd };
    const value: Expression = {
      kind: 'comprehension',
      result: 'generator',
      element,
      value: null,
      clauses,
      ...span,
    };
    return { kind: 'positional', name: null, value, ...span };
  }
}

const CONSTANTS: ReadonlyMap<string, null | boolean> = new Map([
  ['None', null],
  ['True', true],
  ['False', false],
]);
