/**
 * Where the parts of a label stand, after TeX's rules for subscripts, superscripts and accents. Lengths are in the unit of `size`,
 * measured from the left end of the baseline, y downwards. Knows no canvas: widths come from the caller.
 */
import type { LabelContent } from '../../src/core/scene/scene';

/** `italic` and `upright` are the mathematics fonts, `text` and `bold` the editor's. */
export type Face = 'italic' | 'upright' | 'text' | 'bold';

/** A stretch of text in one face and size. */
export interface Run {
  readonly text: string;
  readonly face: Face;
  readonly size: number;
  readonly x: number;
  /** Baseline. */
  readonly y: number;
}

/** A label's parts and its box. */
export interface LabelLayout {
  readonly runs: readonly Run[];
  readonly width: number;
  /** Above the baseline, so negative. */
  readonly top: number;
  /** What stands in the middle when a label is centred: half the height of its base, so that numbers do not jump. */
  readonly middle: number;
  readonly bottom: number;
}

/** Advance of a text, and how far its ink reaches over that (the italic correction). */
export interface Extent {
  readonly width: number;
  readonly overhang: number;
}

/** Measures text in a face at a size. */
export type Measure = (text: string, face: Face, size: number) => Extent;

/** Lengths in em, from TeX's font parameters. */
const EM = {
  script: 0.7,
  supShift: 0.413,
  subShift: 0.15,
  subShiftWithSup: 0.247,
  gapBeforeScript: 0.02,
  xHeight: 0.431,
  tall: 0.69,
  descent: 0.205,
  /** The accent of the fonts stands right over a letter of x-height. */
  hatTop: 0.71,
  hatSkew: 0.05,
  textTop: 0.74,
  textMiddle: 0.36,
  textBottom: 0.22,
};

/** Letters that reach no higher than an x. */
const LOW = /^[acemnorsuvwxzgpqyαγεικμνοπρστυχωηφψ]$/;

/** Places the parts of a label. */
export function layoutLabel(content: LabelContent, size: number, measure: Measure): LabelLayout {
  return content.kind === 'text'
    ? layoutText(content.text, content.bold ? 'bold' : 'text', size, measure)
    : layoutMath(content, size, measure);
}

function layoutText(text: string, face: Face, size: number, measure: Measure): LabelLayout {
  return {
    runs: [{ text, face, size, x: 0, y: 0 }],
    width: measure(text, face, size).width,
    top: -EM.textTop * size,
    middle: -EM.textMiddle * size,
    bottom: EM.textBottom * size,
  };
}

function layoutMath(
  content: Extract<LabelContent, { kind: 'math' }>,
  size: number,
  measure: Measure,
): LabelLayout {
  const line = new Line(measure);
  const { base, sub, sup, tail, hat } = content;
  line.add(base, 0, 0, size, isWord);
  const height = (LOW.test(base) ? EM.xHeight : EM.tall) * size;
  let top = -height;
  let bottom = EM.descent * size;
  if (hat) top = line.addHat(height, size) - EM.hatTop * size;

  const small = size * EM.script;
  const start = line.end + (sub || sup ? EM.gapBeforeScript * size : 0);
  if (sup) {
    const rise = EM.supShift * size;
    line.add(sup, start + line.overhang, -rise, small, isLongWord);
    top = Math.min(top, -rise - EM.tall * small);
  }
  const afterSup = line.end;
  if (sub) {
    const drop = (sup ? EM.subShiftWithSup : EM.subShift) * size;
    line.add(sub, start, drop, small, isLongWord);
    bottom = Math.max(bottom, drop + EM.descent * small);
  }
  if (tail) line.add(tail, Math.max(afterSup, line.end), 0, size, isWord);
  const width = Math.max(afterSup, line.end);
  return { runs: line.runs, width, top, middle: -height / 2, bottom };
}

/** Runs side by side. */
class Line {
  readonly runs: Run[] = [];
  end = 0;
  overhang = 0;

  constructor(private readonly measure: Measure) {}

  /** Adds a text from x on; letters are italic unless they belong to a word. */
  add(text: string, x: number, y: number, size: number, word: (letters: string) => boolean): void {
    this.end = x;
    for (const part of text.match(/[\p{L}∂]+|[^\p{L}∂]+/gu) ?? []) {
      const face = /^[\p{L}∂]/u.test(part) && !word(part) ? 'italic' : 'upright';
      const { width, overhang } = this.measure(part, face, size);
      this.runs.push({ text: part, face, size, x: this.end, y });
      this.end += width;
      this.overhang = overhang;
    }
  }

  /** Sets a hat over what is there and returns its baseline. */
  addHat(height: number, size: number): number {
    const y = -Math.max(height - EM.xHeight * size, 0);
    const { width } = this.measure('^', 'upright', size);
    const x = (this.end - width) / 2 + EM.hatSkew * size;
    this.runs.push({ text: '^', face: 'upright', size, x, y });
    return y;
  }
}

/** At the size of the base two letters make a word, such as the name of a function. */
function isWord(letters: string): boolean {
  return letters.length > 1;
}

/** In scripts two letters are a pair of indices. */
function isLongWord(letters: string): boolean {
  return letters.length > 2;
}

/** How far below the baseline the anchor line stands: 0 the top, 0.5 the middle, 1 the bottom. */
export function anchorLine(layout: LabelLayout, anchor: number): number {
  const { top, middle, bottom } = layout;
  return anchor < 0.5
    ? top + (middle - top) * 2 * anchor
    : middle + (bottom - middle) * 2 * (anchor - 0.5);
}
