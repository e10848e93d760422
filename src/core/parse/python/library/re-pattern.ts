/** Regular expressions of Python as JavaScript's, where both mean the same and no text can make them slow. */

/** A pattern that can be used. */
export interface Pattern {
  /** JavaScript's pattern and flags, without those that say how it is used. */
  readonly source: string;
  readonly flags: string;
  /** Names of groups by their numbers, from 1 on. */
  readonly groups: readonly (string | null)[];
  /** The longest text that it may be used on, so that it stays quick. */
  readonly longest: number;
}

/** Python's flags by JavaScript's letters; `re.UNICODE` and `re.ASCII` change little. */
const FLAGS: readonly (readonly [number, string])[] = [
  [2, 'i'],
  [8, 'm'],
  [16, 's'],
];
const HARMLESS = 32 | 256;

/** Longer patterns take too long to read. */
const MAX_LENGTH = 10_000;

/** How many steps a search may take. */
const MAX_WORK = 1e7;

/** A part of a Python pattern: an escape, a set in brackets, the start of a group, a quantifier, or one character. */
const PART =
  /\\[^]|\[\^?(?:\\[^]|[^\]\\])+\]|\((?:\?(?:P<\w+>|P=\w+\)|:|=|!|<=|<!|[aiLmsux]+\)|\(|>))?|[*+?][+?]?|\{\d*,?\d*\}\??|[^]/g;

/** Reads a pattern; null where JavaScript would read it differently, or where some text would take forever. */
export function readPattern(text: string, flags: number): Pattern | null {
  if (text.length > MAX_LENGTH) return null;
  let letters = '';
  let rest = flags & ~HARMLESS;
  for (const [flag, letter] of FLAGS) {
    if (rest & flag) letters += letter;
    rest &= ~flag;
  }
  if (rest !== 0) return null;
  let source = '';
  const groups: (string | null)[] = [];
  const guard = new Guard();
  for (const [part] of text.matchAll(PART)) {
    const read = translate(part, source === '', groups);
    if (read === null) return null;
    source += read.source;
    letters += read.flags;
    if (!guard.accepts(part)) return null;
  }
  if (!compiles(source)) return null;
  const longest = Math.floor(MAX_WORK ** (1 / (guard.unbounded + 1)));
  return { source, flags: [...new Set(letters)].join(''), groups, longest };
}

function translate(
  part: string,
  isFirst: boolean,
  groups: (string | null)[],
): { source: string; flags: string } | null {
  const same = { source: part, flags: '' };
  if (part === '\\A') return { source: '(?<![^])', flags: '' };
  if (part === '\\Z') return { source: '(?![^])', flags: '' };
  if (part === '$') return { source: '(?=\\n?(?![^]))', flags: '' };
  const name = /^\(\?P<(\w+)>$/.exec(part)?.[1];
  if (name !== undefined) {
    groups.push(name);
    return { source: `(?<${name}>`, flags: '' };
  }
  if (part === '(') groups.push(null);
  const back = /^\(\?P=(\w+)\)$/.exec(part)?.[1];
  if (back !== undefined) return { source: `\\k<${back}>`, flags: '' };
  const inline = /^\(\?([aiLmsux]+)\)$/.exec(part)?.[1];
  if (inline !== undefined) {
    return isFirst && /^[ims]+$/.test(inline) ? { source: '', flags: inline } : null;
  }
  const differs =
    part === '(?(' ||
    part === '(?>' ||
    /^[*+?]\+$/.test(part) ||
    /^\[\^?\]/.test(part) ||
    part === '{,}';
  return differs ? null : same;
}

/** Counts quantifiers without an end, and refuses them on groups that hold quantifiers or choices. */
class Guard {
  unbounded = 0;
  private readonly open: { risky: boolean }[] = [{ risky: false }];
  private closed: { risky: boolean } | null = null;

  accepts(part: string): boolean {
    const before = this.closed;
    this.closed = null;
    const top = this.open.at(-1)!;
    if (part.startsWith('(') && !part.endsWith(')')) this.open.push({ risky: false });
    else if (part === ')') {
      if (this.open.length === 1) return false;
      this.closed = this.open.pop()!;
      if (this.closed.risky) this.open.at(-1)!.risky = true;
    } else if (part === '|') top.risky = true;
    else if (/^(?:[*+?]|\{[\d,]+\})\??$/.test(part)) {
      top.risky = true;
      const most = /^\{\d*,?(\d*)\}/.exec(part);
      const endless =
        /^[*+]/.test(part) ||
        (most !== null && Number(most[1] || (part.includes(',') ? Infinity : 0)) > 3);
      if (endless) this.unbounded += 1;
      if (endless && before?.risky) return false;
    }
    return true;
  }
}

function compiles(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
