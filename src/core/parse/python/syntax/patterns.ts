/** Reads the patterns of `case`. */
import type { Expression, Pattern } from './ast';
import { Operators } from './operators';

export abstract class Patterns extends Operators {
  /** The pattern of a `case`, which may be a sequence without brackets. */
  protected casePattern(): Pattern {
    const first = this.pattern();
    if (!this.at(',')) return first.kind === 'rest' ? { kind: 'sequence', items: [first] } : first;
    const items = [first];
    while (this.take(',') && !this.at(':') && !this.at('if')) items.push(this.pattern());
    return { kind: 'sequence', items };
  }

  private pattern(): Pattern {
    const outer = this.enter();
    const first = this.simplePattern();
    const patterns = [first];
    while (this.take('|')) patterns.push(this.simplePattern());
    const pattern: Pattern = patterns.length > 1 ? { kind: 'or', patterns } : first;
    const name = this.take('as') ? this.name() : null;
    this.leave(outer);
    return name ? { kind: 'as', pattern, name: name.text } : pattern;
  }

  private simplePattern(): Pattern {
    if (this.at('(')) return this.bracketed();
    if (this.at('[')) return { kind: 'sequence', items: this.patternItems(']') };
    if (this.at('{')) return this.mapping();
    if (this.take('*')) return { kind: 'rest', name: bound(this.name()?.text) };
    if (this.token.kind !== 'name') return { kind: 'value', value: this.sum() };
    return this.nameOrClass();
  }

  /** A capture, a dotted name or a class. */
  private nameOrClass(): Pattern {
    const { text, start, end } = this.advance();
    let value: Expression = { kind: 'name', id: text, start, end };
    while (this.take('.')) {
      this.wrap();
      const name = this.name();
      if (!name) return { kind: 'value', value: { kind: 'broken', start, end: this.lastEnd } };
      const nameSpan = { start: name.start, end: name.end };
      value = { kind: 'attribute', object: value, name: name.text, nameSpan, start, end: name.end };
    }
    if (this.at('(')) return this.classPattern(value);
    return value.kind === 'name'
      ? { kind: 'capture', name: bound(text) }
      : { kind: 'value', value };
  }

  private classPattern(type: Expression): Pattern {
    const positional: Pattern[] = [];
    const keywords: { name: string; pattern: Pattern }[] = [];
    this.advance();
    this.items(')', () => {
      if (this.token.kind === 'name' && this.ahead()?.text === '=') {
        const name = this.advance().text;
        this.advance();
        keywords.push({ name, pattern: this.pattern() });
      } else positional.push(this.pattern());
    });
    this.take(')');
    return { kind: 'class', type, positional, keywords };
  }

  /** `(a)` is `a`, `(a,)` and `(a, b)` are sequences. */
  private bracketed(): Pattern {
    let commas = false;
    const items = this.patternItems(')', () => (commas ||= this.at(',')));
    const [only] = items;
    return only && items.length === 1 && !commas ? only : { kind: 'sequence', items };
  }

  private patternItems(close: string, seen: () => void = () => undefined): Pattern[] {
    const items: Pattern[] = [];
    this.advance();
    this.items(close, () => {
      items.push(this.pattern());
      seen();
    });
    this.take(close);
    return items;
  }

  private mapping(): Pattern {
    const entries: { key: Expression; pattern: Pattern }[] = [];
    let rest: string | null = null;
    this.advance();
    this.items('}', () => {
      if (this.take('**')) {
        rest = this.name()?.text ?? null;
        return;
      }
      const key = this.sum();
      this.expect(':');
      entries.push({ key, pattern: this.pattern() });
    });
    this.take('}');
    return { kind: 'mapping', entries, rest };
  }
}

/** The name that a pattern binds: `_` binds nothing. */
function bound(name: string | undefined): string | null {
  return name === undefined || name === '_' ? null : name;
}
