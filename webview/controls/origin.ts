/** Where the numbers of a model come from, in words: nothing on screen is of unknown origin. */
import * as l10n from '@vscode/l10n';
import { inputNodes, parametersOf } from '../../src/core/model/find';
import type { GraphNode, ModelGraph } from '../../src/core/model/graph';

/** Sentences about the data and the weights, then everything that was assumed. */
export function originWords(graph: ModelGraph): string[] {
  const origin = [dataWords(graph), weightWords(graph), runWords(graph)];
  return [
    origin.filter((sentence) => sentence !== '').join(' '),
    ...graph.assumptions.map(({ message }) => message),
  ];
}

function dataWords(graph: ModelGraph): string {
  const { data, loss, seed } = graph;
  switch (data.kind) {
    case 'given':
      return l10n.t('Input and target from the file.');
    case 'dataset':
      return l10n.t('Data: {0}, {1} samples made with seed {2}.', data.dataset, data.samples, seed);
    case 'random':
      return l10n.t('Input and target: random numbers with seed {0}.', seed);
    case 'script':
      return scriptWords(
        Object.keys(data.tensors).length,
        inputNodes(graph).length + (loss.kind === 'output' ? 0 : 1),
        seed,
      );
  }
}

/** How many of the inputs and the target the file's own code makes. */
function scriptWords(made: number, of: number, seed: number): string {
  if (made === of) return l10n.t('Input and target as the code makes them, with seed {0}.', seed);
  return made === 0
    ? l10n.t('Input and target: random numbers with seed {0}.', seed)
    : l10n.t('Input and target as the code makes them, the rest random, with seed {0}.', seed);
}

function weightWords(graph: ModelGraph): string {
  const { initialization, seed } = graph;
  const parameters = parametersOf(graph);
  const inFile = new Set(
    initialization.flatMap(({ tensor, initializer }) =>
      initializer.kind === 'given' ? [tensor] : [],
    ),
  );
  const given = parameters.filter(({ name }) => inFile.has(name)).length;
  if (parameters.length === 0) return '';
  if (given === parameters.length) return l10n.t('First weights: from the file.');
  return given > 0
    ? l10n.t('First weights: from the file, the others as PyTorch draws them with seed {0}.', seed)
    : l10n.t('First weights: as PyTorch draws them with seed {0}.', seed);
}

/** How it is computed; the mode only where it makes a difference. */
function runWords({ dtype, mode, nodes }: ModelGraph): string {
  const precision =
    dtype === 'float32'
      ? l10n.t('Computed in single precision (float32).')
      : l10n.t('Computed in double precision (float64).');
  const words = [
    ...(nodes.some(drops) ? [dropWords(mode)] : []),
    ...(nodes.some(normalizes) ? [normalizationWords(mode)] : []),
  ];
  return [precision, ...words].join(' ');
}

function dropWords(mode: ModelGraph['mode']): string {
  return mode === 'train'
    ? l10n.t('Train mode: dropout drops.')
    : l10n.t('Eval mode: nothing is dropped.');
}

function normalizationWords(mode: ModelGraph['mode']): string {
  return mode === 'train'
    ? l10n.t('Train mode: normalization uses mean and variance of the batch.')
    : l10n.t('Eval mode: normalization uses running statistics.');
}

/** True for normalization that differs between the modes, and is in that of the model. */
function normalizes({ op }: GraphNode): boolean {
  return (
    (op.type === 'batch_norm' || op.type === 'instance_norm') &&
    op.trackRunningStats &&
    !op.evaluated
  );
}

function drops({ op }: GraphNode): boolean {
  switch (op.type) {
    case 'dropout':
      return op.p > 0;
    case 'recurrent':
    case 'multihead_attention':
    case 'attention':
      return op.dropout > 0;
    default:
      return false;
  }
}
