/** The graph's nodes gathered into columns and the joins between them, before anything has a place. */
import { isComplete, type GraphNode, type ModelGraph } from '../model/graph';
import { elementCount } from '../model/shape';
import {
  ERRORS_COLUMN,
  LOSS_COLUMN,
  type Column,
  type LayoutOptions,
  type Link,
  type LinkBlock,
} from './layout';

/** A column that has no place yet. */
export interface ColumnPlan {
  readonly id: string;
  readonly kind: Column['kind'];
  readonly nodeIds: readonly string[];
  readonly count: number;
  /** 1 for a pair that is open, 0 for a single circle. */
  readonly opening: number;
  /** Name of the bias parameter, when the column's linear layer has one. */
  readonly bias: string | null;
}

export interface NetworkPlan {
  readonly columns: readonly ColumnPlan[];
  readonly links: readonly Omit<Link, 'lane'>[];
}

/** Gathers columns and links in the graph's order; errors and loss last. */
export function planNetwork(graph: ModelGraph, options: LayoutOptions): NetworkPlan {
  const pairs = activationsOfPairs(graph);
  const columns: ColumnPlan[] = [];
  const columnOf = new Map<string, string>();
  for (const node of graph.nodes) {
    if (columnOf.has(node.id)) continue;
    const partner = pairs.get(node.id);
    const column = planColumn(node, partner, options);
    columns.push(column);
    for (const id of column.nodeIds) columnOf.set(id, column.id);
  }
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const links = graph.nodes.flatMap((node) =>
    node.inputs
      .map((input, place) => planLink(node, byId, input, place, columnOf))
      .filter((link) => link.from !== link.to),
  );
  const last = graph.nodes[graph.nodes.length - 1];
  if (options.showErrors && last !== undefined && isComplete(graph)) {
    const errors = planErrors(graph, last, columnOf.get(last.id)!);
    columns.push(...errors.columns);
    links.push(...errors.links);
  }
  return { columns, links };
}

/** Elementwise functions that alone read a linear layer, by that layer's id. */
function activationsOfPairs(graph: ModelGraph): Map<string, GraphNode> {
  const readers = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    for (const input of node.inputs) readers.set(input, [...(readers.get(input) ?? []), node]);
  }
  const pairs = new Map<string, GraphNode>();
  for (const node of graph.nodes) {
    const [reader, ...others] = readers.get(node.id) ?? [];
    const alone = reader !== undefined && others.length === 0;
    if (node.op.type === 'linear' && alone && reader.op.type === 'elementwise') {
      pairs.set(node.id, reader);
    }
  }
  return pairs;
}

function planColumn(
  node: GraphNode,
  partner: GraphNode | undefined,
  options: LayoutOptions,
): ColumnPlan {
  const bias = node.op.type === 'linear' && node.op.bias ? node.parameters[1] : undefined;
  return {
    id: node.id,
    kind: node.op.type === 'input' ? 'input' : 'layer',
    nodeIds: partner === undefined ? [node.id] : [node.id, partner.id],
    count: elementCount(node.outputShape.slice(1)),
    opening: partner === undefined ? 0 : Math.min(1, Math.max(0, options.opening[node.id] ?? 1)),
    bias: bias?.name ?? null,
  };
}

function planLink(
  node: GraphNode,
  byId: ReadonlyMap<string, GraphNode>,
  input: string,
  place: number,
  columnOf: ReadonlyMap<string, string>,
): Omit<Link, 'lane'> {
  const { op } = node;
  const common = { from: columnOf.get(input)!, to: columnOf.get(node.id)!, nodeId: node.id };
  switch (op.type) {
    case 'linear': {
      const block = { from: op.inFeatures, to: op.outFeatures, inner: 1 };
      const weight = node.parameters[0]?.name ?? null;
      return { ...common, kind: 'dense', weight, offset: 0, block };
    }
    case 'softmax':
    case 'log_softmax': {
      const inner = elementCount(node.outputShape.slice(dimension(node, op.dim) + 1));
      const run = inner * (node.outputShape[dimension(node, op.dim)] ?? 1);
      const block = { from: run, to: run, inner };
      return { ...common, kind: 'all-to-one', weight: null, offset: 0, block };
    }
    case 'concat': {
      const { block, offset } = concatBlock(node, byId, place, dimension(node, op.dim));
      return { ...common, kind: 'part', weight: null, offset, block };
    }
    case 'input':
    case 'elementwise':
    case 'flatten':
    case 'add':
      return { ...common, kind: 'one-to-one', weight: null, offset: 0, block: SINGLE };
  }
}

const SINGLE: LinkBlock = { from: 1, to: 1, inner: 1 };

function dimension(node: GraphNode, dim: number): number {
  return dim < 0 ? dim + node.outputShape.length : dim;
}

function concatBlock(
  node: GraphNode,
  byId: ReadonlyMap<string, GraphNode>,
  place: number,
  dim: number,
): { block: LinkBlock; offset: number } {
  const inner = elementCount(node.outputShape.slice(dim + 1));
  const sizes = node.inputs.map((id) => byId.get(id)?.outputShape[dim] ?? 0);
  const before = sizes.slice(0, place).reduce((sum, size) => sum + size, 0);
  const to = inner * (node.outputShape[dim] ?? 1);
  return {
    block: { from: Math.max(1, inner * (sizes[place] ?? 1)), to, inner: 1 },
    offset: before * inner,
  };
}

/** One error per output, or one joint error when the loss couples all outputs of a sample. */
function planErrors(graph: ModelGraph, last: GraphNode, from: string): NetworkPlan {
  const { kind } = graph.loss;
  const joint = kind === 'nll' || kind === 'cross_entropy';
  const count = elementCount((joint ? graph.targetShape : last.outputShape).slice(1));
  const none = { nodeIds: [], opening: 0, bias: null };
  const outputs = elementCount(last.outputShape.slice(1));
  const coupled = { from: Math.max(1, outputs / count), to: 1, inner: 1 };
  const common = { nodeId: LOSS_COLUMN, weight: null, offset: 0 };
  return {
    columns: [
      { id: ERRORS_COLUMN, kind: 'errors', count, ...none },
      { id: LOSS_COLUMN, kind: 'loss', count: 1, ...none },
    ],
    links: [
      {
        ...common,
        from,
        to: ERRORS_COLUMN,
        kind: joint ? 'all-to-one' : 'one-to-one',
        block: joint ? coupled : SINGLE,
      },
      {
        ...common,
        from: ERRORS_COLUMN,
        to: LOSS_COLUMN,
        kind: 'all-to-one',
        block: { from: count, to: 1, inner: 1 },
      },
    ],
  };
}
