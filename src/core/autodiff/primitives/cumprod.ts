/** Running products along a dimension. PyTorch: `torch.cumprod`. */
import { elementCount } from '../../model/shape';
import type { Values } from '../values';
import { axisOf, rowCount, rowThrough, startOf } from './axis';
import { jointly, product, valueOf } from './factors';
import { same } from './fit';
import type { ForwardRule, Rule } from './rule';
import { oneEach } from './structure';

/** y_i = x_1 x_2 … x_i */
export const cumprod: ForwardRule<'cumprod'> = {
  shape: (inputs) => inputs[0]!,
  kernel({ inputs, output, outputShape }, { dim }) {
    const x = inputs[0]!;
    const axis = axisOf(outputShape, dim);
    for (let row = 0; row < rowCount(axis); row++) {
      const start = startOf(axis, row);
      let all = 1;
      for (let i = 0, at = start; i < axis.size; i++, at += axis.inner) {
        all *= x[at]!;
        output[at] = all;
      }
    }
  },
  macs: oneEach,
  terms(site, { dim }, index) {
    const axis = axisOf(site.outputShape, dim);
    const row = rowThrough(axis, index);
    const here = Math.floor(index / axis.inner) % axis.size;
    const members = Array.from({ length: here + 1 }, (_, i) => valueOf(site, 0, row.at(i)));
    return [product(...members)];
  },
  termCount: () => 1,
  backward: (attributes) => [
    { to: 0, primitive: 'cumprod_grad', attributes, reads: ['gradient', 0] },
  ],
};

/** ∂E/∂x_j = Σ_{i ≥ j} ∂E/∂y_i times the product of the others up to i. */
export const cumprodGrad: Rule<'cumprod_grad'> = {
  shape: (inputs) => same('cumprod_grad', inputs[0]!, inputs[1]!),
  kernel({ inputs, output, outputShape }, { dim }) {
    const [gradient, x] = inputs as [Values, Values];
    const axis = axisOf(outputShape, dim);
    const { size, inner } = axis;
    const before = new Float64Array(size + 1);
    for (let row = 0; row < rowCount(axis); row++) {
      const start = startOf(axis, row);
      const end = start + size * inner;
      before[0] = 1;
      for (let i = 0, at = start; i < size; i++, at += inner) before[i + 1] = before[i]! * x[at]!;
      // Behind the last zero everything can be had by division; up to it products are formed anew.
      let last = size - 1;
      while (last >= 0 && x[start + last * inner] !== 0) last--;
      let asked = 0;
      for (let i = size - 1, at = end - inner; i > last; i--, at -= inner) {
        asked += gradient[at]! * before[i + 1]!;
        output[at] = asked / x[at]!;
      }
      for (let j = 0; j <= last; j++) {
        let [others, sum] = [before[j]!, 0];
        for (let i = j, at = start + j * inner; i < size; i++, at += inner) {
          if (i > j) others *= x[at]!;
          sum += gradient[at]! * others;
        }
        output[start + j * inner] = sum;
      }
    }
  },
  macs: (_, output) => 2 * elementCount(output),
  terms(site, { dim }, index) {
    const axis = axisOf(site.outputShape, dim);
    const row = rowThrough(axis, index);
    const here = Math.floor(index / axis.inner) % axis.size;
    return Array.from({ length: axis.size - here }, (_, n) => {
      const end = here + n;
      const others = Array.from({ length: end + 1 }, (__, i) => row.at(i)).filter(
        (i) => i !== index,
      );
      const received = valueOf(site, 0, row.at(end));
      if (others.length === 0) return product(received);
      const slope = others.reduce((all, i) => all * site.inputs[1]![i]!, 1);
      const elements = others.map((i) => [1, i] as const);
      return product(received, jointly(site, 'derivative', elements, slope));
    });
  },
  termCount: (inputs, _, { dim }) => axisOf(inputs[1]!, dim).size,
};
