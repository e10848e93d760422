/** Reads `if` and `match`. */
import * as l10n from '@vscode/l10n';
import type { Expression, Statement, StatementOf } from './ast';
import { Unreadable } from './cursor';
import { Definitions } from './definitions';
import type { Paused } from './pace';
import { startsExpression } from './tokens';

/** Longer chains of `elif` would be trees that are too deep. */
const MAX_BRANCHES = 200;

type Case = StatementOf<'match'>['cases'][number];

interface Branch {
  readonly start: number;
  readonly test: Expression;
  readonly body: readonly Statement[];
}

export abstract class Branches extends Definitions {
  protected *if(): Paused<Statement> {
    const branches: Branch[] = [];
    do {
      const { start } = this.advance();
      branches.push({ start, test: this.named(), body: yield* this.body() });
    } while (this.at('elif') && branches.length < MAX_BRANCHES);
    const more = this.at('elif') ? yield* this.skippedBranches() : null;
    const last = yield* this.otherwise();
    const end = this.lastEnd;
    let otherwise = more ?? last;
    for (const branch of branches.reverse())
      otherwise = [{ kind: 'if', ...branch, otherwise, end }];
    return otherwise[0]!;
  }

  /** `else:` of an `if`, a loop or a `try`. */
  protected *otherwise(): Paused<readonly Statement[]> {
    return this.take('else') ? yield* this.body() : [];
  }

  /** True where `match` is no name but starts a statement. */
  protected get atMatch(): boolean {
    const next = this.ahead();
    return (
      this.at('match') && next !== undefined && startsExpression(next) && this.lineEndsWithColon
    );
  }

  protected *match(): Paused<Statement> {
    const { start } = this.advance();
    const subject = this.expressions();
    this.take(':');
    yield* this.endLine();
    const cases: Case[] = [];
    if (this.token.kind !== 'indent') {
      const message = l10n.t('The cases of this "match" are missing below it.');
      this.errors.add({ start, end: start + 'match'.length }, message);
      return { kind: 'broken', message, start, end: this.lastEnd };
    }
    this.advance();
    while (this.take('case')) {
      const head = this.caseHead();
      const body = yield* this.body();
      if (head) cases.push({ ...head, body });
    }
    const behind = this.token;
    const others = yield* this.statements();
    if (others.length > 0) {
      this.errors.add(behind, l10n.t('Only "case" can stand in this block.'));
    }
    return { kind: 'match', subject, cases, start, end: this.lastEnd };
  }

  /** The pattern and guard of a `case`; null, with an error, when they are too deep to be read. */
  private caseHead(): Pick<Case, 'pattern' | 'guard'> | null {
    this.resetDepth();
    try {
      const pattern = this.casePattern();
      return { pattern, guard: this.take('if') ? this.named() : null };
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.errors.add(this.token, error.message);
      this.skipToLineEnd();
      return null;
    }
  }

  private *skippedBranches(): Paused<readonly Statement[]> {
    const { start } = this.token;
    const message = l10n.t(
      'This "if" has more than {0} branches; those from here on are not read.',
      MAX_BRANCHES,
    );
    this.errors.add(this.token, message);
    while (this.take('elif')) {
      this.named();
      yield* this.body();
    }
    return [{ kind: 'broken', message, start, end: this.lastEnd }];
  }
}
