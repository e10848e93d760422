// Finds the Chromium that the tests and the pictures use, and says what to do when there is none.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Where installers put it on systems without a command for it on the PATH. */
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env.PROGRAMFILES ?? 'C:\\Program Files', 'Google/Chrome/Application/chrome.exe'),
];

/** Command-line arguments for a quiet browser with WebGL in software. */
export const CHROMIUM_ARGUMENTS = [
  '--no-sandbox',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The path of a Chromium, or null.
 * @returns {Promise<string | null>}
 */
async function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const found = NAMES.map(onPath).find(Boolean) ?? PLACES.find(isExecutable);
  return found ?? (await fromPlaywright());
}

/**
 * The path of a Chromium; installs Debian's where that is possible, else throws an error that says what to install.
 * @returns {Promise<string>}
 */
export async function needChromium() {
  const found = await findChromium();
  if (found) return found;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    console.log('Chromium is missing: installing it with apt-get …');
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = await findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'No Chromium was found. Install Chromium or Google Chrome (Debian and Ubuntu: sudo apt-get install chromium; ' +
      'macOS: brew install --cask chromium; Windows: winget install Google.Chrome), or set the environment variable ' +
      'CHROMIUM to the path of its executable.',
  );
}

/** @param {string} name */
export function onPath(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  return (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find(isExecutable);
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function fromPlaywright() {
  try {
    const { chromium } = await import('playwright-core');
    const path = chromium.executablePath();
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}
