/** The picture in words: where we are, and every value that is there for the shown sample. For screen readers and for copying. */
import * as l10n from '@vscode/l10n';
import { formatShape } from '../model/shape';
import type { GraphNode } from '../model/graph';
import type { Program, TensorId } from '../autodiff/program';
import { batchSize, sampleElements } from '../timeline';
import { isTensorComputed } from './computed';
import { explain } from './explain';
import { listText } from './matrix';
import { nodeLabel } from './names';
import { sampleOf, type ExplainRequest } from './request';
import { symbolsOf, type Symbols } from './symbols';

/** Tells the moment, a line for each layer. */
export function narrate(request: ExplainRequest): string {
  const { graph, trace } = request;
  const { program } = trace;
  const { kicker, title, sentence, spoken, note } = explain(request);
  const symbols = symbolsOf(graph, program);
  const where = [`${kicker}. ${title}. ${sentence}`, spoken, note ?? ''];
  const sample = l10n.t('Sample {0} of {1}.', sampleOf(request) + 1, batchSize(program));
  const stopped = graph.stoppedAt
    ? l10n.t('The model is shown up to where it is not understood: {0}', graph.stoppedAt.reason)
    : '';
  const layers = graph.nodes.map((node) => layerLine(request, symbols, node));
  const { target, errors, prediction } = program;
  const compared = target === null ? [] : [target];
  const own = errors === prediction ? [] : [errors];
  const loss = valuesOf(request, symbols, [...compared, ...own, program.loss]);
  return [...where, sample, stopped, ...layers, `${nodeLabel(graph, null)}: ${loss}`]
    .filter((line) => line !== '')
    .join('\n');
}

function layerLine(request: ExplainRequest, symbols: Symbols, node: GraphNode): string {
  const { graph, trace } = request;
  const { program } = trace;
  const output = program.outputOf[node.id]!;
  const parameters = parametersOf(program, node).filter((id) => id !== output);
  const shape = formatShape(node.outputShape);
  const values = valuesOf(request, symbols, [...parameters, output]);
  const pending = isTensorComputed(request, output) ? '' : ` ${l10n.t('Output not computed yet.')}`;
  return `${nodeLabel(graph, node.id)} (${node.type}, ${shape}): ${values}${pending}`;
}

/** The parameters that are the node's own; one that several share belongs to the first of them. */
function parametersOf(program: Program, node: GraphNode): readonly TensorId[] {
  return program.parameters.filter((id) => program.tensors[id]!.nodeId === node.id);
}

/** The tensors that are there, each with its gradient and its new value where these are there. */
function valuesOf(request: ExplainRequest, symbols: Symbols, tensors: readonly TensorId[]): string {
  const { program } = request.trace;
  const all = tensors.flatMap((id) => [id, program.gradientOf[id], program.updatedOf[id]]);
  const there = all.filter((id) => typeof id === 'number' && isTensorComputed(request, id));
  return there.map((id) => valueText(request, symbols, id!)).join(' ');
}

function valueText(request: ExplainRequest, symbols: Symbols, id: TensorId): string {
  const { program, values } = request.trace;
  const run = sampleElements(program, id, sampleOf(request));
  const words = symbols.whole(id).words;
  const name = program.tensors[id]!.role === 'updated' ? l10n.t('new {0}', words) : words;
  return `${name}: ${listText(run.count, (i) => values[id]![run.at(i)]!)}.`;
}
