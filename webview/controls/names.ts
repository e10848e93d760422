/** The words for grains and places, in one place. */
import * as l10n from '@vscode/l10n';
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

/** A place in a file as people count, such as `xor.backprop.yaml:7`. */
export function placeName(fileName: string, line: number): string {
  return `${fileName}:${line + 1}`;
}
