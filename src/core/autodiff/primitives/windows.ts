/** Windows that move over a tensor and the places that each of them covers. */
import type { Shape } from '../../model/shape';
import { windowCount, type StridedWindow } from '../../model/windows';

/** The windows along one dimension: number i covers `places[first[i]]` up to, without, `places[first[i + 1]]`. */
export interface Windows {
  readonly count: number;
  readonly first: Int32Array;
  readonly places: Int32Array;
}

/** Windows with a weight for each place. */
export interface WeightedWindows extends Windows {
  readonly weights: Float64Array;
}

/** Windows along depth, height and width; dimensions that a tensor does not have are of size 1. */
export interface Grid<W extends Windows> {
  readonly planes: number;
  readonly sizes: readonly [number, number, number];
  readonly windows: readonly [W, W, W];
}

/** One window over one element of weight 1. */
export const SINGLE: WeightedWindows = {
  count: 1,
  first: Int32Array.of(0, 1),
  places: Int32Array.of(0),
  weights: Float64Array.of(1),
};

/** The places within the tensor that each strided window covers. */
export function stridedWindows(size: number, window: StridedWindow): Windows {
  const { kernel, stride, padding, dilation } = window;
  return windowsOf(windowCount(size, window), (i, add) => {
    for (let k = 0; k < kernel; k++) {
      const place = i * stride - padding + k * dilation;
      if (place >= 0 && place < size) add(place, 1);
    }
  });
}

/** Windows that share out a dimension: number i from ⌊i · size / count⌋ to ⌈(i + 1) · size / count⌉. */
export function adaptiveWindows(size: number, count: number): Windows {
  return windowsOf(count, (i, add) => {
    const end = Math.ceil(((i + 1) * size) / count);
    for (let place = Math.floor((i * size) / count); place < end; place++) add(place, 1);
  });
}

/** Windows whose members are listed one by one, in ascending order; weights of the same place add up. */
export function windowsOf(
  count: number,
  list: (window: number, add: (place: number, weight: number) => void) => void,
): WeightedWindows {
  const first = [0];
  const places: number[] = [];
  const weights: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = places.length;
    list(i, (place, weight) => {
      const last = places.length - 1;
      if (last >= start && places[last] === place) weights[last] = weights[last]! + weight;
      else {
        places.push(place);
        weights.push(weight);
      }
    });
    first.push(places.length);
  }
  return {
    count: Math.max(0, count),
    first: Int32Array.from(first),
    places: Int32Array.from(places),
    weights: Float64Array.from(weights),
  };
}

/** Windows over the dimensions after the first two; `along` gives those of one dimension. */
export function gridOf<W extends Windows>(
  shape: Shape,
  single: W,
  along: (size: number, d: number) => W,
): Grid<W> {
  const [samples, channels, ...space] = shape as [number, number, ...number[]];
  const missing = 3 - space.length;
  const at = (d: number) => (d < missing ? single : along(space[d - missing]!, d - missing));
  const sizeAt = (d: number) => (d < missing ? 1 : space[d - missing]!);
  return {
    planes: samples * channels,
    sizes: [sizeAt(0), sizeAt(1), sizeAt(2)],
    windows: [at(0), at(1), at(2)],
  };
}

/** Shape of the result, one element for each window. */
export function gridShape(shape: Shape, { windows }: Grid<Windows>): Shape {
  const counts = windows.map(({ count }) => count);
  return [...shape.slice(0, 2), ...counts.slice(3 - (shape.length - 2))];
}

/** The plane and the three coordinates of an element. */
export function gridPlace(
  index: number,
  [depth, height, width]: readonly [number, number, number],
): readonly [plane: number, d: number, h: number, w: number] {
  const row = Math.floor(index / width);
  const slice = Math.floor(row / height);
  return [Math.floor(slice / depth), slice % depth, row % height, index % width];
}

/** Number of windows along each dimension. */
export function gridCounts({ windows }: Grid<Windows>): readonly [number, number, number] {
  return [windows[0].count, windows[1].count, windows[2].count];
}

/** The windows that cover a place, each with the entry that does. */
export function windowsOver(
  { count, first, places }: Windows,
  place: number,
): { readonly window: number; readonly entry: number }[] {
  const found: { window: number; entry: number }[] = [];
  for (let window = 0; window < count; window++) {
    for (let entry = first[window]!; entry < first[window + 1]!; entry++) {
      if (places[entry] === place) found.push({ window, entry });
    }
  }
  return found;
}

/** Number of places that a window covers, at most. */
export function mostPlaces({ windows }: Grid<Windows>): number {
  return windows.reduce((product, { count, first }) => {
    let most = 0;
    for (let i = 0; i < count; i++) most = Math.max(most, first[i + 1]! - first[i]!);
    return product * most;
  }, 1);
}

/** Number of windows that cover a place, at most. */
export function mostWindows({ windows, sizes }: Grid<Windows>): number {
  return windows.reduce((product, { places }, d) => {
    const uses = new Int32Array(sizes[d]!);
    for (const place of places) uses[place] = uses[place]! + 1;
    return product * uses.reduce((most, n) => Math.max(most, n), 0);
  }, 1);
}
