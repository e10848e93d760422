/** The parameter update. PyTorch: `torch.optim.SGD` without momentum. */
import { constant, product, valueOf } from './factors';
import { same } from './fit';
import type { Rule } from './rule';
import { oneEach } from './structure';

/** w ← w − lr ∂E/∂w */
export const sgd: Rule<'sgd'> = {
  shape: (inputs) => same('sgd', inputs[0]!, inputs[1]!),
  kernel({ inputs, output }, { lr }) {
    const parameter = inputs[0]!;
    const gradient = inputs[1]!;
    for (let i = 0; i < output.length; i++) output[i] = parameter[i]! - lr * gradient[i]!;
  },
  macs: oneEach,
  terms: (site, { lr }, index) => [
    product(valueOf(site, 0, index)),
    product(constant(-lr), valueOf(site, 1, index)),
  ],
  termCount: () => 2,
};
