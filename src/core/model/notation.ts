/**
 * The letters of the mathematics: which symbol stands for which node's output, numbered as in
 * z^(l) = W^(l) a^(l-1) + b^(l), a^(l) = φ(z^(l)), a^(0) = x. One place, so that picture, formulas and words agree.
 */
import type { GraphNode, ModelGraph } from './graph';
import type { OpType } from './ops';

/** A letter with its layer, such as z^(2) or h^(2.2); `layer` is null for letters that have none (x, ŷ). */
export interface Letter {
  /** Plain letter; `w` for parameters that stand for themselves, `s` for buffers, `c` for constants and `r` for random numbers. */
  readonly base: 'x' | 'z' | 'a' | 'h' | 'y' | 'w' | 's' | 'c' | 'r';
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
 * (parameters by themselves w, buffers s, constants c, random numbers r). Where a letter comes a second time with a number it is
 * h^(2.2), then h^(2.3); what stands for the same parameter or buffer has the same letter. Several inputs are x, x^(0.2), x^(0.3).
 * The last node is ŷ if it is an activation.
 */
export function notationOf(graph: ModelGraph): Notation {
  const letters: Record<string, Letter> = {};
  const last = graph.nodes[graph.nodes.length - 1];
  const used = new Map<string, number>();
  const kept = new Map<string, string>();
  let [number, inputs] = [0, 0];
  for (const node of graph.nodes) {
    const name = keptName(node);
    const same = name === null ? undefined : kept.get(name);
    if (same !== undefined) {
      letters[node.id] = letters[same]!;
      continue;
    }
    if (name !== null) kept.set(name, node.id);
    if (hasWeights(node)) number += 1;
    const base = baseOf(node);
    if (node === last && base === 'a') {
      letters[node.id] = { base: 'y', hat: true, layer: null };
      continue;
    }
    if (base === 'x') {
      inputs += 1;
      letters[node.id] = { base, hat: false, layer: inputs === 1 ? null : `0.${inputs}` };
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
  if (node.op.type === 'parameter') return 'w';
  if (node.op.type === 'buffer') return 's';
  if (node.op.type === 'constant') return 'c';
  if (node.op.type === 'random') return 'r';
  if (isWeighted(node)) return 'z';
  return isActivation(node) ? 'a' : 'h';
}

/** Name of the parameter or buffer that a node stands for; null for all other nodes. */
function keptName({ op, parameters, buffers = [] }: GraphNode): string | null {
  if (op.type !== 'parameter' && op.type !== 'buffer') return null;
  return (parameters[0] ?? buffers[0])?.name ?? null;
}

/** The number of the layer that a parameter belongs to, by the parameter's name: the first one that has it. */
export function layersOfParameters(graph: ModelGraph): ReadonlyMap<string, string | null> {
  const letters = notationOf(graph);
  const layers = new Map<string, string | null>();
  for (const { id, parameters } of graph.nodes) {
    for (const { name } of parameters) if (!layers.has(name)) layers.set(name, letters[id]!.layer);
  }
  return layers;
}

function hasWeights(node: GraphNode): boolean {
  return isWeighted(node) || (node.parameters.length > 0 && !SCALED.has(node.op.type));
}

function isActivation({ op }: GraphNode): boolean {
  return ACTIVATIONS.has(op.type);
}
