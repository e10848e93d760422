/** Layers whose name says how many dimensions of space a sample has besides its channels. */
import * as l10n from '@vscode/l10n';
import type { Shape } from '../../../model/shape';
import { sampleBrackets } from '../describe';
import type { LayerSpec } from '../layer-spec';
import { changeWord, type Context } from '../source';

/** What samples look like by the rank of the tensor, batch included. */
const SAMPLES: Readonly<Record<number, string>> = {
  2: '[features]',
  3: '[channels, length]',
  4: '[channels, height, width]',
};

/** Reports an input of another rank than the layer is for, with the sibling that fits, if there is one. */
export function fitsSpace(
  layer: LayerSpec,
  input: Shape,
  ranks: readonly number[],
  context: Context,
  siblings: Readonly<Record<number, string>> = siblingsOf(layer.type!.name),
): boolean {
  if (ranks.includes(input.length)) return true;
  const { name } = layer.type!;
  const expected = ranks.map((rank) => SAMPLES[rank]).join(l10n.t(' or '));
  const found = sampleBrackets(input);
  const sibling = siblings[input.length];
  context.problems.error(
    'shape-mismatch',
    layer.typeSpan,
    sibling
      ? l10n.t(
          '"{0}" is for samples of shape {1}, but here they are {2}. Use {3}.',
          name,
          expected,
          found,
          sibling,
        )
      : l10n.t('"{0}" is for samples of shape {1}, but here they are {2}.', name, expected, found),
    ...(sibling ? [changeWord(context, layer.typeSpan, sibling)] : []),
  );
  return false;
}

/** The same layer for other ranks. */
function siblingsOf(name: string): Readonly<Record<number, string>> {
  const stem = name.replace(/[12]d$/, '');
  const shared = { 3: `${stem}1d`, 4: `${stem}2d` };
  if (stem === 'batch_norm') return { ...shared, 2: 'batch_norm1d' };
  return stem === 'dropout' ? { ...shared, 2: 'dropout' } : shared;
}
