/** Products over dimensions. PyTorch: `torch.prod`. */
import { elementCount, type Shape } from '../../model/shape';
import type { Values } from '../values';
import { broadcastIndex, broadcastSources } from './broadcast';
import { product, valueOf } from './factors';
import { same } from './fit';
import { keptShape, reducedShape } from './reduce';
import type { ForwardRule, Rule } from './rule';
import { eachPair } from './runs';

/** y = x_1 x_2 … */
export const prod: ForwardRule<'prod'> = {
  shape: (inputs, attributes) => reducedShape(inputs[0]!, attributes),
  kernel({ inputs, inputShapes, output }, attributes) {
    const shape = inputShapes[0]!;
    const { products, zeros } = productsOver(inputs[0]!, shape, keptShape(shape, attributes));
    for (let j = 0; j < products.length; j++)
      output[j] = zeros[j]! > 0 ? 0 * products[j]! : products[j]!;
  },
  macs: (inputs) => elementCount(inputs[0]!),
  terms(site, attributes, index) {
    const shape = site.inputShapes[0]!;
    const members = broadcastSources(shape, keptShape(shape, attributes), index);
    return [product(...members.map((i) => valueOf(site, 0, i)))];
  },
  termCount: () => 1,
  backward: (attributes) => [{ to: 0, primitive: 'prod_grad', attributes, reads: ['gradient', 0] }],
};

/** ∂E/∂x_i = ∂E/∂y times the product of the others. */
export const prodGrad: Rule<'prod_grad'> = {
  shape(inputs, attributes) {
    same('prod_grad', inputs[0]!, reducedShape(inputs[1]!, attributes));
    return inputs[1]!;
  },
  kernel({ inputs, output, outputShape }, attributes) {
    const [gradient, x] = inputs as [Values, Values];
    const kept = keptShape(outputShape, attributes);
    const { products, zeros } = productsOver(x, outputShape, kept);
    eachPair(outputShape, kept, (i, j) => {
      const others = zeros[j]! - Number(x[i] === 0);
      const all = others > 0 ? 0 : x[i] === 0 ? products[j]! : products[j]! / x[i]!;
      output[i] = gradient[j]! * all;
    });
  },
  macs: (_, output) => 2 * elementCount(output),
  terms(site, attributes, index) {
    const kept = keptShape(site.outputShape, attributes);
    const group = broadcastIndex(site.outputShape, kept, index);
    const others = broadcastSources(site.outputShape, kept, group).filter((i) => i !== index);
    return [product(valueOf(site, 0, group), ...others.map((i) => valueOf(site, 1, i)))];
  },
  termCount: () => 1,
};

/** For each element of `part` the product of those elements of x that are not 0, and the number of zeros. */
function productsOver(
  x: Values,
  whole: Shape,
  part: Shape,
): { readonly products: Float64Array; readonly zeros: Int32Array } {
  const products = new Float64Array(elementCount(part)).fill(1);
  const zeros = new Int32Array(products.length);
  eachPair(whole, part, (i, j) => {
    if (x[i] === 0) zeros[j] = zeros[j]! + 1;
    else products[j] = products[j]! * x[i]!;
  });
  return { products, zeros };
}
