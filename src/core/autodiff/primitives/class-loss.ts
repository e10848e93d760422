/** Losses against class indices, one error per sample. PyTorch: `nn.NLLLoss`. A class that does not exist gives NaN. */
import { elementCount } from '../../model/shape';
import { startOf } from './axis';
import { constant, derivativeAt, functionAt, product, valueOf } from './factors';
import type { ForwardRule, Rule } from './rule';
import { errorShape, placeOf, samplesOf, weightOf } from './samples';

/** e_b = −w[y_b] x[b, y_b] for log-probabilities x; 0 for the ignored class */
export const nll: ForwardRule<'nll'> = {
  shape: (inputs) => errorShape('nll', inputs),
  kernel(operands, { ignoreIndex }) {
    const samples = samplesOf(operands, 0);
    const { x, axis, targets } = samples;
    for (let b = 0; b < samples.count; b++) {
      const c = targets[b]!;
      operands.output[b] =
        c === ignoreIndex ? 0 : -weightOf(samples, c) * x[startOf(axis, b) + c * axis.inner]!;
    }
  },
  macs: (inputs, output) => (inputs.length === 3 ? elementCount(output) : 0),
  terms(site, { ignoreIndex }, index) {
    const { axis, targets, weights } = samplesOf(site, 0);
    const c = targets[index]!;
    if (c === ignoreIndex) return [product(functionAt(site, 1, index, 0))];
    const chosen = valueOf(site, 0, startOf(axis, index) + c * axis.inner);
    return [product(constant(-1), ...(weights ? [valueOf(site, 2, c)] : []), chosen)];
  },
  termCount: () => 1,
  backward: (attributes, inputs) => [
    {
      to: 0,
      primitive: 'nll_grad',
      attributes,
      reads: inputs.length === 3 ? ['gradient', 0, 1, 2] : ['gradient', 0, 1],
    },
  ],
};

/** ∂E/∂x[b,c] = −∂E/∂e_b w[c] [c = y_b] */
export const nllGrad: Rule<'nll_grad'> = {
  shape: (inputs) => inputs[1]!,
  kernel(operands, { ignoreIndex }) {
    const gradient = operands.inputs[0]!;
    const samples = samplesOf(operands, 1);
    const { axis, targets } = samples;
    operands.output.fill(0);
    for (let b = 0; b < samples.count; b++) {
      const c = targets[b]!;
      if (c === ignoreIndex || !(c >= 0 && c < axis.size)) continue;
      operands.output[startOf(axis, b) + c * axis.inner] = -weightOf(samples, c) * gradient[b]!;
    }
  },
  macs: (inputs) => elementCount(inputs[0]!),
  terms(site, { ignoreIndex }, index) {
    const { axis, targets, weights } = samplesOf(site, 1);
    const { sample, c } = placeOf(axis, index);
    if (targets[sample] === ignoreIndex) return [product(functionAt(site, 2, sample, 0))];
    const slope = targets[sample] === c ? -1 : 0;
    const weight = weights && slope !== 0 ? [valueOf(site, 3, c)] : [];
    return [product(valueOf(site, 0, sample), ...weight, derivativeAt(site, 1, index, slope))];
  },
  termCount: () => 1,
};

/** w[y_b], or 1; 0 for the ignored class: what a weighted mean divides by is the sum of these. */
export const classWeights: Rule<'class_weights'> = {
  shape: (inputs) => inputs[0]!,
  kernel({ inputs, output }, { ignoreIndex }) {
    const [classes, weights] = [inputs[0]!, inputs[1]];
    for (let b = 0; b < output.length; b++) {
      const c = classes[b]!;
      output[b] = c === ignoreIndex ? 0 : weights ? (weights[c] ?? NaN) : 1;
    }
  },
  macs: () => 0,
  terms(site, { ignoreIndex }, index) {
    const c = site.inputs[0]![index]!;
    if (c === ignoreIndex) return [product(functionAt(site, 0, index, 0))];
    return [product(site.inputs.length === 2 ? valueOf(site, 1, c) : constant(1))];
  },
  termCount: () => 1,
};
