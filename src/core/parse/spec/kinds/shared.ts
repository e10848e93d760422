/** Options that many layers share, and how they are read. */
import * as l10n from '@vscode/l10n';
import type { Shape } from '../../../model/shape';
import { changeTo } from '../../problems';
import type { OptionSpec, ValueKind } from '../catalog-types';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';

/** Any number. */
export const NUMBER: ValueKind = { kind: 'number' };
/** A dimension; negative ones count from the end. */
export const DIM: ValueKind = { kind: 'integer', min: -8, max: 7 };

/** The option `name`. */
export const NAME: OptionSpec = {
  name: 'name',
  value: { kind: 'name' },
  doc: () =>
    l10n.t('A name for the layer, usable after "from" and in the names of its parameters.'),
};

/** The option `from` of layers that read one other. */
export const FROM: OptionSpec = {
  name: 'from',
  value: { kind: 'from' },
  doc: () =>
    l10n.t('The layer whose output is read, instead of the layer above; "input" is the input.'),
};

/** The option `from` of layers that read several. */
export const JOINED: OptionSpec = {
  name: 'from',
  value: { kind: 'from' },
  required: true,
  doc: () => l10n.t('The layers that are joined, two or more.'),
};

/** The option `layers` of containers. */
export const LAYERS: OptionSpec = {
  name: 'layers',
  value: { kind: 'layers' },
  required: true,
  doc: () => l10n.t('The layers inside, one after the other.'),
};

/** A dimension with its default. */
export const dim = (doc: () => string, value: number): OptionSpec => ({
  name: 'dim',
  value: DIM,
  default: value,
  doc,
});

/** The dimension that an option means, counted from the front; null after a problem was reported. */
export function dimension(
  layer: LayerSpec,
  option: string,
  otherwise: number,
  input: Shape,
  context: Context,
): number | null {
  const given = layer.options.get(option, 'integer') ?? otherwise;
  return fromFront(given, layer, option, input, context);
}

/** The dimensions that an option lists, counted from the front; all but the batch when left out. Null after a problem was reported. */
export function dimensions(
  layer: LayerSpec,
  option: string,
  input: Shape,
  context: Context,
): readonly number[] | null {
  const given = layer.options.get(option, 'integers') ?? input.slice(1).map((_, d) => d + 1);
  const dims: number[] = [];
  for (const each of given) {
    const dim = fromFront(each, layer, option, input, context);
    if (dim === null) return null;
    if (!dims.includes(dim)) dims.push(dim);
  }
  return dims;
}

/** A dimension counted from the front; null after a problem was reported: it must be there and not be the batch. */
export function fromFront(
  given: number,
  layer: LayerSpec,
  option: string,
  input: Shape,
  context: Context,
): number | null {
  const dim = given < 0 ? given + input.length : given;
  if (dim >= 1 && dim < input.length) return dim;
  const span = layer.options.tree(option)?.span ?? layer.typeSpan;
  context.problems.error(
    'bad-dim',
    span,
    dim === 0
      ? l10n.t('Dimension 0 is the batch: samples would be mixed with each other. Use 1 or more.')
      : l10n.t(
          'There is no dimension {0}: the input has dimensions 0 (the batch) to {1}.',
          given,
          input.length - 1,
        ),
    changeTo(span, '1'),
  );
  return null;
}
