/**
 * A convolution as matrix products: the elements that the kernel meets are written side by side, one column for each place
 * (im2col), a block of places at a time.
 */
import type { Values } from '../values';
import type { Geometry } from './conv-geometry';
import { correlateAlone, correlateWeightAlone, spreadAlone } from './conv-single';
import { multiply, rowMajor, transposed, type Matrix } from './matmul';
import { numbers } from './scratch';

/** Numbers of a block of columns. */
const ROOM = 1 << 17;

const imageOf = numbers();
const columnsOf = numbers();
const resultOf = numbers();
/** Asks for doubles, whatever the precision of the run. */
const DOUBLES = new Float64Array(0);

/** Zeros for the channels of one group of one sample, in the precision of x; after each channel stands one element for the padding. */
export function blankImage(x: Values, { channels, imageSize }: Geometry): Values {
  const count = channels * (imageSize + 1);
  return imageOf(x, count).fill(0, 0, count);
}

/** An image with its numbers, which begin at `start`. */
export function loadImage(x: Values, start: number, geometry: Geometry): Values {
  const { channels, imageSize } = geometry;
  const image = blankImage(x, geometry);
  for (let c = 0, from = start, to = 0; c < channels; c++, to++) {
    for (let i = 0; i < imageSize; i++) image[to++] = x[from++]!;
  }
  return image;
}

/** Writes an image without its padding, adding a number to each channel. */
export function storeImage(
  image: Values,
  { channels, imageSize }: Geometry,
  bias: Values | null,
  output: Values,
  start: number,
): void {
  for (let c = 0, from = 0, to = start; c < channels; c++, from++) {
    const more = bias ? bias[c]! : 0;
    for (let i = 0; i < imageSize; i++) output[to++] = image[from++]! + more;
  }
}

/** result[f, place] = Σ_{c, tap} weight[f, c, tap] · image[c, met(tap, place)] + bias[f], written from `start` on. */
export function correlate(
  image: Values,
  met: Int32Array,
  weight: Values,
  bias: Values | null,
  geometry: Geometry,
  output: Values,
  start: number,
): void {
  const { channels, features, taps, placeCount } = geometry;
  const depth = channels * taps;
  eachBlock(geometry, (first, count) => {
    const result = resultOf(features === 1 ? DOUBLES : image, features * count);
    if (features === 1) {
      correlateAlone(image, met, weight, geometry, first, count, result);
    } else {
      const columns = gather(image, met, geometry, first, count);
      const matrix = rowMajor(columns, count);
      multiply(rowMajor(weight, depth), matrix, null, result, features, count, depth);
    }
    for (let f = 0, from = 0; f < features; f++) {
      const more = bias ? bias[f]! : 0;
      const to = start + f * placeCount + first;
      for (let p = 0; p < count; p++) output[to + p] = result[from++]! + more;
    }
  });
}

/** sums[f, c, tap] += Σ_place gradient[f, place] · image[c, met(tap, place)], for gradients that begin at `start`. */
export function correlateWeight(
  image: Values,
  met: Int32Array,
  gradient: Values,
  start: number,
  geometry: Geometry,
  sums: Values,
): void {
  const { channels, features, taps } = geometry;
  const depth = channels * taps;
  if (features === 1) {
    correlateWeightAlone(image, met, gradient, start, geometry, sums);
    return;
  }
  eachBlock(geometry, (first, count) => {
    const columns = transposed(rowMajor(gather(image, met, geometry, first, count), count));
    const rows = featureRows(gradient, start, first, geometry);
    multiply(rows, columns, null, sums, features, depth, count, true);
  });
}

/** image[c, met(tap, place)] += Σ_f weight[f, c, tap] · x[f, place], for x that begins at `start`. */
export function spread(
  image: Values,
  met: Int32Array,
  weight: Values,
  x: Values,
  start: number,
  geometry: Geometry,
): void {
  const { channels, features, taps } = geometry;
  const depth = channels * taps;
  if (features === 1) {
    spreadAlone(image, met, weight, x, start, geometry);
    return;
  }
  eachBlock(geometry, (first, count) => {
    const columns = columnsOf(image, depth * count);
    const kernel = transposed(rowMajor(weight, depth));
    const rows = featureRows(x, start, first, geometry);
    multiply(kernel, rows, null, columns, depth, count, features);
    scatter(columns, image, met, geometry, first, count);
  });
}

/** Calls `visit` for blocks of places whose columns are not too many numbers. */
function eachBlock(
  { channels, features, taps, placeCount }: Geometry,
  visit: (first: number, count: number) => void,
): void {
  const most = Math.max(16, Math.floor(ROOM / Math.max(channels * taps, features)));
  for (let first = 0; first < placeCount; first += most) {
    visit(first, Math.min(most, placeCount - first));
  }
}

/** The features at the places from `first` on. */
function featureRows(
  values: Values,
  start: number,
  first: number,
  { placeCount }: Geometry,
): Matrix {
  return { values: values.subarray(start + first), rowStride: placeCount, columnStride: 1 };
}

/** Columns of the places: rows are channels and taps. */
function gather(
  image: Values,
  met: Int32Array,
  { channels, taps, imageSize, placeCount }: Geometry,
  first: number,
  count: number,
): Values {
  const columns = columnsOf(image, channels * taps * count);
  let to = 0;
  for (let c = 0; c < channels; c++) {
    const channel = c * (imageSize + 1);
    for (let tap = 0; tap < taps; tap++) {
      const from = tap * placeCount + first;
      for (let p = 0; p < count; p++) columns[to++] = image[channel + met[from + p]!]!;
    }
  }
  return columns;
}

/** Adds columns to the elements that they stand for. */
function scatter(
  columns: Values,
  image: Values,
  met: Int32Array,
  { channels, taps, imageSize, placeCount }: Geometry,
  first: number,
  count: number,
): void {
  let from = 0;
  for (let c = 0; c < channels; c++) {
    const channel = c * (imageSize + 1);
    for (let tap = 0; tap < taps; tap++) {
      const entry = tap * placeCount + first;
      for (let p = 0; p < count; p++) {
        const at = channel + met[entry + p]!;
        image[at] = image[at]! + columns[from++]!;
      }
    }
  }
}
