// Keeps node_modules at what the lockfile says. Uses nothing but Node, as it runs before anything is installed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../rig/rigs.mjs';
import { npm } from './npm.mjs';

const OLDEST_NODE = 20;

/** Installs the packages of the lockfile where they are missing or outdated. */
export async function needPackages() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new Error(`Node ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`);
  }
  if (upToDate(ROOT)) return;
  console.log('Installing the packages of package-lock.json …');
  await npm(['ci', '--ignore-scripts'], ROOT);
}

/**
 * Whether npm's own record of what is installed has everything of the lockfile.
 * @param {string} folder
 */
function upToDate(folder) {
  const record = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(folder, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || optional || installed[path]?.version === version,
  );
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
}
