/** Variance over dimensions. PyTorch: `torch.var`; its square root is `torch.std`. */
import type { PrimitiveAttributes } from '../attributes';
import type { Shape } from '../../model/shape';
import { elementCount } from '../../model/shape';
import { broadcastIndex, broadcastSources } from './broadcast';
import { constant, product, valueOf } from './factors';
import { same } from './fit';
import { keptShape, reducedCount, reducedShape } from './reduce';
import type { ForwardRule, Rule, Site } from './rule';
import { runsOf } from './runs';
import { squaresOver, sumsOver } from './sums';
import type { Factor } from '../trace';
import type { Values } from '../values';

/** y = Σ_i (x_i − mean)² / (n − correction) */
export const variance: ForwardRule<'variance'> = {
  shape: (inputs, attributes) => reducedShape(inputs[0]!, attributes),
  kernel({ inputs, inputShapes, output }, attributes) {
    const shape = inputShapes[0]!;
    const means = meansOf(inputs[0]!, shape, attributes);
    const squares = squaresOver(inputs[0]!, means, shape, keptShape(shape, attributes));
    const divisor = Math.max(0, freedom(shape, attributes));
    for (let i = 0; i < squares.length; i++) output[i] = squares[i]! / divisor;
  },
  macs: (inputs) => elementCount(inputs[0]!),
  terms(site, attributes, index) {
    const shape = site.inputShapes[0]!;
    const share = constant(1 / Math.max(0, freedom(shape, attributes)));
    return distances(site, 0, attributes, index).map((distance) =>
      product(share, distance, distance),
    );
  },
  termCount: (inputs, _, attributes) => reducedCount(inputs[0]!, attributes),
  backward: (attributes) => [
    { to: 0, primitive: 'variance_grad', attributes, reads: ['gradient', 0] },
  ],
};

/** ∂E/∂x_i = ∂E/∂y · 2 (x_i − mean) / (n − correction) */
export const varianceGrad: Rule<'variance_grad'> = {
  shape(inputs, attributes) {
    same('variance_grad', inputs[0]!, reducedShape(inputs[1]!, attributes));
    return inputs[1]!;
  },
  kernel({ inputs, output, outputShape }, attributes) {
    const [gradient, x] = inputs as [Values, Values];
    const means = meansOf(x, outputShape, attributes);
    const scale = 2 / freedom(outputShape, attributes);
    const run = runsOf(outputShape, keptShape(outputShape, attributes));
    const step = run.steps[0]!;
    for (; run.more; run.next()) {
      const { end } = run;
      let j = run.from[0]!;
      for (let i = run.start; i < end; i++, j += step) {
        output[i] = scale * gradient[j]! * (x[i]! - means[j]!);
      }
    }
  },
  macs: (_, output) => 2 * elementCount(output),
  terms(site, attributes, index) {
    const shape = site.outputShape;
    const from = broadcastIndex(shape, keptShape(shape, attributes), index);
    const distance = distances(site, 1, attributes, from).find((d) => d.element!.index === index)!;
    const scale = constant(2 / freedom(shape, attributes));
    return [product(scale, valueOf(site, 0, from), distance)];
  },
  termCount: () => 1,
};

type Attributes = PrimitiveAttributes['variance'];

/** n − correction */
function freedom(shape: Shape, attributes: Attributes): number {
  return reducedCount(shape, attributes) - attributes.correction;
}

/** The mean of every group of elements that become one. */
function meansOf(x: Values, shape: Shape, attributes: Attributes): Float64Array {
  const means = sumsOver(x, shape, keptShape(shape, attributes));
  const count = reducedCount(shape, attributes);
  for (let i = 0; i < means.length; i++) means[i] = means[i]! / count;
  return means;
}

/** How far each element of a group is from the group's mean; each depends on all of them. */
function distances(site: Site, place: number, attributes: Attributes, group: number): Factor[] {
  const x = site.inputs[place]!;
  const shape = site.inputShapes[place]!;
  const tensor = site.inputIds[place]!;
  const members = broadcastSources(shape, keptShape(shape, attributes), group);
  const elements = members.map((index) => ({ tensor, index }));
  const mean = members.reduce((sum, i) => sum + x[i]!, 0) / members.length;
  return elements.map((element) => ({
    value: x[element.index]! - mean,
    element,
    kind: 'function',
    elements,
  }));
}
