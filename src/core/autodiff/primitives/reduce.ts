/** Sums and means over dimensions, and back. PyTorch: `torch.sum`, `torch.mean`, the `reduction` of its losses, `Tensor.backward`. */
import { keptShape, reducedCount, reducedShape } from '../../model/reduction';
import type { ReductionDims } from '../attributes';
import { broadcastIndex, broadcastSources } from './broadcast';
import { constant, product, valueOf } from './factors';
import { sameCount } from './fit';
import type { ForwardRule, Rule } from './rule';
import { runsOf } from './runs';
import { oneEach } from './structure';
import { sumsOver } from './sums';

export { keptShape, reducedCount, reducedShape };

/** y = Σ_i x_i, divided by their number for the mean. */
export const reduce: ForwardRule<'reduce'> = {
  shape: (inputs, attributes) => reducedShape(inputs[0]!, attributes),
  kernel({ inputs, inputShapes, output }, attributes) {
    const shape = inputShapes[0]!;
    const sums = sumsOver(inputs[0]!, shape, keptShape(shape, attributes));
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
    const run = runsOf(outputShape, keptShape(outputShape, attributes));
    const step = run.steps[0]!;
    for (; run.more; run.next()) {
      const { start, end } = run;
      let j = run.from[0]!;
      if (step === 0) output.fill(gradient[j]! / divisor, start, end);
      else for (let i = start; i < end; i++, j += step) output[i] = gradient[j]! / divisor;
    }
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
