/** What the suites inside the extension host share: files of their own, waiting, and looking at tabs. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/ids';

export const EXTENSION_ID = 'visualize-backprop.visualize-backprop';

export const XOR = `name: xor
seed: 7
input: 2
layers:
  - linear: { out: 4, name: hidden }
  - tanh
  - linear: { out: 1, name: out }
  - sigmoid
loss: bce
optimizer: { sgd: { lr: 0.5 } }
data:
  input: [[0, 0], [0, 1], [1, 0], [1, 1]]
  target: [[0], [1], [1], [0]]
`;

const folders: string[] = [];

/** A new folder outside of the workspace. */
export function newFolder(): vscode.Uri {
  const folder = mkdtempSync(join(tmpdir(), 'visualize-backprop-'));
  folders.push(folder);
  return vscode.Uri.file(folder);
}

/** Removes all folders that were made. */
export function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** Writes a file. */
export async function writeFile(folder: vscode.Uri, name: string, text: string) {
  const uri = vscode.Uri.joinPath(folder, name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a file and shows it in the first column. */
export async function showFile(name: string, text = XOR, folder = newFolder()) {
  const uri = await writeFile(folder, name, text);
  const document = await vscode.workspace.openTextDocument(uri);
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

/** Asks again and again until there is an answer that is neither undefined, null, false nor empty. */
export async function until<T>(
  what: string,
  ask: () => T | PromiseLike<T>,
  limit = 20_000,
): Promise<NonNullable<T>> {
  const end = Date.now() + limit;
  for (;;) {
    const answer = await ask();
    const empty = Array.isArray(answer) && answer.length === 0;
    if (answer && !empty) return answer;
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Makes the first change that a quick fix at this place offers. */
export async function applyFix(uri: vscode.Uri, range: vscode.Range): Promise<void> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  const edit = actions.find((action) => action.edit !== undefined)?.edit;
  assert.ok(edit, 'there is a fix');
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Tabs that hold one of our panels, over all columns. */
export function panelTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview &&
        input.viewType.endsWith('visualizeBackprop.panel'),
    );
}

/** Titles of our panels, sorted. */
export function panelTitles(): string[] {
  return panelTabs()
    .map(({ label }) => label)
    .sort();
}

/**
 * Closes everything without asking. Pages that are still loading are waited for: in the browser's workbench all pages share
 * one service worker, and one that goes in the middle of a request holds up the next page for half a minute.
 */
export async function closeEverything(): Promise<void> {
  if (panelTabs().length > 0) await vscode.commands.executeCommand(COMMANDS.first);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until('all panels to close', () => panelTabs().length === 0);
}

/** Replaces the first occurrence of a text. */
export async function replaceText(editor: vscode.TextEditor, from: string, to: string) {
  const { document } = editor;
  const start = document.getText().indexOf(from);
  const range = new vscode.Range(
    document.positionAt(start),
    document.positionAt(start + from.length),
  );
  await editor.edit((edit) => edit.replace(range, to));
}

/** The place right after the first occurrence of a text. */
export function after(document: vscode.TextDocument, text: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(text) + text.length);
}
