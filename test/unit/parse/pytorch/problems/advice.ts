/** What the reader says of a model file, with the text that it points at, and what becomes of the file when a fix is applied. */
import { expect, it } from 'vitest';
import { computeOutput } from '../../../../../src/core/autodiff/compute';
import type { Problem, Severity } from '../../../../../src/core/model/problem';
import type { SourceRange } from '../../../../../src/core/model/range';
import { Lines } from '../../../../../src/core/parse/lines';
import { readPython } from '../../../../../src/core/parse/pytorch';
import { runToEnd } from '../../../../../src/core/parse/python/steps';

/** A problem as the tests name it: the code, where it points, what it says. */
export interface Advice {
  readonly severity: Severity;
  readonly code: string;
  /** The text that it points at. */
  readonly at: string;
  readonly message: string;
  /** The file after each fix. */
  readonly fixed: readonly string[];
}

const HEAD = 'import torch\nimport torch.nn as nn\nimport torch.nn.functional as F\n';

function withHead(text: string): string {
  return text.includes('import ') ? text : HEAD + text;
}

/** All problems of a file, imports of PyTorch put before it. */
export function adviceOn(text: string): Advice[] {
  const whole = withHead(text);
  const source = { cells: [{ uri: null, text: whole }] };
  const { problems } = runToEnd(readPython(source, { compute: computeOutput }));
  return problems.map((problem) => described(problem, whole));
}

/** Errors and warnings. */
export function warningsOn(text: string): Advice[] {
  return adviceOn(text).filter(({ severity }) => severity !== 'information');
}

/** The one problem of a file that has this code. */
export function onlyAdvice(text: string, code: string): Advice {
  const found = adviceOn(text).filter((each) => each.code === code);
  if (found.length !== 1) throw new Error(`${found.length} problems with the code ${code}`);
  return found[0]!;
}

function described({ severity, code, message, range, fixes }: Problem, text: string): Advice {
  const lines = new Lines(text);
  const fixed = fixes.map(({ edits }) =>
    [...edits]
      .sort((a, b) => startOf(b.range, lines) - startOf(a.range, lines))
      .reduce((result, edit) => replaced(result, edit.range, edit.newText, lines), text),
  );
  const at = text.slice(startOf(range, lines), endOf(range, lines));
  return { severity, code, at, message, fixed };
}

function replaced(text: string, range: SourceRange, by: string, lines: Lines): string {
  return text.slice(0, startOf(range, lines)) + by + text.slice(endOf(range, lines));
}

function startOf({ startLine, startColumn }: SourceRange, lines: Lines): number {
  return lines.offset(startLine, startColumn);
}

function endOf({ endLine, endColumn }: SourceRange, lines: Lines): number {
  return lines.offset(endLine, endColumn);
}

/** A file with one mistake, and what is to be said of it. */
export interface Red {
  readonly name: string;
  readonly text: string;
  readonly code: string;
  readonly severity: Severity;
  /** The text that the problem points at. */
  readonly at: string;
  readonly message: string;
  /** The lines that the fix changes, as they are then; empty where it takes some away, null where there is no fix. */
  readonly fixed: string | null;
}

/** A test for each file: the mistake is found, and the fix mends it. */
export function testRed(cases: readonly Red[]): void {
  it.each(cases)('$name', ({ text, code, severity, at, message, fixed }) => {
    const found = onlyAdvice(text, code);
    expect(found).toMatchObject({ severity, at, message });
    if (fixed === null) {
      expect(found.fixed).toEqual([]);
      return;
    }
    const [after] = found.fixed;
    const changed = after!.split('\n').filter((line) => !withHead(text).split('\n').includes(line));
    expect(changed.map((line) => line.trim()).join('\n')).toBe(fixed);
    expect(adviceOn(after!).filter((each) => each.code === code)).toEqual([]);
  });
}

/** A test for each file: it is right, and nothing is said of it. */
export function testGreen(cases: Readonly<Record<string, string>>): void {
  it.each(Object.entries(cases))('%s', (_, text) => expect(warningsOn(text)).toEqual([]));
}

/** A module with these lines in its constructor and in `forward`, and a script behind it. */
export function model(init: string, forward: string, script = ''): string {
  const lines = (text: string): string =>
    text
      .trim()
      .split('\n')
      .map((line) => `        ${line.trim() === '' ? '' : line}`)
      .join('\n');
  return `class Net(nn.Module):
    def __init__(self):
        super().__init__()
${lines(init)}

    def forward(self, x):
${lines(forward)}

${script}`;
}
