/** Reads the statements that hold others: loops, `try` and `with` here, the rest in the classes below. */
import * as l10n from '@vscode/l10n';
import type { Handler, Statement, StatementOf } from './ast';
import { Branches } from './branches';
import type { Paused } from './pace';

type WithItem = StatementOf<'with'>['items'][number];

export class PythonReader extends Branches {
  /** The statements of the whole text. */
  *module(): Paused<readonly Statement[]> {
    yield* this.endLine();
    return yield* this.statements();
  }

  protected override *compound(): Paused<Statement | null> {
    switch (this.at('async') ? this.ahead()?.text : this.token.text) {
      case 'if':
        return yield* this.if();
      case 'while':
        return yield* this.while();
      case 'for':
        return yield* this.for();
      case 'try':
        return yield* this.try();
      case 'with':
        return yield* this.with();
      case 'def':
        return yield* this.function([]);
      case 'class':
        return yield* this.class([]);
      case '@':
        return yield* this.decorated();
      case 'match':
        return this.atMatch ? yield* this.match() : null;
      default:
        return null;
    }
  }

  private *while(): Paused<Statement> {
    const { start } = this.advance();
    const test = this.named();
    const body = yield* this.body();
    const otherwise = yield* this.otherwise();
    return { kind: 'while', test, body, otherwise, start, end: this.lastEnd };
  }

  private *for(): Paused<Statement> {
    const { start } = this.token;
    this.take('async');
    this.advance();
    const target = this.target();
    const source = this.expect('in') ? this.expressions() : this.broken();
    const body = yield* this.body();
    const otherwise = yield* this.otherwise();
    return { kind: 'for', target, source, body, otherwise, start, end: this.lastEnd };
  }

  private *try(): Paused<Statement> {
    const { start, end: wordEnd } = this.advance();
    const body = yield* this.body();
    const handlers: Handler[] = [];
    while (this.at('except')) handlers.push(yield* this.handler());
    const otherwise = yield* this.otherwise();
    const last = this.take('finally') ? yield* this.body() : null;
    if (handlers.length === 0 && !last) {
      this.errors.add(
        { start, end: wordEnd },
        l10n.t('"except" or "finally" is missing below this "try".'),
      );
    }
    return {
      kind: 'try',
      body,
      handlers,
      otherwise,
      finally: last ?? [],
      start,
      end: this.lastEnd,
    };
  }

  private *handler(): Paused<Handler> {
    const { start } = this.advance();
    this.take('*');
    const types = this.at(':') || this.atLineEnd ? null : this.test();
    if (types && this.at(',')) {
      this.errors.add(
        { start: types.start, end: this.token.end },
        l10n.t(
          'Put several exceptions in brackets, and write "as" before the name: except (A, B) as error',
        ),
      );
    }
    const name = this.take('as') ? (this.name()?.text ?? null) : null;
    const body = yield* this.body();
    return { types, name, body, start, end: this.lastEnd };
  }

  private *with(): Paused<Statement> {
    const { start } = this.token;
    this.take('async');
    this.advance();
    const items: WithItem[] = [];
    if (this.at('(') && this.behindBracket()?.text === ':' && this.ahead()?.text !== 'yield') {
      this.advance();
      this.items(')', () => items.push(this.withItem()));
      this.take(')');
    } else {
      do items.push(this.withItem());
      while (this.take(','));
    }
    const body = yield* this.body();
    return { kind: 'with', items, body, start, end: this.lastEnd };
  }

  private withItem(): WithItem {
    const value = this.named();
    if (!this.take('as')) return { value, target: null };
    const target = this.bitwise();
    this.checkTarget(target);
    return { value, target };
  }
}
