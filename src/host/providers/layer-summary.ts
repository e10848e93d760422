/** What the hover on a layer says, as Markdown. Pure. */
import * as l10n from '@vscode/l10n';
import type { NodeCost } from '../../core/autodiff/cost';
import { groupedCount } from '../../core/explain/numbers';
import type { Buffer, GraphNode, ModelGraph } from '../../core/model/graph';
import { nodeOf, outputNameOf } from '../../core/model/outputs';
import { elementCount, formatShape, type Shape } from '../../core/model/shape';
import { layerFormula } from './layer-formula';

/** Markdown with the picture (a data URI), shapes, parameters, cost and formula of one layer; short, so that it shows without scrolling. */
export function layerSummary(
  graph: ModelGraph,
  node: GraphNode,
  cost: NodeCost | undefined,
  picture: string,
): string {
  const type = node.name === node.type ? '' : ` · ${escapeMarkdown(node.type)}`;
  const formula = layerFormula(graph, node);
  const facts = [
    shapes(graph, node),
    parameters(node),
    ...buffers(node),
    ...(cost ? [costs(cost)] : []),
  ];
  return [
    `![${l10n.t('Drawing of the layer')}](${picture})`,
    `**${escapeMarkdown(node.name)}**${type}${formula === null ? '' : ` · \`${formula}\``}`,
    facts.join('  \n'),
  ].join('\n\n');
}

function costs({ macs, activationBytes }: NodeCost): string {
  return l10n.t(
    '{0} multiply-adds · {1} for its values',
    groupedCount(macs),
    bytes(activationBytes),
  );
}

/** Everything that goes in and comes out. */
function shapes(
  { nodes }: ModelGraph,
  { op, inputs, outputShape, others = [] }: GraphNode,
): string {
  const named = others.map(({ name, shape }) => `${escapeMarkdown(name)} ${formatShape(shape)}`);
  const output = [formatShape(outputShape), ...named].join(', ');
  if (op.type === 'input' && op.below !== undefined) {
    return l10n.t('{0} · whole numbers below {1}', output, op.below);
  }
  if (inputs.length === 0) return output;
  const read = inputs.map((input) => formatShape(shapeOf(nodes, input)));
  return `${read.join(', ')} → ${output}`;
}

function shapeOf(nodes: readonly GraphNode[], input: string): Shape {
  const node = nodes.find(({ id }) => id === nodeOf(input));
  const output = outputNameOf(input);
  return (
    (output === null
      ? node?.outputShape
      : node?.others?.find(({ name }) => name === output)?.shape) ?? []
  );
}

function buffers({ buffers: kept = [] }: GraphNode): string[] {
  if (kept.length === 0) return [];
  const names = kept.map((each) => escapeMarkdown(stateName(each)));
  return [l10n.t('Kept from step to step, not learned: {0}', names.join(', '))];
}

function parameters({ parameters: tensors }: GraphNode): string {
  if (tensors.length === 0) return l10n.t('No parameters');
  const total = tensors.reduce((sum, { shape }) => sum + elementCount(shape), 0);
  const parts = tensors.map(
    (each) => `${escapeMarkdown(stateName(each))} ${formatShape(each.shape)}`,
  );
  return l10n.t('{0} parameters: {1}', groupedCount(total), parts.join(', '));
}

/** What it is to its layer; what stands for itself has only its own name. */
function stateName({ name, role }: Buffer): string {
  return role === 'value' ? name : role;
}

function bytes(value: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let amount = value;
  let unit = 0;
  while (amount >= 1000 && unit < units.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  return `${Number(amount.toPrecision(3))} ${units[unit]}`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$]/g, '\\$&').replace(/\s+/g, ' ');
}
