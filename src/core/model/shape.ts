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

/** The shape as it is written in files and messages: `[4, 2]`. */
export function brackets(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** The shape that all are broadcast to, as in PyTorch: aligned at their ends, sizes of 1 repeated. Null where they do not fit. */
export function broadcastShape(shapes: readonly Shape[]): Shape | null {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  const result: number[] = [];
  for (let d = 0; d < rank; d++) {
    let size = 1;
    for (const shape of shapes) {
      const own = shape[d - rank + shape.length] ?? 1;
      if (own === 1 || own === size) continue;
      if (size !== 1) return null;
      size = own;
    }
    result.push(size);
  }
  return result;
}
