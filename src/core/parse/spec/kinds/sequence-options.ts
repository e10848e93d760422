/** What the layers for sequences have in common in the spec language. */
import * as l10n from '@vscode/l10n';
import type { Shape } from '../../../model/shape';
import type { OptionSpec } from '../catalog-types';
import { sampleBrackets } from '../describe';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';

/** Layers of one stack. */
const MAX_LAYERS = 100;

/** The option `dropout`. */
export const dropoutOption = (value: number, doc: () => string): OptionSpec => ({
  name: 'dropout',
  value: { kind: 'number', min: 0 },
  default: value,
  doc,
});

/** The option `layers` of stacks. */
export const layersOption = (doc: () => string): OptionSpec => ({
  name: 'layers',
  value: { kind: 'integer', min: 1, max: MAX_LAYERS },
  default: 1,
  doc,
});

/** The option `bias`. */
export const BIAS: OptionSpec = {
  name: 'bias',
  value: { kind: 'boolean' },
  default: true,
  doc: () => l10n.t('Whether biases are added.'),
};

/** The option `heads`. */
export const HEADS: OptionSpec = {
  name: 'heads',
  value: { kind: 'size' },
  required: true,
  doc: () => l10n.t('How many attentions run side by side, each with its share of the features.'),
};

/** The option `causal`. */
export const CAUSAL: OptionSpec = {
  name: 'causal',
  value: { kind: 'boolean' },
  default: false,
  doc: () => l10n.t('Whether a place attends only to itself and to places before it.'),
};

/** The probability that `dropout` gives; null after a problem was reported. */
export function dropoutOf(layer: LayerSpec, otherwise: number, context: Context): number | null {
  const p = layer.options.get('dropout', 'number') ?? otherwise;
  if (p <= 1) return p;
  context.problems.error(
    'out-of-range',
    layer.options.tree('dropout')!.span,
    l10n.t('This is a probability, from 0 to 1, but it is {0}.', p),
  );
  return null;
}

/** True for [batch, places, features]; false after a problem was reported. */
export function areSequences(
  layer: LayerSpec,
  inputs: readonly Shape[],
  context: Context,
): boolean {
  const wrong = inputs.find((shape) => shape.length !== 3);
  if (!wrong) return true;
  context.problems.error(
    'shape-mismatch',
    layer.typeSpan,
    l10n.t(
      '"{0}" reads sequences: for each sample a list of places with features, such as [10, 8]. It receives {1}.',
      layer.type!.name,
      sampleBrackets(wrong),
    ),
  );
  return false;
}
