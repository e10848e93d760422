/** Finds where a string literal ends, and says what is wrong with one that has no end. */
import * as l10n from '@vscode/l10n';
import type { SyntaxErrors } from '../errors';
import type { Change } from './logical-line';
import {
  endIgnoringFields,
  openField,
  stringEnd,
  stringStart,
  type StringStart,
} from './string-ends';

const PREFIX = /(?<![\w\x80-\uffff])(?:br|rb|fr|rf|[rbuf])$/i;
const REST_OF_LINE = /[^\r\n]*/y;

/** After so many texts without an end, three quotes count no further than their line, so that reading stays quick. */
const MAX_UNENDED = 3;

/** Where a literal ends, and how to read it when it does not. */
export interface FoundText {
  readonly end: number;
  readonly changes: readonly Change[];
  readonly closing: string;
}

export class Texts {
  private unended = 0;

  constructor(
    private readonly text: string,
    private readonly errors: SyntaxErrors,
  ) {}

  /** The literal whose quote stands here; its prefix stands before it, in the line that starts at another place. */
  read(quoteAt: number, lineStart: number): FoundText {
    const { text } = this;
    const before = text.slice(Math.max(lineStart, quoteAt - 3), quoteAt);
    const at = quoteAt - (PREFIX.exec(before)?.[0].length ?? 0);
    const opening = stringStart(text, at)!;
    const long = opening.quote.length === 3;
    if (long && this.unended >= MAX_UNENDED) return this.withoutEnd(at, quoteAt, opening);
    const end = stringEnd(text, opening);
    if (end >= 0) return { end: end + opening.quote.length, changes: [], closing: '' };
    const plainEnd = opening.prefix.includes('f') ? endIgnoringFields(text, opening) : -1;
    if (plainEnd < 0) return this.withoutEnd(at, quoteAt, opening);
    const open = openField(text, opening);
    this.errors.add(
      { start: open, end: open + 1 },
      l10n.t('This { is never closed. Close it with }, or write {{ for the character itself.'),
    );
    const changes = [{ start: at, text: ' '.repeat(quoteAt - at) }];
    return { end: plainEnd + opening.quote.length, changes, closing: '' };
  }

  /** A literal that counts up to the end of its line, as plain text. */
  private withoutEnd(at: number, quoteAt: number, { quote, content }: StringStart): FoundText {
    const long = quote.length === 3;
    if (long) this.unended += 1;
    REST_OF_LINE.lastIndex = content;
    REST_OF_LINE.test(this.text);
    const end = REST_OF_LINE.lastIndex;
    this.errors.add({ start: at, end }, l10n.t('This text has no end. Close it with {0}', quote));
    const changes = [{ start: at, text: ' '.repeat(quoteAt - at) }];
    if (long) changes.push({ start: quoteAt + 1, text: '  ' });
    return { end, changes, closing: '' };
  }
}
