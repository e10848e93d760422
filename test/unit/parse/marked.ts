/** Texts for tests in which ⟦ and ⟧ mark the place where a problem is expected. */
import type { Fix, Problem, TextEdit } from '../../../src/core/model/problem';
import type { SourceRange } from '../../../src/core/model/range';
import { parseModelFile } from '../../../src/core/parse';

/** The text without marks and the place that they mark. */
export function unmark(marked: string): { text: string; range: SourceRange | null } {
  const start = marked.indexOf('⟦');
  const text = marked.replace(/[⟦⟧]/g, '');
  if (start < 0) return { text, range: null };
  const end = marked.indexOf('⟧') - 1;
  const [startLine, startColumn] = placeOf(text, start);
  const [endLine, endColumn] = placeOf(text, end);
  return { text, range: { startLine, startColumn, endLine, endColumn } };
}

function placeOf(text: string, offset: number): [number, number] {
  const before = text.slice(0, offset).split('\n');
  return [before.length - 1, before[before.length - 1]!.length];
}

/** The problems of a text. */
export function problemsOf(text: string, fileName = 'net.backprop.yaml'): readonly Problem[] {
  return parseModelFile(text, fileName).problems;
}

/** Codes of the problems of a text. */
export function codesOf(text: string, fileName?: string): string[] {
  return problemsOf(text, fileName).map(({ code }) => code);
}

/** The only model of a text that has no errors. */
export function modelOf(text: string, fileName = 'net.backprop.yaml') {
  const { models, problems } = parseModelFile(text, fileName);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'));
  return models[0]!;
}

/** The text after a fix. */
export function applyFix(text: string, fix: Fix): string {
  const lines = text.split('\n');
  const offset = (line: number, column: number) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + column;
  const start = ({ range }: TextEdit) => offset(range.startLine, range.startColumn);
  let result = text;
  for (const edit of [...fix.edits].sort((a, b) => start(b) - start(a))) {
    const end = offset(edit.range.endLine, edit.range.endColumn);
    result = result.slice(0, start(edit)) + edit.newText + result.slice(end);
  }
  return result;
}
