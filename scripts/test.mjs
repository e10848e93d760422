// npm test [-- RING …] [--desktop]: sets up what the rings need and runs them, all or the named ones.
import { needPackages } from './setup/packages.mjs';

/** @typedef {{ passed: number, failed: number }} Count */

async function main() {
  const words = process.argv.slice(2);
  const names = words.filter((word) => !word.startsWith('--'));
  await needPackages();
  const { RINGS } = await import('./rings/index.mjs');
  const unknown = names.find((name) => !RINGS.some((ring) => ring.name === name));
  if (unknown) {
    throw new Error(`No ring ${unknown}; there are ${RINGS.map(({ name }) => name).join(', ')}.`);
  }
  const rings = RINGS.filter(({ name }) => names.length === 0 || names.includes(name));
  const summary = [];
  for (const ring of rings) {
    console.log(`\n━━━ ${ring.name}: ${ring.title} ━━━\n`);
    const begun = Date.now();
    const count = await ring.run({ desktop: words.includes('--desktop') }).catch(failure);
    summary.push({ name: ring.name, seconds: (Date.now() - begun) / 1000, ...count });
  }
  report(summary);
}

/**
 * A ring that broke has one failed test.
 * @param {Error} error
 * @returns {Count}
 */
function failure(error) {
  console.error(error.message);
  return { passed: 0, failed: 1 };
}

/** @param {readonly (Count & { name: string, seconds: number })[]} summary */
function report(summary) {
  console.log('\n━━━ summary ━━━\n');
  for (const { name, seconds, passed, failed } of summary) {
    const verdict = failed > 0 ? 'FAILED' : passed > 0 ? 'ok' : 'NO TESTS';
    console.log(
      `${name.padEnd(10)}${verdict.padEnd(10)}${String(passed).padStart(6)} passed` +
        `${String(failed).padStart(6)} failed${seconds.toFixed(1).padStart(9)} s`,
    );
  }
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    summary.reduce((total, count) => total + count[key], 0);
  const good = summary.every(({ passed, failed }) => passed > 0 && failed === 0);
  process.exitCode = good ? 0 : 1;
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
