/** PyTorch source in the editor: CodeLenses, problems with fixes, panels, other files of the workspace, notebooks. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/ids';
import {
  applyFix,
  closeEverything,
  newFolder,
  panelTitles,
  panelTabs,
  replaceText,
  showFile,
  until,
  writeFile,
} from './helpers';
import { suite, teardown, test } from './runner';

const NET = `import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, hidden=3):
        super().__init__()
        self.fc1 = nn.Linear(2, hidden)
        self.fc2 = nn.Linear(hidden, 1)

    def forward(self, x):
        return self.fc2(torch.relu(self.fc1(x)))


head = nn.Sequential(nn.Linear(4, 4), nn.Tanh())
`;

const lensesOf = (uri: vscode.Uri) =>
  vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
const errorsOf = (uri: vscode.Uri) =>
  vscode.languages
    .getDiagnostics(uri)
    .filter(
      ({ severity, source }) =>
        severity === vscode.DiagnosticSeverity.Error && source === 'Visualize Backprop',
    );

suite('PyTorch source', () => {
  teardown(closeEverything);

  test('has a CodeLens over each model, which opens its panel', async () => {
    const { document } = await showFile('net.py', NET);
    const lenses = await until('CodeLenses', () => lensesOf(document.uri));
    assert.deepEqual(
      lenses.map(({ range }) => range.start.line),
      [4, 14],
    );
    const { command, arguments: args = [] } = lenses[1]!.command!;
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
    await vscode.commands.executeCommand(COMMANDS.first);
    assert.deepEqual(panelTitles(), ['Backprop: net.py']);
  });

  test('is left alone when it has nothing to do with networks', async () => {
    const { document } = await showFile('plain.py', 'import math\n\nprint(math.pi)\n');
    assert.deepEqual(await lensesOf(document.uri), []);
    await vscode.commands.executeCommand(COMMANDS.open);
    assert.deepEqual(panelTabs(), []);
  });

  test('has wrong sizes underlined, with a fix', async () => {
    const text = `${NET}\nnet = Net()\nprint(net(torch.randn(5, 2)))\n`;
    const editor = await showFile('net.py', text);
    const { uri } = editor.document;
    await until('a CodeLens', () => lensesOf(uri));
    assert.deepEqual(errorsOf(uri), []);
    await replaceText(editor, 'nn.Linear(2, hidden)', 'nn.Linear(7, hidden)');
    const [error] = await until('an error', () => errorsOf(uri), 5000);
    assert.equal(editor.document.getText(error!.range), '7');
    await applyFix(uri, error!.range);
    await until('no error', () => errorsOf(uri).length === 0);
    assert.equal(editor.document.getText(), text);
  });

  test('may use other files of the workspace, and follows their edits', async () => {
    const folder = newFolder();
    const blocks = NET.replace('Net(', 'Block(');
    const part = await writeFile(folder, 'blocks.py', blocks);
    const main =
      'import torch\nfrom blocks import Block\n\nnet = Block()\nprint(net(torch.randn(5, 2)))\n';
    const { document } = await showFile('main.py', main, folder);
    const lenses = await until('CodeLenses', () => lensesOf(document.uri));
    assert.deepEqual(
      lenses.map(({ range }) => range.start.line),
      [3],
    );
    assert.deepEqual(errorsOf(document.uri), []);
    const other = await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument(part),
      vscode.ViewColumn.Two,
    );
    await replaceText(other, 'nn.Linear(2, hidden)', 'nn.Linear(7, hidden)');
    await until('an error in the file that uses it', () => errorsOf(document.uri).length > 0, 5000);
  });

  test('works in the cells of a notebook, which are read as one script', async () => {
    const cell = (text: string) =>
      new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([
        cell('import torch\nfrom torch import nn\nWIDTH = 3'),
        cell('net = nn.Sequential(nn.Linear(2, WIDTH), nn.ReLU(), nn.Linear(3, 1))'),
        cell('net(torch.randn(5, 2))'),
      ]),
    );
    await vscode.window.showNotebookDocument(notebook);
    const { document } = notebook.cellAt(1);
    const lenses = await until('a CodeLens', () => lensesOf(document.uri));
    assert.equal(lenses.length, 1);
    const { command, arguments: args = [] } = lenses[0]!.command!;
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
    await until('the panel', () => panelTabs().length === 1);
    assert.deepEqual(await lensesOf(notebook.cellAt(0).document.uri), []);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(notebook.cellAt(0).document.uri, new vscode.Range(2, 0, 2, 9), 'WIDTH = 4');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until('an error in the cell that uses it', () => errorsOf(document.uri));
    assert.deepEqual(errorsOf(notebook.cellAt(2).document.uri), []);
  });

  test('never keeps the editor waiting, whatever is in it', async () => {
    const hostile = `import torch\nx = 0\nwhile True:\n    x += 1\n${NET}`;
    const { document } = await showFile('hostile.py', hostile);
    let longest = 0;
    let before = Date.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, Date.now() - before);
      before = Date.now();
    }, 5);
    await until('an answer', async () => (await lensesOf(document.uri)) ?? []).catch(() => []);
    clearInterval(timer);
    assert.ok(longest < 250, `the host stood still for ${longest} ms`);
  });
});
