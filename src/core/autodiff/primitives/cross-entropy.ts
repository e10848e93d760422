/**
 * Cross entropy of logits with classes or probabilities, one error per sample. PyTorch: `nn.CrossEntropyLoss`. With a_c the share of class c
 * in the target times its weight, e = Σ_c a_c (log Σ_k exp(x_k) − x_c). A class that does not exist gives NaN.
 */
import { elementCount, type Shape } from '../../model/shape';
import type { PrimitiveAttributes } from '../attributes';
import type { Factor, Term } from '../trace';
import { startOf } from './axis';
import { exp } from './exp';
import { maximum, sumOfPowers } from './exponentials';
import { constant, functionAt, jointly, product, valueOf } from './factors';
import type { ForwardRule, Rule, Site } from './rule';
import {
  errorShape,
  hasProbabilities,
  placeOf,
  samplesOf,
  weightOf,
  type Samples,
} from './samples';

type Attributes = PrimitiveAttributes['cross_entropy'];

/** e_b = Σ_c a[b,c] (log Σ_k exp(x[b,k]) − x[b,c]); for a class without smoothing, w[y_b] (log Σ_k exp(x[b,k]) − x[b, y_b]) */
export const crossEntropy: ForwardRule<'cross_entropy'> = {
  shape: (inputs) => errorShape('cross_entropy', inputs),
  kernel(operands, attributes) {
    const samples = samplesOf(operands, 0);
    const { x, axis, targets } = samples;
    const { size, inner } = axis;
    const soft = samples.probabilities || attributes.labelSmoothing > 0;
    for (let b = 0; b < samples.count; b++) {
      if (isIgnored(samples, b, attributes)) {
        operands.output[b] = 0;
        continue;
      }
      const start = startOf(axis, b);
      const largest = maximum(x, start, size, inner);
      const log = Math.log(sumOfPowers(x, start, size, inner, largest));
      if (!soft) {
        const c = targets[b]!;
        operands.output[b] = weightOf(samples, c) * (log - (x[start + c * inner]! - largest));
        continue;
      }
      let sum = 0;
      for (let c = 0, p = start; c < size; c++, p += inner) {
        sum += shareOf(samples, b, c, attributes) * (log - (x[p]! - largest));
      }
      operands.output[b] = sum;
    }
  },
  macs: (inputs, output, attributes) =>
    isSoft(inputs, attributes)
      ? elementCount(inputs[0]!)
      : inputs.length === 3
        ? elementCount(output)
        : 0,
  terms(site, attributes, index) {
    const samples = samplesOf(site, 0);
    if (isIgnored(samples, index, attributes)) return [product(functionAt(site, 1, index, 0))];
    const { largest, sum, start } = powersOf(samples, index);
    const log = jointly(site, 'function', row(0, start, samples), largest + Math.log(sum));
    return samples.probabilities || attributes.labelSmoothing > 0
      ? softTerms(site, samples, index, attributes, log)
      : hardTerms(site, samples, index, start, log);
  },
  termCount: (inputs, _, attributes) => (isSoft(inputs, attributes) ? inputs[0]![1]! + 1 : 2),
  backward: (attributes, inputs) => [
    {
      to: 0,
      primitive: 'cross_entropy_grad',
      attributes,
      reads: inputs.length === 3 ? ['gradient', 0, 1, 2] : ['gradient', 0, 1],
    },
  ],
};

/** ∂E/∂x[b,c] = ∂E/∂e_b (Σ_k a[b,k] softmax(x)[b,c] − a[b,c]); for a class alone, ∂E/∂e_b (softmax(x)[b,c] − [c = y_b]) */
export const crossEntropyGrad: Rule<'cross_entropy_grad'> = {
  shape: (inputs) => inputs[1]!,
  kernel(operands, attributes) {
    const gradient = operands.inputs[0]!;
    const samples = samplesOf(operands, 1);
    const { x, axis } = samples;
    for (let b = 0; b < samples.count; b++) {
      const { largest, sum, start } = powersOf(samples, b);
      const whole = wholeOf(samples, b, attributes);
      const ignored = isIgnored(samples, b, attributes);
      for (let c = 0, p = start; c < axis.size; c++, p += axis.inner) {
        const power = exp(x[p]! - largest) / sum;
        operands.output[p] = ignored
          ? 0 * power
          : gradient[b]! * (whole * power - shareOf(samples, b, c, attributes));
      }
    }
  },
  macs: (_, output) => elementCount(output),
  terms(site, attributes, index) {
    const samples = samplesOf(site, 1);
    const { sample, c } = placeOf(samples.axis, index);
    if (isIgnored(samples, sample, attributes)) {
      return [product(functionAt(site, 2, sample, 0))];
    }
    const { largest, sum, start } = powersOf(samples, sample);
    const power = exp(samples.x[index]! - largest) / sum;
    const slope =
      wholeOf(samples, sample, attributes) * power - shareOf(samples, sample, c, attributes);
    const elements = row(1, start, samples);
    return [product(valueOf(site, 0, sample), jointly(site, 'derivative', elements, slope))];
  },
  termCount: () => 1,
};

/** True when errors are sums over all classes. */
function isSoft(inputs: readonly Shape[], { labelSmoothing }: Attributes): boolean {
  return labelSmoothing > 0 || hasProbabilities(inputs);
}

function isIgnored({ probabilities, targets }: Samples, b: number, attributes: Attributes) {
  return !probabilities && targets[b] === attributes.ignoreIndex;
}

/** The share of a class in the smoothed target, before its weight. */
function smoothed(samples: Samples, b: number, c: number, { labelSmoothing }: Attributes): number {
  const { probabilities, targets, axis } = samples;
  const share = probabilities
    ? targets[startOf(axis, b) + c * axis.inner]!
    : Number(targets[b] === c);
  return share * (1 - labelSmoothing) + labelSmoothing / axis.size;
}

/** a[b,c]: the share of a class in the smoothed target times its weight. */
function shareOf(samples: Samples, b: number, c: number, attributes: Attributes): number {
  return weightOf(samples, c) * smoothed(samples, b, c, attributes);
}

/** Σ_c a[b,c] */
function wholeOf(samples: Samples, b: number, attributes: Attributes): number {
  if (!samples.probabilities && attributes.labelSmoothing === 0) {
    return weightOf(samples, samples.targets[b]!);
  }
  let whole = 0;
  for (let c = 0; c < samples.axis.size; c++) whole += shareOf(samples, b, c, attributes);
  return whole;
}

/** What the powers of a sample's row are taken relative to, their sum, and where the row starts. */
function powersOf({ x, axis }: Samples, b: number) {
  const start = startOf(axis, b);
  const largest = maximum(x, start, axis.size, axis.inner);
  return { start, largest, sum: sumOfPowers(x, start, axis.size, axis.inner, largest) };
}

/** w log Σ_k exp(x_k) − w x_y */
function hardTerms(site: Site, samples: Samples, b: number, start: number, log: Factor): Term[] {
  const c = samples.targets[b]!;
  const weight = samples.weights ? [valueOf(site, 2, c)] : [];
  return [
    product(...weight, log),
    product(constant(-1), ...weight, valueOf(site, 0, start + c * samples.axis.inner)),
  ];
}

/** Σ_c a_c log Σ_k exp(x_k) − Σ_c a_c x_c, with a_c a share times a weight. */
function softTerms(
  site: Site,
  samples: Samples,
  b: number,
  attributes: Attributes,
  log: Factor,
): Term[] {
  const { axis, probabilities, weights } = samples;
  const start = startOf(axis, b);
  const targets = probabilities ? row(1, start, samples) : [[1, b] as const];
  const counted = Array.from(weights ?? [], (_, c) => [2, c] as const);
  const whole = wholeOf(samples, b, attributes);
  const terms = [product(jointly(site, 'function', [...targets, ...counted], whole), log)];
  for (let c = 0, p = start; c < axis.size; c++, p += axis.inner) {
    const share =
      probabilities && attributes.labelSmoothing === 0
        ? valueOf(site, 1, p)
        : functionAt(site, 1, probabilities ? p : b, smoothed(samples, b, c, attributes));
    const weight = weights ? [valueOf(site, 2, c)] : [];
    terms.push(product(constant(-1), share, ...weight, valueOf(site, 0, p)));
  }
  return terms;
}

/** The elements of a sample's row, as [place, index]. */
function row(place: number, start: number, { axis }: Samples) {
  return Array.from({ length: axis.size }, (_, c) => [place, start + c * axis.inner] as const);
}
