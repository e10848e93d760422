/** Random windows, and the shapes that they give. */
import { PRIMITIVES } from '../../../src/core/autodiff/primitives';
import type { ConvolutionAttributes } from '../../../src/core/autodiff/attributes';
import type { Shape } from '../../../src/core/model/shape';
import type { Dice } from './dice';

/** The shape that a convolution gives. */
export function convolutionShape(
  image: Shape,
  weight: Shape,
  attributes: ConvolutionAttributes,
): Shape {
  return PRIMITIVES.conv.shape([image, weight], attributes, []);
}

/** Windows over some dimensions, with the size of an image that they fit into. */
export function strided(d: Dice, dims: number) {
  const kernel = d.list(dims, 1, dims === 3 ? 2 : 3);
  const dilation = d.list(dims, 1, 2);
  return {
    windows: {
      kernel,
      dilation,
      stride: d.list(dims, 1, 3),
      padding: kernel.map((k) => d.int(0, Math.floor(k / 2))),
    },
    space: kernel.map((k, i) => dilation[i]! * (k - 1) + 1 + d.int(0, 3)),
  };
}
