// npm run pictures: takes the README's pictures anew, in a real VS Code with the packed extension.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { NEWEST, ROOT } from './rig/rigs.mjs';
import { needPackages } from './setup/packages.mjs';

await needPackages();
const { buildScript } = await import('../esbuild.mjs');
const { needVsix } = await import('./build/package.mjs');
const { usableRigs } = await import('./setup/rigs.mjs');
await needVsix();
await usableRigs([NEWEST]);
await buildScript(
  `import { takePictures } from './take';\nawait takePictures();`,
  join(ROOT, 'test/pictures'),
  'out/pictures.mjs',
);
await import(pathToFileURL(join(ROOT, 'out/pictures.mjs')).href);
