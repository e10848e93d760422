/** How long a person waits from the command to the first frame, in the rig, beside a panel of VS Code's own. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../scripts/rig/rigs.mjs';
import { openEditor, type Editor } from '../../test/support/editor';
import { median, type Case } from '../measure';

const RUNS = 5;

export const cases: readonly Case[] = [{ name: 'command to first frame', measure }];

async function measure() {
  const editor = await openEditor({ linked: [ROOT] });
  try {
    await writeFile(join(editor.folder, 'text.md'), '# Text\n');
    const [own, other]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run++) {
      own.push(await firstFrame(editor));
      other.push(await markdownPreview(editor));
    }
    return {
      median: median(own),
      unit: 'ms',
      against: 'Markdown: Open Preview',
      ratio: median(own) / median(other),
    };
  } finally {
    await editor.close();
  }
}

async function firstFrame(editor: Editor): Promise<number> {
  await editor.openFile('xor.backprop.yaml');
  return timeOf(editor, 'Backprop: Visualize Backprop', () => editor.panel().untilDrawn());
}

async function markdownPreview(editor: Editor): Promise<number> {
  await editor.openFile('text.md');
  const heading = editor.panel().frame.getByRole('heading', { name: 'Text' });
  return timeOf(editor, 'Markdown: Open Preview', () => heading.waitFor());
}

/** Milliseconds from choosing a command to what it shows; closes everything afterwards. */
async function timeOf(
  editor: Editor,
  command: string,
  shown: () => Promise<unknown>,
): Promise<number> {
  await editor.findCommand(command);
  const begun = performance.now();
  await editor.page.keyboard.press('Enter');
  await shown();
  const taken = performance.now() - begun;
  await editor.command('View: Close All Editors');
  return taken;
}
