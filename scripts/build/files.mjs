// Finds files by their ending, in a stable order.
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/**
 * Paths of all files below `folder` with this ending, relative to it, with forward slashes.
 * @param {string} folder
 * @param {string} ending
 */
export async function findFiles(folder, ending = '') {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
}
