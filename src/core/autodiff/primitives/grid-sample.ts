/** Images read at places that are computed, mixed from the four neighbours of each. PyTorch: `F.grid_sample` with `mode="bilinear"`. */
import { elementCount, type Shape } from '../../model/shape';
import type { GridAttributes } from '../attributes';
import type { Values } from '../values';
import { jointly, product, valueOf } from './factors';
import { misfit, same } from './fit';
import type { ForwardRule, Rule, Site } from './rule';

/** y[n, c, i, j] = Σ over the neighbours of grid[n, i, j] of x times how near they are. */
export const gridSample: ForwardRule<'grid_sample'> = {
  shape: ([x, grid]) => sampledShape(x!, grid!),
  kernel({ inputs, inputShapes, output }, attributes) {
    const [x, grid] = inputs as [Values, Values];
    const sizes = sizesOf(inputShapes[0]!, inputShapes[1]!);
    const { channels, plane, places } = sizes;
    eachPlace(grid, sizes, attributes, (n, place, neighbours) => {
      for (let c = 0; c < channels; c++) {
        const from = (n * channels + c) * plane;
        let sum = 0;
        for (const { at, weight } of neighbours) sum += x[from + at]! * weight;
        output[(n * channels + c) * places + place] = sum;
      }
    });
  },
  macs: (_, output) => 4 * elementCount(output),
  terms(site, attributes, index) {
    const sizes = sizesOf(site.inputShapes[0]!, site.inputShapes[1]!);
    const { plane, places } = sizes;
    const [layer, place] = [Math.floor(index / places), index % places];
    const n = Math.floor(layer / sizes.channels);
    const corner = (n * places + place) * 2;
    return neighboursOf(site.inputs[1]!, corner, sizes, attributes).map(({ at, weight }) =>
      product(valueOf(site, 0, layer * plane + at), shareAt(site, 1, corner, 'function', weight)),
    );
  },
  termCount: () => 4,
  backward: (attributes) => [
    { to: 0, primitive: 'grid_sample_grad_input', attributes, reads: ['gradient', 1] },
    { to: 1, primitive: 'grid_sample_grad_grid', attributes, reads: ['gradient', 0, 1] },
  ],
};

/** ∂E/∂x = Σ over the places that x is a neighbour of, of ∂E/∂y times how near it is. */
export const gridSampleGradInput: Rule<'grid_sample_grad_input'> = {
  shape([gradient, grid], _, asked) {
    same('grid_sample_grad_input', gradient!, sampledShape(asked, grid!));
    return asked;
  },
  kernel({ inputs, inputShapes, output, outputShape }, attributes) {
    const [gradient, grid] = inputs as [Values, Values];
    const sizes = sizesOf(outputShape, inputShapes[1]!);
    const { channels, plane, places } = sizes;
    output.fill(0);
    eachPlace(grid, sizes, attributes, (n, place, neighbours) => {
      for (let c = 0; c < channels; c++) {
        const to = (n * channels + c) * plane;
        const received = gradient[(n * channels + c) * places + place]!;
        for (const { at, weight } of neighbours) {
          output[to + at] = output[to + at]! + received * weight;
        }
      }
    });
  },
  macs: (inputs) => 4 * elementCount(inputs[0]!),
  terms(site, attributes, index) {
    const sizes = sizesOf(site.outputShape, site.inputShapes[1]!);
    const { channels, plane, places } = sizes;
    const [layer, own] = [Math.floor(index / plane), index % plane];
    const n = Math.floor(layer / channels);
    return Array.from({ length: places }, (_, place) => place).flatMap((place) => {
      const corner = (n * places + place) * 2;
      return neighboursOf(site.inputs[1]!, corner, sizes, attributes)
        .filter(({ at }) => at === own)
        .map(({ weight }) =>
          product(
            valueOf(site, 0, layer * places + place),
            shareAt(site, 1, corner, 'function', weight),
          ),
        );
    });
  },
  termCount: (inputs) => elementCount(inputs[0]!.slice(2)),
};

/** ∂E/∂grid = Σ over channels and neighbours of ∂E/∂y times x times how its weight changes with the place. */
export const gridSampleGradGrid: Rule<'grid_sample_grad_grid'> = {
  shape([gradient, x, grid]) {
    same('grid_sample_grad_grid', gradient!, sampledShape(x!, grid!));
    return grid!;
  },
  kernel({ inputs, inputShapes, output }, attributes) {
    const [gradient, x, grid] = inputs as [Values, Values, Values];
    const sizes = sizesOf(inputShapes[1]!, inputShapes[2]!);
    const { channels, plane, places } = sizes;
    eachPlace(grid, sizes, attributes, (n, place, neighbours) => {
      let [across, down] = [0, 0];
      for (let c = 0; c < channels; c++) {
        const from = (n * channels + c) * plane;
        const received = gradient[(n * channels + c) * places + place]!;
        for (const neighbour of neighbours) {
          const value = received * x[from + neighbour.at]!;
          across += value * neighbour.across;
          down += value * neighbour.down;
        }
      }
      output[(n * places + place) * 2] = across;
      output[(n * places + place) * 2 + 1] = down;
    });
  },
  macs: (inputs) => 12 * elementCount(inputs[0]!),
  terms(site, attributes, index) {
    const sizes = sizesOf(site.inputShapes[1]!, site.inputShapes[2]!);
    const { channels, plane, places } = sizes;
    const corner = index - (index % 2);
    const [n, place] = [Math.floor(index / 2 / places), Math.floor(index / 2) % places];
    const neighbours = neighboursOf(site.inputs[2]!, corner, sizes, attributes);
    return Array.from({ length: channels }, (_, c) => n * channels + c).flatMap((layer) =>
      neighbours.map(({ at, across, down }) =>
        product(
          valueOf(site, 0, layer * places + place),
          valueOf(site, 1, layer * plane + at),
          shareAt(site, 2, corner, 'derivative', index % 2 === 0 ? across : down),
        ),
      ),
    );
  },
  termCount: (inputs) => 4 * inputs[1]![1]!,
};

/** One of the elements between which a place lies. */
interface Neighbour {
  /** Row-major place within its plane. */
  readonly at: number;
  /** How near it is, from 0 to 1. */
  readonly weight: number;
  /** How the weight changes with the first and the second number of the grid. */
  readonly across: number;
  readonly down: number;
}

interface Sizes {
  readonly batch: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly plane: number;
  /** Number of places of one sample in the grid. */
  readonly places: number;
}

function sizesOf([batch, channels, height, width]: Shape, [, rows, columns]: Shape): Sizes {
  return {
    batch: batch!,
    channels: channels!,
    height: height!,
    width: width!,
    plane: height! * width!,
    places: rows! * columns!,
  };
}

function sampledShape(x: Shape, grid: Shape): Shape {
  if (x.length !== 4 || grid.length !== 4 || x[0] !== grid[0] || grid[3] !== 2) {
    misfit('grid_sample', x, grid);
  }
  return [x[0]!, x[1]!, grid[1]!, grid[2]!];
}

function eachPlace(
  grid: Values,
  sizes: Sizes,
  attributes: GridAttributes,
  visit: (n: number, place: number, neighbours: readonly Neighbour[]) => void,
): void {
  for (let n = 0; n < sizes.batch; n++) {
    for (let place = 0; place < sizes.places; place++) {
      const corner = (n * sizes.places + place) * 2;
      visit(n, place, neighboursOf(grid, corner, sizes, attributes));
    }
  }
}

/** The neighbours of a place that exist. */
function neighboursOf(
  grid: Values,
  corner: number,
  { height, width }: Sizes,
  attributes: GridAttributes,
): Neighbour[] {
  const across = alongOf(grid[corner]!, width, attributes);
  const down = alongOf(grid[corner + 1]!, height, attributes);
  return down.flatMap((row) =>
    across.map((column) => ({
      at: row.at * width + column.at,
      weight: row.weight * column.weight,
      across: row.weight * column.slope,
      down: row.slope * column.weight,
    })),
  );
}

/** Along one dimension: the elements before and after a place, where they exist, with their weights and how these change with it. */
function alongOf(
  g: number,
  size: number,
  { padding, alignCorners }: GridAttributes,
): { readonly at: number; readonly weight: number; readonly slope: number }[] {
  const scale = alignCorners ? (size - 1) / 2 : size / 2;
  let place = (g + 1) * scale - (alignCorners ? 0 : 0.5);
  let slope = scale;
  if (padding === 'border') {
    if (!(place > 0 && place < size - 1)) slope = 0;
    place = Math.min(Math.max(place, 0), size - 1);
  }
  const first = Math.floor(place);
  const share = place - first;
  return [
    { at: first, weight: 1 - share, slope: -slope },
    { at: first + 1, weight: share, slope },
  ].filter(({ at }) => at >= 0 && at < size);
}

/** A weight, which both numbers of the place decide. */
function shareAt(
  site: Site,
  grid: number,
  corner: number,
  kind: 'function' | 'derivative',
  value: number,
) {
  const elements = [
    [grid, corner],
    [grid, corner + 1],
  ] as const;
  return jointly(site, kind, elements, value);
}
