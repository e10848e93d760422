/** Collects what is wrong with a file, without repetition and without end. */
import * as l10n from '@vscode/l10n';
import type { Problem, Severity } from '../model/problem';
import type { Lines, Span } from './lines';

/** More findings than this in one file are not reported one by one. */
const MAX_PROBLEMS = 100;

/** More than this are not even kept. */
const MAX_KEPT = 1000;

/** A remedy in offsets: each edit replaces a span of the text. */
export interface Remedy {
  readonly title: string;
  readonly edits: readonly { readonly span: Span; readonly newText: string }[];
}

/** A remedy that replaces one span, named by the text that it writes. */
export function changeTo(span: Span, newText: string): Remedy {
  return { title: l10n.t('Change to {0}', newText), edits: [{ span, newText }] };
}

/** A remedy that inserts a text at one place. */
export function insertAt(title: string, offset: number, newText: string): Remedy {
  return { title, edits: [{ span: { start: offset, end: offset }, newText }] };
}

export class Problems {
  private readonly found = new Map<string, { readonly start: number; readonly problem: Problem }>();

  constructor(private readonly lines: Lines) {}

  error(code: string, span: Span, message: string, ...remedies: readonly Remedy[]): void {
    this.add('error', code, span, message, remedies);
  }

  warning(code: string, span: Span, message: string, ...remedies: readonly Remedy[]): void {
    this.add('warning', code, span, message, remedies);
  }

  /** How many errors there are so far. */
  get errors(): number {
    let count = 0;
    for (const { problem } of this.found.values()) if (problem.severity === 'error') count += 1;
    return count;
  }

  /** The findings in the order of the text; a last one stands for those that are too many. */
  list(): Problem[] {
    const sorted = [...this.found.values()].sort((a, b) => a.start - b.start);
    const all = sorted.map(({ problem }) => problem);
    const shown = all.slice(0, MAX_PROBLEMS);
    const more = all.slice(MAX_PROBLEMS);
    if (more.length > 0) {
      shown.push({
        severity: more.some((problem) => problem.severity === 'error') ? 'error' : 'warning',
        code: 'more-problems',
        message: l10n.t('There are more problems from here on. Solve the ones above first.'),
        range: more[0]!.range,
        fixes: [],
      });
    }
    return shown;
  }

  private add(
    severity: Severity,
    code: string,
    span: Span,
    message: string,
    remedies: readonly Remedy[],
  ): void {
    const key = `${code} ${span.start} ${span.end}`;
    if (this.found.has(key) || this.found.size >= MAX_KEPT) return;
    const fixes = remedies.map(({ title, edits }) => ({
      title,
      edits: edits.map((edit) => ({ range: this.lines.range(edit.span), newText: edit.newText })),
    }));
    const range = this.lines.range(span);
    this.found.set(key, { start: span.start, problem: { severity, code, message, range, fixes } });
  }
}
