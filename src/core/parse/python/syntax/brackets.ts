/** Gathers the tokens of a logical line so that their brackets match. */
import * as l10n from '@vscode/l10n';
import type { SyntaxErrors } from './errors';
import { CLOSING, isClosing, type Token } from './tokens';

/** Longer statements are data; reading them at one go would take too long. */
const MAX_TOKENS = 50_000;

/** The tokens of a line with brackets that match: missing ones are added, and those that close nothing left out. */
export class Brackets {
  private readonly tokens: Token[] = [];
  private readonly open: Token[] = [];
  private readonly counts = new Map<string, number>();
  private tooLong = false;
  private reported = false;

  constructor(private readonly errors: SyntaxErrors) {}

  /** The bracket that was opened last and is not closed. */
  get innermost(): string | undefined {
    return this.open.at(-1)?.text;
  }

  get isOpen(): boolean {
    return this.open.length > 0;
  }

  add(token: Token): void {
    if (token.kind === 'operator') {
      const closing = CLOSING.get(token.text);
      if (closing) {
        this.open.push(token);
        this.counts.set(closing, (this.counts.get(closing) ?? 0) + 1);
      } else if (isClosing(token.text) && !this.close(token)) return;
    }
    this.push(token);
  }

  /** The tokens of the whole line, with a `newline` at its end. */
  finish(start: number, end: number): readonly Token[] {
    while (this.open.length > 0) this.addMissing(end);
    if (this.tooLong) {
      this.errors.add(
        { start, end: start + 1 },
        l10n.t('This statement is too long to be read: it has more than {0} words.', MAX_TOKENS),
      );
      this.tokens.splice(0, Infinity, { kind: 'bad', text: '', start, end });
    }
    this.tokens.push({ kind: 'newline', text: '', start: end, end });
    return this.tokens;
  }

  /** Closes up to the bracket that this one belongs to; false when there is none. */
  private close(token: Token): boolean {
    if (!this.counts.get(token.text)) {
      this.report(token, () =>
        l10n.t('This bracket closes nothing. Remove it, or open one before it.'),
      );
      return false;
    }
    while (CLOSING.get(this.open.at(-1)!.text) !== token.text) this.addMissing(token.start);
    this.pop();
    return true;
  }

  private addMissing(at: number): void {
    const opening = this.open.at(-1)!;
    const closing = this.pop();
    this.report(opening, () => l10n.t('This bracket is never closed. Close it with {0}', closing));
    this.push({ kind: 'operator', text: closing, start: at, end: at });
  }

  /** Notes the first error with the brackets of the line. */
  private report(token: Token, message: () => string): void {
    if (!this.reported) this.errors.add(token, message());
    this.reported = true;
  }

  private pop(): string {
    const closing = CLOSING.get(this.open.pop()!.text)!;
    this.counts.set(closing, this.counts.get(closing)! - 1);
    return closing;
  }

  private push(token: Token): void {
    if (this.tokens.length < MAX_TOKENS) this.tokens.push(token);
    else this.tooLong = true;
  }
}
