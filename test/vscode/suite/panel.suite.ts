/** Panels: opened by the command, one a document, following their document, and commands with and without them. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/ids';
import {
  XOR,
  closeEverything,
  newFolder,
  panelTabs,
  panelTitles,
  showFile,
  until,
  writeFile,
} from './helpers';
import { suite, teardown, test } from './runner';

const PANEL_COMMANDS = Object.values(COMMANDS).filter(
  (id) => id !== COMMANDS.open && id !== COMMANDS.openExample,
);

/** Runs the command and waits until the page listens: only then does it take a step. */
async function open(uri?: vscode.Uri): Promise<void> {
  await vscode.commands.executeCommand(COMMANDS.open, uri);
  if (panelTabs().length > 0) await vscode.commands.executeCommand(COMMANDS.first);
}

const titles = (...wanted: string[]) =>
  until(
    `the panels ${wanted.join(', ') || '(none)'}`,
    () => panelTitles().join() === wanted.map((name) => `Backprop: ${name}`).join(),
  );

suite('panel', () => {
  teardown(closeEverything);

  test('opens beside the active editor', async () => {
    await showFile('xor.backprop.yaml');
    await open();
    await titles('xor.backprop.yaml');
    const [tab] = panelTabs();
    assert.equal(tab?.group.viewColumn, vscode.ViewColumn.Two);
  });

  test('opens once a document, and for several documents at once', async () => {
    const folder = newFolder();
    const a = await showFile('a.backprop.yaml', XOR, folder);
    await open();
    await titles('a.backprop.yaml');
    const b = await writeFile(folder, 'b.backprop.json', '{ "input": 2, "layers": ["tanh"] }');
    await open(b);
    await titles('a.backprop.yaml', 'b.backprop.json');
    await open(a.document.uri);
    await titles('a.backprop.yaml', 'b.backprop.json');
    const columns = panelTabs().map((tab) => tab.group.viewColumn);
    assert.deepEqual(columns, [vscode.ViewColumn.Two, vscode.ViewColumn.Two]);
  });

  test('opens for any other YAML file that holds a model, and only then', async () => {
    await showFile('net.yaml');
    await open();
    await titles('net.yaml');
    await showFile('other.yaml', 'a: 1\n');
    await open();
    await showFile('notes.txt', 'layers');
    await open();
    await titles('net.yaml');
  });

  test('opens for a file of ours with errors, to show them', async () => {
    await showFile('bad.backprop.yaml', 'input: 2\nlayers:\n  - liner: 4\n');
    await open();
    await titles('bad.backprop.yaml');
  });

  test('says what to do without an editor, and does not fail', async () => {
    await closeEverything();
    await open();
    await open(vscode.Uri.joinPath(newFolder(), 'missing.backprop.yaml'));
    await titles();
  });

  test('is not needed by any command', async () => {
    await closeEverything();
    for (const command of PANEL_COMMANDS) await vscode.commands.executeCommand(command);
    await titles();
  });

  test('takes every step command', async () => {
    await showFile('xor.backprop.yaml');
    await open();
    const steps = PANEL_COMMANDS.filter(
      (id) => id !== COMMANDS.exportFrame && id !== COMMANDS.exportClip,
    );
    for (const command of steps) await vscode.commands.executeCommand(command);
    await titles('xor.backprop.yaml');
  });

  test('is shown by a step when another tab hides it', async () => {
    const editor = await showFile('xor.backprop.yaml');
    await open();
    await titles('xor.backprop.yaml');
    await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.Two);
    await until('the panel to be hidden', () => panelTabs()[0]?.isActive === false);
    await vscode.commands.executeCommand(COMMANDS.stepForward);
    await until('the panel to be shown', () => panelTabs()[0]?.isActive);
  });

  test('stays when its editor closes, and follows a rename', async () => {
    const editor = await showFile('before.backprop.yaml');
    const { uri } = editor.document;
    await open();
    await titles('before.backprop.yaml');
    await vscode.window.showTextDocument(editor.document, vscode.ViewColumn.One);
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await titles('before.backprop.yaml');
    const renamed = vscode.Uri.joinPath(uri, '..', 'after.backprop.yaml');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(uri, renamed);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await titles('after.backprop.yaml');
    await vscode.workspace.fs.delete(renamed);
    await titles('after.backprop.yaml');
  });

  test('opens an example as an unsaved copy that can be visualized', async () => {
    await vscode.commands.executeCommand(COMMANDS.openExample);
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.isUntitled);
    assert.equal(document.languageId, 'backprop-yaml');
    assert.match(document.getText(), /^name: xor$/m);
    await open();
    await until('a panel', () => panelTabs().length === 1);
  });

  test('follows an unsaved copy that is saved', async () => {
    const { path } = vscode.Uri.joinPath(newFolder(), 'mine.backprop.yaml');
    const unsaved = vscode.Uri.from({ scheme: 'untitled', path });
    const document = await vscode.workspace.openTextDocument(unsaved);
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), XOR));
    await open();
    await titles('mine.backprop.yaml');
    assert.ok(await document.save());
    const saved = vscode.Uri.file(path);
    await until('the saved file', () => exists(saved));
    const renamed = vscode.Uri.joinPath(saved, '..', 'renamed.backprop.yaml');
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(saved, renamed);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await titles('renamed.backprop.yaml');
  });
});

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
