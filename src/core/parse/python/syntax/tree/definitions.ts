/** Reads functions, classes and their decorators. */
import * as l10n from '@vscode/l10n';
import type { Expression, Statement } from '../ast';
import type { Paused } from '../pace';
import { Blocks } from './blocks';

export abstract class Definitions extends Blocks {
  /** `@a`, `@b(c)` above a function or class. */
  protected *decorated(): Paused<Statement | null> {
    const decorators: Expression[] = [];
    let definition: Statement | null = null;
    this.enterNode();
    while (!this.atEnd) {
      if (this.at('Decorator')) decorators.push(this.decorator());
      else if (this.at('ClassDefinition')) definition = yield* this.class(decorators);
      else if (this.at('FunctionDefinition')) definition = yield* this.function(decorators);
      else this.advance();
    }
    this.exitNode();
    return definition;
  }

  /** `def name(…) -> type:` */
  protected *function(decorators: readonly Expression[]): Paused<Statement> {
    const { start } = this;
    this.enterNode();
    const async = this.take('async');
    this.take('def');
    const nameSpan = this.span;
    const name = this.identifier();
    this.skipTypeParameters();
    const parameters = this.at('ParamList') ? this.parameters() : [];
    const returns = this.at('TypeDef') ? this.annotation() : null;
    const outer = this.yields;
    this.yields = false;
    const body = yield* this.body();
    const { yields } = this;
    this.yields = outer;
    this.exitNode();
    const span = { start, end: this.lastEnd };
    if (name === null) return this.nameless(nameSpan.start, span.end);
    const about = { name, nameSpan, parameters, returns, decorators };
    return { kind: 'function', ...about, body, yields, async, ...span };
  }

  /** `class name(base, metaclass=…):` */
  protected *class(decorators: readonly Expression[]): Paused<Statement> {
    const { start } = this;
    this.enterNode();
    this.take('class');
    const nameSpan = this.span;
    const name = this.identifier();
    this.skipTypeParameters();
    const bases = this.at('ArgList') ? this.args() : [];
    const body = yield* this.body();
    this.exitNode();
    const span = { start, end: this.lastEnd };
    if (name === null) return this.nameless(nameSpan.start, span.end);
    return { kind: 'class', name, nameSpan, bases, decorators, body, ...span };
  }

  private decorator(): Expression {
    return this.inside(() => {
      this.advance();
      const { start } = this;
      const callee = this.dottedNames();
      if (!this.at('ArgList')) return callee;
      const args = this.args();
      return { kind: 'call', callee, args, start, end: this.lastEnd };
    });
  }

  private nameless(start: number, end: number): Statement {
    return { kind: 'broken', message: l10n.t('A name is missing here.'), start, end };
  }
}
