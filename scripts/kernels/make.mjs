/** Compiles the WebAssembly kernels into `src/core/autodiff/kernels/gemm-bytes.ts`: `npm run kernels`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import loadWabt from 'wabt';
import { gemmModule } from './gemm.mjs';

const FILE = fileURLToPath(
  new URL('../../src/core/autodiff/kernels/gemm-bytes.ts', import.meta.url),
);

/** The text of the file, as the kernels say now. */
export async function kernelFile() {
  const wabt = await loadWabt();
  const module = wabt.parseWat('gemm.wat', gemmModule(), { simd: true });
  module.validate();
  const bytes = Buffer.from(module.toBinary({}).buffer).toString('base64');
  return `/** The compiled kernels of \`scripts/kernels\`, written by \`npm run kernels\`. */
export const GEMM_BYTES =
${(bytes.match(/.{1,120}/g) ?? []).map((line) => `  '${line}'`).join(' +\n')};
`;
}

/** What the file holds now. */
export const currentKernelFile = () => readFileSync(FILE, 'utf8');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(FILE, await kernelFile());
}
