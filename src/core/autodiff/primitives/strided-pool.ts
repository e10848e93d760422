/**
 * Largest elements of windows that move evenly, in the memory of the kernels: for all windows of a plane at once, one place within the
 * window after the other.
 */
import type { Shape } from '../../model/shape';
import { windowAlong, windowCount, type StridedWindow } from '../../model/windows';
import { AROUND, kernelsFor, type Kernels } from '../kernels/kernels';
import { load } from '../kernels/transfer';
import type { PoolWindows } from '../attributes';
import type { Values } from '../values';
import { remember } from './remember';

type Strided = Extract<PoolWindows, { kind: 'strided' }>;

/** Neighbouring windows and the elements that one of their places meets. */
interface Rectangle {
  readonly rows: number;
  readonly columns: number;
  /** The first window, and the element that it meets. */
  readonly window: number;
  readonly element: number;
}

/** One plane: one channel of one sample. */
interface Plan {
  readonly elements: number;
  readonly windows: number;
  /** Windows of a row; how far the elements are apart that neighbouring windows meet, along rows and along columns. */
  readonly row: number;
  readonly rowStride: number;
  readonly columnStride: number;
  /** For every place within a window, which windows meet an element there. */
  readonly places: readonly (readonly Rectangle[])[];
  /** The first place at which each window meets an element; -1 for none. */
  readonly first: Float64Array;
}

/** Where things stand in the memory. */
interface Layout {
  readonly kernels: Kernels;
  readonly view: Values;
  readonly x: number;
  readonly met: number;
  readonly best: number;
  readonly winner: number;
  readonly first: number;
}

/** y[o] = max of x over window o; the first of equal ones, the last NaN. */
export function poolLargest(windows: Strided, x: Values, shape: Shape, y: Values): void {
  const plan = planOf(windows, shape);
  const layout = layoutFor(plan, y);
  for (let plane = 0; plane * plan.windows < y.length; plane++) {
    findLargest(layout, plan, x, plane);
    const { view, best } = layout;
    y.set(view.subarray(best, best + plan.windows), plane * plan.windows);
  }
}

/** ∂E/∂x[i] = Σ of the ∂E/∂y[o] whose largest element is x[i]. */
export function poolGradient(
  windows: Strided,
  gradient: Values,
  x: Values,
  shape: Shape,
  result: Values,
): void {
  const plan = planOf(windows, shape);
  const { elements, row, rowStride, columnStride } = plan;
  const layout = layoutFor(plan, result);
  const { kernels, view, met, winner } = layout;
  for (let plane = 0; plane * plan.windows < gradient.length; plane++) {
    findLargest(layout, plan, x, plane);
    // What is received takes the room of the largest elements, and the result that of x.
    load(view, layout.best, gradient, plane * plan.windows, 0, 1, 1, plan.windows);
    view.fill(0, layout.x, layout.x + elements);
    plan.places.forEach((rectangles, place) => {
      kernels.only(plan.windows, layout.best, winner, met, place);
      for (const { rows, columns, window, element } of rectangles) {
        const [dense, strided] = [met + window, layout.x + element];
        kernels.scatter(rows, columns, dense, row, strided, rowStride, columnStride);
      }
    });
    result.set(view.subarray(layout.x, layout.x + elements), plane * elements);
  }
}

/** The largest element of every window of a plane, and the place within the window at which it is. */
function findLargest(layout: Layout, plan: Plan, values: Values, plane: number): void {
  const { kernels, view, x, met, best, winner, first } = layout;
  const { elements, windows, row, rowStride, columnStride } = plan;
  load(view, x, values, plane * elements, 0, 1, 1, elements);
  view.fill(-Infinity, best, best + windows);
  kernels.gather(1, windows, winner, 0, first, 0, 1);
  plan.places.forEach((rectangles, place) => {
    const [one] = rectangles;
    if (one?.rows !== windows / row || one.columns !== row) {
      view.fill(-Infinity, met, met + windows);
    }
    for (const { rows, columns, window, element } of rectangles) {
      kernels.gather(rows, columns, met + window, row, x + element, rowStride, columnStride);
    }
    kernels.beat(windows, met, best, winner, place);
  });
}

function layoutFor({ elements, windows, first: places }: Plan, like: Values): Layout {
  const kernels = kernelsFor(like);
  const room = windows + AROUND;
  const met = elements;
  const first = met + 3 * room;
  const view = kernels.view(first + windows);
  view.set(places, first);
  return { kernels, view, x: 0, met, best: met + room, winner: met + 2 * room, first };
}

const planOf = remember((windows: Strided, shape: Shape): Plan => {
  const space = shape.slice(2);
  const missing = 3 - space.length;
  const size = (d: number) => (d < missing ? 1 : space[d - missing]!);
  const along = (d: number) => (d < missing ? SINGLE : windowAlong(windows, d - missing));
  const [slices, lines, columns] = [0, 1, 2].map((d) => meetings(size(d), along(d)));
  const [height, width] = [size(1), size(2)];
  const [countZ, countY, countX] = [0, 1, 2].map((d) => windowCount(size(d), along(d)));
  const first = new Float64Array(countZ! * countY! * countX!).fill(-1);
  const places: Rectangle[][] = [];
  for (const z of slices!) {
    for (const y of lines!) {
      for (const x of columns!) {
        const rectangles: Rectangle[] = [];
        for (let slice = 0; y.count > 0 && x.count > 0 && slice < z.count; slice++) {
          const window = ((z.first + slice) * countY! + y.first) * countX! + x.first;
          const element =
            ((z.place + slice * along(0).stride) * height + y.place) * width + x.place;
          rectangles.push({ rows: y.count, columns: x.count, window, element });
          for (let r = 0; r < y.count; r++) {
            for (let c = 0; c < x.count; c++) {
              const at = window + r * countX! + c;
              if (first[at]! < 0) first[at] = places.length;
            }
          }
        }
        places.push(rectangles);
      }
    }
  }
  return {
    elements: size(0) * height * width,
    windows: first.length,
    row: countX!,
    rowStride: along(1).stride * width,
    columnStride: along(2).stride,
    places,
    first,
  };
});

const SINGLE: StridedWindow = { kernel: 1, stride: 1, padding: 0, dilation: 1, ceilMode: false };

/** For every place within a window along a dimension: the windows that meet an element there, and which one the first of them meets. */
function meetings(
  size: number,
  window: StridedWindow,
): { readonly first: number; readonly count: number; readonly place: number }[] {
  const { kernel, stride, padding, dilation } = window;
  return Array.from({ length: kernel }, (_, k) => {
    const before = padding - k * dilation;
    const first = Math.max(0, Math.ceil(before / stride));
    const end = Math.min(windowCount(size, window), Math.floor((size - 1 + before) / stride) + 1);
    return { first, count: Math.max(0, end - first), place: first * stride - before };
  });
}
