/** Arithmetic on shapes that every stage needs. */

/** Sizes of a tensor, outermost first. Shapes in a graph include the batch as dimension 0. */
export type Shape = readonly number[];

/** Number of elements of a tensor of this shape; 1 for a scalar. */
export function elementCount(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** True when both have the same rank and the same sizes. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

/** The shape as text with multiplication signs, such as `4 × 2`; `scalar` shapes give an empty text. */
export function formatShape(shape: Shape): string {
  return shape.join(' × ');
}
