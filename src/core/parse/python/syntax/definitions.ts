/** Reads functions, classes and their decorators. */
import * as l10n from '@vscode/l10n';
import type { Expression, Statement } from './ast';
import { Blocks } from './blocks';
import type { Paused } from './pace';

export abstract class Definitions extends Blocks {
  /** `@a`, `@b(c)` above a function or class. */
  protected *decorated(): Paused<Statement> {
    const { start } = this.token;
    const decorators: Expression[] = [];
    while (this.take('@')) {
      decorators.push(this.named());
      if (!this.atLineEnd) {
        this.unexpected();
        this.skipToLineEnd();
      }
      yield* this.endLine();
    }
    if (this.at('class')) return yield* this.class(decorators);
    if (this.at('def') || (this.at('async') && this.ahead()?.text === 'def')) {
      return yield* this.function(decorators);
    }
    const message = l10n.t('A function or class must follow below a decorator.');
    this.errors.add({ start, end: this.lastEnd }, message);
    return { kind: 'broken', message, start, end: this.lastEnd };
  }

  /** `def name(…) -> type:` */
  protected *function(decorators: readonly Expression[]): Paused<Statement> {
    const { start } = this.token;
    const async = this.take('async');
    this.advance();
    const name = this.name();
    this.skipTypeParameters();
    const parameters = this.expect('(') ? this.parameters(')') : [];
    this.take(')');
    const returns = this.take('->') ? this.expressions() : null;
    const outer = this.yields;
    this.yields = false;
    const body = yield* this.body();
    const { yields } = this;
    this.yields = outer;
    const span = { start, end: this.lastEnd };
    if (!name) return { kind: 'broken', message: l10n.t('This function has no name.'), ...span };
    const nameSpan = { start: name.start, end: name.end };
    const about = { name: name.text, nameSpan, parameters, returns, decorators };
    return { kind: 'function', ...about, body, yields, async, ...span };
  }

  /** `class name(base, metaclass=…):` */
  protected *class(decorators: readonly Expression[]): Paused<Statement> {
    const { start } = this.advance();
    const name = this.name();
    this.skipTypeParameters();
    const bases = this.at('(') ? this.args() : [];
    const body = yield* this.body();
    const span = { start, end: this.lastEnd };
    if (!name) return { kind: 'broken', message: l10n.t('This class has no name.'), ...span };
    const nameSpan = { start: name.start, end: name.end };
    return { kind: 'class', name: name.text, nameSpan, bases, decorators, body, ...span };
  }
}
