// Installs the VS Codes of the rig from npm into .vscode-test/, each once for a lockfile.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NEWEST, nodeFor, ROOT } from '../rig/rigs.mjs';
import { npm } from './npm.mjs';

/** @typedef {import('../rig/rigs.mjs').Rig} Rig */

/**
 * Installs a rig where it is missing or outdated. The server's native modules are left unbuilt, so no compiler is needed: it logs
 * and watches over its parent without them.
 * @param {Rig} rig
 */
async function needRig(rig) {
  const pinned = join(ROOT, 'scripts/rig', rig.name);
  const stamp = join(rig.folder, '.stamp');
  const wanted = createHash('sha256')
    .update(await readFile(join(pinned, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return;
  console.log(`Fetching VS Code ${rig.vscode} from npm …`);
  await rm(rig.folder, { recursive: true, force: true });
  await mkdir(rig.folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) {
    await copyFile(join(pinned, file), join(rig.folder, file));
  }
  await npm(['ci', '--ignore-scripts'], rig.folder);
  await npm(['install', '--ignore-scripts', '--omit=dev'], rig.server);
  await symlink(
    join(rig.server, 'node_modules'),
    join(rig.server, 'node_modules.asar'),
    'junction',
  );
  await writeFile(stamp, wanted);
}

/**
 * Installs these rigs and gives those that can run here; says so where the newest cannot.
 * @param {readonly Rig[]} rigs
 * @returns {Promise<Rig[]>}
 */
export async function usableRigs(rigs) {
  await Promise.all(rigs.map(needRig));
  return rigs.filter((rig) => {
    const usable = nodeFor(rig) !== null;
    if (!usable) {
      console.log(
        `VS Code ${rig.vscode} is left out: it needs Node ${NEWEST.node}, which npm does not have for ` +
          `${process.platform}-${process.arch}. Run with Node ${NEWEST.node} to include it.`,
      );
    }
    return usable;
  });
}
