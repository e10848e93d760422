/** Follows the brackets of a logical line: says which do not match, and what to read instead. */
import * as l10n from '@vscode/l10n';
import type { SyntaxErrors } from '../errors';
import type { Change } from './logical-line';

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Deeper brackets are a tree too deep to be read. */
const MAX_DEPTH = 200;

interface Opening {
  readonly text: string;
  readonly start: number;
}

export class Brackets {
  /** True when brackets were nested too deeply. */
  tooDeep = false;
  private readonly openings: Opening[] = [];
  /** How many more were opened than are followed. */
  private below = 0;
  private readonly counts: Record<string, number> = { ')': 0, ']': 0, '}': 0 };

  constructor(
    private readonly errors: SyntaxErrors,
    private readonly changes: Change[],
  ) {}

  /** The bracket that was opened last and is not closed. */
  get innermost(): string | undefined {
    return this.openings.at(-1)?.text;
  }

  get isOpen(): boolean {
    return this.openings.length > 0;
  }

  add(text: string, start: number): void {
    const closing = CLOSING[text];
    if (this.openings.length >= MAX_DEPTH && (closing !== undefined || this.below > 0)) {
      this.tooDeep = true;
      this.below += closing === undefined ? -1 : 1;
    } else if (closing !== undefined) {
      this.openings.push({ text, start });
      this.counts[closing]! += 1;
    } else if (!this.counts[text]) {
      this.errors.add(
        { start, end: start + 1 },
        l10n.t('This bracket closes nothing. Remove it, or open one before it.'),
      );
      this.changes.push({ start, text: ' ' });
    } else this.close(text, start);
  }

  /** The brackets that are missing at the end of the line. */
  finish(): string {
    let missing = '';
    if (this.isOpen) this.reportInnermost();
    while (this.isOpen) missing += this.pop();
    return missing;
  }

  private close(text: string, start: number): void {
    if (CLOSING[this.openings.at(-1)!.text] !== text) {
      this.reportInnermost();
      this.changes.push({ start, text: this.pop() });
    } else this.pop();
  }

  private reportInnermost(): void {
    const { text, start } = this.openings.at(-1)!;
    this.errors.add(
      { start, end: start + 1 },
      l10n.t('This bracket is never closed. Close it with {0}', CLOSING[text]!),
    );
  }

  private pop(): string {
    const closing = CLOSING[this.openings.pop()!.text]!;
    this.counts[closing]! -= 1;
    return closing;
  }
}
