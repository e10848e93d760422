/**
 * Transposed convolution, which is also the gradient of a convolution's input. PyTorch: `torch.nn.functional.conv_transpose2d`.
 * Places and image are those of the convolution that it is the transpose of: it reads places and gives an image.
 */
import { elementCount, sameShape } from '../../model/shape';
import { spread } from './conv-columns';
import { geometryOf, placeMeeting, placeShape } from './conv-geometry';
import { biasGradient } from './conv-grad-weight';
import { product, valueOf } from './factors';
import { misfit } from './fit';
import type { ForwardRule } from './rule';

/** y[n,c,element] = Σ_o Σ_{tap, place that meet the element} w[o,c,tap] x[n,o,place] + b[c] */
export const convTranspose: ForwardRule<'conv_transpose'> = {
  shape([x, weight, bias], attributes, asked) {
    const geometry = geometryOf('conv_transpose', asked, weight!, attributes);
    const from = [asked[0]!, weight![0]!, ...placeShape(geometry, asked)];
    if (!sameShape(from, x!)) misfit('conv_transpose', x!, weight!, asked);
    if (bias && elementCount(bias) !== asked[1]) misfit('conv_transpose', weight!, bias);
    return asked;
  },
  kernel({ inputs, inputShapes, output, outputShape }, attributes) {
    const geometry = geometryOf('conv_transpose', outputShape, inputShapes[1]!, attributes);
    spread(inputs[0]!, inputs[1]!, inputs[2] ?? null, geometry, output);
  },
  macs: ([x, weight]) => elementCount(x!) * elementCount(weight!.slice(1)),
  terms(site, attributes, index) {
    const geometry = geometryOf(
      'conv_transpose',
      site.outputShape,
      site.inputShapes[1]!,
      attributes,
    );
    const { groups, channels, features, imageSize, taps, placeCount } = geometry;
    const element = index % imageSize;
    const row = Math.floor(index / imageSize);
    const c = row % channels;
    const part = Math.floor(row / channels);
    const terms = [];
    for (let f = 0; f < features; f++) {
      const o = (part % groups) * features + f;
      for (let tap = 0; tap < taps; tap++) {
        const place = placeMeeting(geometry, tap, element);
        if (place === null) continue;
        const w = valueOf(site, 1, (o * channels + c) * taps + tap);
        terms.push(product(w, valueOf(site, 0, (part * features + f) * placeCount + place)));
      }
    }
    if (site.inputs.length === 3) {
      terms.push(product(valueOf(site, 2, row % (groups * channels))));
    }
    return terms;
  },
  termCount(inputs, _, { groups, stride, dilation }) {
    const weight = inputs[1]!;
    const met = weight.slice(2).map((size, d) => {
      const apart = stride[d]! / greatestDivisor(stride[d]!, dilation[d]!);
      return Math.ceil(size / apart);
    });
    return (weight[0]! / groups) * elementCount(met) + (inputs.length === 3 ? 1 : 0);
  },
  backward: (attributes, inputs) => [
    { to: 1, primitive: 'conv_grad_weight', attributes, reads: [0, 'gradient'] },
    ...biasGradient(inputs),
    { to: 0, primitive: 'conv', attributes, reads: ['gradient', 1] },
  ],
};

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}
