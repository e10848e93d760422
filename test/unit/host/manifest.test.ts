/** Holds package.json against the ids in the code, both ways, and against what every complete manifest has. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as ids from '../../../src/ids';
import { PANEL_COMMANDS } from '../../../src/protocol/messages';

interface Manifest {
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { command: string; category: string }[];
    readonly keybindings: readonly { command: string; when: string }[];
    readonly languages: readonly { id: string }[];
    readonly walkthroughs: readonly { id: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, unknown>> };
    readonly colors: readonly {
      readonly id: string;
      readonly defaults: Readonly<Record<Theme, string>>;
    }[];
  };
}
type Theme = 'dark' | 'light' | 'highContrast' | 'highContrastLight';

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const manifest = readJson('package.json') as Manifest;
const texts = readJson('package.nls.json') as Readonly<Record<string, string>>;
const { contributes } = manifest;
const sorted = (values: Iterable<string>) => [...values].sort();
const commandIds = new Set<string>(Object.values(ids.COMMANDS));
const everyString = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(everyString);
};

describe('ids', () => {
  it('are those of the manifest', () => {
    expect(sorted(commandIds)).toEqual(sorted(contributes.commands.map(({ command }) => command)));
    expect(sorted(Object.values(ids.SETTINGS))).toEqual(
      sorted(Object.keys(contributes.configuration.properties)),
    );
    expect(sorted(Object.values(ids.COLORS))).toEqual(
      sorted(contributes.colors.map(({ id }) => id)),
    );
    expect(sorted(Object.values(ids.LANGUAGES))).toEqual(
      sorted(contributes.languages.map(({ id }) => id)),
    );
    expect(contributes.walkthroughs.map(({ id }) => id)).toEqual([ids.WALKTHROUGH]);
    expect(manifest.activationEvents).toEqual([
      'onLanguage:python',
      `onWebviewPanel:${ids.PANEL_VIEW_TYPE}`,
    ]);
  });

  it('cover every command that the page carries out', () => {
    for (const command of PANEL_COMMANDS) {
      expect(ids.COMMANDS[command]).toBe(`visualizeBackprop.${command}`);
    }
  });

  it('are spelled right wherever the manifest mentions them', () => {
    const known = new Set<string>([
      ...commandIds,
      ...Object.values(ids.SETTINGS),
      ...Object.values(ids.COLORS),
      ...Object.values(ids.CONTEXT_KEYS),
      ids.PANEL_VIEW_TYPE,
      ids.WALKTHROUGH,
    ]);
    const mentioned = everyString({ contributes, texts }).flatMap(
      (value) => value.match(/visualizeBackprop(\.\w+)+/g) ?? [],
    );
    expect(mentioned.length).toBeGreaterThan(commandIds.size);
    expect(mentioned.filter((id) => !known.has(id))).toEqual([]);
  });
});

describe('the manifest', () => {
  it('takes every text from package.nls.json and leaves none there unused', () => {
    const used = everyString(contributes).flatMap((value) => /^%(.+)%$/.exec(value)?.[1] ?? []);
    expect(sorted(new Set(used))).toEqual(sorted(Object.keys(texts)));
  });

  it('puts all commands under Backprop', () => {
    expect(new Set(contributes.commands.map(({ category }) => category))).toEqual(
      new Set(['Backprop']),
    );
  });

  it('names only files that exist', () => {
    const files = everyString({ contributes, icon: manifest.icon }).filter((value) =>
      /^(\.\/)?media\//.test(value),
    );
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('has an icon of at least 128 by 128 pixels', () => {
    const png = readFileSync(manifest.icon);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThanOrEqual(128);
    expect(png.readUInt32BE(20)).toBe(png.readUInt32BE(16));
  });

  it('binds keys only in the text editor, because the page handles its own', () => {
    for (const { command, when } of contributes.keybindings) {
      expect(commandIds.has(command)).toBe(true);
      expect(when).toContain('editorTextFocus');
      expect(when).toContain(ids.CONTEXT_KEYS.hasPanel);
    }
  });
});

describe('theme colours', () => {
  const backgrounds: Readonly<Record<Theme, string>> = {
    dark: '#1F1F1F',
    light: '#FFFFFF',
    highContrast: '#000000',
    highContrastLight: '#FFFFFF',
  };
  const readable = contributes.colors.filter(({ id }) => !id.includes('currentLine'));

  it.each(readable)('$id can be read on each theme', ({ defaults }) => {
    for (const [theme, background] of Object.entries(backgrounds)) {
      const color = defaults[theme as Theme];
      expect(contrast(color, background), `${theme} ${color}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});

function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
