/** The extension starts only when it is used. First by name, so that nothing else has started it. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EXTENSION_ID, closeEverything, showFile, until } from './helpers';
import { suite, teardown, test } from './runner';

suite('activation', () => {
  teardown(closeEverything);

  test('happens by a model file, not by start-up or another YAML file', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID);
    assert.ok(extension, 'the extension is installed');
    await showFile('other.yaml', 'a: 1\n');
    assert.equal(extension.isActive, false);
    const editor = await showFile('xor.backprop.yaml');
    assert.equal(editor.document.languageId, 'backprop-yaml');
    await until('the extension to start', () => extension.isActive);
  });

  test('registers every command of the manifest', async () => {
    const extension = vscode.extensions.getExtension(EXTENSION_ID)!;
    await extension.activate();
    const { contributes } = extension.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const registered = new Set(await vscode.commands.getCommands(true));
    const wanted = contributes.commands.map(({ command }) => command);
    assert.ok(wanted.length > 5);
    assert.deepEqual(
      wanted.filter((command) => !registered.has(command)),
      [],
    );
  });

  test('knows the languages of model files by their names', async () => {
    const languages: string[] = [];
    for (const ending of ['backprop.yaml', 'backprop.yml', 'backprop.json', 'yaml', 'json']) {
      languages.push((await showFile(`a.${ending}`, '{}')).document.languageId);
    }
    assert.deepEqual(languages, [
      'backprop-yaml',
      'backprop-yaml',
      'backprop-json',
      'yaml',
      'json',
    ]);
  });
});
