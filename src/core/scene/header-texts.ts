/** What the headers over the columns say: name and activation, shape and number of parameters. */
import * as l10n from '@vscode/l10n';
import { LOSS_NODE } from '../autodiff/program';
import { groupedCount } from '../explain/numbers';
import type { GraphNode, LossSpec } from '../model/graph';
import { lossName, PATH_FORMS, pathForms, shortLayerName } from '../model/layer-names';
import { elementCount, formatShape } from '../model/shape';
import type { Frame, Strip } from './frame';

/** A header before it is cut to its room. */
export interface Header {
  readonly x: number;
  readonly y: number;
  /** For each form of a path: the title with the function behind the layer, then without. */
  readonly titles: readonly (readonly string[])[];
  readonly details: readonly string[];
  readonly running: boolean;
  /** True for layers, inputs and the loss, in contrast to functions such as `view`, which give way to them. */
  readonly important: boolean;
  /** True when other columns' lines may pass behind it. */
  readonly amidLines: boolean;
}

/** The headers of all columns. */
export function headersOf(frame: Frame): Header[] {
  const { graph } = frame.request;
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const headers: Header[] = [];
  for (const strip of frame.strips) {
    const nodes = strip.column.nodeIds.map((id) => byId.get(id)!);
    if (nodes.length > 0) headers.push(layerHeader(frame, strip, nodes));
  }
  const [loss] = frame.strips.filter(({ column }) => column.nodeIds.length === 0);
  return loss ? [...headers, lossHeader(frame, loss)] : headers;
}

function layerHeader(frame: Frame, strip: Strip, nodes: readonly GraphNode[]): Header {
  const names = nodes.map(shortLayerName);
  const last = nodes[nodes.length - 1]!;
  const parameters = nodes
    .flatMap((node) => node.parameters)
    .reduce((sum, { shape }) => sum + elementCount(shape), 0);
  const shape = formatShape(last.outputShape);
  return {
    x: (strip.left + strip.right) / 2,
    y: frame.py(strip.column.headerY) - 6,
    titles: titlesOf(names),
    details:
      parameters === 0
        ? [shape]
        : [`${shape} · ${l10n.t('{0} params', groupedCount(parameters))}`, shape],
    amidLines: strip.column.headerY > frame.request.layout.bounds.top + 0.01,
    running: nodes.some(({ id }) => frame.moment.op?.nodeId === id),
    important: parameters > 0 || strip.column.kind === 'input',
  };
}

function titlesOf(names: readonly string[]): string[][] {
  const forms = names.map(pathForms);
  return Array.from({ length: PATH_FORMS }, (_, form) => {
    const [own, ...others] = forms.map((each) => each[form]!);
    return others.length > 0 ? [[own, ...others].join(' · '), own!] : [own!];
  });
}

/** One header over the errors, where there are such, and E: the loss and how it is formed. */
function lossHeader(frame: Frame, first: Strip): Header {
  const { graph, trace } = frame.request;
  const loss = frame.strips[frame.strips.length - 1]!;
  const { tensors, errors: perElement } = trace.program;
  const count = elementCount(tensors[perElement]!.shape);
  return {
    x: (first.left + loss.right) / 2,
    y: frame.py(first.column.headerY) - 6,
    titles: Array.from({ length: PATH_FORMS }, () => [lossName(graph), l10n.t('loss')]),
    details: [reductionText(graph.loss, count)],
    amidLines: false,
    running: frame.moment.op?.nodeId === LOSS_NODE,
    important: true,
  };
}

function reductionText({ kind, reduction }: LossSpec, count: number): string {
  if (kind === 'output' && count === 1) return l10n.t('the output itself');
  if (reduction === 'sum' || reduction === 'none') return l10n.t('sum over {0}', count);
  return l10n.t('mean over {0}', reduction === 'mean' ? count : l10n.t('the batch'));
}
