/** Says in plain words what the YAML library found wrong with a text, with the usual cause and a remedy. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../lines';
import { insertAt, type Remedy } from '../problems';
import type { Source } from './source';
import { plainWords } from './syntax-words';

/** An error or warning of the YAML library. */
export interface SyntaxFinding {
  readonly code: string;
  readonly message: string;
  readonly pos: readonly [number, number];
}

/**
 * Reports the findings in their order, at most one for each line: what follows on the same line is a consequence.
 * Tabs are reported once, with a remedy for all. Gives the lines with other findings.
 */
export function reportSyntax(
  source: Source,
  findings: readonly SyntaxFinding[],
): ReadonlySet<number> {
  const lines = new Set<number>();
  let tabsReported = false;
  for (const finding of [...findings].sort((a, b) => a.pos[0] - b.pos[0])) {
    if (isReportedElsewhere(finding) || lines.has(source.lines.lineAt(finding.pos[0]))) continue;
    const isTab = finding.code === 'TAB_AS_INDENT';
    if (isTab && tabsReported) continue;
    const diagnosis = diagnose(source, finding);
    const line = source.lines.lineAt(diagnosis.span.start);
    if (lines.has(line)) continue;
    if (isTab) tabsReported = true;
    else lines.add(line).add(source.lines.lineAt(finding.pos[0]));
    source.problems.error(
      diagnosis.code,
      diagnosis.span,
      diagnosis.message,
      ...(diagnosis.remedies ?? []),
    );
  }
  return lines;
}

/** Quotes and documents are reported with the tree; where a closing bracket stands is a matter of taste. */
function isReportedElsewhere({ code, message }: SyntaxFinding): boolean {
  return (
    code === 'MULTIPLE_DOCS' ||
    /^Missing closing .?["']quote/.test(message) ||
    message.startsWith('Flow end indicator should be more indented')
  );
}

interface Diagnosis {
  readonly code: string;
  readonly span: Span;
  readonly message: string;
  readonly remedies?: readonly Remedy[];
}

function diagnose(source: Source, finding: SyntaxFinding): Diagnosis {
  const { text, lines } = source;
  const start = Math.min(finding.pos[0], text.length);
  const line = lines.line(lines.lineAt(start));
  const span = { start, end: Math.min(Math.max(finding.pos[1], start), Math.max(line.end, start)) };
  if (finding.code === 'TAB_AS_INDENT') return tabs(source, start);
  if (source.language === 'json' && finding.message.startsWith('Unresolved plain scalar')) {
    return jsonWord(text, span);
  }
  return (
    unclosed(text, finding) ??
    (source.language === 'yaml' ? colon(text, line, finding) : null) ?? {
      ...plainWords(finding, source.language),
      span,
    }
  );
}

function tabs({ text }: Source, offset: number): Diagnosis {
  const edits = [...text.matchAll(/^[ ]*\t[ \t]*/gm)].map((match) => ({
    span: { start: match.index, end: match.index + match[0].length },
    newText: match[0].replaceAll('\t', '  '),
  }));
  return {
    code: 'tab-indent',
    span: { start: offset, end: Math.min(offset + 1, text.length) },
    message: l10n.t(
      'A tab indents this line, but YAML allows only spaces. Use two spaces instead.',
    ),
    remedies: [{ title: l10n.t('Indent with spaces everywhere'), edits }],
  };
}

/** A list or mapping whose closing bracket is missing: the mark goes where it should stand. */
function unclosed(text: string, { message, pos }: SyntaxFinding): Diagnosis | null {
  const bracket = /end with a ([\]}])$/.exec(message)?.[1];
  if (!bracket) return null;
  const end = text.slice(0, pos[0]).trimEnd().length;
  return {
    code: 'unclosed-bracket',
    span: { start: Math.max(0, end - 1), end },
    message: l10n.t('A bracket is open here and never closed. Close it with {0}', bracket),
    remedies: [insertAt(l10n.t('Insert {0}', bracket), end, bracket)],
  };
}

/** A colon that is missing, or that has no space after it. */
function colon(text: string, line: Span, finding: SyntaxFinding): Diagnosis | null {
  if (!/Implicit keys? need|Implicit map keys need/.test(finding.message)) return null;
  const content = text.slice(line.start, line.end);
  const glued = /^\s*(?:-\s+)*[\w-]+:(?=[^\s:])/.exec(content);
  if (glued) {
    const at = line.start + glued[0].length;
    return {
      code: 'missing-space',
      span: { start: at - 1, end: at },
      message: l10n.t('A space is missing after this colon, so YAML takes the line for one word.'),
      remedies: [insertAt(l10n.t('Insert a space'), at, ' ')],
    };
  }
  const bare = /^\s*(?:-\s+)*([\w-]+)\s*(?:#.*)?$/.exec(content);
  const word = bare?.[1];
  if (!word) return null;
  const at = line.start + content.indexOf(word) + word.length;
  return {
    code: 'missing-colon',
    span: { start: at - word.length, end: at },
    message: l10n.t('A colon is missing after "{0}", or the line is indented wrongly.', word),
    remedies: [insertAt(l10n.t('Insert a colon'), at, ':')],
  };
}

function jsonWord(text: string, span: Span): Diagnosis {
  const word = text.slice(span.start, span.end);
  if (/^[\w.$-]+$/.test(word)) {
    return {
      code: 'json-syntax',
      span,
      message: l10n.t('In JSON, text and keys stand in double quotes: "{0}".', word),
      remedies: [
        {
          title: l10n.t('Put it in double quotes'),
          edits: [{ span, newText: JSON.stringify(word) }],
        },
      ],
    };
  }
  return {
    code: 'json-syntax',
    span,
    message: l10n.t('This is not JSON. Is a comma missing between two values, or are quotes?'),
  };
}
