/** Checks the target against output and loss, and works out the shape that the target has. */
import * as l10n from '@vscode/l10n';
import type { LossKind, Shape, TensorLiteral } from '../../model/graph';
import { sameShape } from '../../model/shape';
import type { Remedy } from '../problems';
import { wrapEach } from './data';
import { brackets, sampleBrackets } from './describe';
import type { Context } from './source';
import type { Span } from '../lines';
import type { Tree } from './tree';

/** True for losses whose targets are the numbers of classes. */
export function isClassLoss(kind: LossKind): boolean {
  return kind === 'nll' || kind === 'cross_entropy';
}

/** The shape of the target that a loss reads beside this output. */
export function targetShapeOf(kind: LossKind, output: Shape): Shape {
  return isClassLoss(kind) ? output.slice(0, 1) : output;
}

/** Reports an output that a loss for classes cannot read: it needs one number for each class. */
export function checkOutput(kind: LossKind, output: Shape, span: Span, context: Context): boolean {
  if (!isClassLoss(kind)) return true;
  if (output.length !== 2) {
    context.problems.error(
      'loss-shape',
      span,
      l10n.t(
        '"{0}" needs one number for each class, but a sample of the output has the shape {1}. Flatten it first.',
        kind,
        sampleBrackets(output),
      ),
    );
    return false;
  }
  if (output[1] === 1) {
    context.problems.error(
      'one-class',
      span,
      l10n.t(
        '"{0}" with a single output knows only one class, so there is nothing to choose. Use bce_with_logits, or more outputs.',
        kind,
      ),
    );
    return false;
  }
  return true;
}

/** The target as the loss reads it, or null after a problem was reported. */
export function checkTarget(
  kind: LossKind,
  output: Shape,
  target: TensorLiteral,
  tree: Tree,
  context: Context,
): TensorLiteral | null {
  if (isClassLoss(kind)) return classTarget(kind, output, target, tree, context);
  const wanted = [target.shape[0]!, ...output.slice(1)];
  if (sameShape(target.shape, wanted)) {
    if (kind === 'bce' || kind === 'bce_with_logits')
      checkProbabilities(kind, target, tree, context);
    return target;
  }
  const wrap = target.shape.length === 1 && sameShape(wanted, [target.shape[0]!, 1]);
  context.problems.error(
    'target-shape',
    tree.span,
    l10n.t(
      'The target is {0}, but the output is {1}. "{2}" compares them number by number.',
      brackets(target.shape),
      brackets(wanted),
      kind,
    ),
    ...(wrap ? [wrapEach(tree)] : []),
  );
  return null;
}

/** Probabilities are between 0 and 1; a target outside has a loss that goes below every bound. */
function checkProbabilities(
  kind: LossKind,
  target: TensorLiteral,
  tree: Tree,
  context: Context,
): void {
  const index = target.values.findIndex((value) => value < 0 || value > 1);
  if (index < 0) return;
  context.problems.warning(
    'bce-target',
    elementAt(tree, target.shape, index),
    l10n.t(
      'Targets of "{0}" are probabilities, from 0 to 1, but this one is {1}. Use 0 and 1, or another loss such as mse.',
      kind,
      target.values[index]!,
    ),
  );
}

/** The classes of [0, 2, 1] or [[0], [2], [1]]. */
function classTarget(
  kind: LossKind,
  output: Shape,
  target: TensorLiteral,
  tree: Tree,
  context: Context,
): TensorLiteral | null {
  const classes = output[1]!;
  const samples = target.shape[0]!;
  const flat = target.shape.length === 1 || sameShape(target.shape, [samples, 1]);
  if (!flat) {
    context.problems.error(
      'target-shape',
      tree.span,
      l10n.t(
        '"{0}" needs the number of the right class for each sample, such as [0, 2, 1], but the target is {1}.',
        kind,
        brackets(target.shape),
      ),
      ...oneHotRemedy(target, tree),
    );
    return null;
  }
  const wrong = target.values.findIndex(
    (value) => !Number.isInteger(value) || value < 0 || value >= classes,
  );
  if (wrong < 0) return { shape: [samples], values: target.values };
  context.problems.error(
    'target-class',
    elementAt(tree, target.shape, wrong),
    l10n.t(
      '{0} is not a class: the output has size {1}, so classes are whole numbers from 0 to {2}.',
      target.values[wrong]!,
      classes,
      classes - 1,
    ),
  );
  return null;
}

/** Rows with a single 1 can be replaced by the place of the 1. */
function oneHotRemedy(target: TensorLiteral, tree: Tree): Remedy[] {
  const width = target.shape[1]!;
  if (target.shape.length !== 2 || tree.kind !== 'list') return [];
  const rows = tree.items.map((_, i) => target.values.slice(i * width, (i + 1) * width));
  const oneHot = (row: readonly number[]) =>
    row.every((value) => value === 0 || value === 1) && row.filter(Boolean).length === 1;
  if (!rows.every(oneHot)) return [];
  return [
    {
      title: l10n.t('Write the number of the class instead'),
      edits: tree.items.map(({ span }, i) => ({ span, newText: String(rows[i]!.indexOf(1)) })),
    },
  ];
}

/** The place of one element of nested lists, by its row-major index. */
function elementAt(tree: Tree, shape: Shape, index: number): Span {
  let part = tree;
  let rest = index;
  let size = shape.reduce((product, length) => product * length, 1);
  for (const length of shape) {
    size /= length;
    const next = part.kind === 'list' ? part.items[Math.floor(rest / size)] : undefined;
    if (!next) return part.span;
    rest %= size;
    part = next;
  }
  return part.span;
}
