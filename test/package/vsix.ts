/** The packed extension as the package ring reads it. */
import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { VSIX } from '../../scripts/build/package.mjs';

const files = Object.entries(unzipSync(readFileSync(VSIX)))
  .filter(([path]) => path.startsWith('extension/') && !path.endsWith('/'))
  .map(([path, bytes]) => [path.slice('extension/'.length), bytes] as const);

/** What is in it: path within the extension → bytes. */
export const CONTENTS: ReadonlyMap<string, Uint8Array> = new Map(files);

/** The bytes of the whole file. */
export const WEIGHT = readFileSync(VSIX).length;

/** The text of one file; throws when it is not in the package. */
export function textOf(path: string): string {
  const bytes = CONTENTS.get(path);
  if (!bytes) throw new Error(`${path} is not in the package.`);
  return strFromU8(bytes);
}
