/** Checks that shape rules share. A failure is a mistake in the graph, which the parser should have found. */
import type { Shape } from '../../model/graph';
import { brackets, elementCount, sameShape } from '../../model/shape';

/** Throws unless both shapes are equal; gives the shape. */
export function same(primitive: string, a: Shape, b: Shape): Shape {
  if (!sameShape(a, b)) misfit(primitive, a, b);
  return a;
}

/** Throws unless both have equally many elements; gives the second. */
export function sameCount(primitive: string, a: Shape, b: Shape): Shape {
  if (elementCount(a) !== elementCount(b)) misfit(primitive, a, b);
  return b;
}

/** Throws that these shapes do not go together. */
export function misfit(primitive: string, ...shapes: readonly Shape[]): never {
  const listed = shapes.map(brackets).join(' and ');
  throw new RangeError(`${primitive}: shapes ${listed} do not fit together`);
}

/** Number of rows when all dimensions but the last are taken together. */
export function rowsOf(shape: Shape): number {
  return elementCount(shape.slice(0, -1));
}

/** Size of the last dimension. */
export function lastOf(shape: Shape): number {
  return shape[shape.length - 1] ?? 1;
}
