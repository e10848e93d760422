/** Builds the tree of operands and operators by how closely these bind in Python. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../../../lines';
import type { BinaryOperator, CompareOperator, Expression, UnaryOperator } from '../ast';
import type { SyntaxErrors } from '../errors';
import { tooDeep } from './walker';

/** An operand, brackets included in its span, or an operator or keyword between operands. */
export interface Piece extends Span {
  readonly text: string;
  readonly value: Expression | null;
}

/** How closely operators bind: the more the higher. */
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARE = 4;
const BITWISE = 5;
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
  ['+', 9],
  ['-', 9],
  ...['*', '/', '//', '%', '@'].map((text) => [text, 10] as const),
  ['**', POWER],
]);

/** As deep as a tree may be. */
const MAX_DEPTH = 200;

export class Chain {
  private index = 0;
  private depth = 0;

  constructor(
    private readonly pieces: readonly Piece[],
    private readonly errors: SyntaxErrors,
  ) {}

  /** The expression of all the pieces. */
  whole(): Expression {
    this.take('@');
    const { start } = this.here;
    const first = this.test();
    if (!this.at(',')) return first;
    const items = [first];
    while (this.take(',') && this.index < this.pieces.length) items.push(this.test());
    return { kind: 'tuple', items, start, end: this.lastEnd };
  }

  /** `a if b else c`, `name := value` or anything simpler. */
  private test(): Expression {
    this.enter();
    const { start } = this.here;
    let value = this.operators(OR);
    if (this.take('if')) {
      const test = this.operators(OR);
      const complete = this.take('else');
      const otherwise = complete ? this.test() : this.missing();
      value = { kind: 'conditional', test, then: value, otherwise, start, end: this.lastEnd };
    } else if (this.take(':=')) {
      const named = this.test();
      if (value.kind === 'name') {
        value = { kind: 'named', name: value.id, value: named, start, end: this.lastEnd };
      } else {
        this.errors.add(value, l10n.t('Only a name can stand before ":=".'));
        value = named;
      }
    }
    this.depth -= 1;
    return value;
  }

  /** An expression of operators that bind at least so closely. */
  private operators(level: number): Expression {
    const outer = this.depth;
    this.enter();
    const { start } = this.here;
    let left = this.prefixed(level);
    for (;;) {
      const next = this.levelHere();
      if (next < level || next === 0) break;
      left = this.infix(left, next, start);
      this.enter();
    }
    this.depth = outer;
    return left;
  }

  private levelHere(): number {
    const piece = this.pieces[this.index];
    if (!piece || piece.value) return 0;
    if (piece.text === 'not' && this.pieces[this.index + 1]?.text !== 'in') return 0;
    return LEVELS.get(piece.text) ?? 0;
  }

  private infix(left: Expression, level: number, start: number): Expression {
    if (level <= AND) return this.logical(left, level, start);
    if (level === COMPARE) return this.comparison(left, start);
    const operator = this.pieces[this.index]!.text as BinaryOperator;
    this.index += 1;
    const right = this.operators(level === POWER ? UNARY : level + 1);
    return { kind: 'binary', operator, left, right, start, end: this.lastEnd };
  }

  private logical(first: Expression, level: number, start: number): Expression {
    const operator = level === OR ? 'or' : 'and';
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
    const { text } = this.pieces[this.index]!;
    this.index += 1;
    if (text === 'not') {
      this.index += 1;
      return 'not in';
    }
    return text === 'is' && this.take('not') ? 'is not' : (text as CompareOperator);
  }

  /** An operand with what stands before it. */
  private prefixed(level: number): Expression {
    const { start, text, value } = this.here;
    if (value) {
      this.index += 1;
      return value;
    }
    if (text === '-' || text === '+' || text === '~') return this.unary(text, UNARY);
    if (text === 'not' && level <= NOT) return this.unary(text, NOT);
    if (this.take('*')) {
      return { kind: 'starred', value: this.operators(BITWISE), start, end: this.lastEnd };
    }
    if (!this.take('await')) return this.missing();
    return { kind: 'await', value: this.prefixed(POWER), start, end: this.lastEnd };
  }

  private unary(operator: UnaryOperator, level: number): Expression {
    const { start } = this.here;
    this.index += 1;
    const operand = this.operators(level);
    return { kind: 'unary', operator, operand, start, end: this.lastEnd };
  }

  private missing(): Expression {
    const { start } = this.here;
    const { text } = this.here;
    if (text !== '') this.errors.add(this.here, l10n.t('A value is missing before "{0}".', text));
    return { kind: 'broken', start, end: start };
  }

  private enter(): void {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw tooDeep();
  }

  private at(text: string): boolean {
    const piece = this.pieces[this.index];
    return piece?.value === null && piece.text === text;
  }

  private take(text: string): boolean {
    if (!this.at(text)) return false;
    this.index += 1;
    return true;
  }

  private get here(): Piece {
    const end = this.lastEnd;
    return this.pieces[this.index] ?? { text: '', value: null, start: end, end };
  }

  private get lastEnd(): number {
    return this.pieces[this.index - 1]?.end ?? this.pieces[0]?.start ?? 0;
  }
}
