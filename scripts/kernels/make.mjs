/** Compiles the WebAssembly kernels into `src/core/autodiff/kernels/bytes.ts`: `npm run kernels`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import loadWabt from 'wabt';
import { nn, nt } from './gemm.mjs';
import { MAPS } from './maps.mjs';
import { gather, scatter } from './moves.mjs';
import { TYPES } from './wat.mjs';

const FILE = fileURLToPath(new URL('../../src/core/autodiff/kernels/bytes.ts', import.meta.url));
const KERNELS = { nn, nt, gather, scatter, ...MAPS };

/** The whole module as text: every kernel in both precisions. */
function moduleText() {
  const functions = Object.entries(TYPES).flatMap(([precision, type]) =>
    Object.entries(KERNELS).map(([name, kernel]) => kernel(`${precision}${name}`, type)),
  );
  return `(module (import "env" "memory" (memory 0))\n${functions.join('\n')})`;
}

/** The text of the file, as the kernels say now. */
export async function kernelFile() {
  const wabt = await loadWabt();
  const module = wabt.parseWat('kernels.wat', moduleText(), { simd: true });
  module.validate();
  const bytes = Buffer.from(module.toBinary({}).buffer).toString('base64');
  return `/** The compiled kernels of \`scripts/kernels\`, written by \`npm run kernels\`. */
export const KERNEL_BYTES =
${(bytes.match(/.{1,120}/g) ?? []).map((line) => `  '${line}'`).join(' +\n')};
`;
}

/** What the file holds now. */
export const currentKernelFile = () => readFileSync(FILE, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(FILE, await kernelFile());
}
