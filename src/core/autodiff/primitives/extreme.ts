/**
 * Largest and smallest elements over dimensions. PyTorch: `torch.max`, `torch.min`, `torch.amax`, `torch.amin`, `torch.argmax`,
 * `torch.argmin`. NaN counts as larger and smaller than every number.
 */
import type { Shape } from '../../model/shape';
import { elementCount } from '../../model/shape';
import type { ExtremeAttributes, PrimitiveAttributes } from '../attributes';
import type { Values } from '../values';
import { axisOf } from './axis';
import { broadcastIndex, broadcastSources } from './broadcast';
import { derivativeAt, jointly, product, valueOf } from './factors';
import { same } from './fit';
import { keptShape, reducedShape } from './reduce';
import type { ForwardRule, Rule } from './rule';
import { eachPair } from './runs';

/** y = max_i x_i, or min */
export const extreme: ForwardRule<'extreme'> = {
  shape: (inputs, attributes) => reducedShape(inputs[0]!, attributes),
  kernel({ inputs, inputShapes, output }, attributes) {
    const x = inputs[0]!;
    const shape = inputShapes[0]!;
    const places = placesOf(x, shape, keptShape(shape, attributes), attributes.function);
    for (let i = 0; i < places.length; i++) output[i] = x[places[i]!]!;
  },
  macs: () => 0,
  terms(site, attributes, index) {
    const shape = site.inputShapes[0]!;
    const members = broadcastSources(shape, keptShape(shape, attributes), index);
    return [product(valueOf(site, 0, first(site.inputs[0]!, members, attributes.function)))];
  },
  termCount: () => 1,
  backward: (attributes) => [
    { to: 0, primitive: 'extreme_grad', attributes, reads: ['gradient', 0] },
  ],
};

/** ∂E/∂x_i = ∂E/∂y where x_i is the first extreme element, or its share where equal ones share it, else 0. */
export const extremeGrad: Rule<'extreme_grad'> = {
  shape(inputs, attributes) {
    same('extreme_grad', inputs[0]!, reducedShape(inputs[1]!, attributes));
    return inputs[1]!;
  },
  kernel({ inputs, output, outputShape }, attributes) {
    const [gradient, x] = inputs as [Values, Values];
    const kept = keptShape(outputShape, attributes);
    const places = placesOf(x, outputShape, kept, attributes.function);
    output.fill(0);
    if (attributes.ties === 'first') {
      for (let i = 0; i < places.length; i++) output[places[i]!] = gradient[i]!;
      return;
    }
    const ties = new Int32Array(places.length);
    eachPair(outputShape, kept, (i, j) => {
      if (equal(x[i]!, x[places[j]!]!)) ties[j] = ties[j]! + 1;
    });
    eachPair(outputShape, kept, (i, j) => {
      if (equal(x[i]!, x[places[j]!]!)) output[i] = gradient[j]! / ties[j]!;
    });
  },
  macs: () => 0,
  terms(site, attributes, index) {
    const kept = keptShape(site.outputShape, attributes);
    const from = broadcastIndex(site.outputShape, kept, index);
    const slope = shareOf(site.inputs[1]!, site.outputShape, attributes, index, from);
    return [product(valueOf(site, 0, from), derivativeAt(site, 1, index, slope))];
  },
  termCount: () => 1,
};

/** y = the place of the first extreme element along `dim`, or in the whole tensor. */
export const argExtreme: Rule<'arg_extreme'> = {
  shape: (inputs, attributes) => reducedShape(inputs[0]!, dimsOf(attributes)),
  kernel({ inputs, inputShapes, output }, attributes) {
    const shape = inputShapes[0]!;
    const kept = keptShape(shape, dimsOf(attributes));
    const places = placesOf(inputs[0]!, shape, kept, attributes.function);
    for (let i = 0; i < places.length; i++) output[i] = along(shape, attributes.dim, places[i]!);
  },
  macs: () => 0,
  terms(site, attributes, index) {
    const shape = site.inputShapes[0]!;
    const members = broadcastSources(shape, keptShape(shape, dimsOf(attributes)), index);
    const place = first(site.inputs[0]!, members, attributes.function);
    const elements = members.map((i) => [0, i] as const);
    return [product(jointly(site, 'function', elements, along(shape, attributes.dim, place)))];
  },
  termCount: () => 1,
};

type Function = ExtremeAttributes['function'];

/** For each element of `part` the index of the first extreme one of the elements that it would be broadcast to. */
function placesOf(x: Values, whole: Shape, part: Shape, f: Function): Int32Array {
  const places = new Int32Array(elementCount(part)).fill(-1);
  const sign = f === 'max' ? 1 : -1;
  eachPair(whole, part, (i, j) => {
    const best = places[j]!;
    if (best < 0 || beats(sign * x[i]!, sign * x[best]!)) places[j] = i;
  });
  return places;
}

/** True when x takes the place of the largest so far: NaN does, and keeps it. */
function beats(x: number, best: number): boolean {
  return !(x <= best) && !Number.isNaN(best);
}

function equal(x: number, y: number): boolean {
  return x === y || (Number.isNaN(x) && Number.isNaN(y));
}

/** The first extreme one of some elements. */
function first(x: Values, members: readonly number[], f: Function): number {
  const sign = f === 'max' ? 1 : -1;
  return members.reduce((best, i) => (beats(sign * x[i]!, sign * x[best]!) ? i : best));
}

/** What an element gets of its group's gradient. */
function shareOf(
  x: Values,
  shape: Shape,
  attributes: ExtremeAttributes,
  index: number,
  group: number,
): number {
  const members = broadcastSources(shape, keptShape(shape, attributes), group);
  const winner = first(x, members, attributes.function);
  if (attributes.ties === 'first') return Number(winner === index);
  if (!equal(x[index]!, x[winner]!)) return 0;
  return 1 / members.filter((i) => equal(x[i]!, x[winner]!)).length;
}

function dimsOf({ dim, keepdim }: PrimitiveAttributes['arg_extreme']) {
  return { dims: dim === null ? null : [dim], keepdim };
}

/** The place of an element along a dimension; in row-major order without one. */
function along(shape: Shape, dim: number | null, index: number): number {
  if (dim === null) return index;
  const { size, inner } = axisOf(shape, dim);
  return Math.floor(index / inner) % size;
}
