// Holds the exported texts against the code that uses them.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../rig/rigs.mjs';
import { tool } from './run.mjs';

const BUNDLE = 'bundle.l10n.json';

/** Exports the texts afresh and compares them with what is in l10n/; gives an exit code. */
export async function l10nUpToDate() {
  const folder = await mkdtemp(join(tmpdir(), 'visualize-backprop-l10n-'));
  try {
    const code = await tool('@vscode/l10n-dev', 'vscode-l10n-dev', [
      'export',
      '-o',
      folder,
      'src',
      'webview',
    ]);
    if (code !== 0) return code;
    const fresh = JSON.parse(await readFile(join(folder, BUNDLE), 'utf8'));
    const kept = JSON.parse(await readFile(join(ROOT, 'l10n', BUNDLE), 'utf8').catch(() => '{}'));
    const missing = Object.keys(fresh).filter((key) => !(key in kept));
    const unused = Object.keys(kept).filter((key) => !(key in fresh));
    for (const key of missing) console.error(`not in l10n/${BUNDLE}: ${key}`);
    for (const key of unused) console.error(`in l10n/${BUNDLE} but not in the code: ${key}`);
    if (missing.length + unused.length > 0) {
      console.error('Run npm run l10n.');
      return 1;
    }
    console.log(`${Object.keys(kept).length} texts, all exported.`);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
