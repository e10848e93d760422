/** How a column is joined to those that it reads. Only what really reads element by element is drawn so. */
import type { GraphNode, ModelGraph } from '../model/graph';
import { nodeOf, outputNameOf } from '../model/outputs';
import { elementCount, sameShape, type Shape } from '../model/shape';
import type { Link, LinkBlock } from './layout';
import type { SampleShapes } from './shapes';

/** A link before it has a way. */
export type LinkPlan = Omit<Link, 'lane'>;

type Join = Pick<Link, 'kind' | 'weight' | 'offset' | 'block'>;

const SINGLE: LinkBlock = { from: 1, to: 1, inner: 1 };
const WHOLE: Join = { kind: 'whole', weight: null, offset: 0, block: SINGLE };

/** By place: element i reads element i. */
export const ONE_TO_ONE: Join = { kind: 'one-to-one', weight: null, offset: 0, block: SINGLE };

/** Every unit of a run into each of its target units that is equal modulo `inner`. */
export function allToOne(from: number, to: number, inner: number): Join {
  return { kind: 'all-to-one', weight: null, offset: 0, block: { from, to, inner } };
}

/** The links of all nodes of a graph to the columns that they read. */
export function planLinks(
  graph: ModelGraph,
  columnOf: ReadonlyMap<string, string>,
  shapes: SampleShapes,
): LinkPlan[] {
  return graph.nodes.flatMap((node) => {
    const link = (input: string, join: Join): LinkPlan => ({
      from: columnOf.get(nodeOf(input))!,
      to: columnOf.get(node.id)!,
      nodeId: node.id,
      ...join,
    });
    const inputs = node.inputs.map((input, place) => link(input, joinOf(node, place, shapes)));
    const weights = (node.given ?? []).map(({ from }) => link(from, WHOLE));
    return [...inputs, ...weights].filter(({ from, to }) => from !== to);
  });
}

/** How a node's result is made of its input at a place. */
function joinOf(node: GraphNode, place: number, shapes: SampleShapes): Join {
  const input = node.inputs[place]!;
  const from = shapes[input];
  const to = shapes[node.id];
  // A column shows its node's first output only.
  if (outputNameOf(input) !== null || from === undefined || to === undefined) return WHOLE;
  const { op } = node;
  switch (op.type) {
    case 'linear': {
      if (from[from.length - 1] !== op.inFeatures || to[to.length - 1] !== op.outFeatures) {
        return WHOLE;
      }
      const block = { from: op.inFeatures, to: op.outFeatures, inner: 1 };
      const weight = node.parameters.find(({ role }) => role === 'weight');
      return { kind: 'dense', weight: weight?.name ?? null, offset: 0, block };
    }
    case 'softmax':
    case 'log_softmax': {
      const dim = dimensionInSample(node, to, op.dim);
      if (dim === null) return WHOLE;
      const inner = elementCount(to.slice(dim + 1));
      const run = inner * to[dim]!;
      return allToOne(run, run, inner);
    }
    case 'concat': {
      const dim = dimensionInSample(node, to, op.dim);
      return dim === null ? WHOLE : partOf(node, place, dim, to, shapes);
    }
    case 'flatten':
    case 'reshape':
      return elementCount(from) === elementCount(to) ? ONE_TO_ONE : WHOLE;
    case 'elementwise':
    case 'dropout':
    case 'prelu':
    case 'add':
    case 'binary':
    case 'where':
      return sameShape(from, to) ? ONE_TO_ONE : WHOLE;
    default:
      return WHOLE;
  }
}

/** The dimension without the batch; null for the batch itself, and where the batch does not come first. */
function dimensionInSample({ outputShape }: GraphNode, sample: Shape, dim: number): number | null {
  return dim > 0 && sameShape(outputShape.slice(1), sample) ? dim - 1 : null;
}

/** Runs of the input laid into runs of the joined result. */
function partOf(
  node: GraphNode,
  place: number,
  dim: number,
  to: Shape,
  shapes: SampleShapes,
): Join {
  const inner = elementCount(to.slice(dim + 1));
  const sizes = node.inputs.map((input) => shapes[input]?.[dim] ?? 0);
  const before = sizes.slice(0, place).reduce((sum, size) => sum + size, 0);
  const block = { from: Math.max(1, inner * sizes[place]!), to: inner * to[dim]!, inner: 1 };
  return { kind: 'part', weight: null, offset: before * inner, block };
}
