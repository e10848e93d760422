// npm start [-- FILE] [--browser]: shows Visualize Backprop on an example or FILE in a real VS Code.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { NEWEST, OLDEST, ROOT } from './rig/rigs.mjs';
import { startWorkbench } from './rig/workbench.mjs';
import { onPath } from './setup/chromium.mjs';
import { needPackages } from './setup/packages.mjs';
import { usableRigs } from './setup/rigs.mjs';

/** Loaded from their folders as they are: the extension, and one that runs its command on the file. */
const EXTENSIONS = [ROOT, join(ROOT, 'scripts/rig/opener')];

async function main() {
  const words = process.argv.slice(2);
  const named = words.find((word) => !word.startsWith('--'));
  const file = named
    ? resolve(process.env.INIT_CWD ?? '.', named)
    : join(ROOT, 'examples/xor.backprop.yaml');
  if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
  await needPackages();
  console.log('Building …');
  const { buildProduct } = await import('../esbuild.mjs');
  await buildProduct();
  const code = words.includes('--browser') ? undefined : onPath('code');
  await (code ? inDesktop(code, file) : inBrowser(file));
}

/**
 * Opens desktop VS Code with a profile of its own and waits until it is closed.
 * @param {string} code
 * @param {string} file
 */
async function inDesktop(code, file) {
  const profile = await mkdtemp(join(tmpdir(), 'visualize-backprop-'));
  const child = spawn(
    code,
    [
      ...EXTENSIONS.map((folder) => `--extensionDevelopmentPath=${folder}`),
      `--user-data-dir=${profile}`,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--skip-welcome',
      '--new-window',
      '--wait',
      dirname(file),
    ],
    {
      stdio: 'inherit',
      shell: process.platform === 'win32',
      env: { ...process.env, VISUALIZE_BACKPROP_FILE: file },
    },
  );
  console.log(
    'Ready: Visualize Backprop runs in desktop VS Code. Close its window or press Ctrl+C to stop.',
  );
  stopOnSignal(() => child.kill());
  await new Promise((closed) => child.once('close', closed));
  await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/**
 * Serves the workbench and opens the system's browser, where there is one.
 * @param {string} file
 */
async function inBrowser(file) {
  const rig = (await usableRigs([NEWEST]))[0] ?? (await usableRigs([OLDEST]))[0];
  if (!rig) throw new Error('No VS Code can run here.');
  const stopped = new Promise((stop) => stopOnSignal(() => stop(undefined)));
  const workbench = await startWorkbench(rig, {
    linked: EXTENSIONS,
    environment: { VISUALIZE_BACKPROP_FILE: file },
  });
  const address = workbench.address({ folder: dirname(file) });
  console.log(`Ready: Visualize Backprop runs in VS Code ${rig.vscode} at\n\n  ${address}\n`);
  console.log('Open this address in a browser on this machine. Press Ctrl+C to stop.');
  openInBrowser(address);
  await Promise.race([stopped, workbench.ended]);
  await workbench.stop();
  console.log('Stopped.');
}

/** @param {string} address */
function openInBrowser(address) {
  const { DISPLAY, WAYLAND_DISPLAY, CI } = process.env;
  if (CI) return;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', address]
        : ['xdg-open', address];
  if (!command || (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY)) return;
  if (process.platform === 'linux' && !onPath(command)) return;
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

/**
 * Calls `stop` once when the person or the system asks for it, or when npm, which does not always pass signals on, is gone.
 * @param {() => void} stop
 */
function stopOnSignal(stop) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop);
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
