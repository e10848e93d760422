/** Reads a Python text as a tree, a little at a time, and never fails: what is no Python is an error at its place. */
import * as l10n from '@vscode/l10n';
import type { Module, Statement } from './ast';
import { SyntaxErrors } from './errors';
import { readLines } from './lines/lines';
import { parts, type Part } from './lines/parts';
import { withoutPauses, type Paused } from './pace';
import { repaired } from './repair/repair';
import { encoded } from './tree/encode';
import { syntaxTree } from './tree/lezer';
import { ModuleReader } from './tree/module';
import { NotUnderstood } from './tree/walker';

/** Longer texts are not read. */
const MAX_LENGTH = 1_000_000;

/** Reads a text and pauses every few milliseconds, so that the caller can stop or let others work. */
export function* parsePython(text: string): Paused<Module> {
  if (text.length > MAX_LENGTH) {
    const message = l10n.t(
      'This file is too long to be read: it has more than {0} characters.',
      MAX_LENGTH,
    );
    return {
      body: [{ kind: 'broken', message, start: 0, end: 0 }],
      comments: [],
      errors: [{ message, start: 0, end: 0 }],
    };
  }
  const errors = new SyntaxErrors();
  const { lines, comments } = yield* readLines(text, errors);
  const body: Statement[] = [];
  for (const part of parts(text, lines)) {
    for (const statement of yield* readPart(text, part, errors)) body.push(statement);
    yield;
  }
  return { body, comments, errors: errors.sorted(lines) };
}

/** Reads a text at one go. */
export function readPython(text: string): Module {
  return withoutPauses(parsePython(text));
}

/** A few statements: as they stand, or where that is no Python, line by line. */
function* readPart(text: string, part: Part, errors: SyntaxErrors): Paused<readonly Statement[]> {
  if (!part.faulty) {
    const mark = errors.mark();
    const { start } = part;
    const source = { text: text.slice(start, part.end), at: (place: number) => place + start };
    const tree = yield* syntaxTree(encoded(source.text));
    try {
      return yield* new ModuleReader({ ...source, errors, strict: true }, tree).module();
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      errors.backTo(mark);
    }
  }
  const { code, ...source } = yield* repaired(text, part.lines, errors);
  const tree = yield* syntaxTree(code);
  return yield* new ModuleReader({ ...source, errors, strict: false }, tree).module();
}
