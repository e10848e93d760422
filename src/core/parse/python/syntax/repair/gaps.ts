/** Rewrites a line that the grammar of `@lezer/python` cannot read, though it is Python, as one of equal length that it can. */
const DECORATOR = /^@/;
const LAMBDA_COMMA = /(\blambda\b[^:()]*),(\s*:)/g;
/** Comments, and texts, in which none starts. */
const COMMENT = /"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|#[^\n]*/g;
const LINE_BREAK = /\\?\n/g;
const IN_BRACKETS = /^((?:async\s+)?with\s*)\(([^]*)\)(\s*:[^:]*)$/;
const AS = /\bas\b/;
const EVERY_AS = /\bas\b/g;
/** The keys of a mapping pattern. */
const DOTTED_KEY = /([{,]\s*)(\w+(?:\.\w+)+)(?=\s*:)/g;
/** Patterns with nothing in their brackets. */
const EMPTY = /(?:[A-Za-z_][\w.]*)?\(\s*\)|\[\s*\]|\{\s*\}/g;
const JOINED_TEXTS = /["']\s+["']/g;
const PATTERN_END = /^(?::|\sif\b)/;

/** The line with what its first word asks for rewritten. */
export function widened(code: string, word: string): string {
  const changed = code.replace(LAMBDA_COMMA, '$1 $2');
  switch (word) {
    case 'with':
      return withItems(changed);
    case 'case':
      return withPattern(changed);
    default:
      return changed;
  }
}

/** A decorator, as an expression: what follows `@` may be any. */
export function asExpression(code: string): string {
  return code.replace(DECORATOR, '~');
}

/** What stands where the grammar found an error, as something that it knows there; else null. */
export function replacement(wrong: string, text: string, inField: boolean): string | null {
  if (wrong === '*') return '+';
  if (wrong === ':=') return inField ? ':_' : '==';
  if (wrong === ',' && /^match\b/.test(text)) return '|';
  return null;
}

/** `with a as b.c:` with commas for `as`; brackets around all items are left out. */
function withItems(code: string): string {
  const oneLine = code
    .replace(COMMENT, (found) => (found.startsWith('#') ? blank(found) : found))
    .replace(LINE_BREAK, blank);
  const open = oneLine.replace(IN_BRACKETS, (all, head: string, items: string, tail: string) =>
    AS.test(items) && isBalanced(items) ? `${head} ${items.replace(/,\s*$/, blank)} ${tail}` : all,
  );
  return open.replace(EVERY_AS, ' ,');
}

/** The line with its pattern, which ends at a guard or colon outside brackets, rewritten. */
function withPattern(code: string): string {
  let end = 0;
  let open = 0;
  while (end < code.length && (open > 0 || !PATTERN_END.test(code.slice(end, end + 4)))) {
    if ('([{'.includes(code.charAt(end))) open += 1;
    else if (')]}'.includes(code.charAt(end))) open -= 1;
    end += 1;
  }
  const pattern = code
    .slice(0, end)
    .replace(DOTTED_KEY, (_, before: string, key: string) => before + key.replaceAll('.', '_'))
    .replace(EMPTY, mark)
    .replace(JOINED_TEXTS, mark);
  return pattern + code.slice(end);
}

/** True when every bracket that is closed was opened before. */
function isBalanced(text: string): boolean {
  let open = 0;
  for (const char of text) {
    if (char === '(') open += 1;
    else if (char === ')' && (open -= 1) < 0) return false;
  }
  return true;
}

function mark(text: string): string {
  return '_'.repeat(text.length);
}

function blank(text: string): string {
  return ' '.repeat(text.length);
}
