/** Fixed weighted sums of neighbours, and back. PyTorch: `nn.AvgPool1d` to `3d`, `nn.AdaptiveAvgPool1d` to `3d`, `F.interpolate`. */
import { sameShape, type Shape } from '../../model/shape';
import { windowAlong } from '../../model/windows';
import type { SampleMap } from '../attributes';
import { constant, product, valueOf } from './factors';
import { misfit } from './fit';
import { interpolationWeights } from './interpolation';
import { remember } from './remember';
import type { ForwardRule, Operands } from './rule';
import {
  adaptiveWindows,
  gridCounts,
  gridOf,
  gridPlace,
  gridShape,
  mostPlaces,
  mostWindows,
  SINGLE,
  stridedWindows,
  windowsOver,
  type Grid,
  type WeightedWindows,
  type Windows,
} from './windows';

/** y[o] = Σ_i w[o,i] x[i], where w is a product of weights along each dimension. Transposed: x[i] = Σ_o w[o,i] y[o]. */
export const resample: ForwardRule<'resample'> = {
  shape([input], { map, transposed }, asked) {
    const shape = transposed ? asked : input!;
    const result = gridShape(shape, weightsOf(map, shape));
    if (!transposed) return result;
    if (!sameShape(result, input!)) misfit('resample', input!, asked);
    return asked;
  },
  kernel(operands, { map, transposed }) {
    if (transposed) spread(operands, weightsOf(map, operands.outputShape));
    else gather(operands, weightsOf(map, operands.inputShapes[0]!));
  },
  macs(inputs, output, { map, transposed }) {
    const { planes, windows } = weightsOf(map, transposed ? output : inputs[0]!);
    return windows.reduce((count, { places }) => count * places.length, planes);
  },
  terms(site, { map, transposed }, index) {
    const grid = weightsOf(map, transposed ? site.outputShape : site.inputShapes[0]!);
    const list = transposed ? sourcesBack : sources;
    return list(grid, index).map(({ from, weight }) =>
      product(constant(weight), valueOf(site, 0, from)),
    );
  },
  termCount(inputs, output, { map, transposed }) {
    return transposed
      ? mostWindows(weightsOf(map, output))
      : mostPlaces(weightsOf(map, inputs[0]!));
  },
  backward: ({ map, transposed }) => [
    {
      to: 0,
      primitive: 'resample',
      attributes: { map, transposed: !transposed },
      reads: ['gradient'],
    },
  ],
};

const weightsOf = remember((map: SampleMap, shape: Shape): Grid<WeightedWindows> =>
  gridOf(shape, SINGLE, (size, d) => weightsAlong(map, size, d)),
);

function weightsAlong(map: SampleMap, size: number, d: number): WeightedWindows {
  switch (map.kind) {
    case 'avg_pool':
      return averages(map, size, d);
    case 'adaptive_avg_pool': {
      const windows = adaptiveWindows(size, map.output[d]!);
      return evenly(windows, (i) => 1 / (windows.first[i + 1]! - windows.first[i]!));
    }
    case 'interpolate':
      return interpolationWeights(size, d, map);
  }
}

/** The divisor of a window is the product of its lengths, with or without the padding, unless it is given. */
function averages(
  map: Extract<SampleMap, { kind: 'avg_pool' }>,
  size: number,
  d: number,
): WeightedWindows {
  const { countIncludePad, divisorOverride } = map;
  const window = windowAlong(map, d);
  const { kernel, stride, padding } = window;
  const windows = stridedWindows(size, window);
  return evenly(windows, (i) => {
    if (divisorOverride !== null) return d === 0 ? 1 / divisorOverride : 1;
    const start = i * stride - padding;
    const end = Math.min(start + kernel, size + padding);
    return 1 / (countIncludePad ? end - start : Math.min(end, size) - Math.max(start, 0));
  });
}

/** The same weight for all places of a window. */
function evenly(windows: Windows, weightOf: (window: number) => number): WeightedWindows {
  const weights = new Float64Array(windows.places.length);
  for (let i = 0; i < windows.count; i++) {
    weights.fill(weightOf(i), windows.first[i], windows.first[i + 1]);
  }
  return { ...windows, weights };
}

/** Row after row of the result: what each row of the input adds to it. */
function gather({ inputs, output }: Operands, { planes, sizes, windows }: Grid<WeightedWindows>) {
  const x = inputs[0]!;
  const [depths, heights, { count, first, places, weights }] = windows;
  const [depth, height, width] = sizes;
  const sums = new Float64Array(count);
  let to = 0;
  for (let plane = 0; plane < planes; plane++) {
    for (let i = 0; i < depths.count; i++) {
      for (let j = 0; j < heights.count; j++) {
        sums.fill(0);
        for (let a = depths.first[i]!; a < depths.first[i + 1]!; a++) {
          for (let b = heights.first[j]!; b < heights.first[j + 1]!; b++) {
            const weight = depths.weights[a]! * heights.weights[b]!;
            const slice = plane * depth + depths.places[a]!;
            const row = (slice * height + heights.places[b]!) * width;
            for (let k = 0; k < count; k++) {
              const end = first[k + 1]!;
              let sum = 0;
              for (let c = first[k]!; c < end; c++) sum += weights[c]! * x[row + places[c]!]!;
              sums[k] = sums[k]! + weight * sum;
            }
          }
        }
        output.set(sums, to);
        to += count;
      }
    }
  }
}

/** Sums of one plane are made in doubles and rounded once. */
function spread({ inputs, output }: Operands, { planes, sizes, windows }: Grid<WeightedWindows>) {
  const y = inputs[0]!;
  const [depths, heights, { count, first, places, weights }] = windows;
  const [depth, height, width] = sizes;
  const sums = new Float64Array(depth * height * width);
  let from = 0;
  for (let plane = 0; plane < planes; plane++) {
    sums.fill(0);
    for (let i = 0; i < depths.count; i++) {
      for (let j = 0; j < heights.count; j++) {
        for (let a = depths.first[i]!; a < depths.first[i + 1]!; a++) {
          for (let b = heights.first[j]!; b < heights.first[j + 1]!; b++) {
            const weight = depths.weights[a]! * heights.weights[b]!;
            const row = (depths.places[a]! * height + heights.places[b]!) * width;
            for (let k = 0; k < count; k++) {
              const end = first[k + 1]!;
              const share = weight * y[from + k]!;
              for (let c = first[k]!; c < end; c++) {
                const at = row + places[c]!;
                sums[at] = sums[at]! + share * weights[c]!;
              }
            }
          }
        }
        from += count;
      }
    }
    output.set(sums, plane * sums.length);
  }
}

/** An element that another is summed from, and its weight. */
interface Source {
  readonly from: number;
  readonly weight: number;
}

/** What an element of the result is summed from. */
function sources(grid: Grid<WeightedWindows>, index: number): Source[] {
  const [plane, ...at] = gridPlace(index, gridCounts(grid));
  const along = grid.windows.map(({ first, places, weights }, d) =>
    range(first[at[d]!]!, first[at[d]! + 1]!).map((entry) => ({
      from: places[entry]!,
      weight: weights[entry]!,
    })),
  );
  return combined(along, plane, grid.sizes);
}

/** What an element of the transposed result is summed from. */
function sourcesBack(grid: Grid<WeightedWindows>, index: number): Source[] {
  const [plane, ...at] = gridPlace(index, grid.sizes);
  const along = grid.windows.map((windows, d) =>
    windowsOver(windows, at[d]!).map(({ window, entry }) => ({
      from: window,
      weight: windows.weights[entry]!,
    })),
  );
  return combined(along, plane, gridCounts(grid));
}

/** Every combination of sources along depth, height and width. */
function combined(
  along: readonly (readonly Source[])[],
  plane: number,
  sizes: readonly number[],
): Source[] {
  return along.reduce<readonly Source[]>(
    (outer, inner, d) =>
      outer.flatMap(({ from, weight }) =>
        inner.map((source) => ({
          from: from * sizes[d]! + source.from,
          weight: weight * source.weight,
        })),
      ),
    [{ from: plane, weight: 1 }],
  ) as Source[];
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}
