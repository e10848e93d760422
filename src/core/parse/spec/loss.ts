/** Reads the loss and the optimizer, and assumes them when the file does not state them. */
import * as l10n from '@vscode/l10n';
import type { Assumption, GraphNode, LossKind, LossSpec, OptimizerSpec } from '../../model/graph';
import { DEFAULT_LR, LOSSES, OPTIMIZERS } from './catalog';
import { readChosen, type Group } from './options';
import type { Context } from './source';
import type { Tree } from './tree';

const LOSS: Group = {
  types: LOSSES,
  code: 'loss',
  expected: () => l10n.t('a loss, such as mse'),
};

const OPTIMIZER: Group = {
  types: OPTIMIZERS,
  code: 'optimizer',
  expected: () => l10n.t('an optimizer, such as sgd'),
};

/** A loss as it is written, with the place of its name. */
export interface WrittenLoss {
  readonly spec: LossSpec;
  readonly tree: Tree;
  readonly nameSpan: { readonly start: number; readonly end: number };
}

/** The loss that the file states, or null when it could not be understood. */
export function readLoss(tree: Tree, context: Context): WrittenLoss | null {
  const { type, typeSpan, options } = readChosen(tree, LOSS, context);
  if (!type) return null;
  const spec: LossSpec = {
    kind: type.name as LossKind,
    reduction: options.get('reduction', 'choice') === 'sum' ? 'sum' : 'mean',
    delta: options.get('delta', 'number') ?? 1,
    range: context.lines.range(tree.span),
  };
  return { spec, tree, nameSpan: typeSpan };
}

/** The loss that fits the last layer, for a file that states none. Class numbers as targets speak for cross_entropy. */
export function assumeLoss(last: GraphNode, classTargets: boolean): LossSpec {
  return { kind: fittingLoss(last, classTargets), reduction: 'mean', delta: 1, range: null };
}

function fittingLoss(last: GraphNode, classTargets: boolean): LossKind {
  if (last.op.type === 'log_softmax') return 'nll';
  if (last.op.type === 'elementwise' && last.op.function.fn === 'sigmoid') return 'bce';
  const { length, 1: width } = last.outputShape;
  const logits = last.op.type !== 'softmax' && length === 2 && width !== 1;
  return classTargets && logits ? 'cross_entropy' : 'mse';
}

/** Says which loss was assumed and why. */
export function lossAssumption(kind: LossKind): Assumption {
  const messages: Partial<Record<LossKind, string>> = {
    bce: l10n.t('No loss is given: bce, because the last layer is a sigmoid.'),
    nll: l10n.t('No loss is given: nll, because the last layer is a log_softmax.'),
    cross_entropy: l10n.t('No loss is given: cross_entropy, because the targets are classes.'),
  };
  return { code: 'loss', message: messages[kind] ?? l10n.t('No loss is given: mse.') };
}

/** The optimizer of the file, or gradient descent with the usual rate. */
export function readOptimizer(
  tree: Tree | null,
  context: Context,
): { optimizer: OptimizerSpec; assumption: Assumption | null } {
  const chosen = tree && readChosen(tree, OPTIMIZER, context);
  const lr = chosen?.options.get('lr', 'number');
  const optimizer: OptimizerSpec = {
    kind: 'sgd',
    lr: lr ?? DEFAULT_LR,
    range: tree && context.lines.range(tree.span),
  };
  if (!tree) {
    const message = l10n.t('No optimizer is given: sgd with a learning rate of {0}.', DEFAULT_LR);
    return { optimizer, assumption: { code: 'optimizer', message } };
  }
  if (chosen?.type && !chosen.options.keySpan('lr')) {
    const message = l10n.t('No learning rate is given: {0}.', DEFAULT_LR);
    return { optimizer, assumption: { code: 'optimizer', message } };
  }
  return { optimizer, assumption: null };
}
