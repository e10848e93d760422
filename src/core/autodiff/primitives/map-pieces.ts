/** Index maps as pieces: where each element of the result is taken from. */
import type { PadMode } from '../../model/ops';
import { elementCount, type Shape } from '../../model/shape';
import { windowAlong, windowCount } from '../../model/windows';
import type { IndexMap } from '../attributes';
import { image } from './index-maps';
import { nearestPlaces } from './interpolation';
import { pieceOf, stridesOf, type Piece, type Stride } from './pieces';
import { remember } from './remember';

type MapOf<K extends IndexMap['kind']> = Extract<IndexMap, { kind: K }>;

/** The pieces of a map for an input of this shape. */
export const piecesOf = remember(makePieces);

function makePieces(map: IndexMap, shape: Shape): readonly Piece[] {
  const strides = stridesOf(shape);
  const along = (change: (size: number, d: number) => ArrayLike<number> | null): Piece[] => {
    const lists = shape.map(change);
    const sizes = shape.map((size, d) => lists[d]?.length ?? size);
    const froms = strides.map((stride, d) => scaled(lists[d], stride) ?? stride);
    return [rowMajor(sizes, froms)];
  };
  switch (map.kind) {
    case 'permute':
      return [
        rowMajor(
          map.dims.map((d) => shape[d]!),
          map.dims.map((d) => strides[d]!),
        ),
      ];
    case 'slice': {
      const start = map.starts.reduce((sum, first, d) => sum + first * strides[d]!, 0);
      const steps = map.steps.map((step, d) => step * strides[d]!);
      return [rowMajor(map.sizes, steps, start)];
    }
    case 'take':
      return along((_, d) => (d === map.dim ? map.indices : null));
    case 'expand':
      return [
        rowMajor(
          map.shape,
          map.shape.map((_, d) => {
            const own = d - map.shape.length + shape.length;
            return (shape[own] ?? 1) === 1 ? 0 : strides[own]!;
          }),
        ),
      ];
    case 'repeat': {
      const own = (d: number) => d - map.times.length + shape.length;
      return [
        rowMajor(
          map.times.flatMap((times, d) => [times, shape[own(d)] ?? 1]),
          map.times.flatMap((_, d) => [0, strides[own(d)] ?? 0]),
        ),
      ];
    }
    case 'flip': {
      const flipped = (d: number) => map.dims.includes(d);
      const start = shape.reduce((sum, n, d) => sum + (flipped(d) ? (n - 1) * strides[d]! : 0), 0);
      return [
        rowMajor(
          shape,
          strides.map((stride, d) => (flipped(d) ? -stride : stride)),
          start,
        ),
      ];
    }
    case 'roll':
      return along((size, d) => rolled(size, shiftAlong(map, d)));
    case 'pad':
      return along((size, d) => padded(size, map.borders[d]!, map.mode));
    case 'nearest':
      return along((size, d) => (d < 2 ? null : nearestPlaces(size, d - 2, map)));
    case 'unfold':
      return unfoldPieces(map, shape);
    case 'pixel_shuffle': {
      const { lead, channels, height, width } = image(shape);
      const { factor } = map;
      const area = height * width;
      const squared = factor * factor;
      return [
        rowMajor(
          [elementCount(lead), channels / squared, height, factor, width, factor],
          [channels * area, squared * area, width, factor * area, 1, area],
        ),
      ];
    }
    case 'pixel_unshuffle': {
      const { lead, channels, height, width } = image(shape);
      const { factor } = map;
      const area = height * width;
      return [
        rowMajor(
          [elementCount(lead), channels, factor, factor, height / factor, width / factor],
          [channels * area, area, width, 1, factor * width, factor],
        ),
      ];
    }
    case 'band':
      return bandPieces(map, shape);
  }
}

/** The whole result, row-major, as one piece. */
function rowMajor(
  sizes: readonly number[],
  froms: readonly (number | Int32Array)[],
  start = 0,
): Piece {
  const tos = stridesOf(sizes);
  return pieceOf(
    0,
    start,
    sizes.map((size, d) => ({ size, to: tos[d]!, from: froms[d]! })),
  );
}

/** Listed places as offsets; null for no list. */
function scaled(places: ArrayLike<number> | null | undefined, stride: number): Int32Array | null {
  return places ? Int32Array.from(places, (i) => (i < 0 ? -1 : i * stride)) : null;
}

/** Shifts of one dimension that is named several times add up. */
function shiftAlong({ dims, shifts }: MapOf<'roll'>, dim: number): number {
  return dims.reduce((sum, d, i) => sum + (d === dim ? shifts[i]! : 0), 0);
}

function rolled(size: number, shift: number): Int32Array | null {
  if (size === 0 || shift % size === 0) return null;
  return Int32Array.from({ length: size }, (_, i) => modulo(i - shift, size));
}

/** The places along a dimension with a border; null where there is none. */
function padded(
  size: number,
  [before, after]: readonly [number, number],
  mode: PadMode,
): Int32Array | null {
  if (before === 0 && after === 0) return null;
  const length = before + size + after;
  return Int32Array.from({ length }, (_, i) => placeWithin(i - before, size, mode));
}

function placeWithin(i: number, size: number, mode: PadMode): number {
  if (i >= 0 && i < size) return i;
  switch (mode) {
    case 'constant':
      return -1;
    case 'replicate':
      return i < 0 ? 0 : size - 1;
    case 'circular':
      return modulo(i, size);
    case 'reflect':
      return i < 0 ? -i : 2 * (size - 1) - i;
  }
}

function modulo(i: number, size: number): number {
  return ((i % size) + size) % size;
}

/** One piece for each place within the kernel. */
function unfoldPieces(map: MapOf<'unfold'>, shape: Shape): Piece[] {
  const [samples, channels, ...space] = shape as [number, number, ...number[]];
  const strides = stridesOf(shape);
  const windows = space.map((_, d) => windowAlong(map, d));
  const counts = space.map((size, d) => windowCount(size, windows[d]!));
  const tos = stridesOf(counts);
  const places = elementCount(counts);
  const within = elementCount(map.kernel);
  return Array.from({ length: within }, (_, k) => {
    let rest = k;
    const inner = space.map((): Stride => NONE);
    for (let d = space.length - 1; d >= 0; d--) {
      const { kernel, stride, padding, dilation } = windows[d]!;
      const first = (rest % kernel) * dilation - padding;
      rest = Math.floor(rest / kernel);
      const from = Int32Array.from({ length: counts[d]! }, (__, i) => {
        const at = first + i * stride;
        return at >= 0 && at < space[d]! ? at * strides[d + 2]! : -1;
      });
      inner[d] = { size: counts[d]!, to: tos[d]!, from };
    }
    return pieceOf(k * places, 0, [
      { size: samples, to: channels * within * places, from: strides[0]! },
      { size: channels, to: within * places, from: strides[1]! },
      ...inner,
    ]);
  });
}

const NONE: Stride = { size: 1, to: 0, from: 0 };

/** One piece for each row: the columns that are kept. */
function bandPieces({ part, diagonal }: MapOf<'band'>, shape: Shape): Piece[] {
  const [rows, columns] = shape.slice(-2) as [number, number];
  const outer = {
    size: elementCount(shape.slice(0, -2)),
    to: rows * columns,
    from: rows * columns,
  };
  return Array.from({ length: rows }, (_, row) => {
    const edge = row + diagonal + (part === 'lower' ? 1 : 0);
    const limit = Math.min(Math.max(edge, 0), columns);
    const [first, end] = part === 'lower' ? [0, limit] : [limit, columns];
    const start = row * columns + first;
    return pieceOf(start, start, [outer, { size: end - first, to: 1, from: 1 }]);
  });
}
