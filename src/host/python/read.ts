/** Reads PyTorch source in the extension host: in slices, with the files of the workspace, and a notebook's cell with those before it. */
import type * as vscode from 'vscode';
import { computeOutput } from '../../core/autodiff/compute';
import type { ParseResult } from '../../core/parse';
import { readPython, type PythonSource } from '../../core/parse/pytorch';
import { drive } from './drive';
import { cellsBefore, isNotebookCell } from './notebooks';
import { findFile } from './workspace-files';

/** What is to be read, and how the reading is followed. */
export interface Reading {
  readonly uri: vscode.Uri;
  readonly text: string;
  /** How models are made and fed, as it was answered before. */
  readonly answers: Readonly<Record<string, string>>;
  /** Called with the URI of every other file that is read. */
  found(uri: string): void;
  /** Asked between slices. */
  cancelled(): boolean;
}

/** The models of a document and what is wrong with it. Throws `Cancelled` when it was given up. */
export async function readPythonText(reading: Reading): Promise<ParseResult> {
  const { uri, text, answers } = reading;
  const before = cellsBefore(uri);
  before.forEach((cell) => reading.found(cell.uri));
  const source: PythonSource = {
    cells: [...before, { uri: null, text }],
    notebook: isNotebookCell(uri),
  };
  const result = await drive(
    readPython(source, { compute: computeOutput, invocations: answers }),
    async (request) => {
      const file = await findFile(request, uri);
      if (file) reading.found(file.uri);
      return file;
    },
    () => reading.cancelled(),
  );
  return {
    models: result.models.filter(({ range }) => range.file === undefined),
    problems: result.problems.filter(({ range }) => range.file === undefined),
  };
}
