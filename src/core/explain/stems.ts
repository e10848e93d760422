/** Letters of tensors without their indices: z, W, γ, m_W, with the layer's number and, on the way through a layer, a label. */
import * as l10n from '@vscode/l10n';
import { notationOf } from '../model/notation';
import type { GraphNode, ModelGraph } from '../model/graph';
import type { OpType } from '../model/ops';
import type { Program, TensorInfo } from '../autodiff/program';

/** A letter without its indices. */
export interface Stem {
  /** For one element and for the whole tensor. */
  readonly small: string;
  readonly large: string;
  readonly smallWords: string;
  readonly largeWords: string;
  readonly layer: string | null;
  /** What tells tensors of one layer apart, such as `scores`; null for the layer's own letters. */
  readonly label: string | null;
  /** What stands before the indices, such as the w in m_{w,12}: for one element and for the whole tensor. */
  readonly owner: { readonly small: string; readonly large: string } | null;
}

/** Finds the stems of a program's tensors. */
export class Stems {
  private readonly letters;
  private readonly nodes: ReadonlyMap<string, GraphNode>;
  private readonly numbered: ReadonlyMap<number, number>;

  constructor(
    graph: ModelGraph,
    private readonly program: Program,
  ) {
    this.letters = notationOf(graph);
    this.nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    this.numbered = numbersOf(program);
  }

  /** The stem of a tensor that is no gradient. */
  of(tensor: TensorInfo): Stem {
    switch (tensor.role) {
      case 'input':
      case 'activation':
      case 'constant':
      case 'random':
        return this.ofOutput(tensor);
      case 'parameter':
        return this.ofParameter(tensor);
      case 'buffer':
        return this.ofBuffer(tensor);
      case 'state':
        return this.ofState(tensor);
      case 'updated': {
        const own = this.of(this.program.tensors[tensor.of!]!);
        const isFinal = this.program.updatedOf[tensor.of!] === tensor.id;
        return isFinal ? own : { ...own, label: joined(own.label, prefixOf(tensor.name)) };
      }
      case 'target':
        return plain('y', 'y');
      case 'error':
        return tensor.id === this.program.errors
          ? plain('e', 'e')
          : plain('e', 'e', null, legible(tensor.name));
      case 'loss':
      case 'gradient':
        return plain('E', 'E');
    }
  }

  /** Of what an optimizer makes of a parameter's gradient: g_W with a label. */
  ofDirection(tensor: TensorInfo): Stem {
    return this.owned('g', 'g', tensor, prefixOf(tensor.name));
  }

  private ofOutput(tensor: TensorInfo): Stem {
    const letter = tensor.nodeId === null ? undefined : this.letters[tensor.nodeId];
    const layer = letter?.layer ?? null;
    const label = this.numberedLabel(tensor);
    const random = randomLetter(tensor);
    if (random) return plain(random.tex, random.words, layer, label === 'mask' ? null : label);
    if (tensor.role === 'constant') {
      if (tensor.nodeId === null) return plain('w', 'w', null, legible(tensor.name));
      // The state before the first step is one of the states.
      const constant = /(^|\.)h \d+$/.test(label ?? '') ? 'h' : 'c';
      return plain(constant, constant, layer, label);
    }
    const base = letter?.base ?? 'h';
    return letter?.hat
      ? plain(`\\hat{${base}}`, l10n.t('{0} hat', base), layer, label)
      : plain(base, base, layer, label);
  }

  private ofParameter(tensor: TensorInfo): Stem {
    const node = this.nodes.get(tensor.nodeId ?? '');
    const layer = this.letters[tensor.nodeId ?? '']?.layer ?? null;
    const type = node?.op.type;
    if (type !== undefined && NORMALIZATIONS.has(type)) {
      return isBias(tensor)
        ? plain('\\beta', l10n.t('beta'), layer)
        : plain('\\gamma', l10n.t('gamma'), layer);
    }
    if (type === 'prelu') return plain('\\alpha', l10n.t('alpha'), layer);
    const rest = (tensor.part ?? '')
      .replace(/weight|bias|^value$/g, ' ')
      .replace(/[._\s]+/g, ' ')
      .trim();
    const label = type === 'embedding' ? 'emb' : rest === '' ? null : legible(rest);
    if (isBias(tensor)) return plain('b', 'b', layer, label);
    const large = { small: 'w', large: 'W', smallWords: 'w', largeWords: 'W' };
    return { ...large, layer, label, owner: null };
  }

  private ofBuffer(tensor: TensorInfo): Stem {
    const layer = this.letters[tensor.nodeId ?? '']?.layer ?? null;
    switch (tensor.part) {
      case 'running_mean':
        return plain('\\hat{\\mu}', l10n.t('mu hat'), layer);
      case 'running_var':
        return plain('{\\hat{\\sigma}^{2}}', l10n.t('sigma hat squared'), layer);
      case 'num_batches_tracked':
        return plain('n', 'n', layer);
      case 'value':
        return plain('s', 's', layer);
      default:
        return plain('s', 's', layer, legible(tensor.part ?? ''));
    }
  }

  private ofState(tensor: TensorInfo): Stem {
    if (tensor.of === null) return plain('t', 't');
    const kind = prefixOf(tensor.name);
    const known = STATE_LETTERS[kind];
    return known
      ? this.owned(known.tex, known.words(), tensor, null)
      : this.owned('s', 's', tensor, legible(kind));
  }

  /** A letter that belongs to a parameter: m_W. */
  private owned(tex: string, words: string, tensor: TensorInfo, label: string | null): Stem {
    const owner = this.of(this.program.tensors[tensor.of!]!);
    return {
      small: tex,
      large: tex,
      smallWords: l10n.t('{0} of {1}', words, owner.smallWords),
      largeWords: l10n.t('{0} of {1}', words, owner.largeWords),
      layer: owner.layer,
      label: joined(owner.label, label),
      owner: { small: owner.small, large: owner.large },
    };
  }

  /** The tensor's label, numbered where several have the same name. */
  private numberedLabel(tensor: TensorInfo): string | null {
    const label = labelOf(tensor);
    const number = this.numbered.get(tensor.id);
    return number === undefined ? label : `${label} (${number})`;
  }
}

/** What a tensor is on the way through its layer: what comes after the node's id in its name. Null for the layer's own output. */
export function labelOf({ name, nodeId }: TensorInfo): string | null {
  if (nodeId === null || !name.startsWith(`${nodeId}:`)) return null;
  return legible(name.slice(nodeId.length + 1));
}

/** True for biases. */
export function isBias({ part }: TensorInfo): boolean {
  return part !== null && /(^|[._])bias([._]|$)/.test(part);
}

/** What an optimizer's tensor is, such as `exp_avg` in `exp_avg(0.weight)`. */
function prefixOf(name: string): string {
  return legible(name.slice(0, Math.max(0, name.indexOf('('))));
}

const NORMALIZATIONS: ReadonlySet<OpType> = new Set([
  'batch_norm',
  'instance_norm',
  'layer_norm',
  'group_norm',
  'rms_norm',
]);

const STATE_LETTERS: Readonly<Record<string, { tex: string; words: () => string }>> = {
  'momentum buffer': { tex: 'm', words: () => l10n.t('the momentum') },
  'exp avg': { tex: 'm', words: () => 'm' },
  'grad avg': { tex: '\\bar{g}', words: () => l10n.t('the mean gradient') },
  'exp avg sq': { tex: 'v', words: () => 'v' },
  'square avg': { tex: 'v', words: () => 'v' },
  'max exp avg sq': { tex: '{v^{\\max}}', words: () => l10n.t('the largest v') },
  sum: { tex: 's', words: () => 's' },
};

function randomLetter({ role, source }: TensorInfo): { tex: string; words: string } | null {
  if (role !== 'random' || source?.kind !== 'random') return null;
  switch (source.distribution.kind) {
    case 'bernoulli':
      return { tex: 'm', words: 'm' };
    case 'uniform':
      return { tex: 'u', words: 'u' };
    case 'normal':
      return { tex: '\\varepsilon', words: l10n.t('epsilon') };
    case 'integer':
    case 'permutation':
      return { tex: 'r', words: 'r' };
  }
}

/** Numbers from 1 of tensors that share their name with others, by tensor id. */
function numbersOf({ tensors }: Program): Map<number, number> {
  const byName = new Map<string, number[]>();
  for (const { id, name, role, nodeId } of tensors) {
    if (role === 'gradient' || nodeId === null || !name.startsWith(`${nodeId}:`)) continue;
    const same = byName.get(name);
    if (same) same.push(id);
    else byName.set(name, [id]);
  }
  const numbers = new Map<number, number>();
  for (const ids of byName.values()) {
    if (ids.length > 1) ids.forEach((id, i) => numbers.set(id, i + 1));
  }
  return numbers;
}

/** A label that can be set in any mode and said aloud. */
function legible(label: string): string {
  return label.replace(/[^A-Za-z0-9.,+\- ]+/g, ' ').trim();
}

function joined(first: string | null, second: string | null): string | null {
  if (first === null || second === null) return first ?? second;
  return `${first} ${second}`;
}

function plain(
  tex: string,
  words: string,
  layer: string | null = null,
  label: string | null = null,
): Stem {
  const letters = { small: tex, large: tex, smallWords: words, largeWords: words };
  return { ...letters, layer, label, owner: null };
}
