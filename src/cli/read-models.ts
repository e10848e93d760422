/** Reads the models of a file by its name: our own format, Python source with the files that it imports, notebooks. */
import { computeOutput } from '../core/autodiff/compute';
import { parseModelFile, type ParseResult } from '../core/parse';
import { isNotebookName, notebookCells } from '../core/parse/notebook';
import { readPython, type PythonSource } from '../core/parse/pytorch';
import { runToEnd, type Answer, type Request } from '../core/parse/python/steps';

/** The models and problems of a text. */
export function readModels(
  text: string,
  fileName: string,
  readText: (file: string) => string,
): ParseResult {
  if (isNotebookName(fileName)) {
    const cells = notebookCells(text);
    if (!cells) return notNotebook();
    const named = cells.map((cell) => ({ uri: `cell ${cell.number}`, text: cell.text }));
    return readSource({ cells: named, notebook: true }, fileName, readText);
  }
  if (!/\.pyw?$/i.test(fileName)) return parseModelFile(text, fileName);
  return readSource({ cells: [{ uri: null, text }] }, fileName, readText);
}

function readSource(
  source: PythonSource,
  fileName: string,
  readText: (file: string) => string,
): ParseResult {
  return runToEnd(readPython(source, { compute: computeOutput }), (request) =>
    findFile(request, fileName, readText),
  );
}

/** The first file that there is: beside the asking one, in a folder above it, or in the folder that the program was started in. */
function findFile(
  { candidates, from }: Request & { kind: 'file' },
  fileName: string,
  readText: (file: string) => string,
): Answer {
  const asking = from.uri === null || from.uri.startsWith('cell ') ? fileName : from.uri;
  const folder = asking.split(/[\\/]/).slice(0, -1);
  for (const { path, base } of candidates) {
    const uri = base === 'workspace' ? path : joined(folder, base.up, path);
    try {
      return { uri, text: readText(uri) };
    } catch {
      continue;
    }
  }
  return null;
}

function joined(folder: readonly string[], up: number, path: string): string {
  const above = Array.from({ length: Math.max(0, up - folder.length) }, () => '..');
  return [...folder.slice(0, Math.max(0, folder.length - up)), ...above, path].join('/');
}

function notNotebook(): ParseResult {
  const range = { startLine: 0, startColumn: 0, endLine: 0, endColumn: 0 };
  const message = 'This is no Jupyter notebook: it has no list of cells.';
  return {
    models: [],
    problems: [{ severity: 'error', code: 'no-notebook', message, range, fixes: [] }],
  };
}
