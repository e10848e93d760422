/** What the editor shows in and beside the text of a model file. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/ids';
import { XOR, after, applyFix, closeEverything, replaceText, showFile, until } from './helpers';
import { suite, teardown, test } from './runner';

const problemsOf = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri);
const errorsOf = (uri: vscode.Uri) =>
  problemsOf(uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);

suite('providers', () => {
  teardown(closeEverything);

  test('put a CodeLens over the model that opens its panel', async () => {
    const { document } = await showFile('xor.backprop.yaml', `# a comment\n${XOR}`);
    const lenses = await until('a CodeLens', () =>
      vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        10,
      ),
    );
    assert.equal(lenses.length, 1);
    assert.equal(lenses[0]?.command?.command, COMMANDS.open);
    assert.match(lenses[0].command.title, /Visualize Backprop/);
    assert.equal(lenses[0].range.start.line, 1);
  });

  test('say what a layer is, with a drawing', async () => {
    const { document } = await showFile('xor.backprop.yaml');
    const hovers = await until('a hover', () =>
      vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        after(document, '- lin'),
      ),
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (typeof content === 'string' ? content : content.value))
      .join('\n');
    assert.match(text, /!\[[^\]]*\]\(data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+\)/);
    assert.match(text, /4 × 2 → 4 × 4/);
    assert.match(text, /12 parameters: weight 4 × 2, bias 4/);
    assert.match(text, /32 multiply-adds/);
    assert.match(text, /z⁽¹⁾ = W⁽¹⁾ x \+ b⁽¹⁾/);
  });

  test('underline mistakes, follow edits at once, and clear when mended', async () => {
    const editor = await showFile('xor.backprop.yaml');
    const { uri } = editor.document;
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(errorsOf(uri), []);
    await replaceText(editor, '- tanh', '- tahn');
    const start = Date.now();
    const [error] = await until('an error', () => errorsOf(uri), 5000);
    const waited = Date.now() - start;
    assert.ok(waited < 1000, `took ${waited} ms`);
    assert.equal(error?.range.start.line, 5);
    assert.equal(error.source, 'Visualize Backprop');
    await replaceText(editor, '- tahn', '- tanh');
    await until('no error', () => errorsOf(uri).length === 0);
  });

  test('offer a quick fix that mends the file', async () => {
    const editor = await showFile('xor.backprop.yaml', XOR.replace('- tanh', '- tahn'));
    const { uri } = editor.document;
    const [error] = await until('an error', () => errorsOf(uri));
    await applyFix(uri, error!.range);
    await until('no error', () => errorsOf(uri).length === 0);
    assert.match(editor.document.getText(), /- tanh/);
  });

  test('complete layers', async () => {
    const { document } = await showFile('xor.backprop.yaml', XOR.replace('- tanh', '- soft'));
    const list = await until('completions', () =>
      vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        after(document, '- soft'),
      ),
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('softplus'), labels.join(', '));
  });

  test('leave other YAML alone until it has a panel', async () => {
    const text = XOR.replace('lr: 0.5', 'lr: fast');
    const { document } = await showFile('net.yaml', text);
    await showFile('xor.backprop.yaml', text);
    await until('errors in our file', () => errorsOf(vscode.window.activeTextEditor!.document.uri));
    assert.deepEqual(problemsOf(document.uri), []);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await vscode.commands.executeCommand(COMMANDS.open);
    await until('errors with a panel', () => errorsOf(document.uri));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until('no errors without a panel', () => problemsOf(document.uri).length === 0);
  });
});
