/** Which columns documents and panels stand in: beside each other, never over each other. */
import * as vscode from 'vscode';
import type { SourceRange } from '../../core/model/range';
import { toRange } from '../convert';
import { isNotebookCell, notebookOf } from '../python/notebooks';

/** Shows a place of a document in its own column, or in one beside the panel. */
export async function revealSource(
  uri: vscode.Uri,
  range: SourceRange,
  panelColumn: vscode.ViewColumn | undefined,
  takeFocus: boolean,
): Promise<void> {
  if (isNotebookCell(uri)) return revealCell(uri, takeFocus);
  await vscode.window.showTextDocument(uri, {
    viewColumn: columnOf(uri) ?? columnBeside(panelColumn),
    selection: toRange(range),
    preview: true,
    preserveFocus: !takeFocus,
  });
}

/** Shows a document that is not visible, in its own column, without taking the focus. */
export async function showSource(
  document: vscode.TextDocument,
  panelColumn: vscode.ViewColumn | undefined,
): Promise<void> {
  if (isVisible(document.uri) || isNotebookCell(document.uri)) return;
  await vscode.window.showTextDocument(document, {
    viewColumn: columnOf(document.uri) ?? columnBeside(panelColumn),
    preserveFocus: true,
  });
}

/** Cells are shown in their notebook; the editor gives no way to a place inside of them. */
async function revealCell(uri: vscode.Uri, takeFocus: boolean): Promise<void> {
  const notebook = notebookOf(uri);
  const index = notebook
    ?.getCells()
    .findIndex(({ document }) => document.uri.toString() === uri.toString());
  if (!notebook || index === undefined) return;
  const selections = [new vscode.NotebookRange(index, index + 1)];
  const shown = vscode.window.visibleNotebookEditors.find((editor) => editor.notebook === notebook);
  await vscode.window.showNotebookDocument(notebook, {
    selections,
    preserveFocus: !takeFocus,
    ...(shown?.viewColumn !== undefined && { viewColumn: shown.viewColumn }),
  });
}

function isVisible(uri: vscode.Uri): boolean {
  const key = uri.toString();
  return vscode.window.visibleTextEditors.some((editor) => editor.document.uri.toString() === key);
}

/** The column that has a tab of the document; the one that shows it, when there are several. */
function columnOf(uri: vscode.Uri): vscode.ViewColumn | undefined {
  const key = uri.toString();
  const holds = (tab: vscode.Tab | undefined) =>
    tab?.input instanceof vscode.TabInputText && tab.input.uri.toString() === key;
  const groups = vscode.window.tabGroups.all.filter((group) => group.tabs.some(holds));
  return (groups.find((group) => holds(group.activeTab)) ?? groups[0])?.viewColumn;
}

function columnBeside(panelColumn: vscode.ViewColumn | undefined): vscode.ViewColumn {
  if (panelColumn === undefined) return vscode.ViewColumn.Active;
  return panelColumn > vscode.ViewColumn.One ? vscode.ViewColumn.One : vscode.ViewColumn.Two;
}
