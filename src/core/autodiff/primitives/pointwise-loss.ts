/** Losses with one error per output element. PyTorch: `nn.MSELoss`, `nn.L1Loss`, `nn.HuberLoss`, `nn.BCELoss`, `nn.BCEWithLogitsLoss`. */
import { sameShape } from '../../model/shape';
import type { PointwiseLoss } from '../program';
import { jointly, product, valueOf } from './factors';
import { misfit } from './fit';
import { sigmoid, softplus } from './functions';
import type { ForwardRule, Rule } from './rule';
import { oneEach } from './structure';

/** Error e(ŷ, y) and its derivative by ŷ. */
interface LossRule {
  error(prediction: number, target: number, delta: number): number;
  slope(prediction: number, target: number, delta: number): number;
}

/** Least value of a logarithm in binary cross entropy, and least denominator of its gradient (a float there). */
const LOG_FLOOR = -100;
const BCE_FLOOR = Math.fround(1e-12);

const LOSSES: Readonly<Record<PointwiseLoss, LossRule>> = {
  // (ŷ − y)²
  mse: {
    error: (p, t) => (p - t) * (p - t),
    slope: (p, t) => 2 * (p - t),
  },
  // |ŷ − y|; 0 where they are equal
  l1: {
    error: (p, t) => Math.abs(p - t),
    slope: (p, t) => Math.sign(p - t),
  },
  // d²/2δ for |d| < δ, else |d| − δ/2, with d = ŷ − y
  smooth_l1: {
    error: (p, t, delta) => {
      const d = Math.abs(p - t);
      return d < delta ? (0.5 * d * d) / delta : d - 0.5 * delta;
    },
    slope: (p, t, delta) => (Math.abs(p - t) < delta ? (p - t) / delta : Math.sign(p - t)),
  },
  // d²/2 for |d| < δ, else δ(|d| − δ/2), with d = ŷ − y
  huber: {
    error: (p, t, delta) => {
      const d = Math.abs(p - t);
      return d < delta ? 0.5 * d * d : delta * (d - 0.5 * delta);
    },
    slope: (p, t, delta) => Math.min(Math.max(p - t, -delta), delta),
  },
  // y (log y − ŷ) for log-probabilities ŷ; 0 where y is 0
  kl_div: {
    error: (p, t) => (t === 0 ? 0 : t * (Math.log(t) - p)),
    slope: (_, t) => -t,
  },
  // −y log ŷ − (1 − y) log(1 − ŷ), each logarithm at least −100
  bce: {
    error: (p, t) =>
      (t - 1) * Math.max(Math.log1p(-p), LOG_FLOOR) - t * Math.max(Math.log(p), LOG_FLOOR),
    slope: (p, t) => (p - t) / Math.max((1 - p) * p, BCE_FLOOR),
  },
  // −y log σ(ŷ) − (1 − y) log(1 − σ(ŷ)) = (1 − y) ŷ + log(1 + e^(−ŷ))
  bce_with_logits: {
    error: (p, t) => (1 - t) * p + softplus(-p),
    slope: (p, t) => sigmoid(p) - t,
  },
};

/** e_i = e(ŷ_i, y_i) */
export const pointwiseLoss: ForwardRule<'pointwise_loss'> = {
  shape(inputs) {
    const [prediction, target] = [inputs[0]!, inputs[1]!];
    if (!sameShape(prediction, target)) misfit('pointwise_loss', prediction, target);
    return prediction;
  },
  kernel({ inputs, output }, { loss, delta }) {
    const prediction = inputs[0]!;
    const target = inputs[1]!;
    const rule = LOSSES[loss];
    for (let i = 0; i < output.length; i++) {
      output[i] = rule.error(prediction[i]!, target[i]!, delta);
    }
  },
  macs: () => 0,
  terms(site, { loss, delta }, index) {
    const value = LOSSES[loss].error(site.inputs[0]![index]!, site.inputs[1]![index]!, delta);
    const elements = [[0, index] as const, [1, index] as const];
    return [product(jointly(site, 'function', elements, value))];
  },
  termCount: () => 1,
  backward: (attributes) => [
    { to: 0, primitive: 'pointwise_loss_grad', attributes, reads: ['gradient', 0, 1] },
  ],
};

/** ∂E/∂ŷ_i = ∂E/∂e_i ∂e_i/∂ŷ_i */
export const pointwiseLossGrad: Rule<'pointwise_loss_grad'> = {
  shape: (inputs) => inputs[1]!,
  kernel({ inputs, output }, { loss, delta }) {
    const [gradient, prediction, target] = [inputs[0]!, inputs[1]!, inputs[2]!];
    const rule = LOSSES[loss];
    for (let i = 0; i < output.length; i++) {
      output[i] = gradient[i]! * rule.slope(prediction[i]!, target[i]!, delta);
    }
  },
  macs: oneEach,
  terms(site, { loss, delta }, index) {
    const slope = LOSSES[loss].slope(site.inputs[1]![index]!, site.inputs[2]![index]!, delta);
    const elements = [[1, index] as const, [2, index] as const];
    return [product(valueOf(site, 0, index), jointly(site, 'derivative', elements, slope))];
  },
  termCount: () => 1,
};
