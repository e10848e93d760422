/** Largest elements of windows. PyTorch: `nn.MaxPool1d` to `3d`, `nn.AdaptiveMaxPool1d` to `3d`. */
import { sameShape, type Shape } from '../../model/shape';
import { windowAlong } from '../../model/windows';
import type { PoolWindows } from '../attributes';
import type { Values } from '../values';
import { constant, product, valueOf } from './factors';
import { misfit } from './fit';
import { remember } from './remember';
import type { ForwardRule, Rule } from './rule';
import { poolGradient, poolLargest } from './strided-pool';
import {
  adaptiveWindows,
  gridCounts,
  gridOf,
  gridPlace,
  gridShape,
  mostWindows,
  SINGLE,
  stridedWindows,
  windowsOver,
  type Grid,
  type Windows,
} from './windows';

/** y[o] = max of x over window o; what lies outside of x does not take part, and NaN counts as the largest. */
export const maxPool: ForwardRule<'max_pool'> = {
  shape: ([x], { windows }) => gridShape(x!, gridFor(windows, x!)),
  kernel({ inputs, inputShapes, output }, { windows }) {
    const x = inputs[0]!;
    if (windows.kind === 'strided') return poolLargest(windows, x, inputShapes[0]!, output);
    const largest = largestOfAll(x, gridFor(windows, inputShapes[0]!));
    for (let i = 0; i < largest.length; i++) {
      const from = largest[i]!;
      output[i] = from < 0 ? -Infinity : x[from]!;
    }
  },
  macs: () => 0,
  terms(site, { windows }, index) {
    const from = largestOf(site.inputs[0]!, gridFor(windows, site.inputShapes[0]!), index);
    return [product(from < 0 ? constant(-Infinity) : valueOf(site, 0, from))];
  },
  termCount: () => 1,
  backward: (attributes) => [
    { to: 0, primitive: 'max_pool_grad', attributes, reads: ['gradient', 0] },
  ],
};

/** ∂E/∂x[i] = Σ of the ∂E/∂y[o] whose largest element is x[i]. */
export const maxPoolGrad: Rule<'max_pool_grad'> = {
  shape([gradient, x], { windows }) {
    if (!sameShape(gridShape(x!, gridFor(windows, x!)), gradient!)) {
      misfit('max_pool_grad', gradient!, x!);
    }
    return x!;
  },
  kernel({ inputs, inputShapes, output }, { windows }) {
    const [gradient, x] = inputs as [Values, Values];
    if (windows.kind === 'strided') {
      return poolGradient(windows, gradient, x, inputShapes[1]!, output);
    }
    const largest = largestOfAll(x, gridFor(windows, inputShapes[1]!));
    output.fill(0);
    for (let i = 0; i < largest.length; i++) {
      const to = largest[i]!;
      if (to >= 0) output[to] = output[to]! + gradient[i]!;
    }
  },
  macs: () => 0,
  terms(site, { windows }, index) {
    const grid = gridFor(windows, site.inputShapes[1]!);
    return windowsAround(grid, index)
      .filter((to) => largestOf(site.inputs[1]!, grid, to) === index)
      .map((to) => product(valueOf(site, 0, to)));
  },
  termCount: ([, x], _, { windows }) => mostWindows(gridFor(windows, x!)),
};

const gridFor = remember((windows: PoolWindows, shape: Shape): Grid<Windows> =>
  gridOf<Windows>(shape, SINGLE, (size, d) =>
    windows.kind === 'adaptive'
      ? adaptiveWindows(size, windows.output[d]!)
      : stridedWindows(size, windowAlong(windows, d)),
  ),
);

/** Where the largest element of every window is; -1 for a window that covers none. */
function largestOfAll(x: Values, grid: Grid<Windows>): Int32Array {
  const [depths, heights, widths] = grid.windows;
  const [depth, height, width] = grid.sizes;
  const plane = depth * height * width;
  const largest = new Int32Array(grid.planes * depths.count * heights.count * widths.count);
  let to = 0;
  for (let start = 0; start < grid.planes * plane; start += plane) {
    for (let i = 0; i < depths.count; i++) {
      for (let j = 0; j < heights.count; j++) {
        for (let k = 0; k < widths.count; k++) {
          largest[to++] = largestIn(x, depths, heights, widths, start, height, width, i, j, k);
        }
      }
    }
  }
  return largest;
}

/** Index of the largest element of the window (i, j, k): the first of equal ones, the last NaN. */
function largestIn(
  x: Values,
  depths: Windows,
  heights: Windows,
  widths: Windows,
  start: number,
  height: number,
  width: number,
  i: number,
  j: number,
  k: number,
): number {
  const { places } = widths;
  const begin = widths.first[k]!;
  const end = widths.first[k + 1]!;
  const lastRow = heights.first[j + 1]!;
  const lastSlice = depths.first[i + 1]!;
  let largest = -Infinity;
  let found = -1;
  for (let a = depths.first[i]!; a < lastSlice; a++) {
    for (let b = heights.first[j]!; b < lastRow; b++) {
      const row = start + (depths.places[a]! * height + heights.places[b]!) * width;
      for (let c = begin; c < end; c++) {
        const at = row + places[c]!;
        const value = x[at]!;
        if (value > largest || value !== value || found < 0) {
          largest = value;
          found = at;
        }
      }
    }
  }
  return found;
}

/** The same for the window that gives an element of the result. */
function largestOf(x: Values, grid: Grid<Windows>, index: number): number {
  const [plane, i, j, k] = gridPlace(index, gridCounts(grid));
  const [depth, height, width] = grid.sizes;
  const start = plane * depth * height * width;
  return largestIn(x, ...grid.windows, start, height, width, i, j, k);
}

/** The windows that cover an element of the input. */
function windowsAround(grid: Grid<Windows>, index: number): number[] {
  const [plane, ...at] = gridPlace(index, grid.sizes);
  return grid.windows.reduce(
    (outer, windows, d) =>
      outer.flatMap((before) =>
        windowsOver(windows, at[d]!).map(({ window }) => before * windows.count + window),
      ),
    [plane],
  );
}
