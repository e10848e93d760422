/** Parameters that the backward pass does not reach, with the reason; batch normalization over a single number; linear layers in a row. */
import * as l10n from '@vscode/l10n';
import type { GraphNode, ModelGraph } from '../../../model/graph';
import { nodeOf } from '../../../model/outputs';
import { elementCount } from '../../../model/shape';
import type { SourceRange } from '../../../model/range';
import type { Finding } from '../tape';
import type { Place } from '../../python/place';
import { placeIn } from './code';
import { warning, type Facts } from './facts';

/** Findings on the finished graph. */
export function adviseOnGraph(facts: Facts): Finding[] {
  const { graph } = facts;
  if (!graph || graph.stoppedAt) return [];
  return [
    ...unreached(graph, facts),
    ...singleNumbers(graph, facts),
    ...linearInARow(graph, facts),
  ];
}

/** Parameters behind a detach, and the place of the detach. */
function unreached(graph: ModelGraph, facts: Facts): Finding[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const reached = behind([graph.nodes.at(-1)!], byId, (node) => node.op.type !== 'detach');
  const used = behind([graph.nodes.at(-1)!], byId, () => true);
  const lost = graph.nodes.filter(
    (node) => used.has(node) && !reached.has(node) && node.parameters.some(({ frozen }) => !frozen),
  );
  const stops = graph.nodes.filter(({ op, inputs }) => {
    const source = byId.get(nodeOf(inputs[0] ?? ''));
    return (
      op.type === 'detach' &&
      source &&
      lost.some((node) => behind([source], byId, () => true).has(node))
    );
  });
  return stops.flatMap((stop) => {
    const place = placeOf(stop.call ?? stop.range, facts);
    const source = byId.get(nodeOf(stop.inputs[0]!))!;
    const names = lost
      .filter((node) => behind([source], byId, () => true).has(node))
      .map(({ id }) => id);
    if (!place || names.length === 0) return [];
    const shown = names.slice(0, 3).join(', ') + (names.length > 3 ? ', …' : '');
    return [
      warning(
        'no-gradient',
        place,
        l10n.t('No gradient goes back through here, so {0} get none and are not trained.', shown),
      ),
    ];
  });
}

/** The nodes that lead to these, entered only from nodes that hand the gradient on. */
function behind(
  ends: readonly GraphNode[],
  byId: ReadonlyMap<string, GraphNode>,
  passes: (node: GraphNode) => boolean,
): Set<GraphNode> {
  const found = new Set<GraphNode>();
  const waiting = [...ends];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    if (!passes(node)) continue;
    for (const from of [...node.inputs, ...(node.given ?? []).map((each) => each.from)]) {
      const source = byId.get(nodeOf(from));
      if (source) waiting.push(source);
    }
  }
  return found;
}

/** One number a channel has no variance: PyTorch refuses it in train mode. */
function singleNumbers(graph: ModelGraph, facts: Facts): Finding[] {
  if (facts.mode === 'eval' || !facts.inputsKnown) return [];
  return graph.nodes.flatMap((node) => {
    const { op, inputShape } = node;
    if (op.type !== 'batch_norm') return [];
    if (elementCount(inputShape) / (inputShape[1] ?? 1) > 1) return [];
    const place = placeOf(node.call ?? node.range, facts);
    const message = l10n.t(
      'Batch normalization in train mode needs more than one number for each channel, but there is one sample. Use a larger batch, or eval().',
    );
    return place
      ? [{ ...warning('batch-of-one', place, message), severity: 'error' as const }]
      : [];
  });
}

/** Two linear layers with nothing between are one linear layer, unless the middle is narrower than both ends. */
function linearInARow(graph: ModelGraph, facts: Facts): Finding[] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const readers = new Map<string, number>();
  for (const { inputs } of graph.nodes) {
    for (const each of inputs) readers.set(each, (readers.get(each) ?? 0) + 1);
  }
  return graph.nodes.flatMap((node) => {
    const before = byId.get(node.inputs[0] ?? '');
    if (node.op.type !== 'linear' || before?.op.type !== 'linear' || readers.get(before.id) !== 1)
      return [];
    const narrow = before.op.outFeatures < Math.min(before.op.inFeatures, node.op.outFeatures);
    if (narrow || sameFrames(node, before)) return [];
    const place = placeOf(node.range, facts);
    if (!place) return [];
    return [
      warning(
        'linear-in-a-row',
        place,
        l10n.t(
          'Nothing stands between "{0}" and "{1}": two linear layers in a row can do no more than one. Put an activation between them.',
          before.id,
          node.id,
        ),
      ),
    ];
  });
}

/** One layer applied twice is meant so. */
function sameFrames(a: GraphNode, b: GraphNode): boolean {
  return a.parameters[0]?.name === b.parameters[0]?.name;
}

/** The place of a range of the model file; null for other files. */
function placeOf(range: SourceRange, { file }: Facts): Place | null {
  if (range.file !== undefined) return null;
  const start = file.lines.offset(range.startLine, range.startColumn);
  return placeIn({ file }, { start, end: file.lines.offset(range.endLine, range.endColumn) });
}
