/** Gradients of the parameters of convolutions. */
import type { Shape } from '../../model/graph';
import { elementCount, sameShape } from '../../model/shape';
import { correlateWeight } from './conv-columns';
import { elementMet, geometryOf, placeShape } from './conv-geometry';
import { product, valueOf } from './factors';
import { misfit } from './fit';
import type { BackwardStep, Rule } from './rule';

/** ∂E/∂w[o,c,tap] = Σ_{n,place} ∂E/∂y[n,o,place] x[n,c,met(tap, place)] */
export const convGradWeight: Rule<'conv_grad_weight'> = {
  shape([gradient, x], attributes, asked) {
    const geometry = geometryOf('conv_grad_weight', x!, asked, attributes);
    const needed = [x![0]!, asked[0]!, ...placeShape(geometry, x!)];
    if (!sameShape(gradient!, needed)) misfit('conv_grad_weight', gradient!, x!, asked);
    return asked;
  },
  kernel({ inputs, inputShapes, output, outputShape }, attributes) {
    const geometry = geometryOf('conv_grad_weight', inputShapes[1]!, outputShape, attributes);
    correlateWeight(inputs[0]!, inputs[1]!, geometry, output);
  },
  macs: ([gradient], output) => elementCount(gradient!) * elementCount(output.slice(1)),
  terms(site, attributes, index) {
    const geometry = geometryOf(
      'conv_grad_weight',
      site.inputShapes[1]!,
      site.outputShape,
      attributes,
    );
    const { batch, groups, channels, features, imageSize, taps, placeCount } = geometry;
    const tap = index % taps;
    const row = Math.floor(index / taps);
    const c = row % channels;
    const o = Math.floor(row / channels);
    const channel = Math.floor(o / features) * channels + c;
    const terms = [];
    for (let n = 0; n < batch; n++) {
      for (let place = 0; place < placeCount; place++) {
        const element = elementMet(geometry, tap, place);
        if (element === null) continue;
        const received = valueOf(site, 0, (n * groups * features + o) * placeCount + place);
        const from = (n * groups * channels + channel) * imageSize + element;
        terms.push(product(received, valueOf(site, 1, from)));
      }
    }
    return terms;
  },
  termCount: ([gradient]) => elementCount(gradient!) / gradient![1]!,
};

/** ∂E/∂b of a bias for each channel: the gradient summed over samples and places. */
export function biasGradient(inputs: readonly Shape[]): readonly BackwardStep[] {
  if (inputs.length < 3) return [];
  const dims = inputs[0]!.map((_, d) => d).filter((d) => d !== 1);
  const attributes = { reduction: 'sum', dims, keepdim: false } as const;
  return [{ to: 2, primitive: 'reduce', attributes, reads: ['gradient'] }];
}
