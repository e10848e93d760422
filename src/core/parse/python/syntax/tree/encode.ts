/**
 * Rewrites Python that the grammar of `@lezer/python` does not know as Python of equal length that it does know. What stands
 * in a place is then read from the text itself. In strings and comments nothing of this matters.
 */

const FORM_FEED = /^[ \t]*\f[ \t\f]*/gm;
const LINE_BREAK = /(\\?)\r(\n?)/g;
/** `1.`, `1.5`, `1e-3` */
const DECIMAL =
  /(?<![\w.\x80-\uffff])\d[\d_]*(?:\.[\d_]*(?:[eE][+-]?\d[\d_]*)?|[eE][+-]?\d[\d_]*)/g;
/** A `yield` without a value. */
const BARE_YIELD = /\byield\b(?=[ \t]*(?:[)\]},:;=#\n]|$))/g;
const PRINT = /\bprint\b/g;
/** The `/` in the parameters of a lambda. */
const SLASH = /\/(?=\s*[,:)])/g;
/** `name :=` in the condition of a comprehension. */
const CONDITION = /(\bif\s+\w+\s*):=/g;
/** `x[*y]` */
const SPREAD_INDEX = /(?<=[\w)\]]\[)(?<!\b(?:def|class|type)\s+\w+\[)\*(?!\*)/g;

/** The text as the grammar can read it; every character keeps its place. */
export function encoded(text: string): string {
  let code = text;
  if (code.includes('\r')) {
    code = code.replace(LINE_BREAK, (_, slash: string, feed: string) =>
      feed ? ` ${slash}\n` : `${slash}\n`,
    );
  }
  if (code.includes('\ufeff')) {
    code = code.replace(/^\ufeff/, '\n').replaceAll('\ufeff', ' ');
  }
  if (code.includes('\f')) {
    code = code.replace(FORM_FEED, (space) => space.replaceAll('\f', '\n'));
  }
  code = code.replace(DECIMAL, (number) => '0'.repeat(number.length));
  if (code.includes('yield')) code = code.replace(BARE_YIELD, 'yie_d');
  if (code.includes('print')) code = code.replace(PRINT, 'prin_');
  if (code.includes('\\{')) code = code.replaceAll('\\{', '_{');
  if (code.includes('/')) code = code.replace(SLASH, '_');
  if (code.includes(':=')) code = code.replace(CONDITION, '$1==');
  return code.includes('[*') ? code.replace(SPREAD_INDEX, '+') : code;
}
