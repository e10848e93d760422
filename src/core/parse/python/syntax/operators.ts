/** Reads expressions with operators by how closely these bind, conditional expressions, lambdas and `yield`. */
import * as l10n from '@vscode/l10n';
import type { BinaryOperator, CompareOperator, Expression, Parameter, UnaryOperator } from './ast';
import { Operands } from './operands';
import { wrongTarget } from './targets';
import { startsExpression } from './tokens';

/** How closely operators bind: the more the higher. */
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARE = 4;
const BITWISE = 5;
const ADDITION = 9;
const UNARY = 11;
const POWER = 12;

const LEVELS: ReadonlyMap<string, number> = new Map([
  ['or', OR],
  ['and', AND],
  ...['in', 'not', 'is', '<', '<=', '>', '>=', '==', '!='].map((text) => [text, COMPARE] as const),
  ['|', BITWISE],
  ['^', 6],
  ['&', 7],
  ['<<', 8],
  ['>>', 8],
  ['+', ADDITION],
  ['-', ADDITION],
  ...['*', '/', '//', '%', '@'].map((text) => [text, 10] as const),
  ['**', POWER],
]);

export abstract class Operators extends Operands {
  /** True when a `yield` was read since the function started. */
  protected yields = false;

  protected override test(): Expression {
    if (this.at('lambda')) return this.lambda();
    const { start } = this.token;
    const then = this.disjunction();
    if (!this.at('if')) return then;
    this.advance();
    const test = this.disjunction();
    if (!this.expect('else')) return { kind: 'broken', start, end: this.lastEnd };
    const outer = this.enter();
    const otherwise = this.test();
    this.leave(outer);
    return { kind: 'conditional', test, then, otherwise, start, end: this.lastEnd };
  }

  protected override disjunction(): Expression {
    return this.operators(OR);
  }

  protected override bitwise(): Expression {
    return this.operators(BITWISE);
  }

  /** A sum or anything that binds closer: the numbers of patterns. */
  protected sum(): Expression {
    return this.operators(ADDITION);
  }

  protected override fieldValue(): Expression {
    return this.expressions();
  }

  protected override yielded(): Expression {
    const { start } = this.advance();
    this.yields = true;
    if (this.take('from')) {
      const value = this.test();
      return { kind: 'yield-from', value, start, end: this.lastEnd };
    }
    const value = startsExpression(this.token) ? this.expressions() : null;
    return { kind: 'yield', value, start, end: this.lastEnd };
  }

  protected override checkTarget(target: Expression): void {
    const wrong = wrongTarget(target);
    if (wrong) {
      this.errors.add(
        wrong,
        l10n.t('Nothing can be assigned to this: only to names, attributes and items.'),
      );
    }
  }

  /** The parameters of a function or lambda up to a closing token, which is not taken. */
  protected parameters(close: ')' | ':'): Parameter[] {
    const parameters: Parameter[] = [];
    this.items(close, () => {
      const parameter = this.parameter(close === ')');
      if (parameter) parameters.push(parameter);
    });
    return parameters;
  }

  private parameter(annotated: boolean): Parameter | null {
    const { start } = this.token;
    const none = { annotation: null, default: null, start };
    if (this.take('/')) return { kind: 'slash', name: '/', ...none, end: this.lastEnd };
    const kind = this.take('*') ? 'rest' : this.take('**') ? 'keywords' : 'plain';
    if (kind === 'rest' && (this.at(',') || this.at(')') || this.at(':'))) {
      return { kind: 'star', name: '*', ...none, end: this.lastEnd };
    }
    const name = this.name()?.text;
    if (name === undefined) return null;
    const annotation = annotated && this.take(':') ? this.item() : null;
    const value = this.take('=') ? this.test() : null;
    return { kind, name, annotation, default: value, start, end: this.lastEnd };
  }

  private lambda(): Expression {
    const outer = this.enter();
    const { yields } = this;
    const { start } = this.advance();
    const parameters = this.parameters(':');
    this.expect(':');
    const body = this.test();
    this.yields = yields;
    this.leave(outer);
    return { kind: 'lambda', parameters, body, start, end: this.lastEnd };
  }

  /** An expression of operators that bind at least so closely. */
  private operators(level: number): Expression {
    const outer = this.enter();
    const { start } = this.token;
    let left = this.prefixed(level);
    for (;;) {
      const next = this.levelHere();
      if (next < level) break;
      left = this.infix(left, next, start);
      this.wrap();
    }
    this.leave(outer);
    return left;
  }

  private levelHere(): number {
    const { kind, text } = this.token;
    if (kind !== 'operator' && kind !== 'keyword') return 0;
    if (text === 'not' && this.ahead()?.text !== 'in') return 0;
    return LEVELS.get(text) ?? 0;
  }

  private infix(left: Expression, level: number, start: number): Expression {
    if (level <= AND) return this.logical(left, level, start);
    if (level === COMPARE) return this.comparison(left, start);
    const operator = this.advance().text as BinaryOperator;
    const right = this.operators(level === POWER ? UNARY : level + 1);
    return { kind: 'binary', operator, left, right, start, end: this.lastEnd };
  }

  private logical(first: Expression, level: number, start: number): Expression {
    const operator = this.token.text as 'and' | 'or';
    const operands = [first];
    while (this.take(operator)) operands.push(this.operators(level + 1));
    return { kind: 'logical', operator, operands, start, end: this.lastEnd };
  }

  private comparison(first: Expression, start: number): Expression {
    const rest: { operator: CompareOperator; value: Expression }[] = [];
    while (this.levelHere() === COMPARE) {
      rest.push({ operator: this.compareOperator(), value: this.operators(BITWISE) });
    }
    return { kind: 'compare', first, rest, start, end: this.lastEnd };
  }

  private compareOperator(): CompareOperator {
    const { text } = this.advance();
    if (text === 'not') {
      this.advance();
      return 'not in';
    }
    return text === 'is' && this.take('not') ? 'is not' : (text as CompareOperator);
  }

  /** An operand with what stands before it. */
  private prefixed(level: number): Expression {
    const { kind, text, start } = this.token;
    if (kind === 'operator' && (text === '-' || text === '+' || text === '~')) {
      return this.unary(text, UNARY);
    }
    if (text === 'not' && level <= NOT) return this.unary(text, NOT);
    if (text !== 'await') return this.operand();
    this.advance();
    const value = this.operand();
    return { kind: 'await', value, start, end: this.lastEnd };
  }

  private unary(operator: UnaryOperator, level: number): Expression {
    const { start } = this.advance();
    const operand = this.operators(level);
    return { kind: 'unary', operator, operand, start, end: this.lastEnd };
  }
}
