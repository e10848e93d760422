/** Python counts strings in code points, JavaScript in pairs of surrogates: the difference is handled here. */

const SURROGATES = /[\ud800-\udfff]/;

/** What counts as white space, for a class of characters in a regular expression. */
export const WHITE = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

/** The characters of a string; a plain string where each is one unit of JavaScript. */
export function characters(text: string): string | readonly string[] {
  return SURROGATES.test(text) ? Array.from(text) : text;
}

/** `len(text)` */
export function lengthOf(text: string): number {
  return characters(text).length;
}

/** Operations that a search for a part may take at worst. */
export function searchCost(text: string, part: string): number {
  return (text.length * part.length) / 20;
}

/** The position in Python's counting of a position in JavaScript's. */
export function pythonPosition(text: string, at: number): number {
  return at <= 0 ? at : lengthOf(text.slice(0, at));
}

/** Negative where a comes before b by code points, 0 where they are equal. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  if (!SURROGATES.test(a) && !SURROGATES.test(b)) return a < b ? -1 : 1;
  const [left, right] = [Array.from(a), Array.from(b)];
  const at = left.findIndex((character, i) => character !== right[i]);
  if (at < 0) return -1;
  return (left[at]!.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}
