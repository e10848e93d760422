/** Parts of a tensor, and their replacement: shapes. */
import * as l10n from '@vscode/l10n';
import { indexing } from '../indexing';
import type { IndexItem } from '../ops';
import { brackets, broadcastShape, sameShape, type Shape } from '../shape';
import { type Definitions, type Misfit } from './definition';

/** Indexing. PyTorch: `x[…]`, `x[…] = value`. */
export const index: Definitions<'index' | 'index_put'> = {
  index: {
    infer: ({ items }, [x]) => itemMisfit(items, x!) ?? { shape: indexing(items, x!).shape },
  },
  index_put: {
    infer({ items }, [x, value]) {
      const wrong = itemMisfit(items, x!);
      if (wrong) return wrong;
      const { shape } = indexing(items, x!);
      const spread = broadcastShape([withoutLeadingOnes(value!, shape.length), shape]);
      if (spread && sameShape(spread, shape)) return { shape: x! };
      return {
        misfit: l10n.t(
          'The part that is replaced is {0}, but the new value is {1}. Sizes must be equal or 1, counted from the last dimension.',
          brackets(shape),
          brackets(value!),
        ),
      };
    },
  },
};

/** Dimensions of size 1 before the others do not matter. */
export function withoutLeadingOnes(shape: Shape, rank: number): Shape {
  let start = 0;
  while (shape.length - start > rank && shape[start] === 1) start += 1;
  return shape.slice(start);
}

function itemMisfit(items: readonly IndexItem[], x: Shape): Misfit | null {
  const taking = items.filter(({ kind }) => kind !== 'new');
  if (taking.length > x.length) {
    return {
      misfit: l10n.t(
        'It takes parts of {0} dimensions, but its input is {1}. Leave out what is too much.',
        taking.length,
        brackets(x),
      ),
    };
  }
  for (const [d, item] of taking.entries()) {
    const outside = placesOf(item).find((place) => !(place >= 0 && place < x[d]!));
    if (outside === undefined) continue;
    return {
      misfit: l10n.t(
        'There is no element {0} in dimension {1} of its input {2}: elements count from 0 to {3}.',
        outside,
        d,
        brackets(x),
        x[d]! - 1,
      ),
    };
  }
  return listMisfit(taking);
}

/** The outermost places that an item takes. */
function placesOf(item: IndexItem): readonly number[] {
  switch (item.kind) {
    case 'range':
      return item.length > 0 ? [item.start, item.start + (item.length - 1) * item.step] : [];
    case 'at':
      return [item.index];
    case 'list':
      return item.indices;
    case 'new':
      return [];
  }
}

function listMisfit(items: readonly IndexItem[]): Misfit | null {
  const lengths = items.flatMap((item) => (item.kind === 'list' ? [item.indices.length] : []));
  if (new Set(lengths.filter((length) => length !== 1)).size <= 1) return null;
  return {
    misfit: l10n.t(
      'Lists of places that are used together must be equally long, but they have {0} entries.',
      lengths.join(', '),
    ),
  };
}
