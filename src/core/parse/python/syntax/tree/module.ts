/** Reads the statements that hold others: `if`, loops, `try`, `with` and `match` here, the rest in the classes below. */
import * as l10n from '@vscode/l10n';
import type { Expression, Handler, Statement, StatementOf } from '../ast';
import type { Paused } from '../pace';
import { Definitions } from './definitions';

/** Longer chains of `elif` would be trees that are too deep. */
const MAX_BRANCHES = 200;

type WithItem = StatementOf<'with'>['items'][number];
type Case = StatementOf<'match'>['cases'][number];

interface Branch {
  readonly start: number;
  readonly test: Expression;
  readonly body: readonly Statement[];
}

export class ModuleReader extends Definitions {
  /** The statements of the whole text. */
  *module(): Paused<readonly Statement[]> {
    this.enterNode();
    return yield* this.statements();
  }

  protected override *compound(decorators: readonly Expression[]): Paused<Statement | null> {
    switch (this.name) {
      case 'IfStatement':
        return yield* this.if();
      case 'WhileStatement':
        return yield* this.while();
      case 'ForStatement':
        return yield* this.for();
      case 'TryStatement':
        return yield* this.try();
      case 'WithStatement':
        return yield* this.with();
      case 'FunctionDefinition':
        return yield* this.function(decorators);
      case 'ClassDefinition':
        return yield* this.class(decorators);
      case 'DecoratedStatement':
        return yield* this.decorated();
      case 'MatchStatement':
        return yield* this.match();
      default:
        return null;
    }
  }

  private *if(): Paused<Statement> {
    const branches: Branch[] = [];
    let otherwise: readonly Statement[] = [];
    this.enterNode();
    while (this.at('if') || this.at('elif')) {
      const { start } = this;
      const wordEnd = this.span.end;
      this.advance();
      const test = this.at('Body') ? this.broken() : this.expression();
      const body = yield* this.body();
      if (branches.length < MAX_BRANCHES) branches.push({ start, test, body });
      else if (otherwise.length === 0) otherwise = [this.tooMany(start, wordEnd)];
    }
    const last = yield* this.otherwise();
    if (otherwise.length === 0) otherwise = last;
    this.exitNode();
    const end = this.lastEnd;
    for (const branch of branches.reverse())
      otherwise = [{ kind: 'if', ...branch, otherwise, end }];
    return otherwise[0]!;
  }

  /** `else:` of an `if`, a loop or a `try`. */
  private *otherwise(): Paused<readonly Statement[]> {
    return this.take('else') ? yield* this.body() : [];
  }

  private tooMany(start: number, end: number): Statement {
    const message = l10n.t(
      'This "if" has more than {0} branches; those from here on are not read.',
      MAX_BRANCHES,
    );
    this.source.errors.add({ start, end }, message);
    return { kind: 'broken', message, start, end };
  }

  private *while(): Paused<Statement> {
    const { start } = this;
    this.enterNode();
    this.advance();
    const test = this.expression();
    const body = yield* this.body();
    const otherwise = yield* this.otherwise();
    this.exitNode();
    return { kind: 'while', test, body, otherwise, start, end: this.lastEnd };
  }

  private *for(): Paused<Statement> {
    const { start } = this;
    this.enterNode();
    this.take('async');
    this.take('for');
    const target = this.target();
    this.take('in');
    const source = this.expressions();
    const body = yield* this.body();
    const otherwise = yield* this.otherwise();
    this.exitNode();
    return { kind: 'for', target, source, body, otherwise, start, end: this.lastEnd };
  }

  private *try(): Paused<Statement> {
    const { start, end: wordEnd } = this.span;
    this.enterNode();
    this.take('try');
    const body = yield* this.body();
    const handlers: Handler[] = [];
    while (this.at('except')) handlers.push(yield* this.handler());
    const otherwise = yield* this.otherwise();
    const complete = this.at('finally');
    this.take('finally');
    const last = yield* this.body();
    this.exitNode();
    if (handlers.length === 0 && !complete) {
      this.source.errors.add(
        { start, end: Math.min(wordEnd, start + 'try'.length) },
        l10n.t('"except" or "finally" is missing below this "try".'),
      );
    }
    return { kind: 'try', body, handlers, otherwise, finally: last, start, end: this.lastEnd };
  }

  private *handler(): Paused<Handler> {
    const { start } = this;
    this.advance();
    this.take('*');
    const types = this.startsItem ? this.expression() : null;
    if (types && this.at(',')) {
      this.source.errors.add(
        { start: types.start, end: this.span.end },
        l10n.t(
          'Put several exceptions in brackets, and write "as" before the name: except (A, B) as error',
        ),
      );
      this.advance();
      this.advance();
    }
    const name = this.take('as') ? this.identifier() : null;
    const body = yield* this.body();
    return { types, name, body, start, end: this.lastEnd };
  }

  private *with(): Paused<Statement> {
    const { start } = this;
    this.enterNode();
    this.take('async');
    this.take('with');
    const items: WithItem[] = [];
    do {
      const value = this.expression();
      items.push({ value, target: this.takeAs() ? this.withTarget() : null });
    } while (this.take(','));
    const body = yield* this.body();
    this.exitNode();
    const [only] = items;
    const all =
      items.length === 1 && only?.target === null && only.value.kind === 'tuple'
        ? only.value.items.map((value) => ({ value, target: null }))
        : items;
    return { kind: 'with', items: all, body, start, end: this.lastEnd };
  }

  /** Takes `as`, which the grammar may have been given as a comma. */
  private takeAs(): boolean {
    if (this.take('as')) return true;
    const stretch = this.source.text.slice(this.from - 1, this.to);
    return stretch === 'as' && this.take(',');
  }

  private withTarget(): Expression {
    const target = this.expression();
    this.checkTarget(target);
    return target;
  }

  private *match(): Paused<Statement> {
    const { start } = this;
    const cases: Case[] = [];
    this.enterNode();
    this.advance();
    const subject = this.expressions();
    if (this.at('MatchBody')) {
      this.enterNode();
      while (!this.atEnd) {
        if (this.at('MatchClause')) cases.push(yield* this.case());
        else this.advance();
      }
      this.exitNode();
    }
    this.exitNode();
    return { kind: 'match', subject, cases, start, end: this.lastEnd };
  }

  private *case(): Paused<Case> {
    this.enterNode();
    this.advance();
    const pattern = this.casePattern();
    const guard = this.at('Guard') ? this.guard() : null;
    const body = yield* this.body();
    this.exitNode();
    return { pattern, guard, body };
  }

  private guard(): Expression {
    return this.inside(() => {
      this.advance();
      return this.expression();
    });
  }
}
