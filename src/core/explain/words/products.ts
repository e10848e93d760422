/** Words about weighted sums: linear layers, matrix products, convolutions. */
import * as l10n from '@vscode/l10n';
import { isBackward, layer, ofSource, outputGradient, type WordsTable } from './words';

export const productWords: WordsTable<
  | 'linear'
  | 'linear_grad_input'
  | 'linear_grad_weight'
  | 'linear_grad_bias'
  | 'matmul'
  | 'conv'
  | 'conv_transpose'
  | 'conv_grad_weight'
> = {
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
  matmul: (c) =>
    isBackward(c)
      ? {
          title: ofSource(c),
          sentence: l10n.t(
            'A value counts as much as what it was multiplied by, so what comes back is multiplied by the other matrix.',
          ),
        }
      : {
          title: l10n.t('Matrix product in {0}', layer(c)),
          sentence: l10n.t(
            'Every row of the first matrix meets every column of the second: number times number, all added up.',
          ),
        },
  conv: (c) =>
    isBackward(c)
      ? {
          title: outputGradient(c),
          sentence: l10n.t(
            'Each value was spread over a window of the result. It gets back what all places there ask for, times the weights that it was spread with.',
          ),
        }
      : {
          title: l10n.t('Convolution in {0}', layer(c)),
          sentence: l10n.t(
            'A small window of weights moves over the input. At every place each weight is multiplied by the value it meets, and everything is added up.',
          ),
        },
  conv_transpose: (c) =>
    isBackward(c)
      ? {
          title: outputGradient(c),
          sentence: l10n.t(
            'Each value was met by several windows. It gets back what each of them asks for, times the weight that met it.',
          ),
        }
      : {
          title: l10n.t('Transposed convolution in {0}', layer(c)),
          sentence: l10n.t(
            'Every value is multiplied by a whole window of weights, which is laid over the result at its place. Where windows overlap they are added.',
          ),
        },
  conv_grad_weight: (c) => ({
    title: l10n.t('Gradient of the weights of {0}', layer(c)),
    sentence: l10n.t(
      'Each weight of the window met many values. Its share of the error is what every place asks for, times the value that was met there, all added up.',
    ),
  }),
};
