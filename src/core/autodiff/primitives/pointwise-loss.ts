/**
 * Losses with one error per output element. PyTorch: `nn.MSELoss`, `nn.L1Loss`, `nn.SmoothL1Loss`, `nn.HuberLoss`, `nn.BCELoss`,
 * `nn.BCEWithLogitsLoss`, `nn.KLDivLoss`.
 */
import { sameShape, type Shape } from '../../model/shape';
import type { PointwiseLoss, PointwiseLossAttributes } from '../attributes';
import { jointly, product, valueOf } from './factors';
import { misfit } from './fit';
import { sigmoid, softplus } from './functions';
import type { ForwardRule, Rule, Site } from './rule';
import { oneEach } from './structure';

type Options = PointwiseLossAttributes;

/** A function of ŷ, y, the options and the weight of positives. */
type LossFunction = (
  prediction: number,
  target: number,
  options: Options,
  positive: number,
) => number;

/** Error e(ŷ, y) and its derivative by ŷ. */
interface LossRule {
  readonly error: LossFunction;
  readonly slope: LossFunction;
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
  // |ŷ − y|; the slope is 0 where they are equal, and at NaN
  l1: {
    error: (p, t) => Math.abs(p - t),
    slope: (p, t) => (p > t ? 1 : p < t ? -1 : 0),
  },
  // d²/2δ for |d| < δ, else |d| − δ/2, with d = ŷ − y
  smooth_l1: {
    error: (p, t, { delta }) => {
      const d = Math.abs(p - t);
      return d < delta ? (0.5 * d * d) / delta : d - 0.5 * delta;
    },
    slope: (p, t, { delta }) => (Math.abs(p - t) < delta ? (p - t) / delta : Math.sign(p - t)),
  },
  // d²/2 for |d| < δ, else δ(|d| − δ/2), with d = ŷ − y
  huber: {
    error: (p, t, { delta }) => {
      const d = Math.abs(p - t);
      return d < delta ? 0.5 * d * d : delta * (d - 0.5 * delta);
    },
    slope: (p, t, { delta }) => Math.min(Math.max(p - t, -delta), delta),
  },
  // y (log y − ŷ) for log-probabilities ŷ, with 0 log 0 = 0; e^y (y − ŷ) when y is a logarithm too
  kl_div: {
    error: (p, t, { logTarget }) =>
      logTarget ? Math.exp(t) * (t - p) : (t === 0 ? 0 : t * Math.log(t)) - t * p,
    slope: (_, t, { logTarget }) => (logTarget ? -Math.exp(t) : -t),
  },
  // −y log ŷ − (1 − y) log(1 − ŷ), each logarithm at least −100
  bce: {
    error: (p, t) =>
      (t - 1) * Math.max(Math.log1p(-p), LOG_FLOOR) - t * Math.max(Math.log(p), LOG_FLOOR),
    slope: (p, t) => (p - t) / Math.max((1 - p) * p, BCE_FLOOR),
  },
  // −w y log σ(ŷ) − (1 − y) log(1 − σ(ŷ)) = (1 − y) ŷ + (1 + (w − 1) y) log(1 + e^(−ŷ))
  bce_with_logits: {
    error: (p, t, _, w) => (1 - t) * p + (1 + (w - 1) * t) * softplus(-p),
    slope: (p, t, _, w) => (1 + (w - 1) * t) * sigmoid(p) - w * t,
  },
};

/** e_i = e(ŷ_i, y_i) */
export const pointwiseLoss: ForwardRule<'pointwise_loss'> = {
  shape(inputs) {
    const [prediction, target, positive] = inputs as [Shape, Shape, Shape | undefined];
    if (!sameShape(prediction, target)) misfit('pointwise_loss', prediction, target);
    if (positive && !isRepeated(positive, prediction)) {
      misfit('pointwise_loss', prediction, positive);
    }
    return prediction;
  },
  kernel({ inputs, output }, attributes) {
    const [prediction, target, positive] = [inputs[0]!, inputs[1]!, inputs[2]];
    const { error } = LOSSES[attributes.loss];
    for (let i = 0; i < output.length; i++) {
      const weight = positive ? positive[i % positive.length]! : 1;
      output[i] = error(prediction[i]!, target[i]!, attributes, weight);
    }
  },
  macs: () => 0,
  terms(site, attributes, index) {
    const { error } = LOSSES[attributes.loss];
    return [product(ofElements(site, 'function', 0, index, attributes, error))];
  },
  termCount: () => 1,
  backward: (attributes, inputs) => [
    {
      to: 0,
      primitive: 'pointwise_loss_grad',
      attributes,
      reads: inputs.length === 3 ? ['gradient', 0, 1, 2] : ['gradient', 0, 1],
    },
  ],
};

/** ∂E/∂ŷ_i = ∂E/∂e_i ∂e_i/∂ŷ_i */
export const pointwiseLossGrad: Rule<'pointwise_loss_grad'> = {
  shape: (inputs) => inputs[1]!,
  kernel({ inputs, output }, attributes) {
    const [gradient, prediction, target] = [inputs[0]!, inputs[1]!, inputs[2]!];
    const positive = inputs[3];
    const { slope } = LOSSES[attributes.loss];
    for (let i = 0; i < output.length; i++) {
      const weight = positive ? positive[i % positive.length]! : 1;
      output[i] = gradient[i]! * slope(prediction[i]!, target[i]!, attributes, weight);
    }
  },
  macs: oneEach,
  terms(site, attributes, index) {
    const { slope } = LOSSES[attributes.loss];
    const derivative = ofElements(site, 'derivative', 1, index, attributes, slope);
    return [product(valueOf(site, 0, index), derivative)];
  },
  termCount: () => 1,
};

/** The factor that a function of prediction, target and weight is; `first` is the place of the prediction among the inputs. */
function ofElements(
  site: Site,
  kind: 'function' | 'derivative',
  first: number,
  index: number,
  attributes: Options,
  f: LossFunction,
) {
  const positive = site.inputs[first + 2];
  const place = positive ? index % positive.length : 0;
  const weight = positive ? positive[place]! : 1;
  const value = f(site.inputs[first]![index]!, site.inputs[first + 1]![index]!, attributes, weight);
  const elements = [[first, index] as const, [first + 1, index] as const];
  return jointly(
    site,
    kind,
    positive ? [...elements, [first + 2, place] as const] : elements,
    value,
  );
}

/** True when the small shape is the end of the large one, or a single element, so that it is repeated over it as a whole. */
function isRepeated(small: Shape, large: Shape): boolean {
  const end = large.slice(large.length - small.length);
  return sameShape(small, end) || sameShape(small, [1]);
}
