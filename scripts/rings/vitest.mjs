// Runs the tests of one vitest configuration and counts them.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../rig/rigs.mjs';
import { tool } from './run.mjs';

/** @typedef {import('./run.mjs').Count} Count */

/**
 * @param {string} config the configuration's file name
 * @returns {Promise<Count>}
 */
export async function vitest(config) {
  const results = join(ROOT, 'test-results', `${config}.json`);
  await mkdir(join(ROOT, 'test-results'), { recursive: true });
  await rm(results, { force: true });
  const code = await tool('vitest', 'vitest', [
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
  ]);
  const count = countOf(await readFile(results, 'utf8').catch(() => '{}'));
  return code === 0 || count.failed > 0 ? count : { ...count, failed: 1 };
}

/**
 * Tests that passed and failed; a file that could not be loaded counts as one failed test.
 * @param {string} json
 * @returns {Count}
 */
function countOf(json) {
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = JSON.parse(json);
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: readonly unknown[] }} */ file) =>
      file.status === 'failed' && file.assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}
