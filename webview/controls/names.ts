/** The words for grains and places, in one place. */
import * as l10n from '@vscode/l10n';
import type { SourceRange } from '../../src/core/model/range';
import { formatShape } from '../../src/core/model/shape';
import type { GraphNode, ModelGraph } from '../../src/core/model/graph';
import { nodeOf, outputNameOf } from '../../src/core/model/outputs';
import type { Grain } from '../../src/core/timeline/timeline';

/** How a grain stands in the list. */
export function grainName(grain: Grain): string {
  switch (grain) {
    case 'phase':
      return l10n.t('step by phase');
    case 'layer':
      return l10n.t('step by layer');
    case 'operation':
      return l10n.t('step by operation');
    case 'term':
      return l10n.t('step by term');
  }
}

/** A place as people count, such as `xor.backprop.yaml:7`; of the model file, whose name is given, unless it is in another one. */
export function placeName(fileName: string, { file, startLine }: SourceRange): string {
  return `${file === undefined ? fileName : baseName(file)}:${startLine + 1}`;
}

/** A place where it is clear which file is shown, such as `Line 7`; with the name of the file where it is another one. */
export function lineName(range: SourceRange): string {
  return range.file === undefined
    ? l10n.t('Line {0}', range.startLine + 1)
    : placeName(range.file, range);
}

/** The shapes of what a node reads, and of what it gives: `4 × 2, 4 × 3 → 4 × 5`; a source only gives. */
export function shapeWords({ nodes }: ModelGraph, node: GraphNode): string {
  const read = node.inputs.map((input) => {
    const from = nodes.find(({ id }) => id === nodeOf(input))!;
    const other = from.others?.find(({ name }) => name === outputNameOf(input));
    return formatShape((other ?? { shape: from.outputShape }).shape);
  });
  const given = formatShape(node.outputShape);
  return read.length === 0 ? given : l10n.t('{0} → {1}', read.join(', '), given);
}

function baseName(uri: string): string {
  return decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
}
