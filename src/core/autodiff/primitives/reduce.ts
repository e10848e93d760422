/** From errors to the loss and back to the errors. PyTorch: the `reduction` of its losses, `Tensor.backward`. */
import { elementCount } from '../../model/shape';
import { constant, product, valueOf } from './factors';
import type { ForwardRule, Rule } from './rule';
import { oneEach } from './structure';

/** E = Σ_i e_i, divided by their number for the mean. */
export const reduce: ForwardRule<'reduce'> = {
  shape: () => [],
  kernel({ inputs, output }, { reduction }) {
    const errors = inputs[0]!;
    let sum = 0;
    for (let i = 0; i < errors.length; i++) sum += errors[i]!;
    output[0] = reduction === 'mean' ? sum / errors.length : sum;
  },
  macs: () => 0,
  terms: (site, { reduction }) => {
    const count = site.inputs[0]!.length;
    return Array.from({ length: count }, (_, i) =>
      reduction === 'mean'
        ? product(constant(1 / count), valueOf(site, 0, i))
        : product(valueOf(site, 0, i)),
    );
  },
  termCount: (inputs) => elementCount(inputs[0]!),
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

/** ∂E/∂e_i = ∂E/∂E, divided by the number of errors for the mean. */
export const reduceGrad: Rule<'reduce_grad'> = {
  shape: (_, __, asked) => asked,
  kernel({ inputs, output }, { reduction }) {
    const gradient = inputs[0]![0]!;
    output.fill(reduction === 'mean' ? gradient / output.length : gradient);
  },
  macs: (inputs, output, { reduction }) => (reduction === 'mean' ? oneEach(inputs, output) : 0),
  terms: (site, { reduction }) => [
    reduction === 'mean'
      ? product(constant(1 / site.output.length), valueOf(site, 0, 0))
      : product(valueOf(site, 0, 0)),
  ],
  termCount: () => 1,
};
