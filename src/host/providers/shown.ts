/** Which documents a person has open: the editor keeps others in memory for a while after their tabs were closed. */
import * as vscode from 'vscode';
import type { Panels } from '../panel/panels';
import { isNotebookCell } from '../python/notebooks';

/** True for a document in a tab or with a panel, and for cells, whose notebook is closed with them. */
export function isShown({ uri }: vscode.TextDocument, panels: Panels): boolean {
  if (panels.has(uri) || isNotebookCell(uri)) return true;
  const key = uri.toString();
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => urisOf(input).some((each) => each.toString() === key));
}

function urisOf(input: unknown): vscode.Uri[] {
  if (input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom) {
    return [input.uri];
  }
  return input instanceof vscode.TabInputTextDiff ? [input.original, input.modified] : [];
}
