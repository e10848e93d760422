/** Reads the numbers that the scripts of this folder wrote. */
import { readFileSync } from 'node:fs';

/** A number; JSON holds NaN and infinities as texts. */
export type Golden = number;

const WORDS: ReadonlyMap<unknown, number> = new Map([
  ['nan', NaN],
  ['inf', Infinity],
  ['-inf', -Infinity],
]);

/** The content of one golden file. */
export function readGolden<T>(name: string): T {
  const text = readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8');
  return JSON.parse(text, (_, value: unknown) => WORDS.get(value) ?? value) as T;
}

/** Golden numbers as an array. */
export function floats(numbers: readonly Golden[]): Float64Array {
  return Float64Array.from(numbers);
}
