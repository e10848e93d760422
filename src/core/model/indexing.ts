/**
 * What indexing a tensor means, step by step, as in PyTorch: ranges and single places are cut out first; then lists pick elements
 * together, all lists at once, and their common dimension stands where the lists are, or first when they are apart.
 */
import type { IndexItem } from './ops';
import { elementCount, type Shape } from './shape';

/** The steps of indexing. */
export interface Indexing {
  /** For every dimension of the tensor: the elements start, start + step, … that are cut out. */
  readonly starts: readonly number[];
  readonly steps: readonly number[];
  readonly sizes: readonly number[];
  /** Shape of what is cut out: without dimensions of which one place is taken, with new ones. */
  readonly cut: Shape;
  /** The order of these dimensions in which those with lists stand together. */
  readonly order: readonly number[];
  /** The shape in that order with the dimensions of the lists made one. */
  readonly joined: Shape;
  /** Which elements of the joined dimension are picked; null without lists. */
  readonly picked: { readonly dim: number; readonly indices: readonly number[] } | null;
  /** Shape of the result. */
  readonly shape: Shape;
}

interface Listed {
  readonly dim: number;
  readonly indices: readonly number[];
}

/** Works out the steps for a tensor of this shape; items that are left out at the end take everything. */
export function indexing(items: readonly IndexItem[], shape: Shape): Indexing {
  const starts = shape.map(() => 0);
  const steps = shape.map(() => 1);
  const sizes = [...shape];
  const cut: number[] = [];
  const lists: Listed[] = [];
  let d = 0;
  for (const item of items) {
    if (item.kind === 'new') {
      cut.push(1);
      continue;
    }
    if (item.kind === 'at') {
      starts[d] = item.index;
      sizes[d] = 1;
    } else {
      if (item.kind === 'range') {
        starts[d] = item.start;
        steps[d] = item.step;
        sizes[d] = item.length;
      } else lists.push({ dim: cut.length, indices: item.indices });
      cut.push(sizes[d]!);
    }
    d += 1;
  }
  cut.push(...shape.slice(d));
  return { starts, steps, sizes, cut, ...together(lists, cut) };
}

/** Brings the dimensions with lists together and makes them one. */
function together(
  lists: readonly Listed[],
  cut: Shape,
): Pick<Indexing, 'order' | 'joined' | 'picked' | 'shape'> {
  const all = cut.map((_, d) => d);
  const [first] = lists;
  if (!first) return { order: all, joined: cut, picked: null, shape: cut };
  const inPlace = lists.every(({ dim }, i) => dim === first.dim + i);
  const listed = lists.map(({ dim }) => dim);
  const rest = all.filter((d) => !listed.includes(d));
  const dim = inPlace ? first.dim : 0;
  const order = [...rest.slice(0, dim), ...listed, ...rest.slice(dim)];
  const sized = (length: number) => [
    ...rest.slice(0, dim).map((d) => cut[d]!),
    length,
    ...rest.slice(dim).map((d) => cut[d]!),
  ];
  const indices = joint(lists, cut);
  const joined = sized(elementCount(listed.map((d) => cut[d]!)));
  return { order, joined, picked: { dim, indices }, shape: sized(indices.length) };
}

/** Places in the joined dimension, one for each place in the lists; a list of one counts for all. */
function joint(lists: readonly Listed[], cut: Shape): number[] {
  const length = lists.reduce((n, { indices }) => (indices.length === 1 ? n : indices.length), 1);
  return Array.from({ length }, (_, i) =>
    lists.reduce(
      (place, { dim, indices }) =>
        place * cut[dim]! + (indices.length === 1 ? indices[0]! : indices[i]!),
      0,
    ),
  );
}
