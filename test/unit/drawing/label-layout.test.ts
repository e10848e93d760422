/** Where the parts of a label stand. */
import { describe, expect, it } from 'vitest';
import type { LabelContent } from '../../../src/core/scene/scene';
import { anchorLine, layoutLabel, type Measure } from '../../../webview/renderer/label-layout';

/** Every character is half an em wide; italics lean out by a tenth. */
const measure: Measure = (text, face, size) => ({
  width: text.length * size * 0.5,
  overhang: face === 'italic' ? size * 0.1 : 0,
});

const math = (parts: Partial<Extract<LabelContent, { kind: 'math' }>>): LabelContent => ({
  ...{ kind: 'math', base: 'a', hat: false, sub: '', sup: '', tail: '' },
  ...parts,
});
const facesOf = (content: LabelContent): string[] =>
  layoutLabel(content, 10, measure).runs.map(({ text, face }) => `${face} ${text}`);

describe('faces', () => {
  it('are italic for letters, upright for digits, signs and words', () => {
    expect(facesOf(math({ base: 'z' }))).toEqual(['italic z']);
    expect(facesOf(math({ base: 'δ' }))).toEqual(['italic δ']);
    expect(facesOf(math({ base: '−0.52' }))).toEqual(['upright −0.52']);
    expect(facesOf(math({ base: 'ReLU' }))).toEqual(['upright ReLU']);
    expect(facesOf(math({ base: '∂E' }))).toEqual(['upright ∂E']);
  });

  it('are italic for pairs of indices', () => {
    expect(facesOf(math({ base: 'w', sub: 'jk', sup: '(l)' }))).toEqual([
      ...['italic w', 'upright (', 'italic l', 'upright )', 'italic jk'],
    ]);
    expect(facesOf(math({ base: 'w', sub: 'max' }))).toEqual(['italic w', 'upright max']);
  });

  it('are the editor’s for plain text', () => {
    expect(facesOf({ kind: 'text', text: 'input', bold: false })).toEqual(['text input']);
    expect(facesOf({ kind: 'text', text: 'input', bold: true })).toEqual(['bold input']);
  });
});

describe('places', () => {
  it('let the superscript lean out with its letter, and not the subscript', () => {
    const { runs, width } = layoutLabel(math({ base: 'w', sub: '1', sup: '22' }), 10, measure);
    const [base, sup, sub] = runs;
    expect(base).toMatchObject({ x: 0, y: 0, size: 10 });
    expect(sup!.size).toBe(7);
    expect(sup!.x - sub!.x).toBeCloseTo(1);
    expect(sup!.y).toBeLessThan(0);
    expect(sub!.y).toBeGreaterThan(0);
    expect(width).toBeCloseTo(sup!.x + 7);
  });

  it('put the tail after the longer script', () => {
    const { runs } = layoutLabel(math({ sub: '1', sup: '(22)', tail: ' = 1' }), 10, measure);
    const [, sup, , , tail] = runs.length === 5 ? runs : [runs[0], runs[1], 0, 0, runs.at(-1)];
    expect(tail!.x).toBeCloseTo(sup!.x + 4 * 3.5);
  });

  it('centre a label on its base, whatever hangs on it', () => {
    const plain = layoutLabel(math({ base: '1' }), 10, measure);
    const loaded = layoutLabel(math({ base: '1', sub: '2', sup: '3', tail: ' = y' }), 10, measure);
    expect(anchorLine(loaded, 0.5)).toBe(anchorLine(plain, 0.5));
    expect(anchorLine(loaded, 0)).toBeLessThan(anchorLine(plain, 0));
    expect(anchorLine(loaded, 1)).toBeGreaterThan(anchorLine(plain, 1) - 1e-9);
    expect(anchorLine(plain, 0.25)).toBeCloseTo((plain.top + plain.middle) / 2);
  });

  it('raise the hat over tall letters', () => {
    const hatOf = (base: string) => layoutLabel(math({ base, hat: true }), 10, measure).runs[1]!;
    expect(hatOf('y')).toMatchObject({ text: '^', y: -0 });
    expect(hatOf('E').y).toBeLessThan(-2);
  });
});
