// Runs the tests that live inside the extension host on the workbenches of the rig.
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format } from 'node:util';
import { chromium } from 'playwright-core';
import { ROOT } from '../rig/rigs.mjs';
import { startWorkbench } from '../rig/workbench.mjs';
import { CHROMIUM_ARGUMENTS, needChromium } from '../setup/chromium.mjs';

/** @typedef {import('./run.mjs').Count} Count */

/** The bundled tests. */
export const SUITE = join(ROOT, 'out/vscode-suite.cjs');

const RESULTS = join(ROOT, 'test-results');

const LIMIT = 300_000;

/**
 * Runs the suite on one workbench.
 * @param {import('../rig/rigs.mjs').Rig} rig
 * @returns {Promise<Count>}
 */
export async function hostSuite(rig) {
  console.log(`\nInside the extension host of VS Code ${rig.vscode}:\n`);
  await mkdir(RESULTS, { recursive: true });
  const workspace = await exampleWorkspace();
  const workbench = await startWorkbench(rig, { automated: true });
  const browser = await chromium.launch({
    executablePath: await needChromium(),
    args: CHROMIUM_ARGUMENTS,
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const address = workbench.address({ folder: workspace, extensions: [ROOT], tests: SUITE });
    return await outcome(page, address, rig);
  } finally {
    await browser.close();
    await workbench.stop();
    await rm(workspace, { recursive: true, force: true });
  }
}

/** A copy of the examples that tests may change. */
export async function exampleWorkspace() {
  const folder = await mkdtemp(join(tmpdir(), 'visualize-backprop-workspace-'));
  await cp(join(ROOT, 'examples'), folder, { recursive: true });
  return folder;
}

/**
 * What the tests say: their own summary, and the exit code that VS Code reports.
 * @param {string} output
 * @param {number} code
 * @returns {Count}
 */
export function countSuite(output, code) {
  const number = (/** @type {RegExp} */ pattern) => Number(output.match(pattern)?.[1] ?? 0);
  const passed = number(/(\d+) passing/);
  const failed = number(/(\d+) failing/);
  return { passed, failed: failed || (code === 0 && passed > 0 ? 0 : 1) };
}

/**
 * Shows what the tests print; all that VS Code prints goes to a file.
 * @param {import('playwright-core').Page} page
 * @param {string} address
 * @param {import('../rig/rigs.mjs').Rig} rig
 * @returns {Promise<Count>}
 */
async function outcome(page, address, rig) {
  /** @type {string[]} */
  const log = [];
  let output = '';
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ type, /** @type {unknown[]} */ args) => {
      const line = format(...args);
      log.push(`${type}: ${line}`);
      // Mocha indents what it prints; the workbench does not.
      if (!/^(log|info)$/.test(type) || !/^\s/.test(line)) return;
      output += `${line}\n`;
      console.log(line);
    },
  );
  const exit = new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('The suite did not end in time.')), LIMIT);
    void page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => {
      clearTimeout(late);
      resolve(code);
    });
  });
  await page.goto(address);
  try {
    const code = Number(await exit);
    return countSuite(output, code);
  } catch (error) {
    await page.screenshot({ path: join(RESULTS, `host-suite-${rig.name}.png`) });
    throw error;
  } finally {
    await writeFile(join(RESULTS, `host-suite-${rig.name}.log`), log.join('\n'));
  }
}
