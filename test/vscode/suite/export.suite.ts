/** Exports with arguments: a real page draws, and whole files appear. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { COMMANDS } from '../../../src/ids';
import { closeEverything, newFolder, showFile } from './helpers';
import { setup, suite, teardown, test } from './runner';

suite('export', () => {
  setup(async () => {
    await showFile('xor.backprop.yaml');
    await vscode.commands.executeCommand(COMMANDS.open);
  });
  teardown(closeEverything);

  test('writes a frame as a PNG of the wanted size and nothing else', async () => {
    const folder = newFolder();
    const target = vscode.Uri.joinPath(folder, 'frame.png');
    await vscode.commands.executeCommand(COMMANDS.goToBackward);
    await vscode.commands.executeCommand(COMMANDS.exportFrame, {
      target,
      width: 640,
      height: 360,
    });
    const bytes = Buffer.from(await vscode.workspace.fs.readFile(target));
    assert.equal(bytes.subarray(0, 8).toString('hex'), '89504e470d0a1a0a');
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [640, 360]);
    assert.equal(bytes.subarray(-8, -4).toString(), 'IEND');
    const names = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name);
    assert.deepEqual(names, ['frame.png']);
  }).timeout(180_000);

  test('writes a clip as an animated GIF and replaces an older file', async () => {
    const target = vscode.Uri.joinPath(newFolder(), 'clip.gif');
    await vscode.workspace.fs.writeFile(target, new Uint8Array([1]));
    await vscode.commands.executeCommand(COMMANDS.exportClip, {
      target,
      width: 320,
      height: 180,
      framesPerSecond: 2,
      range: 'loss',
    });
    const bytes = Buffer.from(await vscode.workspace.fs.readFile(target));
    assert.equal(bytes.subarray(0, 6).toString(), 'GIF89a');
    assert.deepEqual([bytes.readUInt16LE(6), bytes.readUInt16LE(8)], [320, 180]);
    assert.equal(bytes.at(-1), 0x3b, 'the file is whole');
  }).timeout(300_000);

  test('refuses wrong arguments with the reason, and writes nothing', async () => {
    const folder = newFolder();
    const target = vscode.Uri.joinPath(folder, 'frame.png');
    await assert.rejects(
      Promise.resolve(vscode.commands.executeCommand(COMMANDS.exportFrame, { target, width: 1 })),
      /pixels/,
    );
    await assert.rejects(
      Promise.resolve(vscode.commands.executeCommand(COMMANDS.exportFrame, { target: 7 })),
      /URI/,
    );
    assert.deepEqual(await vscode.workspace.fs.readDirectory(folder), []);
  });
});
