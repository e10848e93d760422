import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, legible, mix, Palette, readableOn } from '../../../src/core/scene/palette';
import { THEMES } from './support';

const anyColor = fc.integer({ min: 0, max: 0xffffff });

describe('colours', () => {
  it('mix from one end to the other, unchanged at the ends', () => {
    fc.assert(
      fc.property(anyColor, anyColor, (a, b) => {
        expect(mix(a, b, 0)).toBe(a);
        expect(mix(a, b, 1)).toBe(b);
      }),
    );
    expect(mix(0x000000, 0xffffff, 0.5)).toBe(0x636363);
  });

  it('have the contrast that WCAG defines', () => {
    expect(contrast(0x000000, 0xffffff)).toBeCloseTo(21, 9);
    expect(contrast(0x777777, 0xffffff)).toBeCloseTo(4.478, 3);
  });

  it('make letters readable on any ground', () => {
    fc.assert(
      fc.property(anyColor, anyColor, (ground, wish) => {
        expect(contrast(readableOn(ground, wish), ground)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(legible(wish, ground), ground)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});

describe.each(THEMES.map((theme) => [theme.kind, new Palette(theme)] as const))(
  'the value scale in a %s theme',
  (_, palette) => {
    it('tells signs apart by more than hue alone being present at zero', () => {
      expect(palette.stroke(0.05)).not.toBe(palette.stroke(-0.05));
      expect(palette.stroke(1)).toBe(palette.theme.positive);
      expect(palette.stroke(-1)).toBe(palette.theme.negative);
      expect(palette.stroke(0)).toBe(palette.theme.neutral);
    });

    it('stands out more the larger the value', () => {
      const clear = [0, 0.25, 0.5, 0.75, 1].map((share) =>
        contrast(palette.fill(share), palette.theme.background),
      );
      expect(clear).toEqual([...clear].sort((a, b) => a - b));
      expect(clear[4]).toBeGreaterThan(1.5 * clear[0]!);
    });

    it('shows what is not a number in the error colour and clamps what is too large', () => {
      expect(palette.fill(NaN)).toBe(palette.theme.error);
      expect(palette.stroke(3)).toBe(palette.stroke(1));
    });
  },
);
