/** How long it takes to understand a model file, compared with the YAML library alone. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { ROOT } from '../../scripts/rig/rigs.mjs';
import { parseModelFile } from '../../src/core/parse';
import { timed, type Case } from '../measure';
import { longFile } from '../models';

export const cases: readonly Case[] = [
  parsing('parse xor', () => readFileSync(join(ROOT, 'examples/xor.backprop.yaml'), 'utf8')),
  parsing('parse 300 lines', () => longFile(300)),
];

function parsing(name: string, read: () => string): Case {
  return timed(name, () => {
    const text = read();
    return {
      run: () => parseModelFile(text, 'bench.backprop.yaml'),
      against: { name: 'the YAML library alone', run: () => parseDocument(text) },
    };
  });
}
