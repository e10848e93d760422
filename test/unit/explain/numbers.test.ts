import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactNumber, formatNumber, numberTex } from '../../../src/core/explain';
import { groupedCount, numberWords } from '../../../src/core/explain/numbers';

describe('numbers as they are shown', () => {
  it.each([
    [0, '0', '0'],
    [-0, '0', '0'],
    [1, '1', '1'],
    [0.5, '0.5', '0.5'],
    [-0.38123456, '−0.3812', '-0.3812'],
    [0.88001, '0.8800', '0.8800'],
    [0.1 + 0.2, '0.3000', '0.3000'],
    [1 / 3, '0.3333', '0.3333'],
    [9.99996, '10.000', '10.000'],
    [12345.678, '12346', '12346'],
    [784, '784', '784'],
    [3.14159e-10, '3.142·10⁻¹⁰', '3.142 \\cdot 10^{-10}'],
    [-2.5e12, '−2.5·10¹²', '-2.5 \\cdot 10^{12}'],
    [1e-4, '1·10⁻⁴', '1 \\cdot 10^{-4}'],
    [5e-324, '4.941·10⁻³²⁴', '4.941 \\cdot 10^{-324}'],
    [NaN, 'NaN', '\\mathrm{NaN}'],
    [Infinity, '∞', '\\infty'],
    [-Infinity, '−∞', '-\\infty'],
  ])('%d is %s', (x, text, tex) => {
    expect(formatNumber(x)).toBe(text);
    expect(numberTex(x)).toBe(tex);
  });

  it('have as many digits as asked for', () => {
    expect(formatNumber(Math.PI, 2)).toBe('3.1');
    expect(formatNumber(Math.PI, 8)).toBe('3.1415927');
    expect(numberTex(-Math.PI * 1e-9, 2)).toBe('-3.1 \\cdot 10^{-9}');
  });

  it('are within half a digit of the truth', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e300, max: 1e300 }), (x) => {
        const shown = Number(numberTex(x).replace(/ \\cdot 10\^\{(-?\d+)\}/, 'e$1'));
        expect(Math.abs(shown - x)).toBeLessThanOrEqual(Math.abs(x) * 0.5001e-3);
      }),
    );
  });

  it('are shown in full when they are short', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9999, max: 9999 }), (n) => {
        expect(Number(numberTex(n / 1000))).toBe(n / 1000);
      }),
    );
  });

  it('are given in full with as many digits as their precision has', () => {
    expect(exactNumber(Math.fround(0.1), 'float32')).toBe('0.1');
    expect(exactNumber(Math.fround(0.1), 'float64')).toBe('0.10000000149011612');
    expect(exactNumber(0.1, 'float64')).toBe('0.1');
    expect(exactNumber(NaN, 'float32')).toBe('NaN');
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (x) => {
        const text = exactNumber(x, 'float32');
        expect(Math.fround(Number(text))).toBe(x === 0 ? Number(text) : x);
        expect(text.replace(/e.*|[-.]|^[-0.]+/g, '').length).toBeLessThanOrEqual(22);
      }),
    );
  });

  it('can be said', () => {
    expect(numberWords(-0.25)).toBe('minus 0.25');
    expect(numberWords(-3.14159e-10)).toBe('minus 3.142 times ten to the minus 10');
    expect(numberWords(NaN)).toBe('not a number');
    expect(numberWords(-Infinity)).toBe('minus infinity');
  });
});

describe('counts', () => {
  it.each([
    [7, '7'],
    [999, '999'],
    [62050, '62\u202f050'],
    [11177538, '11\u202f177\u202f538'],
  ])('%i have their thousands set apart', (count, text) => expect(groupedCount(count)).toBe(text));
});
