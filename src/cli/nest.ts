/** Row-major numbers as nested arrays, and what can be said of them. */
import type { Nested } from './report';

/** Nests the values by shape; a scalar (shape []) is a number. */
export function nest(values: ArrayLike<number>, shape: readonly number[]): Nested {
  const build = (dim: number, start: number, size: number): Nested => {
    if (dim === shape.length) return values[start]!;
    const part = size / shape[dim]!;
    return Array.from({ length: shape[dim]! }, (_, i) => build(dim + 1, start + i * part, part));
  };
  return build(0, 0, values.length);
}

/** Euclidean norm of all numbers of a tensor. */
export function norm(tensor: Nested): number {
  return Math.sqrt(squares(tensor));
}

function squares(tensor: Nested): number {
  if (typeof tensor === 'number') return tensor * tensor;
  return tensor.reduce<number>((sum, part) => sum + squares(part), 0);
}
