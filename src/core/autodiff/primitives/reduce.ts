/** Sums and means over dimensions, and back. PyTorch: `torch.sum`, `torch.mean`, the `reduction` of its losses, `Tensor.backward`. */
import type { Shape } from '../../model/shape';
import type { ReductionDims } from '../program';
import { broadcastIndex, broadcastSources, eachBroadcast } from './broadcast';
import { constant, product, valueOf } from './factors';
import { sameCount } from './fit';
import type { ForwardRule, Rule } from './rule';
import { oneEach } from './structure';

/** The shape with every reduced dimension of size 1: it is broadcast to the whole, and has as many elements as the result. */
export function keptShape(shape: Shape, { dims }: ReductionDims): Shape {
  return shape.map((size, d) => (dims === null || dims.includes(d) ? 1 : size));
}

/** The shape of a reduction's result. */
export function reducedShape(shape: Shape, { dims, keepdim }: ReductionDims): Shape {
  if (keepdim) return keptShape(shape, { dims, keepdim });
  return dims === null ? [] : shape.filter((_, d) => !dims.includes(d));
}

/** Number of elements that are reduced to one. */
export function reducedCount(shape: Shape, { dims }: ReductionDims): number {
  return shape.reduce((n, size, d) => (dims === null || dims.includes(d) ? n * size : n), 1);
}

/** y = Σ_i x_i, divided by their number for the mean. */
export const reduce: ForwardRule<'reduce'> = {
  shape: (inputs, attributes) => reducedShape(inputs[0]!, attributes),
  kernel({ inputs, inputShapes, output }, attributes) {
    const x = inputs[0]!;
    const shape = inputShapes[0]!;
    const sums = new Float64Array(output.length);
    if (output.length === 1) {
      let sum = 0;
      for (let i = 0; i < x.length; i++) sum += x[i]!;
      sums[0] = sum;
    } else {
      eachBroadcast(shape, keptShape(shape, attributes), (i, to) => {
        sums[to] = sums[to]! + x[i]!;
      });
    }
    const divisor = attributes.reduction === 'mean' ? reducedCount(shape, attributes) : 1;
    for (let i = 0; i < sums.length; i++) output[i] = sums[i]! / divisor;
  },
  macs: () => 0,
  terms: (site, attributes, index) => {
    const shape = site.inputShapes[0]!;
    const count = reducedCount(shape, attributes);
    return broadcastSources(shape, keptShape(shape, attributes), index).map((i) =>
      attributes.reduction === 'mean'
        ? product(constant(1 / count), valueOf(site, 0, i))
        : product(valueOf(site, 0, i)),
    );
  },
  termCount: (inputs, _, attributes) => reducedCount(inputs[0]!, attributes),
  backward: (attributes) => [{ to: 0, primitive: 'reduce_grad', attributes, reads: ['gradient'] }],
};

/** ∂E/∂E = 1 */
export const one: Rule<'one'> = {
  shape: () => [],
  kernel({ output }) {
    output[0] = 1;
  },
  macs: () => 0,
  terms: () => [product(constant(1))],
  termCount: () => 1,
};

/** ∂E/∂x_i = ∂E/∂y, divided by the number of elements for the mean. */
export const reduceGrad: Rule<'reduce_grad'> = {
  shape(inputs, attributes, asked) {
    sameCount('reduce_grad', inputs[0]!, keptShape(asked, attributes));
    return asked;
  },
  kernel({ inputs, output, outputShape }, attributes) {
    const gradient = inputs[0]!;
    const divisor = attributes.reduction === 'mean' ? reducedCount(outputShape, attributes) : 1;
    if (gradient.length === 1) {
      output.fill(gradient[0]! / divisor);
      return;
    }
    eachBroadcast(outputShape, keptShape(outputShape, attributes), (i, from) => {
      output[i] = gradient[from]! / divisor;
    });
  },
  macs: (inputs, output, { reduction }) => (reduction === 'mean' ? oneEach(inputs, output) : 0),
  terms: (site, attributes, index) => {
    const kept = keptShape(site.outputShape, attributes);
    const received = valueOf(site, 0, broadcastIndex(site.outputShape, kept, index));
    return [
      attributes.reduction === 'mean'
        ? product(constant(1 / reducedCount(site.outputShape, attributes)), received)
        : product(received),
    ];
  },
  termCount: () => 1,
};

/** Attributes of a reduction over everything. */
export const OVER_ALL: ReductionDims = { dims: null, keepdim: false };
