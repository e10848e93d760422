// Packs the extension as users get it.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { ROOT } from '../rig/rigs.mjs';

/** The packed extension. */
export const VSIX = join(ROOT, 'out/visualize-backprop.vsix');

/** @type {Promise<string> | null} */
let packed = null;

/** Builds and packs the extension, once in a run, and gives the file. */
export function needVsix() {
  packed ??= pack();
  return packed;
}

async function pack() {
  await mkdir(join(ROOT, 'out'), { recursive: true });
  await createVSIX({ cwd: ROOT, packagePath: VSIX, dependencies: false });
  return VSIX;
}
