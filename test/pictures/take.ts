/** Takes the README's pictures in a real VS Code: the packed extension, driven as a person would. */
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { VSIX } from '../../scripts/build/package.mjs';
import { ROOT } from '../../scripts/rig/rigs.mjs';
import { closeBrowser } from '../support/browser';
import { openEditor, type Editor } from '../support/editor';
import type { Panel } from '../support/panel';

const FOLDER = join(ROOT, 'media/readme');

/** Opens the example with its panel in this theme. */
async function open(
  theme: string,
  file = 'xor.backprop.yaml',
): Promise<{ editor: Editor; panel: Panel }> {
  const editor = await openEditor({
    vsix: VSIX,
    settings: {
      'workbench.colorTheme': theme,
      'visualizeBackprop.reducedMotion': 'on',
      'visualizeBackprop.speed': 2,
      'editor.minimap.enabled': false,
    },
  });
  await editor.openFile(file);
  await editor.command('Backprop: Visualize Backprop');
  const panel = await editor.panel().untilDrawn();
  await editor.command('View: Toggle Primary Side Bar Visibility');
  return { editor, panel };
}

async function step(panel: Panel, times: number): Promise<void> {
  for (let i = 0; i < times; i++) await panel.press('ArrowRight');
  await panel.read();
}

/** Beside the file, in the middle of the backward pass of a network that has learnt a little. */
async function dark(): Promise<void> {
  const { editor, panel } = await open('Default Dark Modern');
  await panel.button('Train 100 more').click();
  await panel.frame.getByText('training step 100').waitFor();
  await panel.press('b');
  await step(panel, 3);
  await editor.page.screenshot({ path: join(FOLDER, 'panel-dark.png') });
  await clip(editor, panel);
  await editor.close();
}

/** Filling the window, forward, with a weight selected. */
async function light(): Promise<void> {
  const { editor, panel } = await open('Default Light Modern');
  await editor.command('View: Toggle Maximize Editor Group');
  await step(panel, 3);
  await panel.press('Enter');
  for (let i = 0; i < 3; i++) await panel.press('ArrowRight');
  await panel.picture().press('Escape');
  await panel.read();
  await editor.page.screenshot({ path: join(FOLDER, 'panel-light.png') });
  await editor.close();
}

/** PyTorch source, with the line that is computed lit. */
async function pytorch(): Promise<void> {
  const { editor, panel } = await open('Default Dark Modern', 'digits_cnn.py');
  await panel.press('b');
  await step(panel, 9);
  await editor.page.screenshot({ path: join(FOLDER, 'pytorch.png') });
  await editor.close();
}

/** The whole training step, exported by the extension itself. */
async function clip(editor: Editor, panel: Panel): Promise<void> {
  await panel.press('r');
  await panel.read();
  await editor.command('Backprop: Export Clip…');
  await editor.pick('Whole training step');
  await editor.pick('10 frames per second');
  await editor.pick('800 × 600');
  const file = join(editor.folder, 'xor.gif');
  await editor.saveAs(file);
  await editor.notification(/Saved xor\.gif/).waitFor({ timeout: 300_000 });
  await copyFile(file, join(FOLDER, 'xor.gif'));
}

/** Takes all pictures. */
export async function takePictures(): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  try {
    await light();
    await pytorch();
    await dark();
  } finally {
    await closeBrowser();
  }
}
