/** The packed manifest: complete, and every file that it names is there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NEWEST, OLDEST, ROOT } from '../../scripts/rig/rigs.mjs';
import { CONTENTS, textOf } from './vsix';

interface Manifest {
  readonly name: string;
  readonly displayName: string;
  readonly license: string;
  readonly engines: { readonly vscode: string };
  readonly activationEvents: readonly string[];
  readonly capabilities: unknown;
  readonly contributes: { readonly commands: readonly { readonly category: string }[] };
}

const manifest = JSON.parse(textOf('package.json')) as Manifest;

describe('the manifest', () => {
  test('says what the extension is', () => {
    expect(manifest).toMatchObject({
      name: 'visualize-backprop',
      displayName: 'Visualize Backprop',
      license: 'MIT',
      capabilities: { untrustedWorkspaces: { supported: true }, virtualWorkspaces: true },
    });
    expect(manifest.contributes.commands.every(({ category }) => category === 'Backprop')).toBe(
      true,
    );
  });

  test('promises the oldest VS Code that is tested, not a newer one', () => {
    expect(manifest.engines.vscode).toBe(`^${OLDEST.vscode.replace(/\.\d+$/, '.0')}`);
    expect(minorOf(NEWEST.vscode)).toBeGreaterThan(minorOf(OLDEST.vscode));
  });

  test('starts the extension only when it is used', () => {
    expect(manifest.activationEvents).not.toContain('*');
    expect(manifest.activationEvents).not.toContain('onStartupFinished');
  });

  test('names only files that are in the package', () => {
    const named = paths(manifest);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !CONTENTS.has(path))).toEqual([]);
  });

  test('takes every text that it names from package.nls.json', () => {
    const texts = JSON.parse(textOf('package.nls.json')) as Record<string, unknown>;
    const keys = [...textOf('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
    expect(keys.filter((key) => !(key in texts))).toEqual([]);
    expect(Object.keys(texts).filter((key) => !keys.includes(key))).toEqual([]);
  });
});

describe('the README', () => {
  test('shows pictures and links to pages that are in the repository', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const links = [...readme.matchAll(/(?:\]\(|src=")([^)"\s]+)/g)].map(([, link]) => link!);
    const local = links.filter((link) => !/^(https?:|#|command:)/.test(link));
    expect(local.length).toBeGreaterThan(0);
    expect(local.filter((link) => !existsSync(join(ROOT, link.split('#')[0]!)))).toEqual([]);
  });
});

/** Every string of the manifest that is a path to a file. */
function paths(value: unknown): string[] {
  if (typeof value === 'string') {
    return /^(\.\/)?(dist|media|l10n|examples)\/.*\.\w+$/.test(value)
      ? [value.replace(/^\.\//, '')]
      : [];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(paths) : [];
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
