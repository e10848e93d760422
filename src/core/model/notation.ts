/**
 * The letters of the mathematics: which symbol stands for which node's output, numbered as in
 * z^(l) = W^(l) a^(l-1) + b^(l), a^(l) = φ(z^(l)), a^(0) = x. One place, so that picture, formulas and words agree.
 */
import type { GraphNode, ModelGraph } from './graph';
import type { OpType } from './ops';

/** A letter with its layer, such as z^(2) or h^(2.2); `layer` is null for letters that have none (x, ŷ). */
export interface Letter {
  /** Plain letter; `c` for constants and `r` for random numbers. */
  readonly base: 'x' | 'z' | 'a' | 'h' | 'y' | 'c' | 'r';
  /** True for an estimate, drawn with a hat: ŷ. */
  readonly hat: boolean;
  readonly layer: string | null;
}

/** Letters of a graph's outputs, by node id. */
export type Notation = Readonly<Record<string, Letter>>;

/** Layers that are weighted sums of what they read. */
const WEIGHTED: ReadonlySet<OpType> = new Set(['linear', 'bilinear', 'conv', 'conv_transpose']);

/** Layers with parameters that have letters of their own: γ and β, or a slope α. */
const SCALED: ReadonlySet<OpType> = new Set([
  'batch_norm',
  'instance_norm',
  'layer_norm',
  'group_norm',
  'rms_norm',
  'prelu',
]);

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
 * Layers with weights are numbered from 1, and what follows one has its number: weighted sums are z, activations a, everything else h
 * (constants c, random numbers r). Where a letter comes a second time with a number it is h^(2.2), then h^(2.3). The last node is ŷ if
 * it is an activation.
 */
export function notationOf(graph: ModelGraph): Notation {
  const letters: Record<string, Letter> = {};
  const last = graph.nodes[graph.nodes.length - 1];
  const used = new Map<string, number>();
  let number = 0;
  for (const node of graph.nodes) {
    if (hasWeights(node)) number += 1;
    const base = baseOf(node);
    if (base === 'x' || (node === last && isActivation(node))) {
      letters[node.id] = { base: base === 'x' ? 'x' : 'y', hat: base !== 'x', layer: null };
      continue;
    }
    const times = (used.get(base + number) ?? 0) + 1;
    used.set(base + number, times);
    const layer = times === 1 ? String(number) : `${number}.${times}`;
    letters[node.id] = { base, hat: false, layer };
  }
  return letters;
}

function baseOf(node: GraphNode): Letter['base'] {
  if (node.op.type === 'input') return 'x';
  if (node.op.type === 'constant') return 'c';
  if (node.op.type === 'random') return 'r';
  if (isWeighted(node)) return 'z';
  return isActivation(node) ? 'a' : 'h';
}

function hasWeights(node: GraphNode): boolean {
  return isWeighted(node) || (node.parameters.length > 0 && !SCALED.has(node.op.type));
}

function isActivation({ op }: GraphNode): boolean {
  return ACTIVATIONS.has(op.type);
}
