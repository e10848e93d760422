/**
 * The letters of the mathematics: which symbol stands for which node's output, numbered as in
 * z^(l) = W^(l) a^(l-1) + b^(l), a^(l) = φ(z^(l)), a^(0) = x. One place, so that picture, formulas and words agree.
 */
import type { GraphNode, ModelGraph } from './graph';
import type { OpType } from './ops';

/** A letter with its layer number, such as z^(2); `layer` is null for letters that have none (x, ŷ). */
export interface Letter {
  /** Plain letter; `c` for constants and `r` for random numbers. */
  readonly base: 'x' | 'z' | 'a' | 'h' | 'y' | 'c' | 'r';
  /** True for an estimate, drawn with a hat: ŷ. */
  readonly hat: boolean;
  readonly layer: number | null;
}

/** Letters of a graph's outputs, by node id. */
export type Notation = Readonly<Record<string, Letter>>;

/** Layers that are weighted sums of what they read. */
const WEIGHTED: ReadonlySet<OpType> = new Set(['linear', 'bilinear', 'conv', 'conv_transpose']);

/** Functions that turn z into a. */
const ACTIVATIONS: ReadonlySet<OpType> = new Set([
  'elementwise',
  'prelu',
  'softmax',
  'log_softmax',
]);

/** True for layers whose results are weighted sums z, before any activation. */
export function isWeighted({ op }: GraphNode): boolean {
  return WEIGHTED.has(op.type);
}

/**
 * Weighted layers are numbered from 1 and give z; the activation that alone reads z gives a of the same number; everything else gives
 * h (constants c, random numbers r), numbered by its place in the graph. The last node is ŷ if it is an activation.
 */
export function notationOf(graph: ModelGraph): Notation {
  const letters: Record<string, Letter> = {};
  const last = graph.nodes[graph.nodes.length - 1];
  const readers = readerCounts(graph);
  let weighted = 0;
  graph.nodes.forEach((node, place) => {
    if (isWeighted(node)) weighted += 1;
    letters[node.id] =
      node === last && isActivation(node)
        ? { base: 'y', hat: true, layer: null }
        : letterOf(node, letters, weighted, place, readers);
  });
  return letters;
}

function letterOf(
  node: GraphNode,
  letters: Record<string, Letter>,
  weighted: number,
  place: number,
  readers: ReadonlyMap<string, number>,
): Letter {
  if (node.op.type === 'input') return { base: 'x', hat: false, layer: null };
  if (isWeighted(node)) return { base: 'z', hat: false, layer: weighted };
  if (node.op.type === 'constant') return { base: 'c', hat: false, layer: place };
  if (node.op.type === 'random') return { base: 'r', hat: false, layer: place };
  const sourceId = node.inputs[0] ?? '';
  const source = letters[sourceId];
  if (isActivation(node) && source?.base === 'z' && readers.get(sourceId) === 1) {
    return { base: 'a', hat: false, layer: source.layer };
  }
  return { base: 'h', hat: false, layer: place };
}

/** How many nodes read each output. */
function readerCounts(graph: ModelGraph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of graph.nodes.flatMap((node) => node.inputs)) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function isActivation({ op }: GraphNode): boolean {
  return ACTIVATIONS.has(op.type);
}
