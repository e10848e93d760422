// The rings in the order in which they run: from the quick to the slow.
import { buildHostTests, buildProduct } from '../../esbuild.mjs';
import { checkBudgets, printSizes } from '../build/sizes.mjs';
import { needVsix } from '../build/package.mjs';
import { NEWEST, OLDEST } from '../rig/rigs.mjs';
import { needChromium } from '../setup/chromium.mjs';
import { usableRigs } from '../setup/rigs.mjs';
import { desktopBuilds, desktopSuite } from './desktop-suite.mjs';
import { hostSuite } from './host-suite.mjs';
import { l10nUpToDate } from './l10n.mjs';
import { attempt, check, tool, total } from './run.mjs';
import { vitest } from './vitest.mjs';

/** @typedef {import('./run.mjs').Count} Count */

/**
 * @typedef {object} Ring
 * @property {string} name
 * @property {string} title
 * @property {(options: { desktop: boolean }) => Promise<Count>} run
 */

/** @type {readonly Ring[]} */
export const RINGS = [
  {
    name: 'format',
    title: 'one formatter over all files',
    run: () => check(() => tool('prettier', 'prettier', ['--check', '.'])),
  },
  {
    name: 'lint',
    title: 'one linter over all code',
    run: () => check(() => tool('eslint', 'eslint', ['--max-warnings', '0', '.'])),
  },
  {
    name: 'types',
    title: 'strict types',
    run: () => check(() => tool('typescript', 'tsc', ['-b'])),
  },
  {
    name: 'rules',
    title: 'who may import what',
    run: () =>
      check(() =>
        tool('dependency-cruiser', 'depcruise', [
          '--config',
          '.dependency-cruiser.cjs',
          'src',
          'webview',
        ]),
      ),
  },
  { name: 'unused', title: 'unused code', run: () => check(() => tool('knip', 'knip', [])) },
  { name: 'l10n', title: 'exported texts', run: () => check(l10nUpToDate) },
  { name: 'build', title: 'bundles and their budgets', run: () => check(build) },
  { name: 'unit', title: 'pure code in Node', run: () => vitest('vitest.config.ts') },
  { name: 'webview', title: 'the page in Chromium', run: webview },
  { name: 'package', title: 'the packed extension', run: packageRing },
  { name: 'vscode', title: 'the extension in VS Code', run: vscode },
];

async function build() {
  const outputs = await buildProduct();
  printSizes(outputs);
  checkBudgets(outputs);
  return 0;
}

async function webview() {
  await needChromium();
  return vitest('vitest.webview.config.ts');
}

async function packageRing() {
  await needVsix();
  return vitest('vitest.package.config.ts');
}

/**
 * Inside the extension host on every VS Code there is, then from outside on the packed extension.
 * @param {{ desktop: boolean }} options
 */
async function vscode({ desktop }) {
  await Promise.all([buildProduct(), buildHostTests()]);
  const counts = [];
  if (desktop || process.env.VSCODE_EXECUTABLE) {
    for (const executable of await desktopBuilds())
      counts.push(await attempt(() => desktopSuite(executable)));
    if (desktop) return total(counts);
  }
  await needChromium();
  for (const rig of await usableRigs([OLDEST, NEWEST]))
    counts.push(await attempt(() => hostSuite(rig)));
  counts.push(await attempt(installed));
  return total(counts);
}

/** The packed extension, installed and driven as a person would. */
async function installed() {
  await needVsix();
  return vitest('vitest.vscode.config.ts');
}
