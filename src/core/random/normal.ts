/**
 * Normal numbers from uniform ones, after Box and Muller, with PyTorch's rounding. It draws short tensors one after another and longer
 * ones in blocks of 16.
 */
import type { DType } from '../model/graph';
import { fma, fma32 } from './fma';
import { logOf, sineAndCosine } from './precise';
import { log32, sineAndCosine32 } from './single';

/** Numbers that are transformed together. */
export const BLOCK = 16;
const HALF = BLOCK / 2;

const { fround } = Math;
const TWO_PI_32 = fround(2 * Math.PI);

/** Two normal numbers with mean 0 and deviation 1 from two uniform ones in [0, 1). */
export function normalPair(radial: number, angular: number): readonly [number, number] {
  const radius = Math.sqrt(-2 * logOf(1 - radial));
  const { sine, cosine } = sineAndCosine(2 * Math.PI * angular);
  return [radius * cosine, radius * sine];
}

/** Turns the uniform numbers of a block into normal ones: radii from the first half, angles from the second. */
export function fillBlock(
  numbers: Float64Array,
  start: number,
  mean: number,
  std: number,
  dtype: DType,
): void {
  const [pair, round] = dtype === 'float32' ? [pair32, fround] : [normalPair, Number];
  const scale = dtype === 'float32' ? fma32 : fma;
  const [factor, summand] = [round(std), round(mean)];
  for (let i = start; i < start + HALF; i++) {
    const [first, second] = pair(numbers[i]!, numbers[i + HALF]!);
    numbers[i] = scale(first, factor, summand);
    numbers[i + HALF] = scale(second, factor, summand);
  }
}

/** Like `normalPair`, every step in single precision. */
function pair32(radial: number, angular: number): readonly [number, number] {
  const radius = fround(Math.sqrt(fround(-2 * log32(fround(1 - radial)))));
  const { sine, cosine } = sineAndCosine32(fround(TWO_PI_32 * angular));
  return [fround(radius * cosine), fround(radius * sine)];
}
