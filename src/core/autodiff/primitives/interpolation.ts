/** Where samples lie when an image is resized, and how neighbours are weighted. PyTorch: `aten/src/ATen/native/UpSample.h`. */
import type { SampleMap } from '../attributes';
import { windowsOf, type WeightedWindows } from './windows';

type Interpolation = Extract<SampleMap, { kind: 'interpolate' }>;

/** How many elements of the input one of the result stands for, along one dimension. */
function ratio(size: number, output: number, scale: number | undefined): number {
  return scale !== undefined && scale > 0 ? 1 / scale : size / output;
}

/** The place that each element of the result is taken from, along spatial dimension `d`. PyTorch computes it in single precision. */
export function nearestPlaces(
  size: number,
  d: number,
  map: {
    readonly exact: boolean;
    readonly size: readonly number[];
    readonly scales: readonly number[] | null;
  },
): Int32Array {
  const output = map.size[d]!;
  const step = Math.fround(ratio(size, output, map.scales?.[d]));
  const shift = map.exact ? 0.5 : 0;
  return Int32Array.from({ length: output }, (_, i) =>
    Math.min(Math.floor(Math.fround((i + shift) * step)), size - 1),
  );
}

/** The neighbours of each element of the result and their weights, along spatial dimension `d`. */
export function interpolationWeights(size: number, d: number, map: Interpolation): WeightedWindows {
  const output = map.size[d]!;
  const step = map.alignCorners
    ? output > 1
      ? (size - 1) / (output - 1)
      : 0
    : ratio(size, output, map.scales?.[d]);
  const placeOf = (i: number) => (map.alignCorners ? step * i : step * (i + 0.5) - 0.5);
  const within = (place: number) => Math.min(Math.max(place, 0), size - 1);
  if (map.mode === 'bicubic') {
    return windowsOf(output, (i, add) => {
      const place = placeOf(i);
      const floor = Math.floor(place);
      cubicWeights(place - floor).forEach((weight, k) => add(within(floor - 1 + k), weight));
    });
  }
  return windowsOf(output, (i, add) => {
    const place = output === size ? i : Math.max(0, placeOf(i));
    const floor = within(Math.floor(place));
    const share = Math.min(Math.max(place - floor, 0), 1);
    add(floor, 1 - share);
    add(within(floor + 1), share);
  });
}

/** Weights of the four neighbours of a place at `t` between the inner two: cubic convolution with A = −0.75. */
function cubicWeights(t: number): number[] {
  const A = -0.75;
  const near = (x: number) => ((A + 2) * x - (A + 3)) * x * x + 1;
  const far = (x: number) => ((A * x - 5 * A) * x + 8 * A) * x - 4 * A;
  return [far(t + 1), near(t), near(1 - t), far(2 - t)];
}
