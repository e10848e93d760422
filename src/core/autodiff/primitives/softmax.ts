/** Softmax and its logarithm along one dimension. PyTorch: `torch.nn.Softmax`, `torch.nn.LogSoftmax`. */
import { elementCount } from '../../model/shape';
import { axisOf, rowCount, rowThrough, startOf } from './axis';
import { exp } from './exp';
import { maximum, placeOfMaximum, sumOfPowers } from './exponentials';
import { constant, derivativeAt, functionAt, jointly, product, valueOf } from './factors';
import { same } from './fit';
import type { ForwardRule, Rule, Site } from './rule';
import type { Term } from '../trace';

/**
 * y_i = exp(x_i) / Σ_j exp(x_j), with the largest x taken off first, which changes nothing but overflow.
 * When `safe`, a row of −∞ alone gives zeros, as in PyTorch's `scaled_dot_product_attention`.
 */
export const softmax: ForwardRule<'softmax'> = {
  shape: (inputs) => inputs[0]!,
  kernel({ inputs, outputShape, output }, { dim, safe }) {
    const x = inputs[0]!;
    const axis = axisOf(outputShape, dim);
    const { size, inner } = axis;
    for (let row = 0; row < rowCount(axis); row++) {
      const start = startOf(axis, row);
      const largest = maximum(x, start, size, inner);
      if (safe && largest === -Infinity) {
        for (let i = 0, p = start; i < size; i++, p += inner) output[p] = 0;
        continue;
      }
      let sum = 0;
      for (let i = 0, p = start; i < size; i++, p += inner) {
        const power = exp(x[p]! - largest);
        output[p] = power;
        sum += power;
      }
      for (let i = 0, p = start; i < size; i++, p += inner) output[p] = output[p]! / sum;
    }
  },
  macs: () => 0,
  terms(site, { dim, safe }, index) {
    const { largest, sum, elements } = normalizer(site, dim, index);
    if (safe && largest === -Infinity) return [product(constant(0))];
    const power = exp(site.inputs[0]![index]! - largest);
    return [
      product(functionAt(site, 0, index, power), jointly(site, 'function', elements, 1 / sum)),
    ];
  },
  termCount: () => 1,
  backward: ({ dim }) => [
    { to: 0, primitive: 'softmax_grad', attributes: { dim }, reads: ['gradient', 'output'] },
  ],
};

/** y_i = x_i − log Σ_j exp(x_j) */
export const logSoftmax: ForwardRule<'log_softmax'> = {
  shape: (inputs) => inputs[0]!,
  kernel({ inputs, outputShape, output }, { dim }) {
    const x = inputs[0]!;
    const axis = axisOf(outputShape, dim);
    const { size, inner } = axis;
    for (let row = 0; row < rowCount(axis); row++) {
      const start = startOf(axis, row);
      const largest = maximum(x, start, size, inner);
      const log = Math.log(sumOfPowers(x, start, size, inner, largest));
      for (let i = 0, p = start; i < size; i++, p += inner) output[p] = x[p]! - largest - log;
    }
  },
  macs: () => 0,
  terms(site, { dim }, index) {
    const { largest, sum, elements } = normalizer(site, dim, index);
    return [
      product(valueOf(site, 0, index)),
      product(constant(-1), jointly(site, 'function', elements, largest + Math.log(sum))),
    ];
  },
  termCount: () => 2,
  backward: (attributes) => [
    { to: 0, primitive: 'log_softmax_grad', attributes, reads: ['gradient', 'output'] },
  ],
};

/**
 * ∂E/∂x_i = y_i (g_i − Σ_j g_j y_j) = Σ_j g_j ∂y_j/∂x_i with ∂y_j/∂x_i = y_j ([i = j] − y_i).
 * Computed with g relative to that of the largest y: the same, as Σ y = 1, but exact where one y is almost 1.
 */
export const softmaxGrad: Rule<'softmax_grad'> = {
  shape: (inputs) => same('softmax_grad', inputs[0]!, inputs[1]!),
  kernel({ inputs, outputShape, output }, { dim }) {
    const gradient = inputs[0]!;
    const y = inputs[1]!;
    const axis = axisOf(outputShape, dim);
    const { size, inner } = axis;
    for (let row = 0; row < rowCount(axis); row++) {
      const start = startOf(axis, row);
      const top = gradient[placeOfMaximum(y, start, size, inner)]!;
      let weighted = 0;
      for (let i = 0, p = start; i < size; i++, p += inner) {
        weighted += (gradient[p]! - top) * y[p]!;
      }
      for (let i = 0, p = start; i < size; i++, p += inner) {
        output[p] = y[p]! * (gradient[p]! - top - weighted);
      }
    }
  },
  macs: (_, output) => 2 * elementCount(output),
  terms: (site, { dim }, index) => {
    const y = site.inputs[1]!;
    const { row, size } = rowOf(site, dim, index);
    let others = 0;
    for (let i = 0; i < size; i++) if (row.at(i) !== index) others += y[row.at(i)]!;
    return rowTerms(site, dim, index, (j) => y[j]! * (j === index ? others : -y[index]!));
  },
  termCount: (inputs, _, { dim }) => axisOf(inputs[0]!, dim).size,
};

/**
 * ∂E/∂x_i = g_i − exp(y_i) Σ_j g_j = Σ_j g_j ∂y_j/∂x_i with ∂y_j/∂x_i = [i = j] − exp(y_i).
 * For the largest y its own share g_i (1 − exp(y_i)) is taken apart, which is exact where exp(y_i) is almost 1.
 */
export const logSoftmaxGrad: Rule<'log_softmax_grad'> = {
  shape: (inputs) => same('log_softmax_grad', inputs[0]!, inputs[1]!),
  kernel({ inputs, outputShape, output }, { dim }) {
    const gradient = inputs[0]!;
    const y = inputs[1]!;
    const axis = axisOf(outputShape, dim);
    const { size, inner } = axis;
    for (let row = 0; row < rowCount(axis); row++) {
      const start = startOf(axis, row);
      const top = placeOfMaximum(y, start, size, inner);
      let others = 0;
      for (let i = 0, p = start; i < size; i++, p += inner) if (p !== top) others += gradient[p]!;
      const sum = others + gradient[top]!;
      for (let i = 0, p = start; i < size; i++, p += inner) {
        output[p] = gradient[p]! - exp(y[p]!) * sum;
      }
      output[top] = -Math.expm1(y[top]!) * gradient[top]! - exp(y[top]!) * others;
    }
  },
  macs: (_, output) => elementCount(output),
  terms: (site, { dim }, index) => {
    const y = site.inputs[1]![index]!;
    return rowTerms(site, dim, index, (j) => (j === index ? -Math.expm1(y) : -exp(y)));
  },
  termCount: (inputs, _, { dim }) => axisOf(inputs[0]!, dim).size,
};

/** One term a member j of the row: its gradient times a local derivative at its y. */
function rowTerms(
  site: Site,
  dim: number,
  index: number,
  derivative: (j: number) => number,
): Term[] {
  const { row, size } = rowOf(site, dim, index);
  return Array.from({ length: size }, (_, i) => {
    const j = row.at(i);
    return product(valueOf(site, 0, j), derivativeAt(site, 1, j, derivative(j)));
  });
}

/** What the row of an element is divided by: Σ exp(x_j − largest), with the elements that it is made of. */
function normalizer(
  site: Site,
  dim: number,
  index: number,
): { largest: number; sum: number; elements: readonly (readonly [number, number])[] } {
  const { row, size, step } = rowOf(site, dim, index);
  const x = site.inputs[0]!;
  const start = row.at(0);
  const largest = maximum(x, start, size, step);
  const sum = sumOfPowers(x, start, size, step, largest);
  const elements = Array.from({ length: size }, (_, i) => [0, row.at(i)] as const);
  return { largest, sum, elements };
}

/** The row along `dim` in which an element of the result stands. */
function rowOf(site: Site, dim: number, index: number) {
  const axis = axisOf(site.outputShape, dim);
  return { row: rowThrough(axis, index), size: axis.size, step: axis.inner };
}
