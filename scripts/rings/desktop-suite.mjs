// Runs the same tests in desktop VS Code: VSCODE_EXECUTABLE, or a download by @vscode/test-electron.
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OLDEST, ROOT } from '../rig/rigs.mjs';
import { countSuite, exampleWorkspace, SUITE } from './host-suite.mjs';

/** @typedef {import('./run.mjs').Count} Count */

/**
 * The desktop builds to test: a given one, else the oldest promised and the newest.
 * @returns {Promise<string[]>}
 */
export async function desktopBuilds() {
  const given = process.env.VSCODE_EXECUTABLE;
  if (given) return [given];
  const cachePath = join(ROOT, '.vscode-test');
  const builds = [];
  for (const version of [OLDEST.vscode, 'stable']) {
    builds.push(await downloadAndUnzipVSCode({ version, cachePath }));
  }
  return builds;
}

/**
 * @param {string} executable
 * @returns {Promise<Count>}
 */
export async function desktopSuite(executable) {
  console.log(`\nInside ${executable}:\n`);
  const workspace = await exampleWorkspace();
  const profile = await mkdtemp(join(tmpdir(), 'vb-'));
  try {
    const { code, output } = await run(executable, [
      workspace,
      `--extensionDevelopmentPath=${ROOT}`,
      `--extensionTestsPath=${SUITE}`,
      `--user-data-dir=${profile}`,
      `--extensions-dir=${join(profile, 'extensions')}`,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--disable-updates',
      '--disable-gpu-sandbox',
      '--no-sandbox',
      '--skip-welcome',
      '--skip-release-notes',
    ]);
    return countSuite(output, code);
  } finally {
    await rm(workspace, { recursive: true, force: true });
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  }
}

/**
 * @param {string} executable
 * @param {readonly string[]} args
 * @returns {Promise<{ code: number, output: string }>}
 */
function run(executable, args) {
  const child = spawn(executable, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32' && executable.endsWith('.cmd'),
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
