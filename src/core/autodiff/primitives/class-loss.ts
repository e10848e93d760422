/** Losses against class indices, one error per sample. PyTorch: `nn.NLLLoss`, `nn.CrossEntropyLoss`. A class that does not exist gives NaN. */
import type { Shape } from '../../model/graph';
import { elementCount } from '../../model/shape';
import { maximum, sumOfPowers } from './exponentials';
import { constant, derivativeAt, jointly, product, valueOf } from './factors';
import { lastOf, misfit, rowsOf } from './fit';
import type { ForwardRule, Operands, Rule } from './rule';
import { pending } from './pending';
import type { Values } from '../values';

/** e_b = −x[b, y_b] for log-probabilities x */
export const nll: ForwardRule<'nll'> = {
  shape: (inputs) => perSample('nll', inputs[0]!, inputs[1]!),
  kernel({ inputs, inputShapes, output }) {
    const size = lastOf(inputShapes[0]!);
    for (let b = 0; b < output.length; b++) {
      output[b] = -chosen(inputs[0]!, b * size, size, inputs[1]![b]!);
    }
  },
  macs: () => 0,
  terms: (site, _, index) => {
    const at = index * lastOf(site.inputShapes[0]!) + site.inputs[1]![index]!;
    return [product(constant(-1), valueOf(site, 0, at))];
  },
  termCount: () => 1,
  backward: (attributes) => [
    { to: 0, primitive: 'nll_grad', attributes, reads: ['gradient', 0, 1] },
  ],
};

/** ∂E/∂x[b,c] = −∂E/∂e_b [c = y_b] */
export const nllGrad: Rule<'nll_grad'> = {
  shape: (inputs) => inputs[1]!,
  kernel(operands) {
    const { gradient, classes, size, samples } = parts(operands);
    operands.output.fill(0);
    for (let b = 0; b < samples; b++) {
      const c = classes[b]!;
      if (c >= 0 && c < size) operands.output[b * size + c] = -gradient[b]!;
    }
  },
  macs: (inputs) => elementCount(inputs[0]!),
  terms(site, _, index) {
    const { classes, size } = parts(site);
    const b = Math.floor(index / size);
    const slope = classes[b] === index % size ? -1 : 0;
    return [product(valueOf(site, 0, b), derivativeAt(site, 1, index, slope))];
  },
  termCount: () => 1,
};

/** e_b = log Σ_c exp(x[b,c]) − x[b, y_b] */
export const crossEntropy: ForwardRule<'cross_entropy'> = {
  shape: (inputs) => perSample('cross_entropy', inputs[0]!, inputs[1]!),
  kernel({ inputs, inputShapes, output }) {
    const x = inputs[0]!;
    const size = lastOf(inputShapes[0]!);
    for (let b = 0; b < output.length; b++) {
      const start = b * size;
      const largest = maximum(x, start, size, 1);
      const log = Math.log(sumOfPowers(x, start, size, 1, largest));
      output[b] = log - (chosen(x, start, size, inputs[1]![b]!) - largest);
    }
  },
  macs: () => 0,
  terms(site, _, index) {
    const x = site.inputs[0]!;
    const size = lastOf(site.inputShapes[0]!);
    const start = index * size;
    const largest = maximum(x, start, size, 1);
    const log = largest + Math.log(sumOfPowers(x, start, size, 1, largest));
    return [
      product(jointly(site, 'function', rowElements(0, start, size), log)),
      product(constant(-1), valueOf(site, 0, start + site.inputs[1]![index]!)),
    ];
  },
  termCount: () => 2,
  backward: (attributes) => [
    { to: 0, primitive: 'cross_entropy_grad', attributes, reads: ['gradient', 0, 1] },
  ],
};

/** ∂E/∂x[b,c] = ∂E/∂e_b (softmax(x)[b,c] − [c = y_b]) */
export const crossEntropyGrad: Rule<'cross_entropy_grad'> = {
  shape: (inputs) => inputs[1]!,
  kernel(operands) {
    const { gradient, x, classes, size, samples } = parts(operands);
    for (let b = 0; b < samples; b++) {
      const start = b * size;
      const largest = maximum(x, start, size, 1);
      const sum = sumOfPowers(x, start, size, 1, largest);
      for (let c = 0; c < size; c++) {
        const share = Math.exp(x[start + c]! - largest) / sum;
        operands.output[start + c] = gradient[b]! * (share - (c === classes[b] ? 1 : 0));
      }
    }
  },
  macs: (_, output) => elementCount(output),
  terms(site, _, index) {
    const { x, classes, size } = parts(site);
    const c = index % size;
    const start = index - c;
    const b = start / size;
    const largest = maximum(x, start, size, 1);
    const share = Math.exp(x[index]! - largest) / sumOfPowers(x, start, size, 1, largest);
    const slope = share - (c === classes[b] ? 1 : 0);
    const elements = rowElements(1, start, size);
    return [product(valueOf(site, 0, b), jointly(site, 'derivative', elements, slope))];
  },
  termCount: () => 1,
};

/** The operands of a gradient: ∂E/∂e, x and the classes. */
function parts({ inputs, inputShapes }: Omit<Operands, 'output'>) {
  const [gradient, x, classes] = [inputs[0]!, inputs[1]!, inputs[2]!];
  return { gradient, x, classes, size: lastOf(inputShapes[1]!), samples: classes.length };
}

function perSample(primitive: string, x: Shape, classes: Shape): Shape {
  if (x.length < 2 || rowsOf(x) !== elementCount(classes)) misfit(primitive, x, classes);
  return classes;
}

function chosen(x: Values, start: number, size: number, c: number): number {
  return c >= 0 && c < size ? x[start + c]! : NaN;
}

function rowElements(place: number, start: number, size: number) {
  return Array.from({ length: size }, (_, c) => [place, start + c] as const);
}

export const classWeights = pending<'class_weights'>('class_weights');
