/** Random choices for one application of a primitive. */
import type { GeneratorValue } from 'fast-check';
import fc from 'fast-check';
import type { PrimitiveAttributes, PrimitiveName } from '../../../src/core/autodiff/attributes';
import type { Shape } from '../../../src/core/model/shape';

/** One input: its shape, and what becomes of numbers from (−2, 2), all different and none near a multiple of ½. */
export interface Input {
  readonly shape: Shape;
  readonly map: (x: number) => number;
}

/** What a primitive is run on. */
export interface Sample<P extends PrimitiveName> {
  readonly attributes: PrimitiveAttributes[P];
  readonly inputs: readonly Input[];
  /** The shape that is asked for, where inputs and attributes do not say it. */
  readonly asked?: Shape;
}

/** Any numbers. */
export const any = (shape: Shape): Input => ({ shape, map: (x) => x });
/** Numbers above ½. */
export const positive = (shape: Shape): Input => ({ shape, map: (x) => Math.abs(x) + 0.5 });
/** Numbers above 4, larger than any other. */
export const large = (shape: Shape): Input => ({ shape, map: (x) => Math.abs(x) + 4 });
/** Numbers at least ½ away from 0. */
export const awayFromZero = (shape: Shape): Input => ({
  shape,
  map: (x) => x + Math.sign(x) * 0.5,
});
/** Numbers between 0.1 and 0.9. */
export const fraction = (shape: Shape): Input => ({ shape, map: (x) => 0.5 + x / 5 });
/** Whole numbers from 0 to n − 1. */
export const whole = (shape: Shape, n: number): Input => ({
  shape,
  map: (x) => Math.min(n - 1, Math.floor(((x + 2) / 4) * n)),
});

/** Draws what is needed, one after the other. */
export class Dice {
  constructor(private readonly draw: GeneratorValue) {}

  int(min: number, max: number): number {
    return this.draw(fc.integer, { min, max });
  }

  flag(): boolean {
    return this.draw(fc.boolean);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)]!;
  }

  list(count: number, min: number, max: number): number[] {
    return Array.from({ length: count }, () => this.int(min, max));
  }

  shape(minRank = 0, maxRank = 3, maxSize = 4): number[] {
    return this.list(this.int(minRank, maxRank), 1, maxSize);
  }

  dim(shape: Shape): number {
    return this.int(0, shape.length - 1);
  }

  order(count: number): number[] {
    const left = Array.from({ length: count }, (_, i) => i);
    return Array.from({ length: count }, () => left.splice(this.int(0, left.length - 1), 1)[0]!);
  }

  /** Some dimensions, at least one; null for all. */
  reduction(shape: Shape): { dims: readonly number[] | null; keepdim: boolean } {
    const dims = shape.map((_, d) => d).filter(() => this.flag());
    return { dims: dims.length > 0 ? dims : null, keepdim: this.flag() };
  }

  /** A shape that is broadcast to the given one. */
  narrower(shape: Shape): number[] {
    const own = shape.map((size) => (this.flag() ? size : 1));
    return own.slice(this.flag() ? 0 : this.int(0, own.length));
  }

  seed(): number {
    return this.int(1, 2 ** 30);
  }
}
