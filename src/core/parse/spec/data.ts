/** Reads where samples come from, and checks that they fit the input. Targets are checked later, against output and loss. */
import * as l10n from '@vscode/l10n';
import type { DatasetName, Shape, TensorLiteral } from '../../model/graph';
import { brackets, elementCount, sameShape } from '../../model/shape';
import { changeTo, type Remedy } from '../problems';
import { DATA_TYPES, DATASETS, DEFAULT_BATCH, GIVEN_DATA } from './catalog';
import type { OptionSpec } from './catalog-types';
import { shortened } from './describe';
import type { Group } from './catalog-types';
import { Options, readChosen, readEntries } from './options';
import type { Context } from './source';
import { readTensor } from './tensor';
import type { Tree } from './tree';

/** Data as it is written, before the target is known to fit. */
export type WrittenData =
  | {
      readonly kind: 'given';
      readonly batch: number;
      /** Null when it could not be read or does not fit. */
      readonly input: TensorLiteral | null;
      readonly inputTree: Tree | null;
      readonly target: TensorLiteral | null;
      readonly targetTree: Tree | null;
      readonly tree: Tree;
    }
  | {
      readonly kind: 'dataset';
      readonly batch: number;
      readonly dataset: DatasetName;
      readonly noise: number;
      readonly tree: Tree;
    }
  | { readonly kind: 'random'; readonly batch: number; readonly tree: Tree | null };

const DATA: Group = {
  types: DATA_TYPES,
  code: 'data',
  expected: () => l10n.t('"input" and "target", a "dataset", or "random"'),
};

/** Features that the points of every named data set have. */
const DATASET_FEATURES = 2;

/** Reads `data:`; what cannot be read becomes random data, so that shapes are still known. */
export function readData(
  tree: Tree | null,
  input: { readonly shape: Shape; readonly tree: Tree } | null,
  context: Context,
): WrittenData {
  if (!tree) return { kind: 'random', batch: DEFAULT_BATCH, tree: null };
  if (tree.kind === 'map' && tree.entries.some(({ key }) => isGivenKey(key))) {
    return readGiven(tree, input, context);
  }
  if (reportBareDataset(tree, context)) return { kind: 'random', batch: DEFAULT_BATCH, tree };
  const { type, options } = readChosen(tree, DATA, context);
  if (type?.name === 'dataset') return readDataset(tree, options, input, context);
  return { kind: 'random', batch: options.get('batch', 'size') ?? DEFAULT_BATCH, tree };
}

function isGivenKey(key: string): boolean {
  return GIVEN_DATA.some((option) => option.name === key);
}

/** `data: moons` is clear enough to say what was meant. */
function reportBareDataset(tree: Tree, context: Context): boolean {
  if (tree.kind !== 'scalar') return false;
  const dataset = DATASETS.find(({ name }) => name === tree.value);
  if (!dataset) return false;
  const newText =
    context.language === 'json'
      ? `{ "dataset": "${dataset.name}" }`
      : `{ dataset: ${dataset.name} }`;
  context.problems.error(
    'unknown-data',
    tree.span,
    l10n.t('A data set is named with "dataset": {0}', newText),
    changeTo(tree.span, newText),
  );
  return true;
}

function readDataset(
  tree: Tree,
  options: Options,
  input: { readonly shape: Shape; readonly tree: Tree } | null,
  context: Context,
): WrittenData {
  const dataset = (options.get('name', 'choice') ?? 'xor') as DatasetName;
  if (input && !sameShape(input.shape, [DATASET_FEATURES])) {
    context.problems.error(
      'dataset-input',
      options.tree('name')?.span ?? tree.span,
      l10n.t(
        'The points of "{0}" have 2 coordinates, but "input" is {1}. Write input: 2',
        dataset,
        brackets(input.shape),
      ),
      changeTo(input.tree.span, String(DATASET_FEATURES)),
    );
  }
  const batch = options.get('samples', 'size') ?? defaultOf(DATA_TYPES[0]!.options, 'samples');
  const noise = options.get('noise', 'number') ?? defaultOf(DATA_TYPES[0]!.options, 'noise');
  return { kind: 'dataset', batch, dataset, noise, tree };
}

function defaultOf(options: readonly OptionSpec[], name: string): number {
  return Number(options.find((option) => option.name === name)?.default);
}

function readGiven(
  tree: Extract<Tree, { kind: 'map' }>,
  input: { readonly shape: Shape; readonly tree: Tree } | null,
  context: Context,
): WrittenData {
  const options = new Options();
  readEntries(options, tree.entries, GIVEN_DATA, context);
  const first = tree.entries[0]!;
  options.require(GIVEN_DATA, 'data', first.keySpan, context);
  const inputTree = options.tree('input');
  const targetTree = options.tree('target') ?? null;
  const values = inputTree ? readTensor(inputTree, context) : null;
  const target = targetTree && readTensor(targetTree, context);
  const fits = values && input && inputTree && sampleFits(values, inputTree, input, context);
  if (values && target && values.shape[0] !== target.shape[0] && fits) {
    context.problems.error(
      'batch-mismatch',
      targetTree.span,
      l10n.t(
        'The number of samples is {0}, but that of targets is {1}. Each sample needs one.',
        values.shape[0]!,
        target.shape[0]!,
      ),
    );
  }
  return {
    kind: 'given',
    batch: (fits ? values.shape[0] : target?.shape[0]) ?? 1,
    input: fits ? values : null,
    inputTree: inputTree ?? null,
    target,
    targetTree,
    tree,
  };
}

/** True when each entry has the shape of the input. */
function sampleFits(
  values: TensorLiteral,
  tree: Tree,
  input: { readonly shape: Shape; readonly tree: Tree },
  context: Context,
): boolean {
  const sample = values.shape.slice(1);
  if (sameShape(sample, input.shape)) return true;
  const remedies: Remedy[] = [];
  if (sameShape(values.shape, input.shape)) remedies.push(wrapWhole(tree));
  else if (sample.length === 0 && elementCount(input.shape) === 1) {
    remedies.push(wrapEach(tree));
  } else if (sample.length === 1) {
    remedies.push({
      title: l10n.t('Set "input" to {0}', sample[0]!),
      edits: [{ span: input.tree.span, newText: String(sample[0]!) }],
    });
  }
  context.problems.error(
    'data-shape',
    tree.span,
    l10n.t(
      'Each sample must have the shape of "input", {0}, but these have {1}. Is a pair of brackets missing?',
      brackets(input.shape),
      shortened(brackets(sample)),
    ),
    ...remedies,
  );
  return false;
}

/** Brackets around the only sample. */
function wrapWhole(tree: Tree): Remedy {
  const at = (offset: number, newText: string) => ({
    span: { start: offset, end: offset },
    newText,
  });
  return {
    title: l10n.t('Put brackets around the sample'),
    edits:
      tree.kind === 'list' && tree.flow ? [at(tree.span.start, '['), at(tree.span.end, ']')] : [],
  };
}

/** Brackets around every number of a list. */
export function wrapEach(tree: Tree): Remedy {
  const items = tree.kind === 'list' ? tree.items : [];
  return {
    title: l10n.t('Put brackets around each number'),
    edits: items.flatMap(({ span }) => [
      { span: { start: span.start, end: span.start }, newText: '[' },
      { span: { start: span.end, end: span.end }, newText: ']' },
    ]),
  };
}
