/** Title and sentence of every primitive, in words that a student knows: what happens and why. */
import * as l10n from '@vscode/l10n';
import { LOSS_NODE, type PointwiseLoss, type PrimitiveName } from '../autodiff/program';
import type { Context, ContextOf } from './context';
import { functionWords } from './function-words';
import { nodeLabel } from './names';
import { isBias } from './symbols';

/** What is said about an operation. */
export interface Words {
  readonly title: string;
  readonly sentence: string;
}

const WORDS: { readonly [P in PrimitiveName]: (c: ContextOf<P>) => Words } = {
  linear: (c) => ({
    title: l10n.t('Weighted sums of {0}', layer(c)),
    sentence:
      c.op.inputs.length === 3
        ? l10n.t(
            'Every unit multiplies each value it receives by the weight of that connection, adds everything up, and adds its bias.',
          )
        : l10n.t(
            'Every unit multiplies each value it receives by the weight of that connection and adds everything up.',
          ),
  }),
  elementwise: (c) => ({
    title: l10n.t('Activation {0}', layer(c)),
    sentence: l10n.t(
      '{0} Each value is treated on its own.',
      functionWords(c.op.attributes.function),
    ),
  }),
  softmax: (c) => ({
    title: l10n.t('Scores become shares in {0}', layer(c)),
    sentence: l10n.t(
      'Every score is raised to a power of e and divided by the sum of all, so the shares are positive and add up to 1.',
    ),
  }),
  log_softmax: (c) => ({
    title: l10n.t('Scores become log-shares in {0}', layer(c)),
    sentence: l10n.t(
      'The logarithm of the softmax: 0 would mean certain, and the more negative a value, the less likely its class.',
    ),
  }),
  reshape: (c) =>
    c.op.phase === 'backward'
      ? {
          title: l10n.t('Gradient back through {0}', layer(c)),
          sentence: l10n.t(
            'Only the arrangement changed on the way forward, so the gradient gets its old arrangement back.',
          ),
        }
      : {
          title: l10n.t('New shape in {0}', layer(c)),
          sentence: l10n.t(
            'The same numbers in the same order, arranged in another shape. Nothing is computed.',
          ),
        },
  add: (c) =>
    c.op.phase === 'backward'
      ? {
          title: l10n.t('Gradients of {0} meet', source(c)),
          sentence: l10n.t(
            '{0} was used in several places, so it reaches the error on several paths. What comes back on them is added up.',
            source(c),
          ),
        }
      : {
          title: l10n.t('Sum in {0}', layer(c)),
          sentence: l10n.t('The values that arrive here are added, place by place.'),
        },
  concat: (c) => ({
    title: l10n.t('Joined in {0}', layer(c)),
    sentence: l10n.t('The values that arrive here are put one after another. Nothing is computed.'),
  }),
  slice: (c) => ({
    title: l10n.t('Gradient of {0}: its part of {1}', source(c), layer(c)),
    sentence: l10n.t(
      'Where values were put one after another, each branch takes back its own part of the gradient.',
    ),
  }),
  pointwise_loss: (c) => ({
    title: l10n.t('Error of every output'),
    sentence: lossSentence(c.op.attributes.loss),
  }),
  nll: () => ({
    title: l10n.t('Error of the sample'),
    sentence: l10n.t(
      'The error is the negative log-probability of the right class: 0 if the network was certain of it, larger the less likely it found it.',
    ),
  }),
  cross_entropy: () => ({
    title: l10n.t('Error of the sample'),
    sentence: l10n.t(
      'Softmax turns the scores into probabilities; the error is the negative logarithm of the one for the right class.',
    ),
  }),
  reduce: (c) => ({
    title: l10n.t('Total error E'),
    sentence:
      c.op.attributes.reduction === 'mean'
        ? l10n.t(
            'All errors are averaged into one number. Learning means making this number smaller.',
          )
        : l10n.t(
            'All errors are added up to one number. Learning means making this number smaller.',
          ),
  }),
  one: () => ({
    title: l10n.t('The way back begins'),
    sentence: l10n.t(
      'From here on each step answers: how much does E change when this value changes a little? For E itself the answer is 1.',
    ),
  }),
  copy: (c) => ({
    title: l10n.t('Gradient of {0} through {1}', source(c), layer(c)),
    sentence: l10n.t(
      'A sum changes exactly as much as any of its parts, so each part gets the gradient unchanged.',
    ),
  }),
  reduce_grad: (c) => ({
    title: l10n.t('Gradient of the errors'),
    sentence:
      c.op.attributes.reduction === 'mean'
        ? l10n.t('E is the mean of the errors, so each of them moves E by its equal share.')
        : l10n.t('E is the sum of the errors, so each of them moves E one to one.'),
  }),
  pointwise_loss_grad: (c) => ({
    title: outputGradient(c),
    sentence: slopeSentence(c.op.attributes.loss),
  }),
  nll_grad: (c) => ({
    title: outputGradient(c),
    sentence: l10n.t(
      'Only the output of the right class enters the error, so only it gets a gradient.',
    ),
  }),
  cross_entropy_grad: (c) => ({
    title: outputGradient(c),
    sentence: l10n.t(
      'Predicted probability minus what it should be: the right class is pushed up, all others are pushed down.',
    ),
  }),
  linear_grad_input: (c) => ({
    title: outputGradient(c),
    sentence: l10n.t(
      'Each value was sent to every unit of {0}. It gets back what each of them asks for, times the weight that connects them.',
      layer(c),
    ),
  }),
  linear_grad_weight: (c) => ({
    title: l10n.t('Gradient of the weights of {0}', layer(c)),
    sentence: l10n.t(
      "Each weight's share of the error is what its target asks for, times what its source sent.",
    ),
  }),
  linear_grad_bias: (c) => ({
    title: l10n.t('Gradient of the biases of {0}', layer(c)),
    sentence: l10n.t(
      'A bias is added as it is, so its share of the error is just what its unit asks for.',
    ),
  }),
  elementwise_grad: (c) => ({
    title: l10n.t('Gradient back through {0}', layer(c)),
    sentence: l10n.t(
      'What comes back is multiplied by the slope of the function at the value that went in: where it is flat, little gets through.',
    ),
  }),
  softmax_grad: (c) => ({
    title: l10n.t('Gradient back through {0}', layer(c)),
    sentence: l10n.t(
      'All shares hang together: raising one score lowers the other shares. So each score hears from every share.',
    ),
  }),
  log_softmax_grad: (c) => ({
    title: l10n.t('Gradient back through {0}', layer(c)),
    sentence: l10n.t(
      'Each score hears from its own log-share, minus its part of what all of them ask for together.',
    ),
  }),
  sgd: (c) => ({
    title: isBias(c.program.tensors[c.op.inputs[0]!]!)
      ? l10n.t('New biases of {0}', layer(c))
      : l10n.t('New weights of {0}', layer(c)),
    sentence: l10n.t(
      'Every value takes a small step against its gradient, in the direction that makes the error smaller.',
    ),
  }),
};

/** Title and sentence of an operation. */
export function wordsOf(c: Context): Words {
  return (WORDS[c.op.primitive] as (c: Context) => Words)(c);
}

/** The layer that the operation belongs to. */
function layer(c: Context): string {
  return nodeLabel(c.graph, c.op.nodeId);
}

/** The layer whose output's gradient the operation computes. */
function source(c: Context): string {
  const { of } = c.program.tensors[c.op.output]!;
  return nodeLabel(c.graph, of === null ? LOSS_NODE : c.program.tensors[of]!.nodeId);
}

function outputGradient(c: Context): string {
  return c.program.tensors[c.op.output]!.of === c.program.input
    ? l10n.t('Gradient of the input')
    : l10n.t('Gradient of the output of {0}', source(c));
}

function lossSentence(loss: PointwiseLoss): string {
  switch (loss) {
    case 'mse':
      return l10n.t(
        'How far each output is from its target, squared: large misses count much more than small ones.',
      );
    case 'l1':
      return l10n.t('How far each output is from its target, whichever side it is on.');
    case 'huber':
      return l10n.t(
        'Small misses count squared, large ones only in proportion, so that a single wild value does not rule.',
      );
    case 'bce':
      return l10n.t(
        'The output is read as a probability: the error is small where it agrees with the target and grows without limit where it is confidently wrong.',
      );
    case 'bce_with_logits':
      return l10n.t(
        'The sigmoid turns the output into a probability; the error is small where it agrees with the target and grows where it is confidently wrong.',
      );
  }
}

function slopeSentence(loss: PointwiseLoss): string {
  switch (loss) {
    case 'mse':
      return l10n.t(
        'An output above its target should go down, one below should go up, and the farther off it is, the more.',
      );
    case 'l1':
      return l10n.t(
        'An output above its target should go down, one below should go up, no matter how far off it is.',
      );
    case 'huber':
      return l10n.t(
        'An output above its target should go down, one below should go up; beyond the threshold the push stays the same.',
      );
    case 'bce':
      return l10n.t(
        'An output above its target should go down, one below should go up; the more confidently wrong it is, the stronger the push.',
      );
    case 'bce_with_logits':
      return l10n.t(
        'Predicted probability minus target: positive means that the output should go down, negative that it should go up.',
      );
  }
}
