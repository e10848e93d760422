// Prints what a build weighs and fails it when a budget is exceeded.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findFiles } from './files.mjs';

/** @typedef {Record<string, { readonly bytes: number }>} Outputs */

/** What each group of files may weigh together, in bytes. */
const BUDGETS = [
  { name: 'host', files: ['dist/extension.js'], limit: 1_500_000 },
  {
    name: 'page without fonts',
    files: ['dist/webview.js', 'dist/webview.css', 'dist/engine.js'],
    limit: 1_600_000,
  },
];

/** @param {Outputs} outputs */
export function printSizes(outputs) {
  const code = Object.entries(outputs).filter(([path]) => /\.(js|css)$/.test(path));
  for (const [path, { bytes }] of code) console.log(`${kilobytes(bytes).padStart(9)}  ${path}`);
  const fonts = Object.entries(outputs).filter(([path]) => path.endsWith('.woff2'));
  const weight = fonts.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  if (fonts.length > 0) console.log(`${kilobytes(weight).padStart(9)}  ${fonts.length} fonts`);
}

/**
 * Throws when a group of files weighs too much.
 * @param {Outputs} outputs
 */
export function checkBudgets(outputs) {
  const exceeded = BUDGETS.flatMap(({ name, files, limit }) => {
    const bytes = files.reduce((sum, file) => sum + (outputs[file]?.bytes ?? 0), 0);
    return bytes > limit ? [`${name}: ${kilobytes(bytes)}, at most ${kilobytes(limit)}`] : [];
  });
  if (exceeded.length > 0) throw new Error(`Over the size budget: ${exceeded.join('; ')}`);
}

/**
 * Removes files of earlier builds.
 * @param {string} folder
 * @param {readonly string[]} kept
 */
export async function removeStale(folder, kept) {
  for (const file of await findFiles(folder)) {
    const path = join(folder, file);
    if (!kept.includes(path)) await rm(path);
  }
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
