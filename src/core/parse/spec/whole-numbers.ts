/** Embeddings read whole numbers: checks what they read, and makes the input whole numbers where one reads it. */
import * as l10n from '@vscode/l10n';
import type { GraphNode } from '../../model/graph';
import { onlyMoves, rearranges } from '../../model/moving';
import type { LayerOp } from '../../model/ops';
import type { WrittenData } from './data';
import type { LayerSpec } from './layer-spec';
import type { Context } from './source';
import { elementAt } from './tensor';

/** Elementwise functions that give whole numbers whatever they read. */
const ROUNDING: readonly string[] = ['floor', 'ceil', 'round', 'trunc', 'sign'];

/** Functions of two numbers that give whole numbers for whole numbers. */
const WHOLE_BINARY: readonly string[] = ['sub', 'mul', 'maximum', 'minimum'];

/** Comparisons, which give 0 or 1. */
const COMPARISONS: readonly string[] = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'];

/** An embedding with the nodes that its numbers come from, nearest first. */
interface Reading {
  readonly embedding: GraphNode;
  readonly count: number;
  /** What is read does not consist of whole numbers for sure: the node that gives others. */
  readonly real: GraphNode | null;
  /** `all`: every number of the model's input is looked up; `some`: only a part, or what is computed from it. */
  readonly input: 'all' | 'some' | 'none';
}

/** Reports embeddings of real numbers and numbers that have no vector; gives the nodes with an input of whole numbers where it is one. */
export function withWholeNumbers(
  nodes: readonly GraphNode[],
  layerOf: ReadonlyMap<string, LayerSpec>,
  data: WrittenData,
  context: Context,
): readonly GraphNode[] {
  const readings = readingsOf(nodes);
  for (const { embedding, real } of readings) {
    const span = layerOf.get(embedding.id)?.typeSpan;
    if (!real || !span) continue;
    context.problems.error(
      'real-input',
      span,
      l10n.t(
        '"{0}" reads whole numbers, the places of vectors in its table, but "{1}" gives real ones. Let it read the input.',
        embedding.type,
        real.name,
      ),
    );
  }
  const [input, ...rest] = nodes;
  const whole = readings.filter(({ input: read }) => read === 'all');
  const some = readings.filter(({ input: read }) => read === 'some');
  const counts = whole.map(({ count }) => count);
  if (counts.length > 0) checkValues(Math.min(...counts), data, context);
  if (some.length > 0 && holdsWholeNumbers(data)) counts.push(...some.map(({ count }) => count));
  if (!input || counts.length === 0) return nodes;
  return [{ ...input, op: { type: 'input', below: Math.min(...counts) } }, ...rest];
}

/** True for random data, which can be anything, and for data without fractions. */
function holdsWholeNumbers(data: WrittenData): boolean {
  if (data.kind === 'given') return data.input?.values.every(Number.isInteger) ?? true;
  return data.kind === 'random';
}

/** Numbers of given data that no row of the table belongs to. */
function checkValues(count: number, data: WrittenData, context: Context): void {
  if (data.kind === 'dataset') {
    context.problems.error(
      'input-class',
      data.tree.span,
      l10n.t('An embedding reads whole numbers, but the points of "{0}" are real.', data.dataset),
    );
  }
  if (data.kind !== 'given' || !data.input || !data.inputTree) return;
  const { values, shape } = data.input;
  const wrong = values.findIndex(
    (value) => !Number.isInteger(value) || value < 0 || value >= count,
  );
  if (wrong < 0) return;
  context.problems.error(
    'input-class',
    elementAt(data.inputTree, shape, wrong),
    l10n.t(
      '{0} has no vector: the embedding has {1}, so its input is whole numbers from 0 to {2}.',
      values[wrong]!,
      count,
      count - 1,
    ),
  );
}

function readingsOf(nodes: readonly GraphNode[]): Reading[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const real = new Map<string, GraphNode | null>();
  const input = new Map<string, Reading['input']>();
  const readings: Reading[] = [];
  for (const node of nodes) {
    const { op, id, inputs } = node;
    const sources = inputs.map((name) => ({ name, node: byId.get(name) }));
    if (op.type === 'embedding') {
      const name = inputs[0]!;
      const source = byId.get(name);
      readings.push({
        embedding: node,
        count: op.count,
        real: source ? (real.get(name) ?? null) : byId.get(name.split(':')[0]!)!,
        input: input.get(name) ?? 'none',
      });
    }
    const whole = wholeness(op);
    const first = sources.map((source) => (source.node ? real.get(source.name) : node));
    const culprit = first.find((each) => each) ?? null;
    real.set(id, whole === 'yes' ? null : whole === 'no' ? node : culprit);
    const read = inputs.map((name) => input.get(name) ?? 'none');
    input.set(id, op.type === 'input' ? 'all' : reachedBy(op, whole, read));
  }
  return readings;
}

/** What of the model's input a node passes on as it is. */
function reachedBy(
  op: LayerOp,
  whole: 'yes' | 'no' | 'asInputs',
  read: readonly Reading['input'][],
): Reading['input'] {
  if (whole !== 'asInputs' || read.every((each) => each === 'none')) return 'none';
  return rearranges(op) || op.type === 'concat' || op.type === 'stack'
    ? read.includes('all')
      ? 'all'
      : 'some'
    : 'some';
}

/** Whether an operation gives whole numbers: always, never for sure, or when its inputs are. */
function wholeness(op: LayerOp): 'yes' | 'no' | 'asInputs' {
  const when = (isWhole: boolean, yes: 'yes' | 'asInputs' = 'asInputs') => (isWhole ? yes : 'no');
  if (onlyMoves(op)) return 'asInputs';
  switch (op.type) {
    case 'input':
    case 'arg_reduce':
    case 'one_hot':
      return 'yes';
    case 'concat':
    case 'stack':
    case 'add':
    case 'band':
      return 'asInputs';
    case 'elementwise':
      if (ROUNDING.includes(op.function.fn)) return 'yes';
      return when(['relu', 'abs', 'neg'].includes(op.function.fn));
    case 'binary':
      if (COMPARISONS.includes(op.function)) return 'yes';
      return when(WHOLE_BINARY.includes(op.function) && Number.isInteger(op.scalar ?? 0));
    case 'pad':
      return when(Number.isInteger(op.value));
    case 'reduce':
      return when(['sum', 'max', 'min', 'amax', 'amin'].includes(op.function));
    case 'constant':
      return when(isWholeConstant(op), 'yes');
    case 'random':
      return when(['integer', 'permutation'].includes(op.distribution.kind), 'yes');
    default:
      return 'no';
  }
}

function isWholeConstant({ source }: Extract<LayerOp, { type: 'constant' }>): boolean {
  switch (source.kind) {
    case 'full':
      return Number.isInteger(source.value);
    case 'arange':
      return Number.isInteger(source.start) && Number.isInteger(source.step);
    case 'given':
      return source.values.every(Number.isInteger);
    default:
      return source.kind === 'eye';
  }
}
