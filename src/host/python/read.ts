/** Reads PyTorch source in the extension host: in slices, with the files of the workspace, and a notebook's cell with the others. */
import * as vscode from 'vscode';
import { computeOutput } from '../../core/autodiff/compute';
import type { ParseResult } from '../../core/parse';
import { partOfCell } from '../../core/parse/cell';
import { readPython, type PythonSource } from '../../core/parse/pytorch';
import { drive } from './drive';
import { readShared } from './notebook-reading';
import { notebookOf, pythonCells } from './notebooks';
import { findFile } from './workspace-files';

type Answers = Readonly<Record<string, string>>;

/** What is to be read, and how the reading is followed. */
export interface Reading {
  readonly uri: vscode.Uri;
  readonly text: string;
  /** How the models of a document are made and fed, as it was answered before. */
  answersOf(uri: vscode.Uri): Answers;
  /** Called with the URI of every other file that is read. */
  found(uri: string): void;
  /** Asked between slices. */
  cancelled(): boolean;
}

/** The models of a document and what is wrong with it. Throws `Cancelled` when it was given up. */
export async function readPythonText(reading: Reading): Promise<ParseResult> {
  const { uri, text } = reading;
  const notebook = notebookOf(uri);
  if (notebook) return readCell(reading, notebook);
  const result = await read({ cells: [{ uri: null, text }] }, reading.answersOf(uri), reading);
  return {
    ...result,
    models: result.models.filter(({ range }) => range.file === undefined),
    problems: result.problems.filter(({ range }) => range.file === undefined),
  };
}

/** A cell's part of its notebook, which is read as one script. */
async function readCell(reading: Reading, notebook: vscode.NotebookDocument): Promise<ParseResult> {
  const { uri } = reading;
  const cells = pythonCells(notebook);
  const answers = Object.assign(
    {},
    ...cells.map((cell) => reading.answersOf(vscode.Uri.parse(cell.uri))),
  ) as Answers;
  const own = uri.toString();
  cells.filter((cell) => cell.uri !== own).forEach((cell) => reading.found(cell.uri));
  const { result, files } = await readShared(
    notebook,
    JSON.stringify([cells.map((cell) => [cell.uri, cell.version]), answers]),
    () => reading.cancelled(),
    async (cancelled) => {
      const files = new Set<string>();
      const found = (file: string) => void files.add(file);
      const source = { cells, notebook: true };
      return { result: await read(source, answers, { uri, found, cancelled }), files };
    },
  );
  files.forEach((file) => reading.found(file));
  return partOfCell(result, own);
}

function read(
  source: PythonSource,
  invocations: Answers,
  { uri, found, cancelled }: Pick<Reading, 'uri' | 'found' | 'cancelled'>,
): Promise<ParseResult> {
  return drive(
    readPython(source, { compute: computeOutput, invocations }),
    async (request) => {
      const file = await findFile(request, uri);
      if (file) found(file.uri);
      return file;
    },
    () => cancelled(),
  );
}
