/** Reads string literals: plain ones, bytes, f-strings, and several in a row. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../../lines';
import type { Expression, FormatPart } from './ast';
import { Cursor } from './cursor';
import { stringValue } from './literals';
import { fieldAt, stringStart, type Field } from './string-ends';
import type { Token } from './tokens';

const BRACES = /\\(?:N\{[\w -]*\}|[^{}])|\{\{|\}\}|[{}]/g;
const RAW_BRACES = /\{\{|\}\}|[{}]/g;

/** What texts cost, in tokens. */
const FIELD_EFFORT = 5;
const CHARACTERS_PER_TOKEN = 20;

interface Literal {
  readonly prefix: string;
  readonly quote: string;
  readonly content: Span;
}

export abstract class Strings extends Cursor {
  protected abstract fieldValue(): Expression;

  /** `'a'`, `b'a'`, `f'{a}'`, or several in a row, which are one text. */
  protected strings(): Expression {
    const { start } = this.token;
    const literals: Literal[] = [];
    while (this.token.kind === 'string') literals.push(literalOf(this.advance()));
    const span = { start, end: this.lastEnd };
    const bytes = literals.filter(({ prefix }) => prefix.includes('b')).length;
    if (bytes > 0 && bytes < literals.length) {
      this.errors.add(
        span,
        l10n.t('Bytes and text cannot be joined. Put b before all of them or before none.'),
      );
    }
    const parts: FormatPart[] = [];
    for (const literal of literals) {
      this.spend((literal.content.end - literal.content.start) / CHARACTERS_PER_TOKEN);
      if (literal.prefix.includes('f')) this.format(literal, literal.content, true, parts);
      else addText(parts, stringValue(this.slice(literal.content), literal.prefix));
    }
    if (literals.some(({ prefix }) => prefix.includes('f')))
      return { kind: 'format', parts, ...span };
    const value = parts.map(String).join('');
    return bytes > 0
      ? { kind: 'bytes', text: value, ...span }
      : { kind: 'constant', value, ...span };
  }

  /** The parts of an f-string, or of a field's format, in which doubled braces mean nothing. */
  private format(
    literal: Literal,
    { start, end }: Span,
    doubles: boolean,
    parts: FormatPart[],
  ): void {
    const braces = new RegExp(literal.prefix.includes('r') ? RAW_BRACES : BRACES);
    let text = '';
    let at = start;
    const flush = (): void => {
      addText(parts, stringValue(text, literal.prefix));
      text = '';
    };
    while (at < end) {
      braces.lastIndex = at;
      const match = braces.exec(this.text);
      const next = match ? Math.min(match.index, end) : end;
      text += this.text.slice(at, next);
      at = next;
      if (!match || at === end) break;
      const found = match[0];
      if (found.startsWith('\\')) text += found;
      else if (found === '{' || (found === '{{' && !doubles)) {
        flush();
        const field = fieldAt(this.text, at, literal.quote);
        if (!field || field.end > end) {
          this.errors.add(
            { start: at, end: at + 1 },
            l10n.t(
              'This { is never closed. Close it with }, or write {{ for the character itself.',
            ),
          );
          return;
        }
        this.field(literal, field, parts);
        at = field.end;
        continue;
      } else {
        text += found.charAt(0);
        if (found === '}') {
          this.errors.add(
            { start: at, end: at + 1 },
            l10n.t('This } closes nothing. Write }} for the character itself.'),
          );
        }
      }
      at += found.length;
    }
    flush();
  }

  /** A field. As in Python, `{x=}` is the text `x=` and the value as `repr` shows it, unless a format says otherwise. */
  private field(literal: Literal, field: Field, parts: FormatPart[]): void {
    if (field.text !== null) addText(parts, field.text);
    const tokens = this.lexer.field(field.expression);
    this.spend(FIELD_EFFORT + tokens.length);
    const value = this.within(tokens, () => this.wholeField());
    const format: FormatPart[] = [];
    if (field.format) this.format(literal, field.format, false, format);
    if (field.conversion !== null && !/^[rsa]$/.test(field.conversion)) {
      this.errors.add(
        field.expression,
        l10n.t('"!{0}" is no conversion: there are !r, !s and !a.', field.conversion),
      );
    }
    const shown = field.text !== null && !field.format ? 'r' : null;
    parts.push({ value, text: null, conversion: field.conversion ?? shown, format });
  }

  private wholeField(): Expression {
    const value = this.fieldValue();
    if (!this.atLineEnd) this.unexpected();
    return value;
  }

  private slice({ start, end }: Span): string {
    return this.text.slice(start, end);
  }
}

/** The parts of a string token; one without an end has all its rest as content. */
function literalOf({ text, start, end }: Token): Literal {
  const { prefix, quote, content } = stringStart(text, 0)!;
  const closed = text.length >= content + quote.length && text.endsWith(quote);
  return {
    prefix,
    quote,
    content: { start: start + content, end: closed ? end - quote.length : end },
  };
}

function addText(parts: FormatPart[], text: string): void {
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last + text;
  else if (text !== '') parts.push(text);
}
