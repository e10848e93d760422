/** The order of elements along a dimension. PyTorch: `torch.argsort`, the indices of `torch.sort` and `torch.topk`. */
import type { Values } from '../values';
import { axisOf, rowCount, rowThrough, startOf, type Axis } from './axis';
import { jointly, product } from './factors';
import type { Rule } from './rule';

/** y = places along `dim`, smallest or largest element first. NaN counts as larger than every number; equal elements keep their order. */
export const argSort: Rule<'arg_sort'> = {
  shape: (inputs, { dim, count }) =>
    inputs[0]!.map((size, d) => (d === dim ? (count ?? size) : size)),
  kernel({ inputs, inputShapes, output, outputShape }, { dim, descending }) {
    const x = inputs[0]!;
    const axis = axisOf(inputShapes[0]!, dim);
    const { size } = axisOf(outputShape, dim);
    for (let row = 0; row < rowCount(axis); row++) {
      const order = orderOf(x, axis, startOf(axis, row), descending);
      const start = startOf({ ...axis, size }, row);
      for (let i = 0; i < size; i++) output[start + i * axis.inner] = order[i]!;
    }
  },
  macs: () => 0,
  terms(site, { dim, descending }, index) {
    const axis = axisOf(site.inputShapes[0]!, dim);
    const { size } = axisOf(site.outputShape, dim);
    const block = Math.floor(index / (size * axis.inner));
    const start = block * axis.size * axis.inner + (index % axis.inner);
    const row = rowThrough(axis, start);
    const order = orderOf(site.inputs[0]!, axis, start, descending);
    const elements = Array.from({ length: axis.size }, (_, i) => [0, row.at(i)] as const);
    const place = order[Math.floor(index / axis.inner) % size]!;
    return [product(jointly(site, 'function', elements, place))];
  },
  termCount: () => 1,
};

/** Places of a row's members in the order of their values. */
function orderOf(x: Values, { size, inner }: Axis, start: number, descending: boolean): number[] {
  const sign = descending ? -1 : 1;
  const at = (i: number): number => x[start + i * inner]!;
  return Array.from({ length: size }, (_, i) => i).sort((i, j) => sign * compared(at(i), at(j)));
}

/** Negative where a comes before b, NaN last. */
function compared(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : Number(a > b);
}
