/** Elementwise functions where PyTorch's numbers do not reach: derivatives as slopes of values, tails, the error function. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementwiseDerivative, elementwiseValue } from '../../../src/core/autodiff';
import { erf, erfc } from '../../../src/core/autodiff/primitives/erf';
import type { ElementwiseName } from '../../../src/core/model/elementwise';
import { ELEMENTWISE_NAMES } from '../../../src/core/model/elementwise-names';
import { elementwise } from '../../support/graphs';

/** Where functions with default options have kinks or jumps of curvature. */
const KINKS = [-3, -1, -0.5, 0, 0.5, 1, 3, 6, 20];
/** Where functions are defined that are not defined everywhere; for slopes not near the pole. */
const LEAST: Partial<Record<ElementwiseName, number>> = {
  log: 0,
  sqrt: 0,
  rsqrt: 0,
  reciprocal: 0,
  log1p: -1,
  tan: -1,
  asin: -1,
  acos: -1,
  acosh: 1,
  atanh: -1,
  erfinv: -1,
};
/** Where they end, or have a pole. */
const MOST: Partial<Record<ElementwiseName, number>> = {
  tan: 1,
  asin: 1,
  acos: 1,
  atanh: 1,
  erfinv: 1,
};

describe.each(ELEMENTWISE_NAMES)('%s', (name) => {
  const f = elementwise(name);
  const least = LEAST[name] ?? -30.5;
  const most = MOST[name];
  // Doubles of a narrow range are nearly all next to 0.
  const points =
    most === undefined
      ? fc.double({ noNaN: true, min: least + 0.5, max: 30 })
      : fc
          .integer({ min: 0, max: 10_000 })
          .map((n) => least + 0.5 + (n / 10_000) * (most - 1 - least));

  it('has the slope of its values as derivative', () => {
    fc.assert(
      fc.property(points, (x) => {
        const h = 1e-4;
        fc.pre(KINKS.every((kink) => Math.abs(x - kink) > 2 * h));
        fc.pre(name !== 'floor' || Math.abs(x - Math.round(x)) > 2 * h);
        const rise = elementwiseValue(f, x + h) - elementwiseValue(f, x - h);
        const slope = elementwiseDerivative(f, x);
        const error = 1e-7 * Math.max(1, Math.abs(slope));
        expect(Math.abs(slope - rise / (2 * h))).toBeLessThan(error);
      }),
    );
  });

  it('is a number for all finite numbers', () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, min: LEAST[name] ?? -1e100, max: MOST[name] ?? 1e100 }),
        (x) => {
          expect(elementwiseValue(f, x)).not.toBeNaN();
          expect(elementwiseDerivative(f, x)).not.toBeNaN();
        },
      ),
    );
  });
});

describe('the error function', () => {
  // From tables (Abramowitz and Stegun 7.1; NIST DLMF 7.23).
  it.each([
    [0, 0],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [2.5, 0.999593047982555],
    [3, 0.9999779095030014],
  ])('erf(%f)', (x, expected) => {
    expect(Math.abs(erf(x) - expected)).toBeLessThan(3e-16);
    expect(erf(-x)).toBe(-erf(x));
  });

  it.each([
    [3, 2.209049699858544e-5],
    [5, 1.5374597944280349e-12],
    [10, 2.088487583762545e-45],
  ])('erfc(%f) is accurate where it is tiny', (x, expected) => {
    expect(Math.abs(erfc(x) / expected - 1)).toBeLessThan(1e-14);
    expect(erfc(-x)).toBeCloseTo(2, 4);
  });

  it('goes on smoothly where the method changes', () => {
    expect(erf(2.5 - 1e-12) - erf(2.5)).toBeCloseTo(0, 14);
    expect(erfc(2.5 - 1e-12) / erfc(2.5)).toBeCloseTo(1, 10);
  });
});
