/** Running sums along a dimension. PyTorch: `torch.cumsum`. */
import { axisOf, rowCount, rowThrough, startOf } from './axis';
import { product, valueOf } from './factors';
import type { ForwardRule } from './rule';

/** y_i = Σ_{j ≤ i} x_j, or over j ≥ i in reverse. */
export const cumsum: ForwardRule<'cumsum'> = {
  shape: (inputs) => inputs[0]!,
  kernel({ inputs, output, outputShape }, { dim, reverse }) {
    const x = inputs[0]!;
    const axis = axisOf(outputShape, dim);
    const { size, inner } = axis;
    for (let row = 0; row < rowCount(axis); row++) {
      const start = startOf(axis, row);
      let sum = 0;
      for (let i = 0; i < size; i++) {
        const at = start + (reverse ? size - 1 - i : i) * inner;
        sum += x[at]!;
        output[at] = sum;
      }
    }
  },
  macs: () => 0,
  terms(site, { dim, reverse }, index) {
    const axis = axisOf(site.outputShape, dim);
    const row = rowThrough(axis, index);
    const here = Math.floor(index / axis.inner) % axis.size;
    const [from, to] = reverse ? [here, axis.size - 1] : [0, here];
    return Array.from({ length: to - from + 1 }, (_, i) =>
      product(valueOf(site, 0, row.at(from + i))),
    );
  },
  termCount: (inputs, _, { dim }) => axisOf(inputs[0]!, dim).size,
  backward: ({ dim, reverse }) => [
    { to: 0, primitive: 'cumsum', attributes: { dim, reverse: !reverse }, reads: ['gradient'] },
  ],
};
