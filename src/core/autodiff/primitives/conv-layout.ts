/** What a convolution keeps in the memory of the kernels: one group of one sample, and a block of its columns. */
import { BLOCK, kernelsFor, type Kernels } from '../kernels/kernels';
import { load } from '../kernels/transfer';
import type { Values } from '../values';
import type { Geometry } from './conv-geometry';

/** Numbers of a block of columns: they stay in the cache. */
const ROOM = 1 << 18;

/** Where everything stands. */
export interface Layout {
  readonly kernels: Kernels;
  readonly view: Values;
  /** Numbers of a column: channels times taps. */
  readonly depth: number;
  /** Places of a block: whole lines along the last dimension. */
  readonly most: number;
  /** [features, depth] */
  readonly weight: number;
  /** The channels of the image, and the same with their padding. */
  readonly image: number;
  readonly padded: number;
  /** [features, places] */
  readonly values: number;
  /** [depth, places of a block] */
  readonly columns: number;
  /** Two results: [features, places of a block], or [features, depth] */
  readonly result: number;
  readonly other: number;
}

/** Makes room. */
export function layoutFor(like: Values, geometry: Geometry): Layout {
  const { channels, features, taps, imageSize, placeCount, places } = geometry;
  const depth = channels * taps;
  const lines = placeCount / places[2];
  const blocks = Math.min(lines, Math.ceil((placeCount * depth) / ROOM));
  const most = Math.ceil(lines / blocks) * places[2];
  const tall = Math.max(features, BLOCK.rows);
  const image = tall * depth;
  const padded = image + channels * imageSize;
  const values = padded + channels * paddedSize(geometry);
  const columns = values + tall * placeCount + BLOCK.columns;
  const result = columns + Math.max(depth, BLOCK.rows) * most + BLOCK.columns;
  const other = result + tall * Math.max(most, depth) + BLOCK.columns;
  const kernels = kernelsFor(like);
  const view = kernels.view(2 * other - result);
  return {
    kernels,
    view,
    depth,
    most,
    weight: 0,
    image,
    padded,
    values,
    columns,
    result,
    other,
  };
}

/** Elements of one channel of the image with its padding. */
export function paddedSize({ padded }: Geometry): number {
  return padded[0] * padded[1] * padded[2];
}

/** The image of a group of a sample, within padding that is there already. */
export function loadImage(layout: Layout, geometry: Geometry, x: Values, at: number): void {
  const count = geometry.channels * geometry.imageSize;
  const bare = paddedSize(geometry) === geometry.imageSize;
  load(layout.view, bare ? layout.padded : layout.image, x, at * count, count, 1, 1, count);
  if (!bare) movePlanes(layout, geometry, true);
}

/** Writes the image without its padding. */
export function storeImage(layout: Layout, geometry: Geometry, y: Values, at: number): void {
  const count = geometry.channels * geometry.imageSize;
  const bare = paddedSize(geometry) === geometry.imageSize;
  if (!bare) movePlanes(layout, geometry, false);
  const from = bare ? layout.padded : layout.image;
  y.set(layout.view.subarray(from, from + count), at * count);
}

/** Moves every plane of the image into its padding, or out of it. */
function movePlanes({ kernels, image, padded }: Layout, geometry: Geometry, inward: boolean): void {
  const { channels, before, image: own, padded: all } = geometry;
  const [depth, height, width] = own;
  for (let c = 0, plane = image; c < channels; c++) {
    for (let z = 0; z < depth; z++, plane += height * width) {
      const slice = c * all[0] + z + before[0];
      const within = padded + (slice * all[1] + before[1]) * all[2] + before[2];
      if (inward) kernels.gather(height, width, within, all[2], plane, width, 1);
      else kernels.gather(height, width, plane, width, within, all[2], 1);
    }
  }
}

/** Writes the columns of some places, which begin with a line, next to each other. */
export function gatherColumns(
  layout: Layout,
  geometry: Geometry,
  first: number,
  count: number,
): void {
  moveColumns(layout, geometry, first, count, layout.kernels.gather);
}

/** Adds the columns of some places to the elements that they stand for. */
export function scatterColumns(
  layout: Layout,
  geometry: Geometry,
  first: number,
  count: number,
): void {
  moveColumns(layout, geometry, first, count, layout.kernels.scatter);
}

/** For every channel and tap one row of the columns, in rectangles of places that are in one plane. */
function moveColumns(
  { columns, padded, most }: Layout,
  { channels, kernel, places, stride, dilation, padded: all }: Geometry,
  first: number,
  count: number,
  move: Kernels['gather'],
): void {
  const [firstLine, endLine] = [first / places[2], (first + count) / places[2]];
  let row = columns;
  for (let c = 0; c < channels; c++) {
    for (let tz = 0; tz < kernel[0]; tz++) {
      for (let ty = 0; ty < kernel[1]; ty++) {
        for (let tx = 0; tx < kernel[2]; tx++, row += most) {
          for (let line = firstLine; line < endLine;) {
            const pz = Math.floor(line / places[1]);
            const py = line % places[1];
            const lines = Math.min(endLine - line, places[1] - py);
            const slice = c * all[0] + pz * stride[0] + tz * dilation[0];
            const y = slice * all[1] + py * stride[1] + ty * dilation[1];
            const dense = row + (line - firstLine) * places[2];
            const strided = padded + y * all[2] + tx * dilation[2];
            move(lines, places[2], dense, places[2], strided, stride[1] * all[2], stride[2]);
            line += lines;
          }
        }
      }
    }
  }
}
