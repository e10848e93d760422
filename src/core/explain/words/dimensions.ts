/** Words about what takes numbers along dimensions together: shares, sums, extremes, norms, normalization. */
import * as l10n from '@vscode/l10n';
import type { Context, ContextOf } from '../context';
import { isBias } from '../stems';
import {
  isBackward,
  isStatistic,
  layer,
  ofSource,
  outputGradient,
  statisticWords,
  through,
  type Words,
  type WordsTable,
} from './words';

export const dimensionWords: WordsTable<
  | 'softmax'
  | 'softmax_grad'
  | 'log_softmax'
  | 'log_softmax_grad'
  | 'reduce'
  | 'reduce_grad'
  | 'prod'
  | 'prod_grad'
  | 'cumprod'
  | 'cumprod_grad'
  | 'arg_sort'
  | 'variance'
  | 'variance_grad'
  | 'extreme'
  | 'extreme_grad'
  | 'arg_extreme'
  | 'norm'
  | 'norm_grad'
  | 'cumsum'
  | 'sum_to'
  | 'normalize'
  | 'normalize_grad'
> = {
  softmax: (c) => ({
    title: l10n.t('Scores become shares in {0}', layer(c)),
    sentence: l10n.t(
      'Every score is raised to a power of e and divided by the sum of all, so the shares are positive and add up to 1.',
    ),
  }),
  softmax_grad: (c) => ({
    title: through(c),
    sentence: l10n.t(
      'All shares hang together: raising one score lowers the other shares. So each score hears from every share.',
    ),
  }),
  log_softmax: (c) => ({
    title: l10n.t('Scores become log-shares in {0}', layer(c)),
    sentence: l10n.t(
      'The logarithm of the softmax: 0 would mean certain, and the more negative a value, the less likely its class.',
    ),
  }),
  log_softmax_grad: (c) => ({
    title: through(c),
    sentence: l10n.t(
      'Each score hears from its own log-share, minus its part of what all of them ask for together.',
    ),
  }),
  reduce: (c) => reduceWords(c),
  reduce_grad: (c) =>
    c.program.tensors[c.op.output]!.of === c.program.errors
      ? errorsWords(c)
      : {
          title: through(c),
          sentence:
            c.op.attributes.reduction === 'mean'
              ? l10n.t('Every value has an equal part in the mean, so each gets an equal share.')
              : l10n.t('Every value counts fully in the sum, so each gets the gradient unchanged.'),
        },
  prod: (c) => ({
    title: l10n.t('Product over places in {0}', layer(c)),
    sentence: l10n.t('Values that are taken together are multiplied into one.'),
  }),
  prod_grad: (c) => ({
    title: through(c),
    sentence: l10n.t(
      'In a product each factor counts as much as the others are large, so what comes back is multiplied by all others.',
    ),
  }),
  cumprod: (c) => ({
    title: l10n.t('Running products in {0}', layer(c)),
    sentence: l10n.t('Each place holds the product of everything up to it.'),
  }),
  cumprod_grad: (c) => ({
    title: through(c),
    sentence: l10n.t(
      'A value is a factor of its own product and of all later ones. Of each it gets what comes back, times the other factors.',
    ),
  }),
  arg_sort: (c) => ({
    title: l10n.t('Order of the values in {0}', layer(c)),
    sentence: l10n.t(
      'The places of the values in their order, counted from 0. They are whole numbers that jump, so no gradient passes here.',
    ),
  }),
  variance: (c) =>
    isStatistic(c)
      ? statisticWords(c)
      : {
          title: l10n.t('Spread in {0}', layer(c)),
          sentence: l10n.t('How far the values lie from their mean: squared, then averaged.'),
        },
  variance_grad: (c) => ({
    title: through(c),
    sentence: l10n.t('The farther a value lies from the mean, the more it moves the spread.'),
  }),
  extreme: (c) => ({
    title: isMax(c)
      ? l10n.t('Largest values in {0}', layer(c))
      : l10n.t('Smallest values in {0}', layer(c)),
    sentence: isMax(c)
      ? l10n.t('Of all values that are taken together only the largest goes on.')
      : l10n.t('Of all values that are taken together only the smallest goes on.'),
  }),
  extreme_grad: (c) => ({
    title: through(c),
    sentence:
      c.op.attributes.ties === 'first'
        ? l10n.t(
            'Only one value decided the result: it gets the whole gradient, the first of equal ones, and the others 0.',
          )
        : l10n.t('Only the value that decided the result gets the gradient; equal ones share it.'),
  }),
  arg_extreme: (c) => ({
    title: isMax(c)
      ? l10n.t('Place of the largest value in {0}', layer(c))
      : l10n.t('Place of the smallest value in {0}', layer(c)),
    sentence: l10n.t(
      'The place is counted from 0. It is a whole number that jumps, so no gradient passes here.',
    ),
  }),
  norm: (c) => ({
    title: l10n.t('Length in {0}', layer(c)),
    sentence: normSentence(c.op.attributes.p),
  }),
  norm_grad: (c) => ({
    title: through(c),
    sentence:
      c.op.attributes.p === 2
        ? l10n.t('A value moves the length by its own share of it.')
        : l10n.t('What comes back is multiplied by how much the length changes with this value.'),
  }),
  cumsum: (c) =>
    isBackward(c)
      ? {
          title: through(c),
          sentence: l10n.t(
            'A value is part of its own sum and of all later ones, so it gets the sum of what they ask for.',
          ),
        }
      : {
          title: l10n.t('Running sums in {0}', layer(c)),
          sentence: l10n.t('Each place holds the sum of everything up to it.'),
        },
  sum_to: (c) => ({
    title: isBackward(c) ? ofSource(c) : l10n.t('Sum in {0}', layer(c)),
    sentence: l10n.t(
      'The same value was used at many places at once, so it gets the sum of what all of them ask for.',
    ),
  }),
  normalize: (c) => ({
    title: l10n.t('Normalization in {0}', layer(c)),
    sentence: c.op.attributes.center
      ? l10n.t(
          'Values that belong together are shifted so that their mean is 0, and scaled so that their spread is 1.',
        )
      : l10n.t('Values that belong together are scaled so that their mean square is 1.'),
  }),
  normalize_grad: (c) => ({
    title: through(c),
    sentence: c.op.attributes.center
      ? l10n.t(
          'Shifting or scaling all values alike changes nothing behind a normalization. So these parts are taken out of what comes back, and the rest is scaled like the values.',
        )
      : l10n.t(
          'Scaling all values alike changes nothing behind a normalization. So that part is taken out of what comes back, and the rest is scaled like the values.',
        ),
  }),
};

/** About the gradient of the errors, which are the output where that is the loss itself. */
function errorsWords(c: ContextOf<'reduce_grad'>): Words {
  const mean = c.op.attributes.reduction === 'mean';
  if (isOwnLoss(c)) {
    return {
      title: outputGradient(c),
      sentence: mean
        ? l10n.t('E is the mean of the output, so each value of it moves E by its equal share.')
        : l10n.t('E is the sum of the output, so each value of it moves E one to one.'),
    };
  }
  return {
    title: l10n.t('Gradient of the errors'),
    sentence: mean
      ? l10n.t('E is the mean of the errors, so each of them moves E by its equal share.')
      : l10n.t('E is the sum of the errors, so each of them moves E one to one.'),
  };
}

function reduceWords(c: ContextOf<'reduce'>): Words {
  const mean = c.op.attributes.reduction === 'mean';
  if (c.op.output === c.program.loss && isOwnLoss(c)) {
    return {
      title: l10n.t('Total error E'),
      sentence: mean
        ? l10n.t(
            'The model computes its own errors: they are averaged into one number. Learning means making this number smaller.',
          )
        : l10n.t(
            'The model computes its own errors: they are added up to one number. Learning means making this number smaller.',
          ),
    };
  }
  if (c.op.output === c.program.loss) {
    return {
      title: l10n.t('Total error E'),
      sentence: mean
        ? l10n.t(
            'All errors are averaged into one number. Learning means making this number smaller.',
          )
        : l10n.t(
            'All errors are added up to one number. Learning means making this number smaller.',
          ),
    };
  }
  if (c.op.phase === 'loss') {
    return {
      title: l10n.t('Errors are added up'),
      sentence: l10n.t('What belongs together is added up on the way to the total error.'),
    };
  }
  if (isStatistic(c)) return statisticWords(c);
  if (isBackward(c)) {
    const { of } = c.program.tensors[c.op.output]!;
    const bias = of !== null && isBias(c.program.tensors[of]!);
    return {
      title: bias ? l10n.t('Gradient of the biases of {0}', layer(c)) : ofSource(c),
      sentence: l10n.t(
        'The same value was added at every place, so its share of the error is the sum of what all of them ask for.',
      ),
    };
  }
  return {
    title: mean ? l10n.t('Mean in {0}', layer(c)) : l10n.t('Sum over places in {0}', layer(c)),
    sentence: mean
      ? l10n.t('Values that are taken together are averaged into one.')
      : l10n.t('Values that are taken together are added up to one.'),
  };
}

/** True where the output is the loss itself. */
function isOwnLoss({ program }: Context): boolean {
  return program.errors === program.prediction;
}

function isMax(c: ContextOf<'extreme' | 'arg_extreme'> & Context): boolean {
  return c.op.attributes.function === 'max';
}

function normSentence(p: number): string {
  if (p === 2) return l10n.t('All squares are added up, and the root of that is the length.');
  if (p === 1) return l10n.t('The sizes of all values are added up, without their signs.');
  if (p === Infinity) return l10n.t('The size of the largest value, without its sign.');
  return l10n.t(
    'The sizes of all values are raised to the power of {0} and added up, and the root of that is taken.',
    p,
  );
}
