/** Reads nested lists of numbers into a tensor, and reports ragged rows and what is not a finite number. */
import * as l10n from '@vscode/l10n';
import type { Shape, TensorLiteral } from '../../model/graph';
import type { Span } from '../lines';
import { reportType } from './describe';
import type { Context } from './source';
import type { Tree } from './tree';

/** The numbers in row-major order, or null after a problem was reported. The shape is the nesting of the lists. */
export function readTensor(tree: Tree, context: Context): TensorLiteral | null {
  const shape: number[] = [];
  for (let part: Tree | undefined = tree; part?.kind === 'list'; part = part.items[0]) {
    if (part.items.length === 0) {
      context.problems.error(
        'empty-array',
        part.span,
        l10n.t('This list is empty, but numbers are needed here.'),
      );
      return null;
    }
    shape.push(part.items.length);
  }
  if (shape.length === 0) {
    reportType(context, tree, l10n.t('a list of numbers'));
    return null;
  }
  const values: number[] = [];
  return collect(tree, shape, 0, values, context) ? { shape, values } : null;
}

function collect(
  tree: Tree,
  shape: readonly number[],
  depth: number,
  values: number[],
  context: Context,
): boolean {
  if (depth === shape.length) return collectNumber(tree, values, context);
  if (tree.kind !== 'list') {
    reportType(context, tree, l10n.t('a list of numbers, like the entries before it'));
    return false;
  }
  const size = shape[depth]!;
  if (tree.items.length !== size) {
    context.problems.error(
      'ragged-array',
      tree.span,
      l10n.t(
        'The length of this row is {0}, but that of the first one is {1}. All rows must be equally long.',
        tree.items.length,
        size,
      ),
    );
    return false;
  }
  return tree.items.every((item) => collect(item, shape, depth + 1, values, context));
}

function collectNumber(tree: Tree, values: number[], context: Context): boolean {
  if (tree.kind === 'list') {
    context.problems.error(
      'ragged-array',
      tree.span,
      l10n.t('This is a list, but a number stands at this place in the entries before it.'),
    );
    return false;
  }
  if (tree.kind === 'map' || typeof tree.value !== 'number') {
    reportType(context, tree, l10n.t('a number'));
    return false;
  }
  if (!Number.isFinite(tree.value)) {
    context.problems.error(
      'non-finite',
      tree.span,
      l10n.t('A finite number is needed here. NaN and infinity would spread through the model.'),
    );
    return false;
  }
  values.push(tree.value);
  return true;
}

/** The place of one element of nested lists, by its row-major index. */
export function elementAt(tree: Tree, shape: Shape, index: number): Span {
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
