// Runs npm as a step of a set-up.
import { spawn } from 'node:child_process';

/** What an outer `npm run` tells its own scripts; it must not steer another npm in another folder. */
const INHERITED = /^(npm_(config_local_prefix|package_|lifecycle_|command)|INIT_CWD$)/i;

/**
 * Runs npm in a folder; fails with its output when npm fails.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<void>}
 */
export function npm(args, cwd) {
  const cli = process.env.npm_execpath;
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const windows = process.platform === 'win32';
  const command = cli ? process.execPath : windows ? 'npm.cmd' : 'npm';
  const child = spawn(command, [...(cli ? [cli] : []), ...args, ...quiet], {
    cwd,
    env: Object.fromEntries(Object.entries(process.env).filter(([key]) => !INHERITED.test(key))),
    shell: !cli && windows,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve()
        : reject(new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${output}`)),
    );
  });
}
