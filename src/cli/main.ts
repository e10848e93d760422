/** The program `visualize-backprop`: joins the command line to files and the process. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { runCli } from './run';

/** The bundle lies one folder below the manifest. */
function readVersion(): string {
  const manifest = readFileSync(join(__dirname, '..', 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

process.exitCode = runCli(process.argv.slice(2), {
  get version() {
    return readVersion();
  },
  readText: (file) => readFileSync(file, 'utf8'),
  now: () => performance.now(),
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
});
