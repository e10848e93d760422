/** Follows which statements stand in which blocks, and says where a word belongs to nothing above it. */

/** The words that each word may follow in its block. */
const AFTER: Readonly<Record<string, readonly string[]>> = {
  elif: ['if', 'elif'],
  else: ['if', 'elif', 'for', 'while', 'except'],
  except: ['try', 'except'],
  finally: ['try', 'except', 'else'],
};

interface Level {
  /** The first word of the line before in this block. */
  last: string;
  /** True when a `try` has neither `except` nor `finally` yet. */
  openTry: boolean;
}

export class Order {
  private readonly levels: Level[] = [];

  /** True when the line's first word belongs to something above it, which every other word does. */
  fits(word: string, depth: number): boolean {
    const after = AFTER[word];
    if (word === 'case') return this.levels[depth - 1]?.last === 'match';
    return !after || after.includes(this.levels[depth]?.last ?? '');
  }

  /** True in a block that holds only `case`. */
  inMatch(depth: number): boolean {
    return this.levels[depth - 1]?.last === 'match';
  }

  /** The depths at which a `try` ends without `except` before this line, the deepest first. */
  openTries(word: string, depth: number): number[] {
    const open: number[] = [];
    for (let level = this.levels.length - 1; level >= depth; level -= 1) {
      const continues = level === depth && (word === 'except' || word === 'finally');
      if (this.levels[level]?.openTry && !continues) open.push(level);
    }
    return open;
  }

  add(word: string, depth: number): void {
    this.levels.length = Math.min(this.levels.length, depth + 1);
    this.levels[depth] = { last: word, openTry: word === 'try' };
  }
}
