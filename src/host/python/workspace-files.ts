/** Reads Python files that a model file imports: as they stand in their editors, else from the file system of the workspace. */
import * as vscode from 'vscode';
import type { FileCandidate, FoundFile, Request } from '../../core/parse/python/steps';
import { notebookOf } from './notebooks';

/** Larger files are no model code. */
const MAX_BYTES = 1_000_000;

/** The first file that there is, looked for from the folder of the asking file. */
export async function findFile(
  { candidates, from }: Request & { kind: 'file' },
  model: vscode.Uri,
): Promise<FoundFile | null> {
  const asking = from.uri === null ? (notebookOf(model)?.uri ?? model) : vscode.Uri.parse(from.uri);
  for (const candidate of candidates) {
    for (const uri of places(candidate, asking)) {
      const text = await readText(uri);
      if (text !== null) return { uri: uri.toString(), text };
    }
  }
  return null;
}

/** Only files inside of the workspace, or beside the model file, are looked at. */
function places({ path, base }: FileCandidate, asking: vscode.Uri): vscode.Uri[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  if (base === 'workspace') return folders.map((folder) => vscode.Uri.joinPath(folder, path));
  if (asking.scheme === 'untitled') return [];
  const up = Array.from({ length: base.up + 1 }, () => '..');
  const uri = vscode.Uri.joinPath(asking, ...up, path);
  const inside = folders.some((folder) => uri.path.startsWith(`${folder.path}/`));
  return inside || base.up === 0 ? [uri] : [];
}

async function readText(uri: vscode.Uri): Promise<string | null> {
  const key = uri.toString();
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === key);
  if (open) return open.getText();
  try {
    const { size, type } = await vscode.workspace.fs.stat(uri);
    if (size > MAX_BYTES || (type & vscode.FileType.File) === 0) return null;
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
