// Runs the tools of the rings as processes.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from '../rig/rigs.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

/**
 * The script behind a package's command.
 * @param {string} packageName
 * @param {string} command
 */
async function commandOf(packageName, command) {
  const manifest = join(ROOT, 'node_modules', packageName, 'package.json');
  const { bin } = JSON.parse(await readFile(manifest, 'utf8'));
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
}

/**
 * Runs a package's command and gives its exit code; its output is shown.
 * @param {string} packageName
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export async function tool(packageName, command, args) {
  const script = await commandOf(packageName, command);
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

/**
 * A check that passes or fails as a whole.
 * @param {() => Promise<number>} check gives an exit code
 * @returns {Promise<Count>}
 */
export async function check(check) {
  const code = await check();
  return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function total(counts) {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/**
 * Runs a part of a ring; one that breaks counts as one failed test and does not keep the others from running.
 * @param {() => Promise<Count>} part
 * @returns {Promise<Count>}
 */
export async function attempt(part) {
  try {
    return await part();
  } catch (error) {
    console.error(error);
    return { passed: 0, failed: 1 };
  }
}
