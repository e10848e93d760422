/** The packed extension, installed in the newest VS Code and used as a person would: palette, keys, clicks, files. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { VSIX } from '../../scripts/build/package.mjs';
import { openEditor, type Editor } from '../support/editor';
import type { Panel } from '../support/panel';
import { until } from '../support/until';

const FILE = 'xor.backprop.yaml';

let editor: Editor;
let panel: Panel;

beforeAll(async () => {
  editor = await openEditor({
    vsix: VSIX,
    settings: { 'visualizeBackprop.reducedMotion': 'on', 'files.autoSave': 'off' },
  });
  await editor.openFile(FILE);
  await editor.command('Backprop: Visualize Backprop');
  panel = await editor.panel().untilDrawn();
});

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await editor.screenshot(`failed-${task.id}`);
});

afterAll(() => editor?.close());

describe('a person', () => {
  test('has opened the panel from the palette', async () => {
    expect(await panel.explanation().getByRole('heading').first().textContent()).toBe('xor');
    await editor.tab(`Backprop: ${FILE}`).waitFor();
  });

  test('steps through the whole training step and back, and reads the same at each place', async () => {
    const there = [await panel.read()];
    const end = await panel.end();
    while (there.at(-1)!.place !== end) {
      await panel.press('ArrowRight');
      there.push(await panel.read());
    }
    expect(there.length).toBeGreaterThan(8);
    expect(new Set(there.map(({ explanation }) => explanation)).size).toBe(there.length);
    for (const before of there.slice(0, -1).reverse()) {
      await panel.press('ArrowLeft');
      expect(await panel.read()).toEqual(before);
    }
  });

  test('steps by the buttons as by the keys', async () => {
    const start = await panel.read();
    await panel.button('Step forward').click();
    const after = await panel.read();
    expect(after.place).not.toBe(start.place);
    await panel.button('Step back').click();
    expect(await panel.read()).toEqual(start);
  });

  test('selects a number, sees its gradient computed, and finds its line', async () => {
    const inspector = panel.frame.getByRole('region', { name: 'Selected number' });
    await panel.press('Home');
    await panel.press('Enter');
    await panel.press('ArrowRight');
    await panel.picture().press('Escape');
    await panel.read();
    const start = await inspector.innerText();
    expect(start).toContain('not yet computed');
    await panel.press('End');
    await panel.read();
    const end = await inspector.innerText();
    expect(end).not.toContain('not yet computed');
    await panel.press('Home');
    await panel.read();
    expect(await inspector.innerText()).toBe(start);
    await panel.press('End');
    await panel.read();
    expect(await inspector.innerText()).toBe(end);
    await inspector.getByRole('button', { name: /^xor\.backprop\.yaml/ }).click();
    await editor.page.getByRole('button', { name: /^Ln [2-9], Col/ }).waitFor();
    await panel.press('Home');
  });

  test('plays and pauses', async () => {
    await panel.press('Space');
    await panel.button('Pause').waitFor();
    await expect.poll(() => panel.place().then(Number), { timeout: 30_000 }).toBeGreaterThan(1);
    await panel.press('Space');
    await panel.button('Play').waitFor();
  });

  test('trains ten steps, and comes back to the very numbers of the first by a reset', async () => {
    await panel.press('r');
    const first = await panel.read();
    expect(first.training).toContain('training step 0');
    await panel.button('Train 10 more').click();
    await expect.poll(async () => (await panel.read()).training).toContain('training step 10');
    expect((await panel.read()).numbers).not.toBe(first.numbers);
    await panel.press('r');
    await expect.poll(() => panel.read()).toEqual(first);
  });

  test.each([
    ['Backprop: Step Forward', /^Forward/i],
    ['Backprop: Go to Start of Backward Pass', /^Backward/i],
    ['Backprop: Step Back', /^Loss/i],
    ['Backprop: Step Forward', /^Backward/i],
    ['Backprop: Reset', /^Start/i],
  ])('runs %s from the palette', async (command, kicker) => {
    await editor.command(command);
    await expect.poll(() => panel.explanation().locator('.kicker').textContent()).toMatch(kicker);
  });

  test('types a mistake and keeps the last good picture until it is mended', async () => {
    await panel.press('End');
    await editor.typeAtEnd('nonsense: true\n');
    const banner = panel.frame.getByText(/The picture shows the file before this error/);
    await banner.waitFor();
    for (let stop = 0; stop < 4; stop++) await editor.page.keyboard.press('ControlOrMeta+Z');
    await banner.waitFor({ state: 'detached' });
  });

  test('exports a frame', async () => {
    await editor.command('Backprop: Export Frame…');
    await editor.pick('1280 × 720');
    const file = join(editor.folder, 'frame.png');
    await editor.saveAs(file);
    await editor.notification(/Saved frame\.png/).waitFor({ timeout: 120_000 });
    const bytes = await readFile(file);
    expect(bytes.subarray(1, 4).toString()).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1280, 720]);
    expect(bytes.length).toBeGreaterThan(10_000);
  });

  test('exports a clip', async () => {
    await editor.command('Backprop: Export Clip…');
    await editor.pick('Forward pass');
    await editor.pick('10 frames per second');
    await editor.pick('800 × 600');
    const file = join(editor.folder, 'clip.gif');
    await editor.saveAs(file);
    await editor.notification(/Saved clip\.gif/).waitFor({ timeout: 170_000 });
    const bytes = await readFile(file);
    expect(bytes.subarray(0, 6).toString()).toBe('GIF89a');
    expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([800, 600]);
    expect(bytes.at(-1)).toBe(0x3b);
    expect(framesOf(bytes)).toBeGreaterThan(10);
  });

  test('opens a second panel beside the first', async () => {
    const text = await readFile(join(editor.folder, FILE), 'utf8');
    await writeFile(join(editor.folder, 'wide.backprop.yaml'), text.replace('out: 4', 'out: 40'));
    await editor.openFile('wide.backprop.yaml');
    await editor.command('Backprop: Visualize Backprop');
    await editor.tab('Backprop: wide.backprop.yaml').waitFor();
    const wide = await editor.panel().untilDrawn();
    expect((await wide.read()).explanation).toContain('161 parameters');
    await editor.tab(`Backprop: ${FILE}`).click();
    panel = await editor.panel().untilDrawn();
    await expect.poll(async () => (await panel.read()).explanation).not.toContain('161');
  });

  test('closes the panel, opens it again, and finds it where it was', async () => {
    await panel.press('b');
    await panel.press('ArrowRight');
    await panel.press('ArrowRight');
    const before = await panel.read();
    await editor.command('View: Close All Editors');
    await editor.openFile(FILE);
    await editor.command('Backprop: Visualize Backprop');
    panel = await editor.panel().untilDrawn();
    await expect.poll(() => panel.read(), { timeout: 20_000 }).toEqual(before);
  });

  test('reloads the window and finds the panel where it was', async () => {
    await editor.command('View: Close All Editors');
    await editor.openFile(FILE);
    await editor.command('Backprop: Visualize Backprop');
    panel = await editor.panel().untilDrawn();
    await panel.press('b');
    await panel.press('ArrowRight');
    const before = await panel.read();
    await editor.reload();
    panel = await editor.panel().untilDrawn();
    await expect.poll(() => panel.read(), { timeout: 20_000 }).toEqual(before);
  });

  test('deletes the file and is told so', async () => {
    await untilFilesAreWatched();
    await rm(join(editor.folder, FILE));
    await panel.frame.getByText(`${FILE} no longer exists`).waitFor({ timeout: 30_000 });
  });
});

/** After a reload VS Code needs a moment before it notices what others do with files; what happens before that is lost. */
async function untilFilesAreWatched(): Promise<void> {
  let tries = 0;
  await until('files to be watched', async () => {
    const name = `noticed-${tries++}.txt`;
    await writeFile(join(editor.folder, name), '');
    const row = editor.page.locator('.explorer-folders-view').getByText(name, { exact: true });
    return row.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
  });
}

/** The number of pictures in a GIF: its graphic control extensions. */
function framesOf(bytes: Buffer): number {
  let count = 0;
  for (let i = 0; i + 3 < bytes.length; i++) {
    if (bytes[i] === 0x21 && bytes[i + 1] === 0xf9 && bytes[i + 2] === 4) count++;
  }
  return count;
}
