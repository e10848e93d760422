// npm run bench [-- --only NAME] [--json FILE]: bundles the benchmarks, found by pattern, and runs them.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findFiles } from './build/files.mjs';
import { ROOT } from './rig/rigs.mjs';
import { needPackages } from './setup/packages.mjs';

async function main() {
  await needPackages();
  const { buildProduct, buildScript } = await import('../esbuild.mjs');
  await buildProduct();
  const folder = join(ROOT, 'bench/cases');
  const files = await findFiles(folder, '.bench.ts');
  const imports = files.map((file, i) => `import { cases as c${i} } from './${file}';`);
  const all = files.map((_, i) => `...c${i}`).join(', ');
  await buildScript(
    `import { runBenchmarks } from '../main';\n${imports.join('\n')}\nawait runBenchmarks([${all}], process.argv.slice(2));`,
    folder,
    'out/bench.mjs',
  );
  await import(pathToFileURL(join(ROOT, 'out/bench.mjs')).href);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
