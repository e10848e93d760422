/** The editor's theme as the page reads it. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenedPage, PageTheme } from '../../support/page';
import { expectColor, openDrawing } from './support';

let opened: OpenedPage;
beforeAll(async () => {
  opened = await openDrawing();
});
afterAll(() => opened.close());

const KINDS = {
  'vscode-dark': ['dark', 'dark'],
  'vscode-light': ['light', 'light'],
  'vscode-high-contrast': ['hc-dark', 'highContrast'],
  'vscode-high-contrast-light': ['hc-light', 'highContrastLight'],
} as const;

async function themeOf(kind: PageTheme['kind'], variables: Record<string, string> = {}) {
  await opened.setTheme({ kind, variables });
  return opened.page.evaluate(() => {
    const { readTheme, contrast } = window.drawing;
    const theme = readTheme();
    const of = (color: number): number => contrast(color, theme.scene.background);
    return {
      ...theme,
      contrasts: {
        foreground: of(theme.scene.foreground),
        muted: of(theme.scene.muted),
        tex: Object.values<string>({ ...theme.tex }).map((css) => of(parseInt(css.slice(1), 16))),
      },
    };
  });
}

describe('the theme', () => {
  it.each(Object.entries(KINDS))('has readable colours of its own for %s', async (kind, names) => {
    const theme = await themeOf(kind as PageTheme['kind']);
    expect(theme.scene.kind).toBe(names[0]);
    expect(theme.contrasts.foreground).toBeGreaterThanOrEqual(7);
    expect(theme.contrasts.muted).toBeGreaterThanOrEqual(4.5);
    for (const contrast of theme.contrasts.tex) expect(contrast).toBeGreaterThanOrEqual(4.5);
  });

  it('falls back to the colours that the extension contributes', async () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { colors: { id: string; defaults: Record<string, string> }[] };
    };
    for (const [kind, [, key]] of Object.entries(KINDS)) {
      const { scene } = await themeOf(kind as PageTheme['kind']);
      for (const { id, defaults } of contributes.colors) {
        const name = id.replace('visualizeBackprop.', '');
        if (!(name in scene)) continue;
        const color = `#${scene[name as 'forward'].toString(16).padStart(6, '0')}`;
        expect(color, `${name} in ${kind}`).toBe(defaults[key]!.toLowerCase());
      }
    }
  });

  it('takes the editor’s colours, whatever way they are written', async () => {
    const theme = await themeOf('vscode-light', {
      '--vscode-editor-background': 'rgb(250, 251, 252)',
      '--vscode-foreground': '#111',
      '--vscode-focusBorder': 'hsl(240 100% 50%)',
      '--vscode-panel-border': '#0000ff80',
      '--vscode-visualizeBackprop-forward': 'rgba(255, 0, 0, 0.5)',
      '--vscode-visualizeBackprop-backward': 'no colour',
      '--vscode-font-family': '"Segoe UI", sans-serif',
    });
    expect(theme.scene).toMatchObject({
      background: 0xfafbfc,
      foreground: 0x111111,
      focus: 0x0000ff,
      backward: 0xa85400,
    });
    expectColor(theme.scene.border, 0x7d7efd, 3);
    expectColor(theme.scene.forward, 0xfc7d7e, 3);
    expect(theme.fontFamily).toBe('"Segoe UI", sans-serif');
  });

  it('makes muted text and formulas readable where the theme does not', async () => {
    const theme = await themeOf('vscode-dark', {
      '--vscode-editor-background': '#333333',
      '--vscode-descriptionForeground': '#666666',
      '--vscode-visualizeBackprop-forward': '#00307f',
    });
    expect(theme.contrasts.muted).toBeGreaterThanOrEqual(4.5);
    expect(theme.contrasts.muted).toBeLessThan(5);
    for (const contrast of theme.contrasts.tex) expect(contrast).toBeGreaterThanOrEqual(4.5);
    expect(theme.scene.forward).toBe(0x00307f);
  });

  it('announces changes once, and only real ones', async () => {
    await themeOf('vscode-dark', { '--vscode-foreground': '#ffffff' });
    const page = opened.page;
    await page.evaluate(() => {
      const seen: string[] = [];
      const stop = window.drawing.onThemeChange((theme) => seen.push(theme.scene.kind));
      Object.assign(window, { seen, stop });
    });
    const seen = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
    await opened.setTheme({ kind: 'vscode-light', variables: { '--vscode-foreground': '#000' } });
    expect(await seen()).toEqual(['light']);
    await page.evaluate(() => document.body.classList.add('unrelated'));
    expect(await seen()).toEqual(['light']);
    await opened.setTheme({
      kind: 'vscode-light',
      variables: { '--vscode-visualizeBackprop-error': '#aa0000' },
    });
    expect(await seen()).toEqual(['light', 'light']);
    await page.evaluate(() => (window as unknown as { stop: () => void }).stop());
    await opened.setTheme({ kind: 'vscode-dark', variables: {} });
    expect(await seen()).toEqual(['light', 'light']);
    expect(await opened.violations()).toEqual([]);
  });
});
