/** Checks loss and target against the output. */
import * as l10n from '@vscode/l10n';
import type { LossSpec, Shape, TensorLiteral } from '../../model/graph';
import { hasClassTargets, isClassLoss, targetShapeOf, weightShape } from '../../model/losses';
import { brackets, sameShape } from '../../model/shape';
import type { Span } from '../lines';
import { changeTo, type Remedy } from '../problems';
import { wrapEach } from './data';
import { sampleBrackets } from './describe';
import type { WrittenLoss } from './loss';
import type { Context } from './source';
import { elementAt } from './tensor';
import type { Tree } from './tree';

/** The output with the loss that reads it. */
export interface LossEnd {
  readonly loss: LossSpec;
  /** Null when the loss was assumed. */
  readonly written: WrittenLoss | null;
  readonly output: Shape;
  /** Where problems of the loss are shown. */
  readonly span: Span;
}

/** Reports an output that the loss cannot read, and weights that do not fit it. */
export function checkOutput(end: LossEnd, context: Context): boolean {
  return (!isClassLoss(end.loss.kind) || checkClasses(end, context)) && checkWeights(end, context);
}

/** A loss for classes needs one number for each class. */
function checkClasses({ loss: { kind }, output, span }: LossEnd, context: Context): boolean {
  if (output.length < 2) {
    context.problems.error(
      'loss-shape',
      span,
      l10n.t(
        '"{0}" needs one number for each class, but a sample of the output has the shape {1}.',
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

/** Weights are one for each class, or one for each number of the output's last dimensions. */
function checkWeights({ loss, written, output, span }: LossEnd, context: Context): boolean {
  const report = (option: string, message: string): false => {
    context.problems.error('weight-count', written?.options.tree(option)?.span ?? span, message);
    return false;
  };
  const { weight, posWeight } = loss;
  if (isClassLoss(loss.kind)) {
    if (!weight || weight.length === output[1]) return true;
    return report(
      'weight',
      l10n.t(
        'One weight for each class is needed, {0} in all, but there are {1}.',
        output[1]!,
        weight.length,
      ),
    );
  }
  for (const [option, given] of Object.entries({ weight, pos_weight: posWeight })) {
    if (!given || weightShape(given.length, output)) continue;
    return report(
      option,
      l10n.t(
        'One weight for each number of a sample is needed, but there are {0} weights, and a sample of the output has the shape {1}.',
        given.length,
        sampleBrackets(output),
      ),
    );
  }
  return true;
}

/** The target as the loss reads it, or null after a problem was reported. */
export function checkTarget(
  end: LossEnd,
  target: TensorLiteral,
  tree: Tree,
  context: Context,
): TensorLiteral | null {
  if (hasClassTargets(end.loss)) return classTarget(end, target, tree, context);
  const { loss, output } = end;
  const wanted = [target.shape[0]!, ...output.slice(1)];
  if (sameShape(target.shape, wanted)) {
    checkProbabilities(loss, target, tree, context);
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
      loss.kind,
    ),
    ...(wrap ? [wrapEach(tree)] : []),
  );
  return null;
}

/** Warns of targets that are no probabilities for a loss that takes them for such. */
function checkProbabilities(
  { kind, logTarget }: LossSpec,
  target: TensorLiteral,
  tree: Tree,
  context: Context,
): void {
  const at = (wrong: (value: number) => boolean) => {
    const index = target.values.findIndex(wrong);
    return index < 0 ? null : { span: elementAt(tree, target.shape, index), index };
  };
  const outside = at((value) => value < 0 || value > 1);
  if (kind === 'bce' || kind === 'bce_with_logits') {
    if (!outside) return;
    context.problems.warning(
      'bce-target',
      outside.span,
      l10n.t(
        'Targets of "{0}" are probabilities, from 0 to 1, but this one is {1}. Use 0 and 1, or another loss such as mse.',
        kind,
        target.values[outside.index]!,
      ),
    );
  } else if (kind === 'cross_entropy' || kind === 'kl_div') {
    const wrong = logTarget ? at((value) => value > 0) : outside;
    if (!wrong) return;
    context.problems.warning(
      'probability-target',
      wrong.span,
      logTarget
        ? l10n.t(
            'Targets are logarithms of probabilities, 0 or less, but this one is {0}.',
            target.values[wrong.index]!,
          )
        : l10n.t(
            'Targets are probabilities, from 0 to 1, but this one is {0}.',
            target.values[wrong.index]!,
          ),
    );
  }
}

/** The classes of [0, 2, 1] or [[0], [2], [1]]; with further dimensions of the output, one class for each place. */
function classTarget(
  end: LossEnd,
  target: TensorLiteral,
  tree: Tree,
  context: Context,
): TensorLiteral | null {
  const { loss, output } = end;
  const samples = target.shape[0]!;
  const wanted = targetShapeOf(loss, [samples, ...output.slice(1)]);
  const column = wanted.length === 1 && sameShape(target.shape, [samples, 1]);
  if (!sameShape(target.shape, wanted) && !column) {
    reportClassShape(end, wanted, target, tree, context);
    return null;
  }
  const classes = output[1]!;
  const wrong = target.values.findIndex(
    (value) =>
      value !== loss.ignoreIndex && (!Number.isInteger(value) || value < 0 || value >= classes),
  );
  if (wrong < 0) return { shape: wanted, values: target.values };
  const value = target.values[wrong]!;
  const message = l10n.t(
    '{0} is not a class: the output has size {1}, so classes are whole numbers from 0 to {2}.',
    value,
    classes,
    classes - 1,
  );
  const hint = l10n.t('With "ignore_index: {0}" such samples count nothing.', value);
  context.problems.error(
    'target-class',
    elementAt(tree, target.shape, wrong),
    Number.isInteger(value) && value < 0 ? `${message} ${hint}` : message,
  );
  return null;
}

/** Says which classes are needed; rows of all classes may be meant as one class each, or as probabilities. */
function reportClassShape(
  { loss: { kind }, written, output }: LossEnd,
  wanted: Shape,
  target: TensorLiteral,
  tree: Tree,
  context: Context,
): void {
  const oneHot = oneHotRemedy(target, tree);
  const whole = kind === 'cross_entropy' && sameShape(target.shape.slice(1), output.slice(1));
  context.problems.error(
    'target-shape',
    tree.span,
    wanted.length === 1
      ? l10n.t(
          '"{0}" needs the number of the right class for each sample, such as [0, 2, 1], but the target is {1}.',
          kind,
          brackets(target.shape),
        )
      : l10n.t(
          '"{0}" needs the number of the right class for each place, so the target must be {1}, but it is {2}.',
          kind,
          brackets(wanted),
          brackets(target.shape),
        ),
    ...(whole && oneHot.length === 0 ? probabilitiesRemedy(written, context) : oneHot),
  );
}

/** A loss without options can be given the one that says so. */
function probabilitiesRemedy(written: WrittenLoss | null, context: Context): Remedy[] {
  if (written?.tree.kind !== 'scalar') return [];
  const text =
    context.language === 'json'
      ? '{ "cross_entropy": { "probabilities": true } }'
      : '{ cross_entropy: { probabilities: true } }';
  return [changeTo(written.tree.span, text)];
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
