/** Finds where string literals and the fields of f-strings end. */
/** The opening of a string literal: its prefix in lower case, its quotes, and where its content starts. */
export interface StringStart {
  readonly prefix: string;
  readonly quote: string;
  readonly content: number;
}

const START = /(br|rb|fr|rf|[rbuf])?('''|"""|'|")/iy;
const NAME = /\w+/y;
const CONVERSION = /!\s*(\w+)\s*(?=[:}])/y;
const AFTER_EQUALS = /=\s*(?=[!:}])/y;
const LONGEST_FIELD = 5000;
const DEEPEST = 8;
const MAX_FIELDS = 2000;

/** The opening of a string literal that starts here, else null. */
export function stringStart(text: string, at: number): StringStart | null {
  START.lastIndex = at;
  const match = START.exec(text);
  if (!match) return null;
  return { prefix: (match[1] ?? '').toLowerCase(), quote: match[2]!, content: START.lastIndex };
}

/** Where the closing quote of a literal starts; -1 when there is none. Single quotes end with the line. */
export function stringEnd(
  text: string,
  { prefix, quote, content }: StringStart,
  depth = 0,
): number {
  if (depth > DEEPEST) return -1;
  const format = prefix.includes('f');
  const long = quote.length === 3;
  const closing = quote.charCodeAt(0);
  let at = content;
  let fields = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === closing && (!long || text.startsWith(quote, at))) return at;
    if (code === BACKSLASH) at = behindEscape(text, at, prefix);
    else if (!long && (code === NEWLINE || code === RETURN)) return -1;
    else if (format && code === OPEN) {
      const next = text.charCodeAt(at + 1) === OPEN ? at + 2 : fieldEnd(text, at, quote, depth);
      fields += 1;
      if (next < 0 || fields > MAX_FIELDS) return -1;
      at = next;
    } else at += 1;
  }
  return -1;
}

/** Where a literal with an unclosed field ends: at the first quote of its kind, or with -1 nowhere. */
export function endIgnoringFields(text: string, start: StringStart): number {
  return stringEnd(text, { ...start, prefix: start.prefix.replace('f', '') });
}

/** Where the first field of an f-string stands that is never closed. */
export function openField(text: string, { quote, content }: StringStart): number {
  let at = content;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    if (open < 0) break;
    const end = text[open + 1] === '{' ? open + 2 : fieldEnd(text, open, quote);
    if (end < 0) return open;
    at = end;
  }
  return content;
}

/** Behind the field whose brace opens here, in an f-string with these quotes; -1 when it is never closed. */
function fieldEnd(text: string, open: number, quote: string, depth = 0): number {
  const limit = Math.min(text.length, open + LONGEST_FIELD);
  let brackets = 0;
  let at = open + 1;
  while (at < limit) {
    const string = stringStart(text, at);
    const name = string ? 0 : matchLength(NAME, text, at);
    const char = text.charAt(at);
    if (string) {
      const end = stringEnd(text, string, depth + 1);
      if (end < 0) return -1;
      at = end + string.quote.length;
    } else if (name) at += name;
    else if (brackets === 0 && endsValue(text, at)) return behindTail(text, at, quote, depth);
    else {
      if ('([{'.includes(char)) brackets += 1;
      else if (')]}'.includes(char)) brackets -= 1;
      if (brackets < 0) return -1;
      if (char === '#') at += matchLength(/[^\r\n]*/y, text, at);
      else at += /[=!<>]/.test(char) && text.charAt(at + 1) === '=' ? 2 : 1;
    }
  }
  return -1;
}

/** True where the value of a field ends: at its `=`, conversion, format or closing brace. */
function endsValue(text: string, at: number): boolean {
  const char = text.charAt(at);
  if (char === '}' || char === ':') return true;
  if (char === '!') return text.charAt(at + 1) !== '=';
  return char === '=' && matchLength(AFTER_EQUALS, text, at) > 0;
}

/** Behind the `=`, conversion, format and closing brace that follow the value of a field; -1 when one is wrong. */
function behindTail(text: string, valueEnd: number, quote: string, depth: number): number {
  let at = valueEnd + matchLength(AFTER_EQUALS, text, valueEnd);
  at += matchLength(CONVERSION, text, at);
  if (text.charAt(at) === ':') {
    at = formatEnd(text, at + 1, quote, depth);
    if (at < 0) return -1;
  }
  return text.charAt(at) === '}' ? at + 1 : -1;
}

/** Where the brace stands that closes the field of a format; fields may stand in it. */
function formatEnd(text: string, start: number, quote: string, depth: number): number {
  if (depth > DEEPEST) return -1;
  const limit = Math.min(text.length, start + LONGEST_FIELD);
  let at = start;
  while (at < limit) {
    const char = text.charAt(at);
    if (char === '}') return at;
    if (text.startsWith(quote, at) || (quote.length === 1 && /[\r\n]/.test(char))) return -1;
    if (char === '{') {
      at = fieldEnd(text, at, quote, depth + 1);
      if (at < 0) return -1;
    } else at += char === '\\' ? 2 : 1;
  }
  return -1;
}

/** Behind a backslash and what it escapes. In f-strings a brace is never escaped, but `\N{…}` is a name. */
function behindEscape(text: string, at: number, prefix: string): number {
  const next = text.charCodeAt(at + 1);
  if (next === RETURN && text.charCodeAt(at + 2) === NEWLINE) return at + 3;
  if (!prefix.includes('f')) return at + 2;
  if (next === OPEN) return at + 1;
  return at + (prefix.includes('r') ? 2 : Math.max(2, matchLength(NAMED_CHARACTER, text, at)));
}

const NAMED_CHARACTER = /\\N\{[\w -]*\}/y;
const NEWLINE = 10;
const RETURN = 13;
const BACKSLASH = 92;
const OPEN = 123;

function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}
