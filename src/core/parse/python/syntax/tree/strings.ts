/** Reads string literals: plain ones, bytes, f-strings, and several in a row. */
import * as l10n from '@vscode/l10n';
import type { Expression, FormatPart } from '../ast';
import { stringStart, stringEnd, type StringStart } from '../lines/string-ends';
import { stringValue } from '../literals';
import { Names } from './names';

const BRACES = /\\(?:N\{[\w -]*\}|[^{}])|\{\{|\}\}|[{}]/g;
const RAW_BRACES = /\{\{|\}\}|[{}]/g;

export abstract class Strings extends Names {
  /** Expressions with commas between them, up to the end of the parent or to something else. */
  protected abstract expressions(): Expression;

  /** `'a'`, `b'a'`, `f'{a}'`, or several in a row, which are one text. */
  protected strings(): Expression {
    const { start, end } = this.span;
    const text = this.words;
    const parts: FormatPart[] = [];
    const kinds = { bytes: 0, format: 0, all: 0 };
    const add = (): void => {
      const opening = stringStart(this.source.text, this.from);
      kinds.all += 1;
      if (opening?.prefix.includes('b')) kinds.bytes += 1;
      if (this.at('FormatString')) {
        kinds.format += 1;
        this.format(opening!, parts);
      } else this.plain(parts);
    };
    if (this.at('ContinuedString')) {
      this.inside(() => {
        while (!this.atEnd) add();
      });
    } else add();
    if (kinds.bytes > 0 && kinds.bytes < kinds.all) {
      this.source.errors.add(
        { start, end },
        l10n.t('Bytes and text cannot be joined. Put b before all of them or before none.'),
      );
    }
    this.lastEnd = end;
    if (kinds.format > 0) return { kind: 'format', parts, start, end };
    const value = parts.map(String).join('');
    return /^r?b/i.test(text)
      ? { kind: 'bytes', text: value, start, end }
      : { kind: 'constant', value, start, end };
  }

  /** One string without fields; where the grammar was given one for several, all of them. */
  private plain(parts: FormatPart[]): void {
    const { text } = this.source;
    for (let at = this.from; at < this.to;) {
      const opening = stringStart(text, at);
      if (!opening) {
        this.misunderstood();
        break;
      }
      const end = stringEnd(text, { ...opening, prefix: opening.prefix.replace('f', '') });
      const contentEnd = end < 0 || end > this.to ? this.to : end;
      addText(parts, stringValue(text.slice(opening.content, contentEnd), opening.prefix));
      at = contentEnd + opening.quote.length;
      while (text[at] === ' ') at += 1;
    }
    this.advance();
  }

  private format({ prefix, quote, content }: StringStart, parts: FormatPart[]): void {
    const closing = this.to - quote.length;
    this.inside(() => this.fields(content, closing, prefix, true, parts));
  }

  /** The fields that come here, and the text between them; in the format of a field, doubled braces mean nothing. */
  private fields(
    from: number,
    to: number,
    prefix: string,
    doubles: boolean,
    parts: FormatPart[],
  ): void {
    let at = from;
    while (!this.atEnd) {
      if (!this.at('FormatReplacement')) {
        this.advance();
        continue;
      }
      this.between(at, this.from, prefix, doubles, parts);
      at = this.to;
      this.inside(() => this.field(prefix, parts));
    }
    this.between(at, to, prefix, doubles, parts);
  }

  /** A field. As in Python, `{x=}` is the text `x=` and the value as `repr` shows it, unless a format says otherwise. */
  private field(prefix: string, parts: FormatPart[]): void {
    const open = this.to;
    this.advance();
    const value = this.expressions();
    const shows = this.at('FormatSelfDoc');
    if (shows) {
      this.advance();
      addText(parts, this.source.text.slice(open, this.from));
    }
    const conversion = this.at('FormatConversion') ? this.words.slice(1).trim() : null;
    if (conversion !== null) this.advance();
    const format: FormatPart[] = [];
    const formatted = this.at('FormatSpec');
    if (formatted) {
      const { from, to } = this;
      this.inside(() => this.fields(from + 1, to, prefix, false, format));
    }
    const shown = shows && !formatted ? 'r' : null;
    parts.push({ value, text: null, conversion: conversion ?? shown, format });
  }

  /** Text between fields. */
  private between(
    from: number,
    to: number,
    prefix: string,
    doubles: boolean,
    parts: FormatPart[],
  ): void {
    const text = this.source.text.slice(from, Math.max(from, to));
    const single = text.replace(prefix.includes('r') ? RAW_BRACES : BRACES, (found, at: number) => {
      if (found.startsWith('\\') || (!doubles && found.length === 2)) return found;
      if (found === '}') {
        const start = this.source.at(from + at);
        this.source.errors.add(
          { start, end: start + 1 },
          l10n.t('This } closes nothing. Write }} for the character itself.'),
        );
      }
      return found.charAt(0);
    });
    addText(parts, stringValue(single, prefix));
  }
}

function addText(parts: FormatPart[], text: string): void {
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last + text;
  else if (text !== '') parts.push(text);
}
