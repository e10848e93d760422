/** Shapes of what is taken together along dimensions. */
import type { Shape } from './shape';

/** Dimensions that are taken together; null for all. With `keepdim` they stay with size 1. */
export interface Reduction {
  readonly dims: readonly number[] | null;
  readonly keepdim: boolean;
}

/** The shape with every reduced dimension of size 1: it is broadcast to the whole, and has as many elements as the result. */
export function keptShape(shape: Shape, { dims }: Reduction): Shape {
  return shape.map((size, d) => (dims === null || dims.includes(d) ? 1 : size));
}

/** The shape of a reduction's result. */
export function reducedShape(shape: Shape, { dims, keepdim }: Reduction): Shape {
  if (keepdim) return keptShape(shape, { dims, keepdim });
  return dims === null ? [] : shape.filter((_, d) => !dims.includes(d));
}

/** Number of elements that are reduced to one. */
export function reducedCount(shape: Shape, { dims }: Reduction): number {
  return shape.reduce((n, size, d) => (dims === null || dims.includes(d) ? n * size : n), 1);
}
