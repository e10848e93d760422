/** Notebooks: each cell is a document of its own, and is read with the Python cells before it. */
import * as vscode from 'vscode';

/** True for a cell of a notebook. */
export function isNotebookCell({ scheme }: vscode.Uri): boolean {
  return scheme === 'vscode-notebook-cell';
}

/** The notebook that a cell stands in. */
export function notebookOf(uri: vscode.Uri): vscode.NotebookDocument | undefined {
  if (!isNotebookCell(uri)) return undefined;
  const key = uri.toString();
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some(({ document }) => document.uri.toString() === key),
  );
}

/** URIs and texts of the Python cells before a cell, in their order. */
export function cellsBefore(uri: vscode.Uri): { readonly uri: string; readonly text: string }[] {
  const key = uri.toString();
  const cells = notebookOf(uri)?.getCells() ?? [];
  const end = cells.findIndex(({ document }) => document.uri.toString() === key);
  return cells
    .slice(0, Math.max(end, 0))
    .filter(({ document }) => document.languageId === 'python')
    .map(({ document }) => ({
      uri: document.uri.toString(),
      text: document.getText(),
    }));
}
