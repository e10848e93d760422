/** Patterns of einops: `b c (h p) w -> b (h w) (p c)`. */

/** What one axis of a tensor is made of: names, numbers, and `…` for any number of axes; nothing for an axis of size 1. */
export interface Axis {
  readonly parts: readonly string[];
  /** Written in brackets. */
  readonly grouped: boolean;
}

/** `…` in a pattern. */
export const ELLIPSIS = '…';

/** One side of a pattern. */
export type Side = readonly Axis[];

/** Both sides of a pattern, or what is wrong with it, in words of einops. */
export function readPattern(
  pattern: string,
): { readonly left: Side; readonly right: Side } | { readonly wrong: string } {
  const sides = pattern.split('->');
  if (sides.length !== 2) return { wrong: `Pattern must contain exactly one "->": ${pattern}` };
  const [left, right] = sides.map((side) => readSide(side));
  if ('wrong' in left!) return left;
  if ('wrong' in right!) return right;
  return { left: left as Side, right: right as Side };
}

/** Axes of one side. */
export function readSide(text: string): Side | { readonly wrong: string } {
  const tokens = text.replaceAll('...', ` ${ELLIPSIS} `).match(/[()]|[^\s()]+/g) ?? [];
  const axes: Axis[] = [];
  let group: string[] | null = null;
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token === '(') {
      if (group)
        return { wrong: 'Axis composition is one-level (brackets inside brackets not allowed)' };
      group = [];
      continue;
    }
    if (token === ')') {
      if (!group) return { wrong: 'Brackets are not balanced' };
      axes.push({ parts: group, grouped: true });
      group = null;
      continue;
    }
    const wrong = nameMisfit(token, seen);
    if (wrong !== null) return { wrong };
    seen.add(token);
    const parts = token === '1' ? [] : [token];
    if (group) group.push(...parts);
    else axes.push({ parts, grouped: token === '1' });
  }
  return group ? { wrong: `Imbalanced parentheses in expression: "${text.trim()}"` } : axes;
}

/** True for a size that stands in the pattern itself. */
export function isNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

function nameMisfit(name: string, seen: ReadonlySet<string>): string | null {
  if (isNumber(name)) return null;
  if (name !== ELLIPSIS && !/^[A-Za-z_]\w*$/.test(name)) return `Invalid axis identifier: ${name}`;
  if (!seen.has(name)) return null;
  return name === ELLIPSIS
    ? 'Expression may contain dots only inside ellipsis (...); only one ellipsis for tensor'
    : `Indexing expression contains duplicate dimension "${name}"`;
}
