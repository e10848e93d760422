// Builds what is shipped into dist/, and the tests that run inside VS Code into out/.
//   node esbuild.mjs [--production] [--tests] [--only webview,engine]
import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findFiles } from './scripts/build/files.mjs';
import { checkBudgets, printSizes, removeStale } from './scripts/build/sizes.mjs';

const ROOT = dirname(fileURLToPath(import.meta.url));

/**
 * KaTeX lists each font in three formats; every browser that VS Code has reads woff2.
 * @type {import('esbuild').Plugin}
 */
const onlyWoff2 = {
  name: 'only-woff2',
  setup(build) {
    build.onLoad({ filter: /katex(\.min)?\.css$/ }, async ({ path }) => {
      const css = await readFile(path, 'utf8');
      const older = /,\s*url\([^)]*\.(woff|ttf)\)\s*format\(["']?(woff|truetype)["']?\)/g;
      return { contents: css.replace(older, ''), loader: 'css', resolveDir: dirname(path) };
    });
  },
};

/**
 * Options that all bundles share.
 * @param {boolean} production
 * @returns {import('esbuild').BuildOptions}
 */
function common(production) {
  return {
    absWorkingDir: ROOT,
    bundle: true,
    target: 'es2022',
    minify: production,
    sourcemap: production ? false : 'linked',
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  };
}

/**
 * Options of the page, for the panel and for test pages alike.
 * @param {string} entry
 * @param {string} outdir
 * @param {boolean} production
 * @returns {import('esbuild').BuildOptions}
 */
function pageOptions(entry, outdir, production) {
  return {
    ...common(production),
    entryPoints: { webview: entry },
    outdir,
    format: 'esm',
    platform: 'browser',
    loader: { '.woff2': 'file' },
    assetNames: 'fonts/[name]',
    plugins: [onlyWoff2],
  };
}

/**
 * Options of the worker that runs the program.
 * @param {string} outdir
 * @param {boolean} production
 * @returns {import('esbuild').BuildOptions}
 */
function engineOptions(outdir, production) {
  return {
    ...common(production),
    entryPoints: { engine: 'webview/engine/worker.ts' },
    outdir,
    format: 'iife',
    platform: 'browser',
  };
}

/**
 * @param {boolean} production
 * @returns {Record<string, import('esbuild').BuildOptions>}
 */
function bundles(production) {
  const outdir = 'dist';
  return {
    // One file for the desktop and the browser: it needs nothing of Node.
    extension: {
      ...common(production),
      entryPoints: { extension: 'src/extension.ts' },
      outdir,
      external: ['vscode'],
      format: 'cjs',
      platform: 'browser',
    },
    cli: {
      ...common(production),
      entryPoints: { cli: 'src/cli/main.ts' },
      outdir,
      format: 'cjs',
      platform: 'node',
      target: 'node20',
      banner: { js: '#!/usr/bin/env node' },
    },
    webview: pageOptions('webview/main.ts', outdir, production),
    engine: engineOptions(outdir, production),
  };
}

/**
 * Builds another page in place of the panel's, for tests of its parts.
 * @param {string} entry
 * @param {string} outdir
 */
export async function buildTestPage(entry, outdir) {
  await build(pageOptions(entry, outdir, true));
}

/**
 * Bundles everything, or the named bundles, and holds them against their budgets.
 * @param {{ production?: boolean, only?: readonly string[] }} [options]
 */
export async function buildProduct({ production = true, only } = {}) {
  const wanted = Object.entries(bundles(production)).filter(
    ([name]) => !only || only.includes(name),
  );
  const results = await Promise.all(wanted.map(([, options]) => build(options)));
  const outputs = Object.assign({}, ...results.map((result) => result.metafile?.outputs));
  if (!only)
    await removeStale(
      join(ROOT, 'dist'),
      Object.keys(outputs).map((path) => join(ROOT, path)),
    );
  return outputs;
}

/**
 * Scripts of the repository find their files by their own place, so a bundle leaves them where they are.
 * @type {import('esbuild').Plugin}
 */
const scriptsStay = {
  name: 'scripts-stay',
  setup(build) {
    build.onResolve({ filter: /^\..*\.mjs$/ }, ({ path, resolveDir }) => ({
      path: pathToFileURL(join(resolveDir, path)).href,
      external: true,
    }));
  },
};

/**
 * Bundles a script for Node from its source text.
 * @param {string} contents
 * @param {string} resolveDir the folder that its imports start from
 * @param {string} outfile
 */
export async function buildScript(contents, resolveDir, outfile) {
  await build({
    ...common(false),
    stdin: { contents, resolveDir, loader: 'ts' },
    outfile,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    sourcemap: 'inline',
    plugins: [scriptsStay],
  });
}

/** Bundles the tests that run inside VS Code, found by pattern. */
export async function buildHostTests() {
  const files = await findFiles(join(ROOT, 'test/vscode/suite'), '.suite.ts');
  if (files.length === 0) throw new Error('No test/vscode/suite/**/*.suite.ts was found.');
  const imports = files.map((file) => `import './${file}';`);
  await build({
    ...common(false),
    stdin: {
      contents: `${imports.join('\n')}\nexport * from './index';`,
      resolveDir: join(ROOT, 'test/vscode/suite'),
      sourcefile: 'all-suites.ts',
      loader: 'ts',
    },
    outfile: 'out/vscode-suite.cjs',
    format: 'cjs',
    platform: 'node',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
  });
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const flag = (/** @type {string} */ name) => process.argv.includes(name);
  const production = flag('--production');
  if (flag('--tests')) {
    const files = await buildHostTests();
    console.log(`out/vscode-suite.cjs holds ${files.length} test files: ${files.join(', ')}`);
  } else {
    const place = process.argv.indexOf('--only');
    const only = place < 0 ? undefined : process.argv[place + 1]?.split(',');
    const outputs = await buildProduct({ production, only });
    printSizes(outputs);
    if (production) checkBudgets(outputs);
  }
}
