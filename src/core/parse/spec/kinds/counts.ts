/** Options with one number for each dimension, or one for all of them. */
import * as l10n from '@vscode/l10n';
import type { LayerSpec } from '../layer-spec';
import type { Context } from '../source';

/** The numbers of an option, one for each of `dims` dimensions; null after a problem was reported. */
export function countsOf(
  layer: LayerSpec,
  option: string,
  dims: number,
  otherwise: number,
  context: Context,
): readonly number[] | null {
  return forEachDimension(
    layer,
    option,
    layer.options.get(option, 'counts') ?? [otherwise],
    dims,
    context,
  );
}

/** One number for all dimensions, or a list with one for each, as a list; null after a problem was reported. */
export function forEachDimension(
  layer: LayerSpec,
  option: string,
  given: readonly number[],
  dims: number,
  context: Context,
): readonly number[] | null {
  if (given.length === dims) return given;
  if (given.length === 1) return Array.from({ length: dims }, () => given[0]!);
  context.problems.error(
    'wrong-length',
    layer.options.tree(option)?.span ?? layer.typeSpan,
    l10n.t(
      '"{0}" has {1} numbers, but {2} are needed: one for each dimension of space, or a single one for all.',
      option,
      given.length,
      dims,
    ),
  );
  return null;
}
