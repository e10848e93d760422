/** The graph's nodes gathered into columns and the joins between them, before anything has a place. */
import { isRunnable, type GraphNode, type ModelGraph } from '../model/graph';
import { readsOf } from '../model/outputs';
import { elementCount, type Shape } from '../model/shape';
import { isClassLoss } from '../model/losses';
import { isWeighted } from '../model/notation';
import { ERRORS_COLUMN, LOSS_COLUMN, type Column, type LayoutOptions } from './layout';
import { allToOne, ONE_TO_ONE, planLinks, type LinkPlan } from './links';
import type { SampleShapes } from './shapes';

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
  readonly links: readonly LinkPlan[];
}

/** Gathers columns and links in the graph's order; errors and loss last. */
export function planNetwork(
  graph: ModelGraph,
  options: LayoutOptions,
  shapes: SampleShapes,
): NetworkPlan {
  const pairs = activationsOfPairs(graph);
  const columns: ColumnPlan[] = [];
  const columnOf = new Map<string, string>();
  for (const node of graph.nodes) {
    if (columnOf.has(node.id)) continue;
    const partner = pairs.get(node.id);
    const column = planColumn(node, partner, options, shapes);
    columns.push(column);
    for (const id of column.nodeIds) columnOf.set(id, column.id);
  }
  const links = planLinks(graph, columnOf, shapes);
  const last = graph.nodes[graph.nodes.length - 1];
  if (options.showErrors && last !== undefined && isRunnable(graph)) {
    const errors = planErrors(graph, shapes[last.id]!, columnOf.get(last.id)!);
    columns.push(...errors.columns);
    links.push(...errors.links);
  }
  return { columns, links };
}

/** Elementwise functions that alone read a weighted layer, by that layer's id. */
function activationsOfPairs(graph: ModelGraph): Map<string, GraphNode> {
  const readers = new Map<string, GraphNode[]>();
  for (const node of graph.nodes) {
    for (const input of readsOf(node)) readers.set(input, [...(readers.get(input) ?? []), node]);
  }
  const pairs = new Map<string, GraphNode>();
  for (const node of graph.nodes) {
    const [reader, ...others] = readers.get(node.id) ?? [];
    const alone = reader !== undefined && others.length === 0;
    if (isWeighted(node) && alone && reader.op.type === 'elementwise') pairs.set(node.id, reader);
  }
  return pairs;
}

function planColumn(
  node: GraphNode,
  partner: GraphNode | undefined,
  options: LayoutOptions,
  shapes: SampleShapes,
): ColumnPlan {
  const bias =
    node.op.type === 'linear' ? node.parameters.find(({ role }) => role === 'bias') : undefined;
  return {
    id: node.id,
    kind: node.op.type === 'input' ? 'input' : 'layer',
    nodeIds: partner === undefined ? [node.id] : [node.id, partner.id],
    count: elementCount(shapes[node.id]!),
    opening: partner === undefined ? 0 : Math.min(1, Math.max(0, options.opening[node.id] ?? 1)),
    bias: bias?.name ?? null,
  };
}

/** One error per output, or one joint error for all classes when the loss couples them; none where the output is the loss itself. */
function planErrors({ loss }: ModelGraph, output: Shape, from: string): NetworkPlan {
  const outputs = elementCount(output);
  const joint = isClassLoss(loss.kind);
  const count = joint ? elementCount(output.slice(1)) : outputs;
  const none = { nodeIds: [], opening: 0, bias: null };
  const total: ColumnPlan = { id: LOSS_COLUMN, kind: 'loss', count: 1, ...none };
  if (loss.kind === 'output') {
    const link = { from, to: LOSS_COLUMN, nodeId: LOSS_COLUMN, ...allToOne(outputs, 1, 1) };
    return { columns: [total], links: [link] };
  }
  const join = joint ? allToOne(outputs, count, count) : ONE_TO_ONE;
  return {
    columns: [{ id: ERRORS_COLUMN, kind: 'errors', count, ...none }, total],
    links: [
      { from, to: ERRORS_COLUMN, nodeId: LOSS_COLUMN, ...join },
      { from: ERRORS_COLUMN, to: LOSS_COLUMN, nodeId: LOSS_COLUMN, ...allToOne(count, 1, 1) },
    ],
  };
}
