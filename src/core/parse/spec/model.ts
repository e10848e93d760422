/** Reads the sections of a spec into a graph. */
import * as l10n from '@vscode/l10n';
import type {
  Assumption,
  DataSpec,
  GraphNode,
  LossSpec,
  ModelGraph,
  Shape,
  StoppedAt,
} from '../../model/graph';
import { initializationOf } from '../../model/definitions/initialization';
import type { Problem } from '../../model/problem';
import type { SourceRange } from '../../model/range';
import { isClassLoss, targetShapeOf } from '../../model/losses';
import { elementCount } from '../../model/shape';
import type { Span } from '../lines';
import { insertAt, type Remedy } from '../problems';
import { adviseOnLoss } from './advice';
import { buildNodes, type Built } from './build';
import { SECTIONS } from './catalog';
import { readData, type WrittenData } from './data';
import type { LayerSpec } from './layer-spec';
import { readLayers, reportEmpty } from './layers';
import { MAX_COUNT } from './limits';
import { assumeLoss, lossAssumption, readLoss, type WrittenLoss } from './loss';
import { readOptimizer } from './optimizer';
import { Options, readEntries } from './options';
import { readDims } from './sizes';
import type { Context } from './source';
import { checkOutput, checkTarget } from './target';
import { entryOf, type MapTree, type Tree } from './tree';
import { withoutUnused } from './unused';
import { withWholeNumbers } from './whole-numbers';

/** Gives the graph once all problems of the file are known: errors make it incomplete. Null when there is no input. */
export type Finish = (problems: readonly Problem[]) => ModelGraph;

/** Reads a model from the mapping at the top of a file. */
export function readModel(root: MapTree, title: string, context: Context): Finish | null {
  const dims = entryOf(root, 'dims');
  if (dims) readDims(dims.value, context);
  const options = new Options();
  readEntries(options, root.entries, SECTIONS, context);
  reportMissing(root, options, context);

  const input = readInput(options);
  const data = readData(options.tree('data') ?? null, input, context);
  const layers = readTopLayers(options, context);
  const lossTree = options.tree('loss');
  const written = lossTree ? readLoss(lossTree, context) : null;
  const { optimizer, assumption } = readOptimizer(options.tree('optimizer') ?? null, context);
  if (!input) return null;

  const shape = [checkedBatch(data, input.shape, options, context), ...input.shape];
  const mode = options.get('mode', 'choice') === 'eval' ? 'eval' : 'train';
  const building = { ...context, training: mode === 'train' };
  const built = buildNodes(layers ?? [], { shape, span: input.span }, building);
  const nodes = built.stoppedAt ? built.nodes : withoutUnused(built, context);
  const whole = withWholeNumbers(nodes, built.layerOf, data, context);
  const last = nodes[nodes.length - 1]!;
  const loss = written?.spec ?? assumeLoss(last, hasClassTargets(data));
  const complete = layers !== null && layers.length > 0 && built.stoppedAt === null;
  const target =
    complete && (!lossTree || written)
      ? checkEnd({ nodes, built, layers, loss, written, data, context })
      : null;

  const seed = options.get('seed', 'integer');
  const assumptions = assumptionsOf(seed, lossTree ? null : loss, assumption, data);
  return (problems) => ({
    name: options.get('name', 'text') ?? title,
    range: context.lines.range(root.span),
    seed: seed ?? 0,
    dtype: options.get('dtype', 'choice') === 'float64' ? 'float64' : 'float32',
    mode,
    nodes: whole,
    initialization: initializationOf(nodes, built.special),
    loss,
    optimizer,
    data: dataSpec(data, target),
    targetShape: targetShapeOf(loss, last.outputShape),
    assumptions,
    stoppedAt: stoppedAt(problems, built, context),
  });
}

/** The input's shape with its place. */
function readInput(options: Options): { shape: Shape; tree: Tree; span: Span } | null {
  const shape = options.get('input', 'shape');
  const tree = options.tree('input');
  const key = options.keySpan('input');
  if (!shape || !tree || !key) return null;
  return { shape, tree, span: { start: key.start, end: Math.max(key.end, tree.span.end) } };
}

function readTopLayers(options: Options, context: Context): LayerSpec[] | null {
  const tree = options.get('layers', 'layers');
  if (!tree) return null;
  const layers = readLayers(tree, context);
  if (layers?.length === 0) reportEmpty(tree, context);
  return layers;
}

function reportMissing(root: MapTree, options: Options, context: Context): void {
  const [first] = root.entries;
  const span = first?.keySpan ?? { start: root.span.start, end: root.span.start + 1 };
  if (!options.keySpan('input')) {
    context.problems.error(
      'missing-input',
      span,
      l10n.t(
        '"input" is missing: the size of one sample, such as input: 2, or a shape such as [3, 32, 32].',
      ),
      ...inputRemedy(root, options, context),
    );
  }
  if (!options.keySpan('layers')) {
    context.problems.error(
      'missing-layers',
      span,
      l10n.t('"layers" is missing: a list of layers, such as linear: 4, then tanh.'),
    );
  }
}

/** The input's size can be seen from the first row of the data. */
function inputRemedy(root: MapTree, options: Options, context: Context): Remedy[] {
  const data = options.tree('data');
  const input = data?.kind === 'map' ? entryOf(data, 'input')?.value : undefined;
  const row = input?.kind === 'list' ? input.items[0] : undefined;
  const size = row?.kind === 'list' ? row.items.length : 2;
  const before = (entryOf(root, 'layers') ?? root.entries[0])?.keySpan.start ?? root.span.start;
  const json = context.language === 'json';
  const text = json ? `"input": ${size}, ` : root.flow ? `input: ${size}, ` : `input: ${size}\n`;
  return [insertAt(l10n.t('Insert input: {0}', size), before, text)];
}

/** The number of samples, or 1 after a problem when the data is absurdly large. */
function checkedBatch(data: WrittenData, input: Shape, options: Options, context: Context): number {
  if (data.batch * elementCount(input) <= MAX_COUNT) return data.batch;
  context.problems.error(
    'too-large',
    options.tree('data')?.span ?? options.tree('input')!.span,
    l10n.t(
      'The input has more than {0} numbers, which no machine can hold. Use fewer samples or a smaller shape.',
      MAX_COUNT,
    ),
  );
  return 1;
}

/** Checks loss and target against the output; gives the target as the loss reads it. */
function checkEnd(end: {
  nodes: readonly GraphNode[];
  built: Built;
  layers: readonly LayerSpec[];
  loss: LossSpec;
  written: WrittenLoss | null;
  data: WrittenData;
  context: Context;
}) {
  const { nodes, built, layers, loss, written, data, context } = end;
  const output = nodes[nodes.length - 1]!.outputShape;
  const lastLayer = layers[layers.length - 1]!;
  const span = written?.nameSpan ?? lastLayer.span;
  if (!checkOutput({ loss, written, output, span }, context)) return null;
  if (written) {
    adviseOnLoss({ nodes, layerOf: built.layerOf, lastLayer, loss: written }, context);
  }
  if (data.kind === 'dataset' && output.length !== 2) {
    context.problems.error(
      'target-shape',
      data.tree.span,
      l10n.t(
        'Targets of a data set are one row for each sample, but the output has more dimensions. Flatten it.',
      ),
    );
  }
  if (data.kind !== 'given' || !data.target || !data.targetTree) return null;
  return checkTarget({ loss, written, output, span }, data.target, data.targetTree, context);
}

/** True for targets such as [0, 2, 1]. */
function hasClassTargets(data: WrittenData): boolean {
  if (data.kind !== 'given' || data.target?.shape.length !== 1) return false;
  return data.target.values.every((value) => Number.isInteger(value) && value >= 0);
}

function dataSpec(data: WrittenData, target: ReturnType<typeof checkTarget>): DataSpec {
  if (data.kind === 'given' && data.input && target) {
    return { kind: 'given', input: data.input, target };
  }
  if (data.kind === 'dataset') {
    return {
      kind: 'dataset',
      dataset: data.dataset,
      samples: data.batch,
      noise: data.noise,
    };
  }
  return { kind: 'random', batch: data.batch };
}

function assumptionsOf(
  seed: number | undefined,
  assumedLoss: LossSpec | null,
  optimizer: Assumption | null,
  data: WrittenData,
): Assumption[] {
  const assumptions: Assumption[] = [];
  if (seed === undefined) {
    assumptions.push({ code: 'seed', message: l10n.t('No seed is given: 0.') });
  }
  if (assumedLoss) assumptions.push(lossAssumption(assumedLoss.kind));
  if (optimizer) assumptions.push(optimizer);
  if (data.tree === null) {
    const message = isClassLoss(assumedLoss?.kind ?? 'mse')
      ? l10n.t('No data is given: {0} random samples and classes.', data.batch)
      : l10n.t('No data is given: {0} random samples and targets.', data.batch);
    assumptions.push({ code: 'data', message });
  }
  return assumptions;
}

/** The place that keeps the model from being run: the first error inside the layer where building stopped, else the first. */
function stoppedAt(problems: readonly Problem[], built: Built, context: Context): StoppedAt | null {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const layer = built.stoppedAt && context.lines.range(built.stoppedAt);
  const inside = layer && errors.find(({ range }) => holds(layer, range));
  const error = inside ?? errors[0];
  return error ? { range: error.range, reason: error.message } : null;
}

function holds(outer: SourceRange, inner: SourceRange): boolean {
  const starts =
    inner.startLine > outer.startLine ||
    (inner.startLine === outer.startLine && inner.startColumn >= outer.startColumn);
  const ends =
    inner.endLine < outer.endLine ||
    (inner.endLine === outer.endLine && inner.endColumn <= outer.endColumn);
  return starts && ends;
}
