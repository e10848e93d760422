/** Makes of lines that the grammar of `@lezer/python` cannot read ones that it can, and says what is wrong with the others. */
import * as l10n from '@vscode/l10n';
import type { Statement } from '../ast';
import type { SyntaxErrors } from '../errors';
import { headWord } from '../lines/heads';
import type { LogicalLine } from '../lines/logical-line';
import { MAX_BLOCKS } from '../lines/parts';
import type { Paused } from '../pace';
import type { Ready } from '../tree/walker';
import { readAlone } from './alone';
import { Draft } from './draft';
import { Order } from './order';

/** What stands for the head of a block that cannot be read; `?` is what is missing. */
const STAND_INS: Readonly<Record<string, string>> = {
  if: 'if ?:',
  elif: 'elif ?:',
  else: 'else:',
  while: 'while ?:',
  for: 'for ? in ?:',
  with: 'with ?:',
  def: 'def ?():',
  class: 'class ?:',
  try: 'try:',
  except: 'except:',
  finally: 'finally:',
  match: 'match ?:',
  case: 'case ?:',
  '@': '@?',
};

/** The code of some lines, and what it stands for. */
export function* repaired(
  text: string,
  lines: readonly LogicalLine[],
  errors: SyntaxErrors,
): Paused<Pick<Draft, 'code' | 'text' | 'ready' | 'at'>> {
  const draft = new Draft();
  const repair = new Repair(text, errors, draft);
  for (const [index, line] of lines.entries()) {
    yield;
    yield* repair.line(line, lines[index + 1]);
  }
  repair.end();
  const { code, text: read, ready } = draft;
  return { code, text: read, ready, at: (place) => draft.at(place) };
}

class Repair {
  private readonly order = new Order();
  private tooDeep = false;

  constructor(
    private readonly text: string,
    private readonly errors: SyntaxErrors,
    private readonly draft: Draft,
  ) {}

  *line(line: LogicalLine, next: LogicalLine | undefined): Paused<void> {
    const { start, depth } = line;
    if (depth >= MAX_BLOCKS) return this.below(line);
    this.tooDeep = false;
    const nested = next !== undefined && next.depth > depth;
    const words = this.wordsOf(line);
    const isCase = this.order.inMatch(depth) && /^case\b/.test(words);
    const word = isCase ? 'case' : headWord(words, { start: 0, end: words.length });
    this.endTries(word, depth, start);
    const wrong = line.unreadable ?? this.misplaced(line, word, next);
    if (wrong !== null) {
      const end = this.text[start] === '@' ? line.end : start + Math.max(1, word.length);
      this.errors.add({ start, end }, wrong);
      const statement: Statement = { kind: 'broken', message: wrong, start, end: line.end };
      const kind = AFTER_OTHERS.has(word) ? 'if' : word;
      this.standIn(line, nested ? kind || 'if' : '', { statements: [statement], inline: false });
      return;
    }
    if (this.order.inMatch(depth) && word !== 'case') {
      this.errors.add(line, l10n.t('Only "case" can stand in this block.'));
      this.standIn(line, 'case', null);
      return;
    }
    yield* this.readable(line, this.completed(line, words, word, nested), word, nested);
  }

  /** Ends what is left open. */
  end(): void {
    this.endTries('', 0, 0);
  }

  private *readable(line: LogicalLine, words: string, word: string, nested: boolean): Paused<void> {
    const { start, end, depth } = line;
    const at = (place: number): number => Math.min(end, start + Math.max(0, place));
    const missing = !nested && word !== '' && words.endsWith(':');
    const { code, problem, statements } = yield* readAlone(words, word, at, this.errors);
    if (problem) {
      if (words.startsWith('@')) {
        this.standIn(line, '@', null);
        return;
      }
      const broken: Statement = { kind: 'broken', message: problem.message, start, end };
      const inline = !words.endsWith(':');
      this.standIn(line, word, {
        statements: statements.length > 0 ? statements : [broken],
        inline,
      });
      return;
    }
    this.order.add(word, depth);
    this.draft.add(depth, code, words, line);
    if (missing) this.missingBody(line, word);
  }

  /** What the line says when its characters and brackets are put right. */
  private wordsOf({ start, end, changes, closing, unreadable }: LogicalLine): string {
    let words = '';
    let at = start;
    if (unreadable !== null) return this.text.slice(start, Math.min(end, start + 20));
    for (const change of [...changes].sort((a, b) => a.start - b.start)) {
      words += this.text.slice(at, change.start) + change.text;
      at = change.start + change.text.length;
    }
    return words + this.text.slice(at, end) + closing;
  }

  /** The words of a head with the colon that is missing. */
  private completed(line: LogicalLine, words: string, word: string, nested: boolean): string {
    if (word === '' || words.endsWith(':') || !nested) return words;
    this.errors.add(
      { start: line.end - 1, end: line.end },
      l10n.t('A colon is missing at the end of this line.'),
    );
    return `${words}:`;
  }

  private missingBody(line: LogicalLine, word: string): void {
    const message =
      word === 'match'
        ? l10n.t('The cases of this "match" are missing below it.')
        : l10n.t('Nothing is indented below this line. Write what it holds there, or "pass".');
    const span = { start: line.end - 1, end: line.end };
    this.errors.add(span, message);
    const statement: Statement = { kind: 'broken', message, ...span };
    const ready = { statements: [statement], inline: true };
    if (word === 'match') this.draft.add(line.depth + 1, 'case _: _', 'case ?: ?', span);
    else this.draft.add(line.depth + 1, '_', '?', span, ready);
  }

  /** Why the line cannot stand where it stands, else null. */
  private misplaced(line: LogicalLine, word: string, next: LogicalLine | undefined): string | null {
    if (!this.order.fits(word, line.depth)) {
      return l10n.t('This "{0}" belongs to nothing above it. Check the indentation.', word);
    }
    if (this.text[line.start] !== '@') return null;
    const follows = next ? this.text.slice(next.start, next.start + 5) : '';
    return next?.depth === line.depth && /^(?:@|def\b|class|async)/.test(follows)
      ? null
      : l10n.t('A function or class must follow below a decorator.');
  }

  /** Writes something that the grammar can read in place of a line. */
  private standIn(line: LogicalLine, word: string, ready: Ready | null): void {
    const head = STAND_INS[word] ?? '?';
    const text = head.endsWith(':') && !this.hasBlock(ready) ? `${head} ?` : head;
    this.order.add(word, line.depth);
    const code = text.replaceAll('?', '_').replace('@', '~');
    this.draft.add(line.depth, code, text, line, ready ?? undefined);
  }

  private hasBlock(ready: Ready | null): boolean {
    return ready !== null && !ready.inline;
  }

  /** A `try` with neither `except` nor `finally` gets an empty `finally`. */
  private endTries(word: string, depth: number, at: number): void {
    for (const open of this.order.openTries(word, depth)) {
      this.draft.add(open, 'finally: _', 'finally: ?', { start: at, end: at });
    }
  }

  /** A line in too many blocks: the first one says so. */
  private below(line: LogicalLine): void {
    if (this.tooDeep) return;
    this.tooDeep = true;
    const { start, end } = line;
    const message = l10n.t('Blocks are nested too deeply here to be read.');
    this.errors.add({ start, end: start + 1 }, message);
    const statement: Statement = { kind: 'broken', message, start, end };
    this.draft.add(MAX_BLOCKS, '_', '?', line, { statements: [statement], inline: true });
  }
}

/** The words that go on with a statement above. */
const AFTER_OTHERS: ReadonlySet<string> = new Set(['elif', 'else', 'except', 'finally', 'case']);
