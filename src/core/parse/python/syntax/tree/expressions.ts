/** Reads expressions: each node by its name. */
import * as l10n from '@vscode/l10n';
import type { Argument, Expression, Parameter } from '../ast';
import { Chain, type Piece } from './chain';
import { Displays } from './displays';
import { wrongTarget } from './targets';

/** What the grammar nests otherwise than Python does. */
const CHAINS: ReadonlySet<string> = new Set([
  'BinaryExpression',
  'UnaryExpression',
  'ConditionalExpression',
  'NamedExpression',
  'AwaitExpression',
]);

const OPERATORS: ReadonlySet<string> = new Set(
  'ArithOp BitOp CompareOp AssignOp and or not in is if else await'.split(' '),
);

export abstract class Expressions extends Displays {
  protected override expression(): Expression {
    const { name } = this;
    if (name === 'VariableName') return this.nameOrOther();
    if (name === 'Number') return this.number();
    return this.deeper(() => this.node(name));
  }

  private node(name: string): Expression {
    if (CHAINS.has(name)) return this.chain();
    switch (name) {
      case 'MemberExpression':
        return this.member();
      case 'CallExpression':
        return this.call();
      case 'ParenthesizedExpression':
        return this.parenthesized();
      case 'TupleExpression':
        return this.sequence('tuple');
      case 'ArrayExpression':
        return this.sequence('list');
      case 'SetExpression':
        return this.sequence('set');
      case 'DictionaryExpression':
        return this.dict();
      case 'ComprehensionExpression':
        return this.comprehension('generator');
      case 'ArrayComprehensionExpression':
        return this.comprehension('list');
      case 'SetComprehensionExpression':
        return this.comprehension('set');
      case 'DictionaryComprehensionExpression':
        return this.comprehension('dict');
      case 'LambdaExpression':
        return this.lambda();
      case 'YieldExpression':
        return this.yielded();
      case 'String':
      case 'FormatString':
      case 'ContinuedString':
        return this.strings();
      case 'None':
      case 'Boolean':
      case 'Ellipsis':
        return this.constant();
      default:
        return this.broken();
    }
  }

  /** `yield a`, `yield from a` */
  protected yielded(): Expression {
    const { start } = this;
    return this.inside(() => this.yieldTokens(start));
  }

  protected yieldTokens(start: number): Expression {
    this.yields = true;
    this.advance();
    if (this.take('from')) {
      return { kind: 'yield-from', value: this.expression(), start, end: this.lastEnd };
    }
    const value = this.startsItem ? this.expressions() : null;
    return { kind: 'yield', value, start, end: this.lastEnd };
  }

  protected override checkTarget(target: Expression): void {
    const wrong = wrongTarget(target);
    if (!wrong) return;
    this.source.errors.add(
      wrong,
      l10n.t('Nothing can be assigned to this: only to names, attributes and items.'),
    );
  }

  /** The arguments of a call or of a class, brackets included. */
  protected args(): Argument[] {
    return this.inside(() => {
      const args: Argument[] = [];
      this.advance();
      while (!this.atEnd && !this.at(')')) {
        args.push(this.argument());
        if (!this.take(',') && !this.startsItem && !this.at('**')) break;
      }
      this.close();
      return args;
    });
  }

  /** The parameters of a function or lambda. */
  protected parameters(): Parameter[] {
    return this.inside(() => {
      const parameters: Parameter[] = [];
      this.take('(');
      while (!this.atEnd && !this.at(')')) {
        const parameter = this.parameter();
        if (parameter) parameters.push(parameter);
        if (!parameter && !this.at(',')) this.advance();
        this.take(',');
      }
      this.close();
      return parameters;
    });
  }

  /** The expression in a node that starts with another token, such as `: type`. */
  protected annotation(): Expression {
    return this.inside(() => {
      this.take(':');
      return this.item();
    });
  }

  /** Operands and operators, whatever their nesting. */
  protected chain(): Expression {
    const pieces: Piece[] = [];
    this.flatten(pieces);
    return new Chain(pieces, this.source.errors).whole();
  }

  private flatten(pieces: Piece[]): void {
    this.enterNode();
    while (!this.atEnd) {
      const { name } = this;
      if (CHAINS.has(name)) this.flatten(pieces);
      else {
        const { start } = this;
        const text = this.words;
        if (OPERATORS.has(name)) {
          this.advance();
          pieces.push({ text, value: null, start, end: this.lastEnd });
        } else {
          const before = this.from;
          const value = this.expression();
          if (!this.atEnd && this.from === before) this.advance();
          pieces.push({ text: '', value, start, end: this.lastEnd });
        }
      }
    }
    this.exitNode();
  }

  /** `a.b.c` as nodes of one parent. */
  protected dottedNames(): Expression {
    const { start } = this;
    let value = this.nameOrOther();
    while (this.take('.')) {
      const nameSpan = this.span;
      const name = this.identifier();
      if (name === null) return { kind: 'broken', start, end: this.lastEnd };
      value = { kind: 'attribute', object: value, name, nameSpan, start, end: this.lastEnd };
    }
    return value;
  }

  /** `a.b` or `a[b]` */
  private member(): Expression {
    const { start } = this;
    return this.inside(() => {
      const object = this.expression();
      if (this.take('[')) return this.subscript(object, start);
      this.take('.');
      const nameSpan = this.span;
      const name = this.identifier();
      if (name === null) return { kind: 'broken', start, end: this.lastEnd };
      return { kind: 'attribute', object, name, nameSpan, start, end: this.lastEnd };
    });
  }

  private subscript(object: Expression, start: number): Expression {
    const indices: Expression[] = [];
    const open = this.lastEnd;
    let commas = false;
    while (!this.atEnd && !this.at(']')) {
      indices.push(this.subscriptItem());
      if (this.take(',')) commas = true;
      else break;
    }
    const end = this.lastEnd;
    this.close();
    const first: Expression = indices[0] ?? { kind: 'broken', start: open, end: open };
    const index: Expression = commas
      ? { kind: 'tuple', items: indices, start: first.start, end }
      : first;
    return { kind: 'subscript', object, index, start, end: this.lastEnd };
  }

  /** An index or a slice `a:b:c`. */
  private subscriptItem(): Expression {
    const { start } = this;
    const lower = this.at(':') ? null : this.item();
    if (!this.take(':')) return lower!;
    const upper = this.startsItem ? this.expression() : null;
    const step = this.take(':') && this.startsItem ? this.expression() : null;
    return { kind: 'slice', lower, upper, step, start, end: this.lastEnd };
  }

  private call(): Expression {
    const { start } = this;
    return this.inside(() => {
      const callee = this.expression();
      const args = this.at('ArgList') ? this.args() : [];
      return { kind: 'call', callee, args, start, end: this.lastEnd };
    });
  }

  private argument(): Argument {
    const { start } = this;
    const spread = this.at('*') ? 'spread' : this.at('**') ? 'spread-keywords' : null;
    if (spread) {
      this.advance();
      const value = this.expression();
      return { kind: spread, name: null, value, start, end: this.lastEnd };
    }
    const first = this.expression();
    const element = this.at('AssignOp') ? this.named(first, start) : first;
    if (element === null) {
      const name = first.kind === 'name' ? first.id : '';
      const value = this.expression();
      return { kind: 'keyword', name, value, start, end: this.lastEnd };
    }
    if (!this.atClause) {
      return { kind: 'positional', name: null, value: element, start, end: this.lastEnd };
    }
    const clauses = this.clauses();
    const span = { start, end: this.lastEnd };
    const about = { result: 'generator', element, value: null, clauses } as const;
    return {
      kind: 'positional',
      name: null,
      value: { kind: 'comprehension', ...about, ...span },
      ...span,
    };
  }

  /** `name := value` as an argument; null when it is `name=value`. */
  private named(first: Expression, start: number): Expression | null {
    const operator = this.words;
    this.advance();
    if (operator !== ':=' || first.kind !== 'name') return null;
    return {
      kind: 'named',
      name: first.id,
      value: this.expression(),
      start,
      end: this.lastEnd,
    };
  }

  private parameter(): Parameter | null {
    const { start } = this;
    const none = { annotation: null, default: null, start };
    if (this.words === '/') {
      this.advance();
      return { kind: 'slash', name: '/', ...none, end: this.lastEnd };
    }
    const kind = this.take('*') ? 'rest' : this.take('**') ? 'keywords' : 'plain';
    if (kind === 'rest' && !this.at('VariableName')) {
      return { kind: 'star', name: '*', ...none, end: this.lastEnd };
    }
    const name = this.identifier();
    if (name === null) return null;
    const annotation = this.at('TypeDef') ? this.annotation() : null;
    const value = this.take('AssignOp') ? this.expression() : null;
    return { kind, name, annotation, default: value, start, end: this.lastEnd };
  }

  private lambda(): Expression {
    const { start } = this;
    const { yields } = this;
    return this.inside(() => {
      this.advance();
      const parameters = this.at('ParamList') ? this.parameters() : [];
      this.take(':');
      const body = this.expression();
      this.yields = yields;
      return { kind: 'lambda', parameters, body, start, end: this.lastEnd };
    });
  }
}
