/** Where the numbers of a model come from, in words: nothing on screen is of unknown origin. */
import * as l10n from '@vscode/l10n';
import type { ModelGraph } from '../../src/core/model/graph';

/** Sentences about the data and the weights, then everything that was assumed. */
export function originWords(graph: ModelGraph): string[] {
  const origin = `${dataWords(graph)} ${weightWords(graph)}`;
  return [origin, ...graph.assumptions.map(({ message }) => message)];
}

function dataWords({ data, seed }: ModelGraph): string {
  switch (data.kind) {
    case 'given':
      return l10n.t('Input and target from the file.');
    case 'dataset':
      return l10n.t('Data: {0}, {1} samples made with seed {2}.', data.dataset, data.samples, seed);
    case 'random':
      return l10n.t('Input and target: random numbers with seed {0}.', seed);
  }
}

function weightWords({ nodes, seed }: ModelGraph): string {
  const parameters = nodes.flatMap((node) => node.parameters);
  const given = parameters.filter(({ initializer }) => initializer.kind === 'given').length;
  if (parameters.length === 0) return '';
  if (given === parameters.length) return l10n.t('First weights: from the file.');
  return given > 0
    ? l10n.t('First weights: from the file, the others as PyTorch draws them with seed {0}.', seed)
    : l10n.t('First weights: as PyTorch draws them with seed {0}.', seed);
}
