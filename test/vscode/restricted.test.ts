/** Restricted Mode: in a folder that is not trusted everything works, as nothing of the folder is executed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VSIX } from '../../scripts/build/package.mjs';
import { openEditor, type Editor } from '../support/editor';

let editor: Editor;

beforeAll(async () => {
  editor = await openEditor({
    vsix: VSIX,
    restricted: true,
    settings: { 'security.workspace.trust.startupPrompt': 'never' },
  });
});

afterAll(() => editor?.close());

test('the panel works in a folder that is not trusted', async () => {
  await editor.page
    .getByRole('button', { name: /Restricted Mode/ })
    .first()
    .waitFor();
  await editor.openFile('xor.backprop.yaml');
  await editor.command('Backprop: Visualize Backprop');
  const panel = await editor.panel().untilDrawn();
  const start = await panel.read();
  await panel.press('ArrowRight');
  expect((await panel.read()).explanation).not.toBe(start.explanation);
});
