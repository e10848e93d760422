/** Words about the update: what the optimizer keeps, and the step. */
import * as l10n from '@vscode/l10n';
import type { Context } from '../context';
import { isBias } from '../stems';
import { isDirection } from '../symbols';
import { isStatistic, layer, statisticWords, type Words, type WordsTable } from './words';

export const updateWords: WordsTable<
  'sgd' | 'blend' | 'second_moment' | 'count' | 'adaptive_step'
> = {
  sgd: (c) => ({
    title: newValues(c),
    sentence: l10n.t(
      'Every value takes a small step against its gradient, in the direction that makes the error smaller.',
    ),
  }),
  blend: (c) => (isStatistic(c) ? statisticWords(c) : blendWords(c)),
  second_moment: (c) => ({
    title: l10n.t('What the optimizer keeps for {0}', layer(c)),
    sentence: l10n.t(
      'A running mean of the squared gradients: it tells how large the gradient of each value usually is.',
    ),
  }),
  count: (c) =>
    isStatistic(c)
      ? { ...statisticWords(c), sentence: l10n.t('The batches are counted.') }
      : {
          title: l10n.t('The step is counted'),
          sentence: l10n.t('The optimizer has to know how many steps it has done.'),
        },
  adaptive_step: (c) => ({
    title: newValues(c),
    sentence: l10n.t(
      'Every value takes a step against its gradient, divided by how large its gradients usually are: rarely moved values move more.',
    ),
  }),
};

function newValues(c: Context): string {
  const { of } = c.program.tensors[c.op.output]!;
  const owner = c.program.tensors[of ?? c.op.inputs[0]!]!;
  if (owner.role === 'state') return l10n.t('What the optimizer keeps for {0}', layer(c));
  if (owner.part === 'value') return l10n.t('New values of {0}', layer(c));
  return isBias(owner)
    ? l10n.t('New biases of {0}', layer(c))
    : l10n.t('New weights of {0}', layer(c));
}

function blendWords(c: Context): Words {
  const tensor = c.program.tensors[c.op.output]!;
  const owner = tensor.of === null ? null : c.program.tensors[tensor.of]!;
  if (isDirection(c.program, tensor)) {
    return {
      title: l10n.t('Direction of the step of {0}', layer(c)),
      sentence: tensor.name.startsWith('nesterov')
        ? l10n.t(
            'The gradient looks ahead: it is taken together with the momentum that it just changed.',
          )
        : l10n.t(
            'Weight decay adds a part of every value to its gradient, so that the step also makes the value smaller.',
          ),
    };
  }
  if (owner?.role === 'state') {
    return {
      title: l10n.t('What the optimizer keeps for {0}', layer(c)),
      sentence: l10n.t(
        'What is kept from the steps before is mixed with the new gradient, so that single gradients count less than their common direction.',
      ),
    };
  }
  if (owner?.role === 'parameter') {
    return {
      title: l10n.t('Weight decay of {0}', layer(c)),
      sentence: l10n.t('Every value is made a little smaller before the step.'),
    };
  }
  return {
    title: l10n.t('Mixture in {0}', layer(c)),
    sentence: l10n.t('The values that arrive here are added with fixed weights.'),
  };
}
