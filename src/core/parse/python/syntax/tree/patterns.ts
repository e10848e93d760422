/** Reads the patterns of `case`. */
import type { Expression, Pattern } from '../ast';
import { Expressions } from './expressions';
import { MISSING } from './names';

export abstract class Patterns extends Expressions {
  /** The pattern of a `case`, which may be a sequence without brackets. */
  protected casePattern(): Pattern {
    const first = this.pattern();
    if (!this.at(',')) return first.kind === 'rest' ? { kind: 'sequence', items: [first] } : first;
    const items = [first];
    while (this.take(',') && this.startsPattern) items.push(this.pattern());
    return { kind: 'sequence', items };
  }

  private get startsPattern(): boolean {
    return this.name.endsWith('Pattern');
  }

  private pattern(): Pattern {
    return this.deeper(() => this.patternNode());
  }

  private patternNode(): Pattern {
    switch (this.name) {
      case 'CapturePattern':
        return this.inside(() => this.capture());
      case 'LiteralPattern':
        return { kind: 'value', value: this.literal() };
      case 'AttributePattern':
        return { kind: 'value', value: this.attribute() };
      case 'AsPattern':
        return this.inside(() => this.as());
      case 'OrPattern':
        return this.inside(() => this.or());
      case 'SequencePattern':
        return this.inside(() => this.bracketed());
      case 'MappingPattern':
        return this.inside(() => this.mapping());
      case 'ClassPattern':
        return this.inside(() => this.classPattern());
      case 'StarPattern':
        return this.inside(() => {
          this.advance();
          const inner = this.pattern();
          return { kind: 'rest', name: inner.kind === 'capture' ? inner.name : null };
        });
      default:
        return { kind: 'value', value: this.broken() };
    }
  }

  /** A name that is bound; or `Class()`, `[]` and `{}`, which the grammar was given as names. */
  private capture(): Pattern {
    const { words } = this;
    if (words === MISSING) return { kind: 'value', value: this.nameOrOther() };
    if (words.startsWith('{')) return this.empty({ kind: 'mapping', entries: [], rest: null });
    if (/^[[(]/.test(words)) return this.empty({ kind: 'sequence', items: [] });
    if (words.endsWith(')')) {
      return { kind: 'class', type: this.nameOrOther(), positional: [], keywords: [] };
    }
    return { kind: 'capture', name: bound(this.identifier()) };
  }

  private empty(pattern: Pattern): Pattern {
    this.advance();
    return pattern;
  }

  /** A number with its signs, a text or a constant. */
  private literal(): Expression {
    return this.deeper(() => this.chain());
  }

  /** `a.b.c` */
  private attribute(): Expression {
    return this.inside(() => this.dottedNames());
  }

  /** `a | b as c` names the whole, though the grammar nests it otherwise. */
  private or(): Pattern {
    const patterns: Pattern[] = [];
    let name: string | null = null;
    do {
      const isNamed = this.at('AsPattern');
      const pattern = this.pattern();
      if (isNamed && pattern.kind === 'as') {
        patterns.push(pattern.pattern);
        ({ name } = pattern);
      } else patterns.push(pattern);
    } while (this.take('LogicOp'));
    const pattern: Pattern = { kind: 'or', patterns };
    return name === null ? pattern : { kind: 'as', pattern, name };
  }

  private as(): Pattern {
    const pattern = this.pattern();
    this.take('as');
    return { kind: 'as', pattern, name: this.identifier() ?? '' };
  }

  /** `(a)` is `a`, `(a,)`, `[a]` and `(a, b)` are sequences. */
  private bracketed(): Pattern {
    const round = this.at('(');
    let commas = false;
    const items: Pattern[] = [];
    this.advance();
    while (this.startsPattern) {
      items.push(this.pattern());
      if (this.take(',')) commas = true;
    }
    const [only] = items;
    return round && only && items.length === 1 && !commas ? only : { kind: 'sequence', items };
  }

  private classPattern(): Pattern {
    const type = this.at('AttributePattern') ? this.attribute() : this.nameOrOther();
    const positional: Pattern[] = [];
    const keywords: { name: string; pattern: Pattern }[] = [];
    const args = (): void => {
      while (!this.atEnd) {
        if (this.at('KeywordPattern')) {
          this.inside(() => {
            const name = this.identifier() ?? '';
            keywords.push({ name, pattern: this.pattern() });
          });
        } else if (this.startsPattern) positional.push(this.pattern());
        else this.advance();
      }
    };
    if (this.at('PatternArgList')) this.inside(args);
    return { kind: 'class', type, positional, keywords };
  }

  private mapping(): Pattern {
    const entries: { key: Expression; pattern: Pattern }[] = [];
    let rest: string | null = null;
    this.advance();
    while (!this.atEnd && !this.at('}')) {
      if (this.take('**')) {
        const inner = this.pattern();
        rest = inner.kind === 'capture' ? inner.name : null;
      } else {
        const key = this.at('LiteralPattern') ? this.literal() : this.expression();
        this.take(':');
        entries.push({ key, pattern: this.pattern() });
      }
      if (!this.take(',')) break;
    }
    return { kind: 'mapping', entries, rest };
  }
}

/** The name that a pattern binds: `_` binds nothing. */
function bound(name: string | null): string | null {
  return name === '_' ? null : name;
}
