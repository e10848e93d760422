/** Sums of powers along a row, without overflow. Shared by softmax and cross entropy. */
import type { Values } from '../values';
import { exp } from './exp';

/** The largest of `size` elements that are `step` apart. */
export function maximum(x: Values, start: number, size: number, step: number): number {
  return x[placeOfMaximum(x, start, size, step)]!;
}

/** Index of the first largest of `size` elements that are `step` apart. */
export function placeOfMaximum(x: Values, start: number, size: number, step: number): number {
  let place = start;
  let largest = x[start]!;
  for (let i = 1, p = start + step; i < size; i++, p += step) {
    const number = x[p]!;
    if (number > largest) {
      largest = number;
      place = p;
    }
  }
  return place;
}

/** Σ exp(x_j − largest) */
export function sumOfPowers(
  x: Values,
  start: number,
  size: number,
  step: number,
  largest: number,
): number {
  let sum = 0;
  for (let i = 0, p = start; i < size; i++, p += step) sum += exp(x[p]! - largest);
  return sum;
}
