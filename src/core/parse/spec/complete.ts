/** What can be written at a place of a spec file: keys, layers, losses, names and values, from the catalogue. */
import { Lines, type Span } from '../lines';
import { Problems } from '../problems';
import { findFitting, type Fitting } from './fitting';
import type { Tree } from './tree';
import { readYaml } from './yaml';

/** One thing that can be written. `insertText` replaces the word at the cursor. */
export interface Completion {
  readonly label: string;
  readonly insertText: string;
  readonly documentation: string;
  readonly kind: 'key' | 'type' | 'value' | 'name';
}

type Language = 'yaml' | 'json';

/** Everything that fits at a place, zero-based as editors count. Empty where nothing is known to fit. */
export function completionsAt(
  text: string,
  fileName: string,
  line: number,
  column: number,
): Completion[] {
  const language = /\.json$/i.test(fileName) ? 'json' : 'yaml';
  const offset = new Lines(text).offset(line, column);
  const word = wordAt(text, offset);
  const reading = bestReading(text, word, language);
  if (!reading) return [];
  return findFitting(reading.tree, MARK).map((fitting) => ({
    label: fitting.label,
    insertText: written(fitting, reading.prefix, text, word, language),
    documentation: fitting.documentation,
    kind: fitting.kind,
  }));
}

/** Stands for the word at the cursor while the text is read. */
const MARK = 'the_cursor_is_here';

/** The word that the cursor stands in or at the end of; empty between words. */
function wordAt(text: string, offset: number): Span {
  const before = /[\p{L}\p{N}_.]*$/u.exec(text.slice(Math.max(0, offset - 100), offset));
  const after = /^[\p{L}\p{N}_.]*/u.exec(text.slice(offset, offset + 100));
  return { start: offset - (before?.[0].length ?? 0), end: offset + (after?.[0].length ?? 0) };
}

interface Reading {
  readonly tree: Tree;
  /** What has to stand before the word for this reading. */
  readonly prefix: string;
}

/** The text with a mark at the cursor, read as a value, a key or a list item: whichever fits the text best. */
function bestReading(text: string, word: Span, language: Language): Reading | null {
  let best: (Reading & { readonly errors: number }) | null = null;
  for (const { mark, prefix } of variants(text, word, language)) {
    const marked = text.slice(0, word.start) + mark + text.slice(word.end);
    const lines = new Lines(marked);
    const problems = new Problems(lines);
    const tree = readYaml({ text: marked, lines, problems, language });
    if (tree && (!best || problems.errors < best.errors)) {
      best = { tree, prefix, errors: problems.errors };
    }
  }
  return best;
}

function variants(
  text: string,
  word: Span,
  language: Language,
): { readonly mark: string; readonly prefix: string }[] {
  if (language === 'json') {
    if (isQuoted(text, word)) return [{ mark: MARK, prefix: '' }];
    return [`"${MARK}"`, `"${MARK}": 0`, `"${MARK}",`, `, "${MARK}"`].map((mark) => ({
      mark,
      prefix: '',
    }));
  }
  const found = [{ mark: MARK, prefix: '' }];
  const lineStart = Math.max(text.lastIndexOf('\n', word.start - 1), -1) + 1;
  const before = text.slice(lineStart, word.start);
  if (/^[\s-]*$/.test(before) && !hasColon(text, word)) {
    found.push({ mark: `${MARK}:`, prefix: '' });
    if (before.trim() === '') found.push({ mark: `- ${MARK}`, prefix: '- ' });
  }
  return found;
}

/** The text that puts a fitting word in place, in the file's language. */
function written(
  { label, kind, follow, prefix: own }: Fitting,
  prefix: string,
  text: string,
  word: Span,
  language: Language,
): string {
  if (language === 'json') {
    if (isQuoted(text, word)) return label;
    const quoted = kind === 'value' && /^(true|false)$/.test(label) ? label : JSON.stringify(label);
    return follow === 'nothing' || hasColon(text, word) ? quoted : `${quoted}: `;
  }
  const colon = { nothing: '', value: ': ', block: ':' }[follow];
  return (prefix || own) + label + (hasColon(text, word) ? '' : colon);
}

function hasColon(text: string, word: Span): boolean {
  return /^"?\s*:/.test(text.slice(word.end, word.end + 20));
}

function isQuoted(text: string, word: Span): boolean {
  return text[word.start - 1] === '"';
}
