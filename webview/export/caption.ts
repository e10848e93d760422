/** The caption of an exported picture: where its words and formulas stand, and how they are drawn. */
import type { Explanation } from '../../src/core/explain/explanation';
import { texImage, type TexImageOptions, type TexSize } from '../math';
import { cssColor, type Theme } from '../theme';
import { bestBlock, heightNeeded, row, stack, type PlacedFormula } from './formulas';
import { wrap } from './text';

/** How captions are set; one for all frames of a clip, so that nothing moves but what changes. */
export interface CaptionStyle {
  readonly theme: Theme;
  /** Sizes of the formulas at `FORMULA_SIZE`. */
  readonly formulas: ReadonlyMap<string, TexSize>;
  readonly width: number;
  /** Height that is there; less may be needed. */
  readonly height: number;
  /** Words on the left and formulas on the right, or all in one column. */
  readonly columns: 1 | 2;
  /** Size of the letters, 1 = as planned for a picture 1280 wide. */
  readonly scale: number;
}

interface Line {
  readonly text: string;
  readonly font: string;
  readonly color: string;
  readonly x: number;
  readonly baseline: number;
}

/** A caption ready to be drawn. */
export interface Caption {
  readonly lines: readonly Line[];
  readonly formulas: readonly PlacedFormula[];
  /** What the formulas were multiplied by to fit. */
  readonly shrink: number;
  /** Height at which nothing but what is too wide is shrunk. */
  readonly heightNeeded: number;
  /** False when the words alone are too high. */
  readonly fits: boolean;
}

/** Size of formulas in a picture 1280 wide. */
export const FORMULA_SIZE = 20;

const PADDING = 20;
const COLUMN_GAP = 40;
const FORMULA_GAP = { down: 8, across: 48 };
/** Share of the width that words take beside formulas, and of the height that they may take above them. */
const WORDS = 0.44;
const SIZES = { kicker: 12, title: 18, sentence: 15, note: 13 };
const LEADING = 1.4;
/** Space under each kind of text, in pixels. */
const GAPS = { kicker: 4, title: 6, sentence: 10, note: 4 };

let ruler: CanvasRenderingContext2D | null = null;

/** Sets a caption. */
export function layoutCaption(
  explanation: Explanation,
  style: CaptionStyle,
  accent: string,
): Caption {
  const { theme, scale, width, height, columns } = style;
  const padding = PADDING * scale;
  const gap = COLUMN_GAP * scale;
  const inner = width - 2 * padding;
  const beside = columns === 2;
  const words = new Words(style, padding, beside ? (inner - gap) * WORDS : inner);
  const foreground = cssColor(theme.scene.foreground);
  words.add('kicker', explanation.kicker.toLocaleUpperCase(), accent, true);
  words.add('title', explanation.title, foreground, true);
  words.add('sentence', explanation.sentence, foreground, false);
  words.add('note', explanation.note ?? '', cssColor(theme.scene.muted), false);

  const formulas = [explanation.symbolic, explanation.numeric]
    .filter((tex) => tex !== null)
    .map((tex) => sized(tex, style));
  const left = beside ? padding + words.width + gap : padding;
  const top = beside || words.lines.length === 0 ? padding : words.end + GAPS.sentence * scale;
  const blocks = [
    stack(formulas, FORMULA_GAP.down * scale),
    row(formulas, FORMULA_GAP.across * scale),
  ];
  const across = width - padding - left;
  const down = Math.max(height - padding - top, 1);
  const { block, shrink } = bestBlock(blocks, across, down);
  const formulasEnd = formulas.length > 0 ? top + heightNeeded(blocks, across) : 0;
  const wordsRoom = beside || formulas.length === 0 ? height - padding : height * (1 - WORDS);
  return {
    lines: words.lines,
    formulas: block.placed.map((formula) => ({
      tex: formula.tex,
      x: left + formula.x * shrink,
      y: top + formula.y * shrink,
      width: formula.width * shrink,
      height: formula.height * shrink,
    })),
    shrink: formulas.length > 0 ? shrink : 1,
    heightNeeded: Math.max(words.end, formulasEnd) + padding,
    fits: words.end <= wordsRoom,
  };
}

function sized(tex: string, { formulas, scale }: CaptionStyle): TexSize & { tex: string } {
  const { width, height } = formulas.get(tex) ?? { width: 0, height: 0 };
  return { tex, width: width * scale, height: height * scale };
}

/** Lines of text under one another. */
class Words {
  readonly lines: Line[] = [];
  private y: number;
  private space = 0;

  constructor(
    private readonly style: CaptionStyle,
    private readonly x: number,
    readonly width: number,
  ) {
    this.y = PADDING * style.scale;
  }

  /** Where the last line and the space under it end. */
  get end(): number {
    return this.y + this.space;
  }

  add(kind: keyof typeof SIZES, text: string, color: string, bold: boolean): void {
    const { theme, scale } = this.style;
    const size = SIZES[kind] * scale;
    const font = `${bold ? 'bold ' : ''}${size}px ${theme.fontFamily}`;
    const context = (ruler ??= document.createElement('canvas').getContext('2d')!);
    context.font = font;
    const lines = wrap(text, this.width, (part) => context.measureText(part).width);
    if (lines.length === 0) return;
    this.y += this.space;
    for (const line of lines) {
      const baseline = this.y + size * ((LEADING - 1) / 2 + 0.8);
      this.lines.push({ text: line, font, color, x: this.x, baseline });
      this.y += size * LEADING;
    }
    this.space = GAPS[kind] * scale;
  }
}

/** Draws a caption, whose background is there already; the context is scaled by `pixelRatio`. */
export async function drawCaption(
  context: CanvasRenderingContext2D,
  caption: Caption,
  style: CaptionStyle,
  pixelRatio: number,
): Promise<void> {
  for (const { text, font, color, x, baseline } of caption.lines) {
    context.font = font;
    context.fillStyle = color;
    context.fillText(text, x, baseline);
  }
  const size = FORMULA_SIZE * style.scale * caption.shrink * pixelRatio;
  const options = formulaOptions(style.theme, size);
  for (const { tex, x, y, width, height } of caption.formulas) {
    const { image } = await texImage(tex, options);
    context.drawImage(image, x, y, width, height);
  }
}

/** How formulas of a caption are set. */
export function formulaOptions(theme: Theme, size: number): TexImageOptions {
  return { colors: theme.tex, foreground: cssColor(theme.scene.foreground), size, display: true };
}
