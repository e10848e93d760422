/** Reads the numbers that `make_golden.py` wrote. */
import { readFileSync } from 'node:fs';

/** A number; NaN and infinities are texts, which JSON cannot hold otherwise. */
export type Golden = number | string;

/** The content of one golden file. */
export function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8')) as T;
}

/** Golden numbers as an array. */
export function floats(numbers: readonly Golden[]): Float64Array {
  return Float64Array.from(numbers, (x) =>
    x === 'nan' ? NaN : x === 'inf' ? Infinity : x === '-inf' ? -Infinity : Number(x),
  );
}
