/** Tensors as nested arrays. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nest, norm } from '../../../src/cli/nest';
import type { Nested } from '../../../src/cli/report';

const flatten = (part: Nested): number[] =>
  typeof part === 'number' ? [part] : part.flatMap(flatten);

describe('nest', () => {
  it('follows the shape, outermost first', () => {
    expect(nest([1, 2, 3, 4, 5, 6], [2, 3])).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(nest([7], [])).toBe(7);
    expect(nest([7], [1, 1])).toEqual([[7]]);
  });

  it('keeps every number and its place', () => {
    const shapes = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(shapes, (shape) => {
        const size = shape.reduce((all, n) => all * n, 1);
        const values = Array.from({ length: size }, (_, i) => i);
        expect(flatten(nest(Float64Array.from(values), shape))).toEqual(values);
      }),
    );
  });
});

describe('norm', () => {
  it('is Euclidean over all numbers', () => {
    expect(norm([[3], [4]])).toBe(5);
    expect(norm(-2)).toBe(2);
    expect(norm(Array.from({ length: 300_000 }, () => 1))).toBeCloseTo(Math.sqrt(300_000), 9);
  });
});
