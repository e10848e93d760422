/** First weights and biases that stand in the file. */
import * as l10n from '@vscode/l10n';
import { stateOf } from '../../../model/definitions';
import type { LayerOp } from '../../../model/ops';
import { brackets, sameShape, type Shape } from '../../../model/shape';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';
import { readTensor } from '../tensor';
import type { GivenValues } from './kind';

/** The first weights and biases that the file gives; null after a problem was reported. */
export function givenValues(layer: LayerSpec, op: LayerOp, context: Context): GivenValues | null {
  const shapes = new Map(stateOf(op).map(({ name, shape }) => [name, shape]));
  const given: Record<string, GivenValues[string]> = {};
  for (const [option, name] of [
    ['weights', 'weight'],
    ['biases', 'bias'],
  ] as const) {
    const tree = layer.options.tree(option);
    if (!tree) continue;
    const shape = shapes.get(name);
    if (!shape) {
      context.problems.error(
        'unused-biases',
        tree.span,
        l10n.t('Biases are given, but "bias" is false. Remove one of the two.'),
      );
      return null;
    }
    const tensor = readTensor(tree, context);
    if (!tensor) return null;
    if (!sameShape(tensor.shape, shape)) {
      const message = shapeMessage(option, tensor.shape, shape);
      context.problems.error('weights-shape', tree.span, message);
      return null;
    }
    given[name] = { values: tensor.values, span: tree.span };
  }
  return given;
}

function shapeMessage(option: 'weights' | 'biases', found: Shape, needed: Shape): string {
  const words = [option, brackets(found), brackets(needed)] as const;
  if (needed.length > 2) {
    return l10n.t('"{0}" is {1}, but {2} is needed, as in PyTorch.', ...words);
  }
  const transposed = option === 'weights' && sameShape([...found].reverse(), needed);
  return transposed
    ? l10n.t(
        '"{0}" is {1}, but {2} is needed: one row for each output. Rows and columns are exchanged.',
        ...words,
      )
    : l10n.t(
        '"{0}" is {1}, but {2} is needed (outputs and inputs for weights, outputs for biases).',
        ...words,
      );
}
