/** Runs the benchmarks and prints their table: `npm run bench [-- --only NAME] [--json FILE]`. */
import { writeFileSync } from 'node:fs';
import { closeBrowser } from '../test/support/browser';
import type { Case, Result } from './measure';

/** Measures these cases, or those whose names begin with `--only`. */
export async function runBenchmarks(cases: readonly Case[], args: readonly string[]) {
  const option = (name: string) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
  const only = option('--only');
  const wanted = cases.filter(({ name }) => only === undefined || name.startsWith(only));
  if (wanted.length === 0) {
    throw new Error(`No benchmark ${only}. There are:\n${cases.map((c) => c.name).join('\n')}`);
  }
  const width = Math.max(...wanted.map(({ name }) => name.length)) + 2;
  console.log(`${'benchmark'.padEnd(width)}${'median'.padStart(12)}   ratio`);
  const results: Result[] = [];
  try {
    for (const { name, measure } of wanted) {
      const result = { name, ...(await measure()) };
      results.push(result);
      console.log(`${name.padEnd(width)}${shown(result)}`);
    }
  } finally {
    await closeBrowser();
  }
  const file = option('--json');
  if (file !== undefined) writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
}

function shown({ median, unit, against, ratio }: Result): string {
  const time = `${short(median)} ${unit}`.padStart(12);
  return ratio === undefined ? time : `${time}   ${short(ratio)} × ${against}`;
}

/** Three digits are more than such measurements are worth. */
function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}
