/** Reads single values by their kind, and says what is wrong with them. Lists of layers stay trees for others to read. */
import * as l10n from '@vscode/l10n';
import type { Shape } from '../../model/graph';
import type { Span } from '../lines';
import { nearest } from '../nearest';
import type { ValueKind } from './catalog-types';
import { MAX_RANK, MAX_SIZE } from './limits';
import { readSize } from './sizes';
import { changeWord, type Context } from './source';
import { describe, reportType } from './describe';
import { isNothing, type Tree } from './tree';

/** A name after `from:` with the place where it stands. */
export interface NameRef {
  readonly name: string;
  readonly span: Span;
}

/** What reading gives, by kind. Kinds that others read stay trees. */
export interface ValueOf {
  size: number;
  integer: number;
  number: number;
  boolean: boolean;
  counts: readonly number[];
  integers: readonly number[];
  reals: readonly number[];
  padding: 'same' | 'valid' | readonly number[];
  text: string;
  name: string;
  choice: string;
  from: readonly NameRef[];
  shape: Shape;
  numbers: Tree;
  layers: Tree;
  branches: Tree;
  dims: Tree;
  loss: Tree;
  optimizer: Tree;
  data: Tree;
}

export type Kind = keyof ValueOf;

type Readers = {
  [K in Kind]: (
    tree: Tree,
    spec: Extract<ValueKind, { kind: K }>,
    context: Context,
  ) => ValueOf[K] | undefined;
};

const asTree = (tree: Tree): Tree => tree;

const READERS: Readers = {
  size: (tree, _, context) => readSize(tree, context),
  integer: readInteger,
  number: readNumber,
  boolean: readBoolean,
  counts: (tree, { min }, context) =>
    readList(tree, (item) =>
      min > 0 ? readSize(item, context) : readInteger(item, { min, max: MAX_SIZE }, context),
    ),
  integers: (tree, spec, context) => readList(tree, (item) => readInteger(item, spec, context)),
  reals: (tree, spec, context) => readList(tree, (item) => readNumber(item, spec, context)),
  padding: readPadding,
  text: (tree, _, context) => {
    if (tree.kind === 'scalar' && tree.value !== null) return String(tree.value);
    return reportType(context, tree, l10n.t('a text'));
  },
  name: readName,
  choice: readChoiceOf,
  from: (tree, _, context) => readFrom(tree, context),
  shape: (tree, _, context) => readShape(tree, context),
  numbers: asTree,
  layers: asTree,
  branches: asTree,
  dims: asTree,
  loss: asTree,
  optimizer: asTree,
  data: asTree,
};

/** The value of this kind, or undefined after a problem was reported. */
export function readValue<K extends Kind>(
  spec: Extract<ValueKind, { kind: K }>,
  tree: Tree,
  context: Context,
): ValueOf[K] | undefined {
  const read: Readers[K] = READERS[spec.kind];
  return read(tree, spec, context);
}

/** One value, or a list of values. */
function readList(
  tree: Tree,
  read: (item: Tree) => number | undefined,
): readonly number[] | undefined {
  const values = (tree.kind === 'list' ? tree.items : [tree]).map(read);
  return values.every((value) => value !== undefined) && values.length > 0 ? values : undefined;
}

function readPadding(
  tree: Tree,
  _: unknown,
  context: Context,
): 'same' | 'valid' | readonly number[] | undefined {
  if (tree.kind === 'scalar' && (tree.value === 'same' || tree.value === 'valid'))
    return tree.value;
  if (tree.kind === 'scalar' && typeof tree.value === 'string') {
    return reportType(context, tree, l10n.t('a whole number, a list of them, "same" or "valid"'));
  }
  return readList(tree, (item) => readInteger(item, { min: 0, max: MAX_SIZE }, context));
}

function readNumber(
  tree: Tree,
  spec: { readonly min?: number; readonly above?: number; readonly max?: number },
  context: Context,
): number | undefined {
  if (tree.kind !== 'scalar' || typeof tree.value !== 'number') {
    return reportType(context, tree, l10n.t('a number'));
  }
  const { value, span } = tree;
  if (!Number.isFinite(value)) {
    context.problems.error('non-finite', span, l10n.t('A finite number is needed here.'));
    return undefined;
  }
  if (spec.min !== undefined && value < spec.min) {
    const message = l10n.t('This must be {0} or more, but it is {1}.', spec.min, value);
    context.problems.error('out-of-range', span, message);
    return undefined;
  }
  if (spec.above !== undefined && value <= spec.above) {
    const message = l10n.t('This must be more than {0}, but it is {1}.', spec.above, value);
    context.problems.error('out-of-range', span, message);
    return undefined;
  }
  if (spec.max !== undefined && value > spec.max) {
    const message = l10n.t('This must be {0} or less, but it is {1}.', spec.max, value);
    context.problems.error('out-of-range', span, message);
    return undefined;
  }
  return value;
}

function readInteger(
  tree: Tree,
  spec: { readonly min: number; readonly max: number },
  context: Context,
): number | undefined {
  if (tree.kind !== 'scalar' || typeof tree.value !== 'number') {
    return reportType(context, tree, l10n.t('a whole number'));
  }
  if (!Number.isInteger(tree.value) || tree.value < spec.min || tree.value > spec.max) {
    context.problems.error(
      'out-of-range',
      tree.span,
      l10n.t('A whole number from {0} to {1} is needed here.', spec.min, spec.max),
    );
    return undefined;
  }
  return tree.value;
}

function readBoolean(tree: Tree, _: unknown, context: Context): boolean | undefined {
  if (tree.kind === 'scalar' && typeof tree.value === 'boolean') return tree.value;
  const word = tree.kind === 'scalar' ? String(tree.value).toLowerCase() : '';
  const meant = { yes: 'true', on: 'true', '1': 'true', no: 'false', off: 'false', '0': 'false' };
  const fix = Object.hasOwn(meant, word) ? meant[word as keyof typeof meant] : null;
  return reportType(context, tree, l10n.t('true or false'), fix);
}

/** Starts with a letter, so that it cannot be taken for the number of an unnamed layer. */
export const NAME_PATTERN = /^(?!__)[\p{L}_][\p{L}\p{N}_-]*$/u;

/** The name by which the input is read; layers may not have it. */
export const INPUT_NAME = 'input';

const MAX_NAME = 100;

function readName(tree: Tree, _: unknown, context: Context): string | undefined {
  if (tree.kind !== 'scalar' || tree.value === null) {
    return reportType(context, tree, l10n.t('a name'));
  }
  const name = String(tree.value);
  if (name === INPUT_NAME) {
    context.problems.error(
      'bad-name',
      tree.span,
      l10n.t('"input" is the name of the input itself. Choose another name for this layer.'),
      changeWord(context, tree.span, 'input_layer'),
    );
    return undefined;
  }
  if (typeof tree.value === 'string' && NAME_PATTERN.test(name) && name.length <= MAX_NAME) {
    return name;
  }
  const better = `layer_${name.replace(/[^\p{L}\p{N}_-]+/gu, '_')}`.slice(0, MAX_NAME);
  context.problems.error(
    'bad-name',
    tree.span,
    l10n.t('A name starts with a letter and has only letters, digits, "_" and "-".'),
    changeWord(context, tree.span, better),
  );
  return undefined;
}

function readChoiceOf(
  tree: Tree,
  spec: { readonly values: readonly string[] },
  context: Context,
): string | undefined {
  if (tree.kind === 'scalar' && typeof tree.value === 'string') {
    if (spec.values.includes(tree.value)) return tree.value;
    const meant = nearest(tree.value, spec.values);
    const fixes = meant ? [changeWord(context, tree.span, meant)] : [];
    context.problems.error(
      'unknown-value',
      tree.span,
      l10n.t(
        '"{0}" is not known here. It must be one of: {1}.',
        tree.value,
        spec.values.join(', '),
      ),
      ...fixes,
    );
    return undefined;
  }
  return reportType(context, tree, l10n.t('one of {0}', spec.values.join(', ')));
}

function readFrom(tree: Tree, context: Context): NameRef[] | undefined {
  const items = tree.kind === 'list' ? tree.items : [tree];
  const names: NameRef[] = [];
  for (const item of items) {
    if (item.kind !== 'scalar' || typeof item.value !== 'string' || item.value === '') {
      context.problems.error(
        'wrong-type',
        item.span,
        l10n.t(
          'The name of a layer is needed here, but this is {0}. Give the layer a name and write that.',
          describe(item),
        ),
      );
      return undefined;
    }
    names.push({ name: item.value, span: item.span });
  }
  if (names.length > 0) return names;
  return reportType(context, tree, l10n.t('the name of a layer'));
}

function readShape(tree: Tree, context: Context): Shape | undefined {
  if (tree.kind !== 'list') {
    const size = isNothing(tree)
      ? reportType(context, tree, l10n.t('a size, or a list of sizes'))
      : readSize(tree, context);
    return size === undefined ? undefined : [size];
  }
  if (tree.items.length === 0 || tree.items.length > MAX_RANK) {
    context.problems.error(
      'out-of-range',
      tree.span,
      l10n.t('A shape has from 1 to {0} sizes, such as [3, 32, 32].', MAX_RANK),
    );
    return undefined;
  }
  const sizes = tree.items.map((item) => readSize(item, context));
  return sizes.every((size) => size !== undefined) ? sizes : undefined;
}
