// The two VS Codes that the tests run on, where they lie and which Node runs them.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * @typedef {object} Rig
 * @property {'oldest' | 'newest'} name
 * @property {string} vscode version of VS Code
 * @property {number} node the major version of Node that it runs on
 * @property {string} folder where it is installed
 * @property {string} server its inner server's folder
 */

/**
 * @param {'oldest' | 'newest'} name
 * @param {string} vscode
 * @param {number} node
 * @returns {Rig}
 */
function rig(name, vscode, node) {
  const folder = join(ROOT, '.vscode-test', name);
  return {
    name,
    vscode,
    node,
    folder,
    server: join(folder, 'node_modules/code-server/lib/vscode'),
  };
}

/**
 * The oldest VS Code that the manifest promises.
 * @type {Rig}
 */
export const OLDEST = rig('oldest', '1.100.3', 20);

/**
 * The newest one.
 * @type {Rig}
 */
export const NEWEST = rig('newest', '1.139.1', 24);

/**
 * The Node that runs this rig: the one at hand where its version fits, else the one installed with the rig; null where there is none.
 * @param {Rig} rig
 * @returns {string | null}
 */
export function nodeFor(rig) {
  if (process.versions.node.split('.')[0] === String(rig.node)) return process.execPath;
  const name = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const own = join(rig.folder, 'node_modules', `node-${name}-${process.arch}`, 'bin', file);
  if (existsSync(own)) return own;
  return rig.node === 20 ? process.execPath : null;
}
