/** Picking elements by whole numbers. PyTorch: `nn.Embedding`, `torch.index_select`, `torch.gather`. A place that does not exist gives NaN. */
import { elementCount, type Shape } from '../../model/shape';
import type { LookupAttributes } from '../attributes';
import type { Values } from '../values';
import { axisOf } from './axis';
import { constant, product, valueOf } from './factors';
import { misfit } from './fit';
import { stridesOf } from './pieces';
import type { ForwardRule, Site } from './rule';

/** select: y[…, i, …] = x[…, index[i], …]. gather: y[i] = x with coordinate `dim` of i replaced by index[i]. */
export const lookup: ForwardRule<'lookup'> = {
  shape: ([x, index], attributes) => lookedUpShape(x!, index!, attributes),
  kernel({ inputs, inputShapes, output }, attributes) {
    const x = inputs[0]!;
    eachRun(inputs[1]!, inputShapes[0]!, inputShapes[1]!, attributes, (to, from, length) => {
      if (from < 0) output.fill(NaN, to, to + length);
      else for (let i = 0; i < length; i++) output[to + i] = x[from + i]!;
    });
  },
  macs: () => 0,
  terms(site, attributes, index) {
    const from = sourceOf(site, attributes, index);
    return [product(from < 0 ? constant(NaN) : valueOf(site, 0, from))];
  },
  termCount: () => 1,
  backward: (attributes) => [
    { to: 0, primitive: 'lookup_grad', attributes, reads: ['gradient', 1] },
  ],
};

/** ∂E/∂x[i] = Σ of the ∂E/∂y that were looked up there; 0 at the padding. On the way forward: what is added there. */
export const lookupGrad: ForwardRule<'lookup_grad'> = {
  shape([gradient, index], attributes, asked) {
    const expected = lookedUpShape(asked, index!, attributes);
    if (elementCount(expected) !== elementCount(gradient!)) misfit('lookup_grad', gradient!, asked);
    return asked;
  },
  kernel({ inputs, inputShapes, output, outputShape }, attributes) {
    const gradient = inputs[0]!;
    const { size, inner } = axisOf(outputShape, attributes.dim);
    output.fill(0);
    eachRun(inputs[1]!, outputShape, inputShapes[1]!, attributes, (from, to, length) => {
      if (to < 0 || Math.floor(to / inner) % size === attributes.paddingIndex) return;
      for (let i = 0; i < length; i++) output[to + i] = output[to + i]! + gradient[from + i]!;
    });
  },
  macs: () => 0,
  terms(site, attributes, index) {
    const { size, inner } = axisOf(site.outputShape, attributes.dim);
    if (Math.floor(index / inner) % size === attributes.paddingIndex) return [];
    return usesOf(site, attributes, index).map((from) => product(valueOf(site, 0, from)));
  },
  termCount: ([, index], _, { kind, dim }) =>
    kind === 'gather' ? axisOf(index!, dim).size : elementCount(index!),
  backward: (attributes) => [{ to: 0, primitive: 'lookup', attributes, reads: ['gradient', 1] }],
};

function lookedUpShape(x: Shape, index: Shape, { kind, dim }: LookupAttributes): Shape {
  if (kind === 'select') return [...x.slice(0, dim), ...index, ...x.slice(dim + 1)];
  const fits = index.length === x.length && index.every((n, d) => d === dim || n <= x[d]!);
  if (!fits) misfit('lookup', x, index);
  return index;
}

/** Calls `visit` for every run of elements that lie one behind the other, with where it starts in y and in x, -1 for nowhere. */
function eachRun(
  index: Values,
  x: Shape,
  places: Shape,
  { kind, dim }: LookupAttributes,
  visit: (inY: number, inX: number, length: number) => void,
): void {
  const { outer, size, inner } = axisOf(x, dim);
  if (kind === 'select') {
    for (let block = 0, to = 0; block < outer; block++) {
      for (let n = 0; n < index.length; n++, to += inner) {
        const at = index[n]!;
        visit(to, exists(at, size) ? (block * size + at) * inner : -1, inner);
      }
    }
    return;
  }
  const strides = stridesOf(x);
  for (let n = 0; n < index.length; n++) {
    const at = index[n]!;
    visit(n, exists(at, size) ? placeBesides(n, places, strides, dim) + at * inner : -1, 1);
  }
}

/** Where an element of y is taken from; -1 for nowhere. */
function sourceOf(site: Site, { kind, dim }: LookupAttributes, index: number): number {
  const [x, places] = site.inputShapes as [Shape, Shape];
  const { size, inner } = axisOf(x, dim);
  const n = kind === 'gather' ? index : Math.floor(index / inner) % elementCount(places);
  const at = site.inputs[1]![n]!;
  if (!exists(at, size)) return -1;
  if (kind === 'gather') return placeBesides(n, places, stridesOf(x), dim) + at * inner;
  const block = Math.floor(index / (inner * elementCount(places)));
  return (block * size + at) * inner + (index % inner);
}

/** Elements of y that were looked up at an element of x. */
function usesOf(site: Site, { kind, dim }: LookupAttributes, index: number): number[] {
  const numbers = site.inputs[1]!;
  const places = site.inputShapes[1]!;
  const { size, inner } = axisOf(site.outputShape, dim);
  const at = Math.floor(index / inner) % size;
  const uses: number[] = [];
  if (kind === 'select') {
    const block = Math.floor(index / (inner * size));
    for (let n = 0; n < numbers.length; n++) {
      if (numbers[n] === at) uses.push((block * numbers.length + n) * inner + (index % inner));
    }
    return uses;
  }
  const strides = stridesOf(site.outputShape);
  for (let n = 0; n < numbers.length; n++) {
    if (numbers[n] !== at) continue;
    if (placeBesides(n, places, strides, dim) + at * inner === index) uses.push(n);
  }
  return uses;
}

/** True for a place along a dimension of this size. */
export function exists(at: number, size: number): boolean {
  return Number.isInteger(at) && at >= 0 && at < size;
}

/** Place of element n of a tensor within another of other strides, coordinate `dim` set to 0. */
export function placeBesides(
  n: number,
  shape: Shape,
  strides: readonly number[],
  dim: number,
): number {
  let rest = n;
  let place = 0;
  for (let d = shape.length - 1; d >= 0; d--) {
    const size = shape[d]!;
    if (d !== dim) place += (rest % size) * strides[d]!;
    rest = Math.floor(rest / size);
  }
  return place;
}
