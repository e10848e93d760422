/** Random matrix products and convolutions. */
import { convolutionShape } from './windows';
import { any, type Dice } from './dice';
import type { Samples } from './samples';

/** Products. */
export const PRODUCT_SAMPLES: Samples<
  'linear' | 'linear_grad_weight' | 'linear_grad_bias' | 'matmul' | 'conv' | 'conv_transpose'
> = {
  linear: (d) => {
    const [into, out] = [d.int(1, 5), d.int(1, 4)];
    const inputs = [any([...d.shape(0, 2), into]), any([out, into])];
    return { attributes: {}, inputs: d.flag() ? inputs : [...inputs, any([out])] };
  },
  // Of several uses of the same weight.
  linear_grad_weight: (d) => {
    const [into, out, uses] = [d.int(1, 4), d.int(1, 4), d.int(1, 3)];
    const inputs = Array.from({ length: uses }, () => {
      const rows = d.int(1, 4);
      return [any([rows, out]), any([rows, into])];
    });
    return { attributes: {}, inputs: inputs.flat() };
  },
  linear_grad_bias: (d) => {
    const [out, uses] = [d.int(1, 4), d.int(1, 3)];
    return {
      attributes: {},
      inputs: Array.from({ length: uses }, () => any([d.int(1, 4), out])),
    };
  },
  matmul: (d) => {
    const [m, k, n] = d.list(3, 1, 4) as [number, number, number];
    const batch = d.shape(0, 2, 3);
    const [transposeA, transposeB] = [d.flag(), d.flag()];
    const a = [...d.narrower(batch), ...(transposeA ? [k, m] : [m, k])];
    const b = [...d.narrower(batch), ...(transposeB ? [n, k] : [k, n])];
    return { attributes: { transposeA, transposeB }, inputs: [any(a), any(b)] };
  },
  conv: (d) => {
    const { image, weight, attributes } = convolution(d);
    const bias = d.flag() ? [any([weight[0]!])] : [];
    return { attributes, inputs: [any(image), any(weight), ...bias] };
  },
  conv_transpose: (d) => {
    const { image, weight, attributes } = convolution(d);
    const x = convolutionShape(image, weight, attributes);
    const bias = d.flag() ? [any([image[1]!])] : [];
    return { attributes, inputs: [any(x), any(weight), ...bias], asked: image };
  },
};

function convolution(d: Dice) {
  const dims = d.int(1, 3);
  const groups = d.int(1, 2);
  const kernel = d.list(dims, 1, dims === 3 ? 2 : 3);
  const dilation = d.list(dims, 1, 2);
  const stride = d.list(dims, 1, 2);
  const padding = kernel.map(() => [d.int(0, 1), d.int(0, 2)] as const);
  const space = kernel.map((k, i) => dilation[i]! * (k - 1) + 1 + d.int(0, dims === 3 ? 1 : 3));
  const channels = d.int(1, 2);
  return {
    image: [d.int(1, 2), groups * channels, ...space],
    weight: [groups * d.int(1, 2), channels, ...kernel],
    attributes: { stride, padding, dilation, groups },
  };
}
