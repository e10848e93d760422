/** The kinds of numbers that cross the bridge, each with its schema. */
import * as v from 'valibot';

export const finite = v.pipe(v.number(), v.finite());
/** 0, 1, 2 … */
export const index = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** 1, 2, 3 … */
export const count = v.pipe(index, v.minValue(1));
/** … -1, 0, 1 … */
export const integer = v.pipe(v.number(), v.safeInteger());

/** Any whole number, also beyond those that are all exact: draws of 64 bits end at 2^53. */
export const whole = v.pipe(v.number(), v.integer());

/** How an infinity is written where messages travel as JSON. */
const INFINITIES = ['Infinity', '-Infinity'] as const;

/** Any number but NaN: −∞ masks scores, and a limit may be missing. */
export const extended = v.union([
  v.number(),
  v.pipe(
    v.picklist(INFINITIES),
    v.transform((text) => Number(text)),
  ),
]);

/** Checked as a whole: data can hold millions of numbers, and a schema for each would be slow. */
export const numbers = v.custom<readonly number[]>(
  (input) => Array.isArray(input) && input.every((value) => Number.isFinite(value)),
);

/** The same where infinities may stand, such as the mask of an attention. */
export const extendedNumbers = v.pipe(
  v.custom<readonly (number | string)[]>(
    (input) => Array.isArray(input) && input.every(isExtended),
  ),
  v.transform((values) =>
    values.every((value) => typeof value === 'number') ? values : values.map(Number),
  ),
);

function isExtended(value: unknown): boolean {
  return typeof value === 'number'
    ? !Number.isNaN(value)
    : (INFINITIES as readonly unknown[]).includes(value);
}

/** The value with infinities written as texts, which `extended` reads again: JSON would make them null. */
export function withInfinities(value: unknown): unknown {
  if (value === Infinity || value === -Infinity) return String(value);
  if (Array.isArray(value)) {
    return value.every(Number.isFinite) ? value : value.map(withInfinities);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withInfinities(each)]),
  );
}
