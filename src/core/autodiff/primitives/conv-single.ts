/**
 * Convolutions that have a single feature in each group, such as those of each channel by itself, in plain loops: writing columns
 * would cost more than it gains.
 */
import type { Values } from '../values';
import type { Geometry } from './conv-geometry';

/** result[place] = Σ_{c, tap} weight[c, tap] · image[c, met(tap, place)], for `count` places from `first` on. */
export function correlateAlone(
  image: Values,
  met: Int32Array,
  weight: Values,
  { channels, taps, imageSize, placeCount }: Geometry,
  first: number,
  count: number,
  result: Values,
): void {
  result.fill(0, 0, count);
  for (let c = 0, row = 0; c < channels; c++) {
    const channel = c * (imageSize + 1);
    for (let tap = 0; tap < taps; tap++, row++) {
      const factor = weight[row]!;
      const from = tap * placeCount + first;
      for (let p = 0; p < count; p++) {
        result[p] = result[p]! + factor * image[channel + met[from + p]!]!;
      }
    }
  }
}

/** sums[c, tap] += Σ_place gradient[place] · image[c, met(tap, place)], for gradients that begin at `start`. */
export function correlateWeightAlone(
  image: Values,
  met: Int32Array,
  gradient: Values,
  start: number,
  { channels, taps, imageSize, placeCount }: Geometry,
  sums: Values,
): void {
  for (let c = 0, row = 0; c < channels; c++) {
    const channel = c * (imageSize + 1);
    for (let tap = 0; tap < taps; tap++, row++) {
      const from = tap * placeCount;
      let sum = sums[row]!;
      for (let p = 0; p < placeCount; p++) {
        sum += gradient[start + p]! * image[channel + met[from + p]!]!;
      }
      sums[row] = sum;
    }
  }
}

/** image[c, met(tap, place)] += weight[c, tap] · x[place], for x that begins at `start`. */
export function spreadAlone(
  image: Values,
  met: Int32Array,
  weight: Values,
  x: Values,
  start: number,
  { channels, taps, imageSize, placeCount }: Geometry,
): void {
  for (let c = 0, row = 0; c < channels; c++) {
    const channel = c * (imageSize + 1);
    for (let tap = 0; tap < taps; tap++, row++) {
      const factor = weight[row]!;
      const from = tap * placeCount;
      for (let p = 0; p < placeCount; p++) {
        const at = channel + met[from + p]!;
        image[at] = image[at]! + factor * x[start + p]!;
      }
    }
  }
}
