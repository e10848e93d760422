/** The panel in the editor's themes, on the oldest and the newest VS Code: drawn, in the theme's colours, without a breach of policy. */
import { afterEach, describe, expect, test } from 'vitest';
import { VSIX } from '../../scripts/build/package.mjs';
import { NEWEST, nodeFor, OLDEST } from '../../scripts/rig/rigs.mjs';
import { openEditor, type Editor } from '../support/editor';

const THEMES = [
  { rig: OLDEST, theme: 'Default Dark Modern', name: 'dark' },
  { rig: NEWEST, theme: 'Default Light Modern', name: 'light' },
  { rig: NEWEST, theme: 'Default High Contrast', name: 'high-contrast' },
];

let editor: Editor | null = null;

afterEach(() => editor?.close());

describe.each(THEMES.filter(({ rig }) => nodeFor(rig) !== null))(
  '$theme in VS Code $rig.vscode',
  ({ rig, theme, name }) => {
    test('shows the network in its colours', async () => {
      const refused: string[] = [];
      editor = await openEditor({
        rig,
        vsix: VSIX,
        settings: { 'workbench.colorTheme': theme, 'visualizeBackprop.reducedMotion': 'on' },
      });
      editor.page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) refused.push(message.text());
      });
      await editor.openFile('xor.backprop.yaml');
      await editor.command('Backprop: Visualize Backprop');
      const panel = await editor.panel().untilDrawn();
      await panel.press('b');
      await panel.press('ArrowRight');
      await panel.read();
      const colors = await panel.frame.locator('body').evaluate((body) => ({
        page: getComputedStyle(body).backgroundColor,
        editor: getComputedStyle(document.documentElement).getPropertyValue(
          '--vscode-editor-background',
        ),
        forward: getComputedStyle(document.documentElement).getPropertyValue(
          '--vscode-visualizeBackprop-forward',
        ),
      }));
      expect(colors.editor).not.toBe('');
      expect(colors.forward).not.toBe('');
      await editor.screenshot(`panel-${name}`);
      const picture = await panel.picture().screenshot();
      expect(picture.length, 'a picture that is not of one colour').toBeGreaterThan(10_000);
      expect(refused).toEqual([]);
    });
  },
);
