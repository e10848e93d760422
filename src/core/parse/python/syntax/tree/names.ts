/** Reads names and literals that are one node. */
import * as l10n from '@vscode/l10n';
import type { Expression } from '../ast';
import { numberValue } from '../literals';
import { Walker } from './walker';

const ASCII_NAME = /^[A-Za-z_]\w*$/;
const NAME = /^[\p{XID_Start}_][\p{XID_Continue}]*$/u;

export abstract class Names extends Walker {
  /** True when a `yield` was read since the function started. */
  protected yields = false;

  /** The name that must stand here; null when there is none. */
  protected identifier(): string | null {
    if (!this.at('VariableName') && !this.at('PropertyName')) return null;
    const text = this.words;
    if (ASCII_NAME.test(text)) {
      this.advance();
      return text;
    }
    if (!NAME.test(text)) this.source.errors.add(this.span, l10n.t('This is not a name.'));
    this.advance();
    return text.normalize('NFKC');
  }

  /** A name, or what stands where the grammar was given a name. */
  protected nameOrOther(): Expression {
    const { start, end } = this.span;
    const text = this.words;
    if (text === MISSING || text === '') {
      this.advance();
      return { kind: 'broken', start, end };
    }
    if (text === 'yield') {
      this.yields = true;
      this.advance();
      return { kind: 'yield', value: null, start, end };
    }
    if (text.includes('.') || text.includes('(')) return this.dotted();
    return { kind: 'name', id: this.identifier()!, start, end };
  }

  protected number(): Expression {
    const { start, end } = this.span;
    const { kind, value, problem } = numberValue(this.words);
    if (problem !== null) this.source.errors.add({ start, end }, problem);
    this.advance();
    if (kind === 'imaginary') return { kind, value: Number(value), start, end };
    return { kind, value, start, end };
  }

  /** `None`, `True`, `False` or `...`. */
  protected constant(): Expression {
    const { start, end } = this.span;
    const text = this.words;
    this.advance();
    if (text === '...') return { kind: 'ellipsis', start, end };
    const value = text === 'None' ? null : text === 'True';
    return { kind: 'constant', value, start, end };
  }

  /** `a.b.c` or `a.b.c()` in one node. */
  private dotted(): Expression {
    const { start, end } = this.span;
    let value: Expression | null = null;
    let at = start;
    for (const part of this.words.replace(/\s*\(\s*\)$/, '').split('.')) {
      const nameSpan = { start: at, end: at + part.length };
      value = value
        ? { kind: 'attribute', object: value, name: part, nameSpan, start, end: nameSpan.end }
        : { kind: 'name', id: part, ...nameSpan };
      at = nameSpan.end + 1;
    }
    this.advance();
    return value ?? { kind: 'broken', start, end };
  }
}

/** Stands in a text where something is missing. */
export const MISSING = '?';
