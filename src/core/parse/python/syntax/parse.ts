/** Reads a Python text as a tree, a little at a time, and never fails: what is no Python is an error at its place. */
import * as l10n from '@vscode/l10n';
import type { Module } from './ast';
import { PythonReader } from './compound-statements';
import { SyntaxErrors } from './errors';
import { Lexer } from './lexer';
import { withoutPauses, type Paused } from './pace';

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
  const lexer = new Lexer(text, errors);
  const body = yield* new PythonReader(text, errors, lexer).module();
  return { body, comments: lexer.comments, errors: errors.sorted() };
}

/** Reads a text at one go. */
export function readPython(text: string): Module {
  return withoutPauses(parsePython(text));
}
