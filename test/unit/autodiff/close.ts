/** Comparisons of arrays of numbers. */
import { expect } from 'vitest';

/** Fails unless every number is within `tolerance` times `scale` of the expected one; not-finite numbers must be the same. */
function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  scale: number,
  what: string,
): void {
  expect(actual.length, `${what}: length`).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const [a, e] = [actual[i]!, expected[i]!];
    const close = Number.isFinite(e) ? Math.abs(a - e) <= tolerance * scale : Object.is(a, e);
    if (!close) expect.fail(`${what}[${i}] is ${a}, expected ${e}`);
  }
}

/** Like `expectClose`, relative to the largest expected number. */
export function expectCloseToLargest(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  const largest = Array.from(expected).reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  expectClose(actual, expected, tolerance, largest, what);
}

/** Like `expectClose`, each number relative to itself, or to 1 if it is smaller. */
export function expectEachClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what: string,
): void {
  expect(actual.length, `${what}: length`).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const scale = Math.max(1, Math.abs(expected[i]!));
    expectClose([actual[i]!], [expected[i]!], tolerance, scale, `${what} ${i}`);
  }
}
