/** Says in the user's words what the grammar could not read. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../../../lines';

const KEYWORD =
  /^(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|nonlocal|not|or|pass|raise|return|try|while|with|yield)$/;
const WORD = /[\p{XID_Start}_][\p{XID_Continue}]*|\d[\w.]*|(["'])|\*\*|\/\/|:=|->|[=!<>]=|\S/uy;
const WANTS_NAME = /\b(?:def|class|import|as|global|nonlocal)$|(?<!\.)\.$/;
const WANTS_VALUE = /[=,([{+\-*/%@&|^~<>:]$/;
const PYTHON_2 = /^(print|exec)[ \t]+(?!\()[\w"']/;

/** An error at a place of a line. */
export interface Problem extends Span {
  readonly message: string;
}

/** What is wrong at a place of a line, as offsets in it. */
export function problemAt(text: string, place: number): Problem {
  const old = PYTHON_2.exec(text);
  if (old) {
    const message = l10n.t('This is Python 2. Write {0}(…) with brackets.', old[1]!);
    return { start: 0, end: old[1]!.length, message };
  }
  const space = /[\s\\]*/y;
  space.lastIndex = place;
  space.test(text);
  const start = space.lastIndex;
  WORD.lastIndex = start;
  const word = WORD.exec(text)?.[0] ?? '';
  const end = start + word.length;
  if (word === '') {
    const last = text.trimEnd().length;
    const message = WANTS_NAME.test(text.trimEnd())
      ? l10n.t('A name is missing here.')
      : l10n.t('The line ends too early. Something is missing here.');
    return { start: Math.max(0, last - 1), end: last, message };
  }
  return { start, end, message: messageFor(text, word, start) };
}

function messageFor(text: string, word: string, start: number): string {
  const before = text.slice(0, start).trimEnd();
  if (KEYWORD.test(word)) {
    return WANTS_NAME.test(before)
      ? l10n.t('"{0}" is a word of Python itself and cannot be a name. Choose another one.', word)
      : l10n.t('"{0}" does not belong here.', word);
  }
  if (WANTS_NAME.test(before)) return l10n.t('A name is missing here.');
  const startsValue = /^[\p{XID_Continue}"'([{~]/u.test(word);
  if (!startsValue && WANTS_VALUE.test(before)) {
    return l10n.t('A value is missing before "{0}".', word);
  }
  if (word === '=') return l10n.t('"=" assigns and cannot stand here. To compare, write "==".');
  return startsValue
    ? l10n.t('A comma, an operator or a new line is missing before this.')
    : l10n.t('"{0}" does not belong here.', word);
}
