/** Words about what happens to every element on its own. */
import * as l10n from '@vscode/l10n';
import type { BinaryName } from '../../autodiff/attributes';
import { LOSS_NODE } from '../../autodiff/program';
import { elementCount } from '../../model/shape';
import { functionWords, isActivation } from '../function-words';
import { valueAt, type Context } from '../context';
import { formatNumber } from '../numbers';
import {
  isBackward,
  isStatistic,
  layer,
  ofSource,
  outputGradient,
  source,
  statisticWords,
  through,
  type Words,
  type WordsTable,
} from './words';

export const pointwiseWords: WordsTable<
  | 'elementwise'
  | 'elementwise_grad'
  | 'binary'
  | 'binary_grad'
  | 'where'
  | 'where_grad'
  | 'copy'
  | 'detach'
  | 'add'
> = {
  elementwise: (c) => ({
    title: isActivation(c.op.attributes.function)
      ? l10n.t('Activation {0}', layer(c))
      : l10n.t('Function {0}', layer(c)),
    sentence: l10n.t(
      '{0} Each value is treated on its own.',
      functionWords(c.op.attributes.function),
    ),
  }),
  elementwise_grad: (c) => ({
    title: through(c),
    sentence: l10n.t(
      'What comes back is multiplied by the slope of the function at the value that went in: where it is flat, little gets through.',
    ),
  }),
  binary(c) {
    const words = BINARY[c.op.attributes.function]();
    if (isStatistic(c)) return statisticWords(c);
    if (c.op.phase === 'loss') return lossWords(c.op.attributes.function);
    if (c.op.phase === 'update') {
      return {
        title: l10n.t('What the optimizer keeps for {0}', layer(c)),
        sentence: words.sentence,
      };
    }
    return {
      title: l10n.t('{0} in {1}', words.title, layer(c)),
      sentence: numberSentence(c, c.op.attributes.function) ?? words.sentence,
    };
  },
  binary_grad: (c) => ({
    title: ofSource(c),
    sentence: changeSentence(c.op.attributes.function, c.op.attributes.to),
  }),
  where: (c) => ({
    title:
      c.op.phase === 'update'
        ? l10n.t('What the optimizer keeps for {0}', layer(c))
        : l10n.t('Choice in {0}', layer(c)),
    sentence: l10n.t(
      'Where the condition is not 0 the first value is taken, elsewhere the second.',
    ),
  }),
  where_grad: (c) => ({
    title: ofSource(c),
    sentence: l10n.t(
      'Only values that were taken have a part in the error. They get the gradient, the others 0.',
    ),
  }),
  copy: (c) => copyWords(c),
  detach: (c) => ({
    title: l10n.t('Detached by {0}', layer(c)),
    sentence: l10n.t(
      'The values are handed on as they are, but as mere numbers: where they came from is forgotten, so no gradient passes here.',
    ),
  }),
  add: (c) =>
    isBackward(c)
      ? {
          title: l10n.t('Gradients of {0} meet', source(c)),
          sentence: l10n.t(
            '{0} was used in several places, so it reaches the error on several paths. What comes back on them is added up.',
            source(c),
          ),
        }
      : sumWords(c),
};

function copyWords(c: Context): Words {
  const { loss, prediction, tensors } = c.program;
  if (c.op.output === loss) {
    return {
      title: l10n.t('Total error E'),
      sentence: l10n.t(
        'The model computes its own error: its output is E. Learning means making this number smaller.',
      ),
    };
  }
  if (!isBackward(c)) {
    return {
      title: l10n.t('Passed on by {0}', layer(c)),
      sentence: l10n.t('The values are handed on as they are. Nothing is computed.'),
    };
  }
  if (c.op.nodeId === LOSS_NODE && tensors[c.op.output]!.of === prediction) {
    return {
      title: outputGradient(c),
      sentence: l10n.t('The output is E itself, so E changes exactly as much as the output does.'),
    };
  }
  return {
    title: ofSource(c),
    sentence: l10n.t(
      'A sum changes exactly as much as any of its parts, so each part gets the gradient unchanged.',
    ),
  };
}

function sumWords(c: Context): Words {
  if (isStatistic(c)) return statisticWords(c);
  return {
    title: l10n.t('Sum in {0}', layer(c)),
    sentence:
      numberSentence(c, 'add') ?? l10n.t('The values that arrive here are added, place by place.'),
  };
}

/** What happens to every value alike, where the second operand is a number that stands in the file; else null. */
function numberSentence(c: Context, name: BinaryName | 'add'): string | null {
  const second = c.op.inputs.length === 2 ? c.op.inputs[1]! : null;
  const tensor = second === null ? null : c.program.tensors[second]!;
  if (tensor?.role !== 'constant' || elementCount(tensor.shape) !== 1) return null;
  const number = formatNumber(valueAt(c, tensor.id, 0));
  switch (name) {
    case 'add':
      return l10n.t('{0} is added to every value.', number);
    case 'sub':
      return l10n.t('{0} is taken off every value.', number);
    case 'mul':
      return l10n.t('Every value is multiplied by {0}.', number);
    case 'div':
      return l10n.t('Every value is divided by {0}.', number);
    default:
      return null;
  }
}

const BINARY: Readonly<Record<BinaryName, () => Words>> = {
  sub: () => ({
    title: l10n.t('Difference'),
    sentence: l10n.t('The second value is taken off the first, place by place.'),
  }),
  mul: () => ({
    title: l10n.t('Product'),
    sentence: l10n.t('The values that arrive here are multiplied, place by place.'),
  }),
  div: () => ({
    title: l10n.t('Quotient'),
    sentence: l10n.t('The first value is divided by the second, place by place.'),
  }),
  pow: () => ({
    title: l10n.t('Power'),
    sentence: l10n.t('The first value is raised to the power of the second, place by place.'),
  }),
  maximum: () => ({
    title: l10n.t('Larger of two'),
    sentence: l10n.t('Of each two values the larger one goes on.'),
  }),
  minimum: () => ({
    title: l10n.t('Smaller of two'),
    sentence: l10n.t('Of each two values the smaller one goes on.'),
  }),
  remainder: () => ({
    title: l10n.t('Remainder'),
    sentence: l10n.t(
      'What is left of the first value when the second is taken off as often as it goes.',
    ),
  }),
  floor_divide: () => ({
    title: l10n.t('Whole quotient'),
    sentence: l10n.t(
      'How often the second value goes into the first, rounded down. It jumps from one whole number to the next, so no gradient passes here.',
    ),
  }),
  atan2: () => ({
    title: l10n.t('Angle'),
    sentence: l10n.t('The angle of the point that lies so far up and so far to the right.'),
  }),
  prelu: () => ({
    title: l10n.t('Activation'),
    sentence: l10n.t(
      'PReLU keeps what is positive and multiplies the rest by a slope that is learned.',
    ),
  }),
  eq: compared,
  ne: compared,
  lt: compared,
  le: compared,
  gt: compared,
  ge: compared,
};

function compared(): Words {
  return {
    title: l10n.t('Comparison'),
    sentence: l10n.t(
      '1 where the comparison is true, 0 where it is not. A yes or no has no slope, so no gradient passes here.',
    ),
  };
}

function lossWords(name: BinaryName): Words {
  if (name === 'div') {
    return {
      title: l10n.t('Total error E'),
      sentence: l10n.t(
        'The sum of the errors is divided by the sum of the weights. Learning means making this number smaller.',
      ),
    };
  }
  return {
    title: l10n.t('Errors with their weights'),
    sentence: l10n.t('Every error counts as much as its weight says.'),
  };
}

function changeSentence(name: BinaryName, to: 0 | 1): string {
  switch (name) {
    case 'sub':
      return l10n.t('What is taken off counts with the opposite sign.');
    case 'mul':
      return l10n.t(
        'In a product each factor counts as much as the other one is large, so what comes back is multiplied by the other.',
      );
    case 'div':
      return l10n.t(
        'What comes back is multiplied by how much the quotient changes with this value.',
      );
    case 'maximum':
    case 'minimum':
      return l10n.t(
        'Only the value that went on gets the gradient; where both were equal, each gets half.',
      );
    case 'prelu':
      if (to === 1) {
        return l10n.t(
          'The slope was multiplied by the values that are not positive. There it gets what comes back times that value; positive values never met the slope and ask for nothing.',
        );
      }
      return l10n.t(
        'What comes back is multiplied by the slope: 1 for positive values, the learned slope for the rest.',
      );
    default:
      return l10n.t(
        'What comes back is multiplied by how much the result changes with this value.',
      );
  }
}
