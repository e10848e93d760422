/** Reads sizes: whole numbers, names of `dims`, and products of these; and reads `dims` itself. */
import * as l10n from '@vscode/l10n';
import type { Span } from '../lines';
import { nearest } from '../nearest';
import { changeTo } from '../problems';
import { describe, reportType, shortened } from './describe';
import { MAX_SIZE } from './limits';
import { changeWord, type Context } from './source';
import type { Tree } from './tree';

/** A name of a size. */
export const DIM_PATTERN = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** The size that stands here, or undefined after a problem was reported. */
export function readSize(tree: Tree, context: Context): number | undefined {
  if (tree.kind !== 'scalar' || tree.value === null || typeof tree.value === 'boolean') {
    return reportType(context, tree, l10n.t('a whole number'));
  }
  if (typeof tree.value === 'number') return checked(tree.value, tree.span, context);
  if (/^\s*\d+\s*$/.test(tree.value)) return reportType(context, tree, l10n.t('a whole number'));
  let product = 1;
  for (const factor of tree.value.split('*')) {
    const size = readFactor(factor.trim(), tree, context);
    if (size === undefined) return undefined;
    product *= size;
  }
  return checked(product, tree.span, context);
}

/** Reads the named sizes; one may use those above it. */
export function readDims(tree: Tree, context: Context): void {
  if (tree.kind !== 'map') {
    reportType(context, tree, l10n.t('a mapping of names to sizes, such as hidden: 16'));
    return;
  }
  for (const entry of tree.entries) {
    if (!DIM_PATTERN.test(entry.key)) {
      context.problems.error(
        'bad-name',
        entry.keySpan,
        l10n.t('A name starts with a letter and has only letters, digits and "_".'),
      );
      continue;
    }
    const size = readSize(entry.value, context);
    context.dims.set(entry.key, size ?? NaN);
  }
}

function readFactor(factor: string, tree: Tree, context: Context): number | undefined {
  if (/^\d+$/.test(factor)) return Number(factor);
  const known = context.dims.get(factor);
  // A name whose size is wrong was reported where it is defined.
  if (known !== undefined) return Number.isNaN(known) ? undefined : known;
  if (!DIM_PATTERN.test(factor)) return reportType(context, tree, l10n.t('a whole number'));
  const names = [...context.dims.keys()];
  const meant = nearest(factor, names);
  const replaced = meant && String((tree as { value: unknown }).value).replace(factor, meant);
  const fixes = replaced ? [changeWord(context, tree.span, replaced)] : [];
  context.problems.error(
    'unknown-dim',
    tree.span,
    names.length > 0
      ? l10n.t(
          'There is no size "{0}". The names in "dims" are: {1}.',
          shortened(factor),
          shortened(names.join(', ')),
        )
      : l10n.t(
          'This must be a whole number, but it is {0}. Named sizes are defined in "dims".',
          describe(tree),
        ),
    ...fixes,
  );
  return undefined;
}

function checked(size: number, span: Span, context: Context): number | undefined {
  if (!Number.isInteger(size) && Number.isFinite(size)) {
    const near = String(Math.max(1, Math.round(size)));
    const message = l10n.t('This must be a whole number, but it is {0}.', size);
    context.problems.error('wrong-type', span, message, changeTo(span, near));
    return undefined;
  }
  if (size >= 1 && size <= MAX_SIZE) return size;
  if (size < 1) {
    const message = l10n.t('This must be 1 or more, but it is {0}.', size);
    context.problems.error('out-of-range', span, message);
  } else {
    const message = l10n.t('{0} is too large: sizes go up to {1}.', size, MAX_SIZE);
    context.problems.error('too-large', span, message);
  }
  return undefined;
}
