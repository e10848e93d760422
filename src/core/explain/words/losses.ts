/** Words about losses, and about where the way back begins. */
import * as l10n from '@vscode/l10n';
import type { PointwiseLoss } from '../../autodiff/attributes';
import { outputGradient, type WordsTable } from './words';

export const lossWords: WordsTable<
  | 'pointwise_loss'
  | 'pointwise_loss_grad'
  | 'nll'
  | 'nll_grad'
  | 'cross_entropy'
  | 'cross_entropy_grad'
  | 'class_weights'
  | 'one'
> = {
  pointwise_loss: (c) => ({
    title: l10n.t('Error of every output'),
    sentence: ERRORS[c.op.attributes.loss](),
  }),
  pointwise_loss_grad: (c) => ({
    title: outputGradient(c),
    sentence: SLOPES[c.op.attributes.loss](),
  }),
  nll: () => ({
    title: l10n.t('Error of the sample'),
    sentence: l10n.t(
      'The error is the negative log-probability of the right class: 0 if the network was certain of it, larger the less likely it found it.',
    ),
  }),
  nll_grad: (c) => ({
    title: outputGradient(c),
    sentence: l10n.t(
      'Only the output of the right class enters the error, so only it gets a gradient.',
    ),
  }),
  cross_entropy: () => ({
    title: l10n.t('Error of the sample'),
    sentence: l10n.t(
      'Softmax turns the scores into probabilities; the error is the negative logarithm of the one for the right class.',
    ),
  }),
  cross_entropy_grad: (c) => ({
    title: outputGradient(c),
    sentence: l10n.t(
      'Predicted probability minus what it should be: the right class is pushed up, all others are pushed down.',
    ),
  }),
  class_weights: () => ({
    title: l10n.t('Weight of every sample'),
    sentence: l10n.t(
      'Each sample counts as much as the weight of its class; a class that is to be ignored counts 0.',
    ),
  }),
  one: () => ({
    title: l10n.t('The way back begins'),
    sentence: l10n.t(
      'From here on each step answers: how much does E change when this value changes a little? For E itself the answer is 1.',
    ),
  }),
};

const ERRORS: Readonly<Record<PointwiseLoss, () => string>> = {
  mse: () =>
    l10n.t(
      'How far each output is from its target, squared: large misses count much more than small ones.',
    ),
  l1: () => l10n.t('How far each output is from its target, whichever side it is on.'),
  smooth_l1: () =>
    l10n.t(
      'Small misses count squared, large ones only in proportion, so that the error has no kink at 0.',
    ),
  huber: () =>
    l10n.t(
      'Small misses count squared, large ones only in proportion, so that a single wild value does not rule.',
    ),
  kl_div: () =>
    l10n.t(
      'The output is a log-probability: the error tells how much it differs from the one that the target has, weighted with the target.',
    ),
  bce: () =>
    l10n.t(
      'The output is read as a probability: the error is small where it agrees with the target and grows without limit where it is confidently wrong.',
    ),
  bce_with_logits: () =>
    l10n.t(
      'The sigmoid turns the output into a probability; the error is small where it agrees with the target and grows where it is confidently wrong.',
    ),
};

const SLOPES: Readonly<Record<PointwiseLoss, () => string>> = {
  mse: () =>
    l10n.t(
      'An output above its target should go down, one below should go up, and the farther off it is, the more.',
    ),
  l1: () =>
    l10n.t(
      'An output above its target should go down, one below should go up, no matter how far off it is.',
    ),
  smooth_l1: pushed,
  huber: pushed,
  kl_div: () => l10n.t('Every log-probability should go up, the more its target has of the whole.'),
  bce: () =>
    l10n.t(
      'An output above its target should go down, one below should go up; the more confidently wrong it is, the stronger the push.',
    ),
  bce_with_logits: () =>
    l10n.t(
      'Predicted probability minus target: positive means that the output should go down, negative that it should go up.',
    ),
};

function pushed(): string {
  return l10n.t(
    'An output above its target should go down, one below should go up; beyond the threshold the push stays the same.',
  );
}
