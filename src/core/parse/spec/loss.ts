/** Reads the loss, and assumes one when the file does not state it. */
import * as l10n from '@vscode/l10n';
import type { Assumption, GraphNode, LossKind, LossSpec, Reduction } from '../../model/graph';
import { LOSSES } from './catalog';
import type { Group } from './catalog-types';
import { readChosen, type Options } from './options';
import type { Context } from './source';
import type { Tree } from './tree';

const LOSS: Group = {
  types: LOSSES,
  code: 'loss',
  expected: () => l10n.t('a loss, such as mse'),
};

/** A loss as it is written, with the place of its name. */
export interface WrittenLoss {
  readonly spec: LossSpec;
  readonly options: Options;
  readonly tree: Tree;
  readonly nameSpan: { readonly start: number; readonly end: number };
}

/** The loss that the file states, or null when it could not be understood. */
export function readLoss(tree: Tree, context: Context): WrittenLoss | null {
  const { type, typeSpan, options } = readChosen(tree, LOSS, context);
  if (!type) return null;
  const kind = type.name as LossKind;
  const range = context.lines.range(tree.span);
  const spec = { kind, ...optionsOf(options), range };
  return { spec, options, tree, nameSpan: typeSpan };
}

/** The options that are given, and defaults of those that every loss has. */
function optionsOf(options: Options): Omit<LossSpec, 'kind' | 'range'> {
  const weight = options.get('weight', 'reals');
  const posWeight = options.get('pos_weight', 'reals');
  const ignoreIndex = options.get('ignore_index', 'integer');
  const labelSmoothing = options.get('label_smoothing', 'number');
  const probabilities = options.get('probabilities', 'boolean');
  const logTarget = options.get('log_target', 'boolean');
  return {
    reduction: (options.get('reduction', 'choice') ?? 'mean') as Reduction,
    delta: options.get('delta', 'number') ?? options.get('beta', 'number') ?? 1,
    ...(weight && { weight }),
    ...(posWeight && { posWeight }),
    ...(ignoreIndex !== undefined && { ignoreIndex }),
    ...(labelSmoothing !== undefined && { labelSmoothing }),
    ...(probabilities !== undefined && { probabilities }),
    ...(logTarget !== undefined && { logTarget }),
  };
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
