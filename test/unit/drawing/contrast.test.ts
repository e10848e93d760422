/** Contrast of colours. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, mix, readable } from '../../../webview/theme/contrast';

const color = fc.integer({ min: 0, max: 0xffffff });

describe('contrast', () => {
  it('is that of the accessibility guidelines', () => {
    expect(contrast(0, 0xffffff)).toBeCloseTo(21);
    expect(contrast(0x777777, 0xffffff)).toBeCloseTo(4.48, 2);
    expect(contrast(0x1f1f1f, 0x1f1f1f)).toBe(1);
  });

  it('is enough after making a colour readable, which changes nothing that is', () => {
    fc.assert(
      fc.property(color, color, (text, background) => {
        const result = readable(text, background);
        expect(contrast(result, background)).toBeGreaterThanOrEqual(4.5);
        if (contrast(text, background) >= 4.5) expect(result).toBe(text);
      }),
    );
  });
});

describe('mix', () => {
  it('goes from one colour to the other', () => {
    expect(mix(0x102030, 0xf0e0d0, 0)).toBe(0x102030);
    expect(mix(0x102030, 0xf0e0d0, 1)).toBe(0xf0e0d0);
    expect(mix(0x000000, 0xff8040, 0.5)).toBe(0x804020);
  });
});
