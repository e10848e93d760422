// Starts a VS Code workbench server with data of its own, and stops it without a trace.
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFor } from './rigs.mjs';

/** @typedef {import('./rigs.mjs').Rig} Rig */

/**
 * @typedef {object} Workbench
 * @property {string} origin `http://127.0.0.1:<port>`
 * @property {string} data the folder with this server's data, removed when it stops
 * @property {(options?: AddressOptions) => string} address what to open in a browser
 * @property {Promise<void>} ended settles when the server is gone
 * @property {() => Promise<void>} stop
 */

/**
 * @typedef {object} AddressOptions
 * @property {string} [folder] the folder that is opened
 * @property {readonly string[]} [extensions] folders of extensions under development
 * @property {string} [tests] a script that exports `run()`, for the extension host
 */

const READY = 'Web UI available at';
const START_LIMIT = 60_000;

/**
 * @typedef {object} WorkbenchOptions
 * @property {string} [vsix] a packed extension to install
 * @property {readonly string[]} [linked] folders of extensions to install as they are
 * @property {Readonly<Record<string, string>>} [environment] variables that extensions see
 * @property {boolean} [automated] lets a test suite in the extension host report to the page
 * @property {boolean} [restricted] keeps folders untrusted
 * @property {Readonly<Record<string, unknown>>} [settings] the user's settings
 */

/** What a new profile shows on top of the work is left out. */
const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.commandCenter.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
};

/**
 * Starts a server with data of its own.
 * @param {Rig} rig
 * @param {WorkbenchOptions} [options]
 * @returns {Promise<Workbench>}
 */
export async function startWorkbench(
  rig,
  { vsix, linked = [], automated = false, restricted = false, settings, environment } = {},
) {
  const node = nodeFor(rig);
  if (!node) throw new Error(`VS Code ${rig.vscode} needs Node ${rig.node}, which is not here.`);
  const data = await mkdtemp(join(tmpdir(), 'visualize-backprop-'));
  const folders = [
    '--user-data-dir',
    join(data, 'user'),
    '--server-data-dir',
    join(data, 'server'),
  ];
  await mkdir(join(data, 'user/User'), { recursive: true });
  await writeFile(
    join(data, 'user/User/settings.json'),
    JSON.stringify({ ...QUIET, ...settings }, null, 2),
  );
  for (const folder of linked) await link(folder, join(data, 'server/extensions'));
  if (vsix) install(rig, node, vsix, folders);
  const port = await freePort();
  const flags = [
    ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ['--accept-server-license-terms', '--telemetry-level', 'off'],
    automated ? ['--enable-smoke-test-driver'] : [],
    restricted ? [] : ['--disable-workspace-trust'],
    folders,
  ].flat();
  const server = spawn(node, ['out/server-main.js', ...flags], {
    cwd: rig.server,
    env: { ...process.env, ...environment },
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = async () => {
    await kill(server);
    await rm(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    await untilReady(server);
  } catch (error) {
    await stop();
    throw error;
  }
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => server.once('exit', () => resolve(undefined)));
  const origin = `http://127.0.0.1:${port}`;
  return { origin, data, ended, stop, address: (options) => address(port, options) };
}

/**
 * @param {number} port
 * @param {AddressOptions} [options]
 */
function address(port, { folder, extensions = [], tests } = {}) {
  const remote = (/** @type {string} */ path) =>
    `vscode-remote://127.0.0.1:${port}${path.startsWith('/') ? '' : '/'}${path.replaceAll('\\', '/')}`;
  const payload = [['skipWelcome', 'true']];
  for (const extension of extensions) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests) payload.push(['extensionTestsPath', remote(tests)]);
  const url = new URL(`http://127.0.0.1:${port}/`);
  if (folder) url.searchParams.set('folder', folder.replaceAll('\\', '/'));
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/**
 * @param {string} extension
 * @param {string} folder
 */
async function link(extension, folder) {
  const { publisher, name, version } = JSON.parse(
    await readFile(join(extension, 'package.json'), 'utf8'),
  );
  await mkdir(folder, { recursive: true });
  await symlink(extension, join(folder, `${publisher}.${name}-${version}`), 'junction');
}

/**
 * @param {Rig} rig
 * @param {string} node
 * @param {string} vsix
 * @param {readonly string[]} folders
 */
function install(rig, node, vsix, folders) {
  const result = spawnSync(node, ['out/server-main.js', '--install-extension', vsix, ...folders], {
    cwd: rig.server,
    encoding: 'utf8',
  });
  const output = `${result.stdout}${result.stderr}`;
  if (result.status !== 0 || !/successfully installed/.test(output)) {
    throw new Error(`VS Code ${rig.vscode} did not install ${vsix}:\n${output}`);
  }
}

/** @param {import('node:child_process').ChildProcess} server */
function untilReady(server) {
  let output = '';
  return new Promise((resolve, reject) => {
    const late = setTimeout(
      () => reject(new Error(`The workbench did not start in time:\n${output}`)),
      START_LIMIT,
    );
    const listen = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk.toString()).slice(-20_000);
      if (!output.includes(READY)) return;
      clearTimeout(late);
      resolve(undefined);
    };
    server.stdout?.on('data', listen);
    server.stderr?.on('data', listen);
    server.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The workbench ended with code ${code}:\n${output}`));
    });
  });
}

/**
 * Ends the server and all that it started.
 * @param {import('node:child_process').ChildProcess} server
 */
async function kill(server) {
  const { pid } = server;
  if (server.exitCode !== null || server.signalCode !== null || !pid) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/T', '/F']);
  else signalGroup(pid, 'SIGTERM');
  const late = setTimeout(() => signalGroup(pid, 'SIGKILL'), 3000);
  await gone;
  clearTimeout(late);
  if (process.platform !== 'win32') signalGroup(pid, 'SIGKILL');
}

/**
 * @param {number} pid
 * @param {NodeJS.Signals} signal
 */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}
