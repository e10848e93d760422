/**
 * Convolution in one, two and three dimensions, as machine learning means it: cross-correlation.
 * PyTorch: `torch.nn.functional.conv1d`, `conv2d`, `conv3d`.
 */
import { elementCount } from '../../model/shape';
import { correlate } from './conv-columns';
import { elementMet, geometryOf, placeShape } from './conv-geometry';
import { biasGradient } from './conv-grad-weight';
import { product, valueOf } from './factors';
import { misfit } from './fit';
import type { ForwardRule } from './rule';

/** y[n,o,place] = Σ_{c,tap} w[o,c,tap] x[n,c,met(tap, place)] + b[o] */
export const conv: ForwardRule<'conv'> = {
  shape([x, weight, bias], attributes) {
    const geometry = geometryOf('conv', x!, weight!, attributes);
    if (bias && elementCount(bias) !== weight![0]) misfit('conv', weight!, bias);
    return [x![0]!, weight![0]!, ...placeShape(geometry, x!)];
  },
  kernel({ inputs, inputShapes, output }, attributes) {
    const geometry = geometryOf('conv', inputShapes[0]!, inputShapes[1]!, attributes);
    correlate(inputs[0]!, inputs[1]!, inputs[2] ?? null, geometry, output);
  },
  macs: ([, weight], output) => elementCount(output) * elementCount(weight!.slice(1)),
  terms(site, attributes, index) {
    const [xShape, weightShape] = site.inputShapes;
    const geometry = geometryOf('conv', xShape!, weightShape!, attributes);
    const { groups, channels, features, imageSize, taps, placeCount } = geometry;
    const place = index % placeCount;
    const row = Math.floor(index / placeCount);
    const o = row % (groups * features);
    const firstChannel = Math.floor(row / features) * channels;
    const terms = [];
    for (let c = 0; c < channels; c++) {
      for (let tap = 0; tap < taps; tap++) {
        const element = elementMet(geometry, tap, place);
        if (element === null) continue;
        const w = valueOf(site, 1, (o * channels + c) * taps + tap);
        terms.push(product(w, valueOf(site, 0, (firstChannel + c) * imageSize + element)));
      }
    }
    if (site.inputs.length === 3) terms.push(product(valueOf(site, 2, o)));
    return terms;
  },
  termCount: (inputs) => elementCount(inputs[1]!.slice(1)) + (inputs.length === 3 ? 1 : 0),
  backward: (attributes, inputs) => [
    { to: 1, primitive: 'conv_grad_weight', attributes, reads: ['gradient', 0] },
    ...biasGradient(inputs),
    { to: 0, primitive: 'conv_transpose', attributes, reads: ['gradient', 1] },
  ],
};
