/**
 * The letters of the mathematics: which symbol stands for which node's output, numbered as in
 * z^(l) = W^(l) a^(l-1) + b^(l), a^(l) = φ(z^(l)), a^(0) = x. One place, so that picture, formulas and words agree.
 */
import type { GraphNode, ModelGraph } from './graph';

/** A letter with its layer number, such as z^(2); `layer` is null for letters that have none (x, ŷ). */
export interface Letter {
  /** Plain letter: `x`, `z`, `a`, `h` or `y`. */
  readonly base: 'x' | 'z' | 'a' | 'h' | 'y';
  /** True for an estimate, drawn with a hat: ŷ. */
  readonly hat: boolean;
  readonly layer: number | null;
}

/** Letters of a graph's outputs, by node id. */
export type Notation = Readonly<Record<string, Letter>>;

/**
 * Linear layers are numbered from 1 and give z; the activation that alone reads z gives a of the same number; everything else gives h,
 * numbered by its place in the graph. The last node is ŷ unless it is a bare linear layer's z.
 */
export function notationOf(graph: ModelGraph): Notation {
  const letters: Record<string, Letter> = {};
  const last = graph.nodes[graph.nodes.length - 1];
  const readers = readerCounts(graph);
  let linears = 0;
  graph.nodes.forEach((node, place) => {
    if (node.op.type === 'linear') linears += 1;
    letters[node.id] =
      node === last && isActivation(node)
        ? { base: 'y', hat: true, layer: null }
        : letterOf(node, letters, linears, place, readers);
  });
  return letters;
}

function letterOf(
  node: GraphNode,
  letters: Record<string, Letter>,
  linears: number,
  place: number,
  readers: ReadonlyMap<string, number>,
): Letter {
  if (node.op.type === 'input') return { base: 'x', hat: false, layer: null };
  if (node.op.type === 'linear') return { base: 'z', hat: false, layer: linears };
  const sourceId = node.inputs[0] ?? '';
  const source = letters[sourceId];
  if (isActivation(node) && source?.base === 'z' && readers.get(sourceId) === 1) {
    return { base: 'a', hat: false, layer: source.layer };
  }
  return { base: 'h', hat: false, layer: place };
}

/** How many nodes read each node's output. */
function readerCounts(graph: ModelGraph): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const id of graph.nodes.flatMap((node) => node.inputs)) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

/** True for functions that turn z into a: elementwise functions and softmax. */
function isActivation(node: GraphNode): boolean {
  const { type } = node.op;
  return type === 'elementwise' || type === 'softmax' || type === 'log_softmax';
}
