/** Random losses. */
import type { PointwiseLoss } from '../../../src/core/autodiff/attributes';
import { any, fraction, positive, whole, type Dice, type Input } from './dice';
import type { Samples } from './samples';

const POINTWISE = [
  'mse',
  'l1',
  'smooth_l1',
  'huber',
  'kl_div',
  'bce',
  'bce_with_logits',
] as const satisfies readonly PointwiseLoss[];

/** Losses. */
export const LOSS_SAMPLES: Samples<
  'pointwise_loss' | 'nll' | 'cross_entropy' | 'class_weights' | 'one'
> = {
  pointwise_loss: (d) => {
    const loss = d.pick(POINTWISE);
    const shape = d.shape(1);
    const logTarget = loss === 'kl_div' && d.flag();
    const prediction = loss === 'bce' ? fraction(shape) : any(shape);
    const weighted = loss === 'bce_with_logits' && d.flag();
    return {
      attributes: { loss, delta: d.pick([0.75, 1, 2]), logTarget },
      inputs: [
        prediction,
        loss === 'kl_div' && !logTarget ? positive(shape) : fraction(shape),
        ...(weighted ? [positive(shape.slice(-1))] : []),
      ],
    };
  },
  nll: (d) => {
    const { classes, samples, x, weights } = classification(d);
    return {
      attributes: { ignoreIndex: d.pick([null, 0]) },
      inputs: [any(x), whole(samples, classes), ...weights],
    };
  },
  cross_entropy: (d) => {
    const { classes, samples, x, weights } = classification(d);
    const probabilities = d.flag();
    return {
      attributes: {
        ignoreIndex: probabilities ? null : d.pick([null, 0]),
        labelSmoothing: d.pick([0, 0.2]),
      },
      inputs: [any(x), probabilities ? fraction(x) : whole(samples, classes), ...weights],
    };
  },
  class_weights: (d) => {
    const { classes, samples, weights } = classification(d);
    return {
      attributes: { ignoreIndex: d.pick([null, 0]) },
      inputs: [whole(samples, classes), ...weights],
    };
  },
  one: () => ({ attributes: {}, inputs: [] }),
};

function classification(d: Dice) {
  const classes = d.int(1, 4);
  const space = d.shape(0, 2, 3);
  const batch = d.int(1, 4);
  const weights: Input[] = d.flag() ? [positive([classes])] : [];
  return { classes, samples: [batch, ...space], x: [batch, classes, ...space], weights };
}
