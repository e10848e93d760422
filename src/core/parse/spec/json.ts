/** Finds what YAML allows and JSON does not, and blanks comments so that the rest can be read. */
import * as l10n from '@vscode/l10n';
import type { Remedy } from '../problems';
import type { Source } from './source';

/** Strings first, so that nothing is found inside of them; then the usual mistakes. No part can fail half-way, so this is linear. */
const PARTS =
  /"(?:\\.|[^"\r\n])*"?|(\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|(?![\s\S]))|#[^\r\n]*)|('(?:\\.|[^'\r\n])*'?)|(,)(?=\s*[}\]])/g;

/** Reports comments, single quotes and trailing commas. Gives the text with comments replaced by spaces, offsets unchanged. */
export function readableJson(source: Source): string {
  const { text, problems } = source;
  const report = (match: RegExpMatchArray, message: string, remedy: Remedy) =>
    problems.error('json-syntax', spanOf(match), message, remedy);
  let readable = '';
  let end = 0;
  for (const match of text.matchAll(PARTS)) {
    const [all, comment, single, comma] = match;
    if (comment) {
      report(
        match,
        l10n.t('JSON has no comments. Remove it, or use a YAML file.'),
        replace(match, l10n.t('Remove the comment'), ''),
      );
      readable += text.slice(end, match.index) + all.replace(/[^\r\n]/g, ' ');
      end = match.index + all.length;
    } else if (single) {
      report(
        match,
        l10n.t('In JSON, text and keys stand in double quotes.'),
        replace(match, l10n.t('Use double quotes'), JSON.stringify(single.replace(/^'|'$/g, ''))),
      );
    } else if (comma) {
      report(
        match,
        l10n.t('JSON allows no comma before a closing bracket. Remove it.'),
        replace(match, l10n.t('Remove the comma'), ''),
      );
    }
  }
  return readable + text.slice(end);
}

/** True when the text is JSON by the letter. */
export function isStrictJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A problem for a text that only a strict reader refuses, when nothing else was found. */
export function reportNotJson({ problems, lines }: Source): void {
  problems.error(
    'json-syntax',
    lines.line(0),
    l10n.t('This is YAML, but not JSON. Use brackets, braces and double quotes, or name it .yaml'),
  );
}

function spanOf(match: RegExpMatchArray): { start: number; end: number } {
  const start = match.index ?? 0;
  return { start, end: start + match[0].length };
}

function replace(match: RegExpMatchArray, title: string, newText: string): Remedy {
  return { title, edits: [{ span: spanOf(match), newText }] };
}
