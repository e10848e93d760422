/** What is packed: all that users need and nothing else. */
import { builtinModules } from 'node:module';
import { describe, expect, test } from 'vitest';
import { CONTENTS, textOf, WEIGHT } from './vsix';

/** Everything that may be in the package. */
const ALLOWED = [
  /^package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^(readme|changelog)\.md$/i,
  /^LICENSE\.txt$/,
  /^dist\/(extension|cli|webview|engine)\.js$/,
  /^dist\/webview\.css$/,
  /^dist\/fonts\/KaTeX_[\w-]+\.woff2$/,
  /^examples\/[\w-]+\.(backprop\.(yaml|yml|json)|py)$/,
  /^l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
  /^media\/icon\.png$/,
  /^media\/(icons|languages|schema|walkthrough)\/[\w.-]+\.(svg|json|png|md)$/,
];

/** What must be there, whatever else is. */
const NEEDED = [
  'dist/extension.js',
  'dist/cli.js',
  'dist/webview.js',
  'dist/webview.css',
  'dist/engine.js',
  'dist/fonts/KaTeX_Main-Regular.woff2',
  'examples/xor.backprop.yaml',
  'examples/digits_cnn.py',
  'l10n/bundle.l10n.json',
  'LICENSE.txt',
];

const BUILTIN = new Set([...builtinModules, ...builtinModules.map((name) => `node:${name}`)]);

describe('the package', () => {
  test('holds nothing but what is allowed', () => {
    const others = [...CONTENTS.keys()].filter((path) => !ALLOWED.some((rule) => rule.test(path)));
    expect(others).toEqual([]);
  });

  test.each(NEEDED)('holds %s', (path) => {
    expect(textOf(path).length).toBeGreaterThan(0);
  });

  test('weighs at most 2 MB', () => {
    expect(WEIGHT).toBeLessThanOrEqual(2_000_000);
  });

  test('has no source maps and does not point at any', () => {
    for (const path of CONTENTS.keys()) {
      if (/\.(js|css)$/.test(path)) expect(textOf(path)).not.toContain('sourceMappingURL');
    }
  });

  test('is whole: the host needs only VS Code, and nothing of Node', () => {
    expect(new Set(required('dist/extension.js'))).toEqual(new Set(['vscode']));
    expect(required('dist/cli.js').filter((name) => !BUILTIN.has(name))).toEqual([]);
  });

  test('shows formulas with woff2 fonts alone', () => {
    const urls = [...textOf('dist/webview.css').matchAll(/url\(["']?([^"')]+)/g)].map(
      ([, url]) => url!,
    );
    const fonts = urls.filter((url) => !url.startsWith('data:'));
    expect(fonts.length).toBeGreaterThan(10);
    for (const font of fonts) {
      expect(font).toMatch(/\.woff2$/);
      expect(CONTENTS.has(`dist/${font.replace(/^\.\//, '')}`)).toBe(true);
    }
  });
});

/** The modules that a bundle loads when it runs. */
function required(path: string): string[] {
  return [...textOf(path).matchAll(/\brequire\(["']([^"']+)["']\)/g)].map(([, name]) => name!);
}
