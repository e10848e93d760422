/** Words for what stands at a place where something else was expected. */
import * as l10n from '@vscode/l10n';
import { changeTo, type Remedy } from '../problems';
import { brackets, type Shape } from '../../model/shape';
import type { Context } from './source';
import type { Tree } from './tree';

/** A few words for a value: `a list`, `the text "abc"`, `nothing`. */
export function describe(tree: Tree): string {
  if (tree.kind === 'list') return l10n.t('a list');
  if (tree.kind === 'map') return l10n.t('a mapping');
  const { value } = tree;
  if (value === null) return l10n.t('nothing');
  if (typeof value === 'string') return l10n.t('the text "{0}"', shortened(value));
  return String(value);
}

/** Reports a value of the wrong type; a number in quotes can be set free, other remedies are given. Gives undefined. */
export function reportType(
  context: Context,
  tree: Tree,
  expected: string,
  remedy: string | null = null,
): undefined {
  const fixes: Remedy[] = [];
  if (remedy !== null) fixes.push(changeTo(tree.span, remedy));
  else if (tree.kind === 'scalar' && tree.quoted && isNumeric(tree.value)) {
    fixes.push(changeTo(tree.span, String(tree.value).trim()));
  }
  context.problems.error(
    'wrong-type',
    tree.span,
    l10n.t('This must be {0}, but it is {1}.', expected, describe(tree)),
    ...fixes,
  );
  return undefined;
}

function isNumeric(value: unknown): boolean {
  return typeof value === 'string' && /^\s*-?\d+(\.\d+)?(e-?\d+)?\s*$/i.test(value);
}

/** Long texts are cut, so that a message stays readable. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** The shape of one sample, without the batch. */
export function sampleBrackets(shape: Shape): string {
  return brackets(shape.slice(1));
}
