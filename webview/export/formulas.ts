/** Formulas beside or under one another in a box, made smaller where they do not fit. */
import type { TexSize } from '../math';

/** Differences that come from rounding alone. */
const ROUNDING = 0.001;

/** Where a formula stands, from the corner of its box. */
export interface PlacedFormula {
  readonly tex: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Formulas in a box. */
export interface FormulaBlock {
  readonly placed: readonly PlacedFormula[];
  readonly width: number;
  readonly height: number;
}

/** A formula at its natural size. */
export interface SizedFormula extends TexSize {
  readonly tex: string;
}

/** Under one another. */
export function stack(formulas: readonly SizedFormula[], gap: number): FormulaBlock {
  let y = 0;
  const placed = formulas.map(({ tex, width, height }) => {
    const place = { tex, x: 0, y, width, height };
    y += height + gap;
    return place;
  });
  return {
    placed,
    width: Math.max(0, ...formulas.map(({ width }) => width)),
    height: Math.max(0, y - gap),
  };
}

/** Side by side, their middles in line. */
export function row(formulas: readonly SizedFormula[], gap: number): FormulaBlock {
  const highest = Math.max(0, ...formulas.map(({ height }) => height));
  let x = 0;
  const placed = formulas.map(({ tex, width, height }) => {
    const place = { tex, x, y: (highest - height) / 2, width, height };
    x += width + gap;
    return place;
  });
  return { placed, width: Math.max(0, x - gap), height: highest };
}

/** The height that formulas take in their natural size, or as large as the width allows. */
export function heightNeeded(blocks: readonly FormulaBlock[], width: number): number {
  const fitting = blocks.filter((block) => block.width <= width);
  const candidates = fitting.length > 0 ? fitting : blocks;
  return Math.min(...candidates.map((block) => block.height * shrinkTo(block, width, Infinity)));
}

/** The block that is shown largest in the box, the first of equals, and what it has to be multiplied by. */
export function bestBlock(
  blocks: readonly FormulaBlock[],
  width: number,
  height: number,
): { readonly block: FormulaBlock; readonly shrink: number } {
  return blocks
    .map((block) => ({ block, shrink: shrinkTo(block, width, height) }))
    .reduce((best, next) => (next.shrink > best.shrink + ROUNDING ? next : best));
}

function shrinkTo(block: FormulaBlock, width: number, height: number): number {
  return Math.min(1, width / Math.max(block.width, 1), height / Math.max(block.height, 1));
}
