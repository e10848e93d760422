/** Notebooks: each cell is a document of its own; the Python cells are read together, as one script. */
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

/** URIs, versions and texts of the Python cells of a notebook, in their order. */
export function pythonCells(
  notebook: vscode.NotebookDocument,
): { readonly uri: string; readonly version: number; readonly text: string }[] {
  return notebook
    .getCells()
    .filter(({ document }) => document.languageId === 'python')
    .map(({ document }) => ({
      uri: document.uri.toString(),
      version: document.version,
      text: document.getText(),
    }));
}
