/** The fused multiply-add against exact rational arithmetic. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fma, fma32 } from '../../../src/core/random/fma';

/** All doubles here are integers divided by this. */
const BITS = 200n;

/** A double as an integer number of 2^-BITS. */
function exact(x: number): bigint {
  let scaled = x;
  let shift = BITS;
  while (scaled % 1 !== 0) {
    scaled *= 2;
    shift -= 1n;
  }
  return BigInt(scaled) << shift;
}

/** True when no double is nearer to `wanted` (in 2^-2BITS) than `x`. */
function isNearest(x: number, wanted: bigint): boolean {
  const gap = (y: number) => {
    const difference = (exact(y) << BITS) - wanted;
    return difference < 0n ? -difference : difference;
  };
  const ulp = Math.max(2 ** -180, Math.abs(x) * 2 ** -53);
  return [x - ulp, x + ulp, x - 2 * ulp, x + 2 * ulp].every((y) => gap(x) <= gap(y));
}

const unit = fc.double({ noNaN: true, min: 2 ** -40, max: 1 });
const signed = fc.tuple(unit, fc.boolean()).map(([x, negative]) => (negative ? -x : x));

describe('fma', () => {
  it('rounds a·b + c once', () => {
    fc.assert(
      fc.property(signed, signed, signed, (a, b, c) => {
        expect(isNearest(fma(a, b, c), exact(a) * exact(b) + (exact(c) << BITS))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('sees what two roundings lose', () => {
    const a = 1 + 2 ** -30;
    expect(a * a - 1 - 2 ** -29).toBe(0);
    expect(fma(a, a, -1 - 2 ** -29)).toBe(2 ** -60);
  });

  it('handles zeros', () => {
    expect(fma(0, 3, -1)).toBe(-1);
    expect(fma(0.5, 2, -1)).toBe(0);
  });
});

describe('fma32', () => {
  it('rounds a·b + c of single precision numbers once', () => {
    const single = signed.map(Math.fround);
    fc.assert(
      fc.property(single, single, single, (a, b, c) => {
        const wanted = exact(a) * exact(b) + (exact(c) << BITS);
        const gap = (y: number) => {
          const difference = (exact(y) << BITS) - wanted;
          return difference < 0n ? -difference : difference;
        };
        const y = fma32(a, b, c);
        const unit = Math.max(2 ** -150, Math.abs(y) * 2 ** -24);
        for (const other of [y - unit, y + unit, y - 2 * unit, y + 2 * unit]) {
          expect(gap(y) <= gap(Math.fround(other))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('sees what rounding to double precision first loses', () => {
    const [a, b, c] = [1 - 2 ** -23, (1 + 2 ** -23) * 2 ** -24, 1 + 2 ** -23];
    expect(Math.fround(a * b + c)).toBe(1 + 2 ** -22);
    expect(fma32(a, b, c)).toBe(1 + 2 ** -23);
    expect(fma32(-a, b, -c)).toBe(-1 - 2 ** -23);
  });
});
