/** What layers and tensors are called in sentences and in code. */
import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../model/graph';
import { layerName, lossName, pathForms, shortLayerName } from '../model/layer-names';
import type { PrimitiveName } from '../autodiff/attributes';
import {
  LOSS_NODE,
  type Phase,
  type Program,
  type TensorId,
  type TensorInfo,
} from '../autodiff/program';
import type { ElementRef } from '../autodiff/trace';
import { isBias } from './stems';
import { isDirection, unravel } from './symbols';

/** A layer as sentences name it, or the loss. */
export function nodeLabel(graph: ModelGraph, nodeId: string | null): string {
  if (nodeId === null || nodeId === LOSS_NODE) return lossName(graph);
  const node = graph.nodes.find((n) => n.id === nodeId);
  return node ? layerName(graph, node) : nodeId;
}

/** A layer as sentences name it, and the shorter forms of its path, for where there is less room. */
export function nodeLabels(graph: ModelGraph, nodeId: string | null): string[] {
  const label = nodeLabel(graph, nodeId);
  const node = graph.nodes.find(({ id }) => id === nodeId);
  return [label, ...pathForms(node ? shortLayerName(node) : label).slice(1)];
}

/** A phase as it is shown. */
export function phaseLabel(phase: Phase): string {
  switch (phase) {
    case 'forward':
      return l10n.t('Forward');
    case 'loss':
      return l10n.t('Loss');
    case 'backward':
      return l10n.t('Backward');
    case 'update':
      return l10n.t('Update');
  }
}

/**
 * A tensor as PyTorch code would name it, such as `out.weight` or `out.weight.grad`; a layer's output has the layer's name, what it
 * computes on the way that with a label.
 */
function tensorName(graph: ModelGraph, program: Program, id: TensorId): string {
  const tensor = program.tensors[id]!;
  const { name, nodeId } = tensor;
  switch (tensor.role) {
    case 'gradient':
      if (isDirection(program, tensor)) return name;
      return `${tensorName(graph, program, tensor.of!)}.grad`;
    case 'updated':
      return tensorName(graph, program, tensor.of!);
    case 'activation':
    case 'constant':
    case 'random':
      if (nodeId === null) return name;
      return (
        nodeLabel(graph, nodeId) + (name.startsWith(`${nodeId}:`) ? name.slice(nodeId.length) : '')
      );
    default:
      return name;
  }
}

/** An element as PyTorch code would name it: zero-based, batch first, such as `out.weight[0,1]`. */
export function elementName(graph: ModelGraph, program: Program, element: ElementRef): string {
  const { shape } = program.tensors[element.tensor]!;
  const name = tensorName(graph, program, element.tensor);
  return shape.length === 0 ? name : `${name}[${unravel(shape, element.index).join(',')}]`;
}

/** What kind of number a tensor holds, in words. */
export function kindOf(program: Program, id: TensorId): string {
  const tensor = program.tensors[id]!;
  switch (tensor.role) {
    case 'input':
      return l10n.t('input');
    case 'target':
      return l10n.t('target');
    case 'parameter':
      return parameterKind(tensor);
    case 'activation':
      return activationKind(program, id);
    case 'error':
      return l10n.t('error');
    case 'loss':
      return l10n.t('loss');
    case 'gradient':
      return l10n.t('gradient');
    case 'buffer':
      return tensor.part === 'value' ? l10n.t('kept value') : l10n.t('running statistic');
    case 'state':
      return l10n.t('state of the optimizer');
    case 'constant':
      return l10n.t('constant');
    case 'random':
      return tensor.source?.kind === 'random' && tensor.source.distribution.kind === 'bernoulli'
        ? l10n.t('random mask')
        : l10n.t('random number');
    case 'updated':
      return newKind(program.tensors[tensor.of!]!);
  }
}

function parameterKind(parameter: TensorInfo): string {
  if (parameter.part === 'value') return l10n.t('parameter');
  return isBias(parameter) ? l10n.t('bias') : l10n.t('weight');
}

function newKind(of: TensorInfo): string {
  if (of.role === 'buffer') return l10n.t('new running statistic');
  if (of.role === 'state') return l10n.t('new state of the optimizer');
  if (of.part === 'value') return l10n.t('new value of the parameter');
  return isBias(of) ? l10n.t('new bias') : l10n.t('new weight');
}

function activationKind(program: Program, id: TensorId): string {
  if (id === program.prediction) return l10n.t('output');
  const { birth, nodeId, name } = program.tensors[id]!;
  const op = program.ops[birth];
  if (op && WEIGHTED.has(op.primitive)) return l10n.t('weighted sum');
  return nodeId !== null && name.startsWith(`${nodeId}:`)
    ? l10n.t('intermediate value')
    : l10n.t('activation');
}

const WEIGHTED: ReadonlySet<PrimitiveName> = new Set(['linear', 'conv', 'conv_transpose']);
