/**
 * Pieces of mathematics: each knows its TeX, its words, how tightly it binds and, when it is made of numbers, its value.
 * A formula is written once with these and comes out with symbols or with numbers, set or spoken.
 */
import * as l10n from '@vscode/l10n';
import { numberTex, numberWords } from './numbers';

/** How tightly a piece binds, from loose to tight. */
export const LEVEL = { negative: 0, sum: 1, product: 2, scripted: 3, atom: 4 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

export interface Piece {
  readonly tex: string;
  readonly words: string;
  readonly level: Level;
  /** The exact value; null when the piece holds symbols. */
  readonly value: number | null;
  /** TeX of the summands, each but the first with its sign, where a long sum may be broken into lines; of products, the matrices. */
  readonly summands?: readonly string[];
}

/** Colour macros, one per meaning. */
export type Color = 'fwd' | 'bwd' | 'upd' | 'val' | 'err';

/** A symbol or anything else that needs no parentheses. */
export function atom(tex: string, words: string, level: Level = LEVEL.atom): Piece {
  return { tex, words, level, value: null };
}

/** A number, rounded for display only. */
export function num(value: number, digits?: number): Piece {
  const tex = numberTex(value, digits);
  const level = value < 0 ? LEVEL.negative : tex.includes('cdot') ? LEVEL.product : LEVEL.atom;
  return { tex, words: numberWords(value, digits), level, value };
}

/** The piece in the colour of its meaning. */
export function colored(color: Color | null, piece: Piece): Piece {
  return color === null ? piece : { ...whole(piece), tex: `\\${color}{${piece.tex}}` };
}

/** In parentheses, if it binds less tightly than asked. */
export function wrap(piece: Piece, level: Level): Piece {
  if (piece.level >= level) return piece;
  return { ...parenthesized(piece), words: l10n.t('the quantity {0}', piece.words) };
}

/** In parentheses that grow with what they hold. */
export function parenthesized(piece: Piece): Piece {
  const tall = /\\(frac|begin|sum)/.test(piece.tex);
  const tex = tall ? `\\left(${piece.tex}\\right)` : `(${piece.tex})`;
  const closed = { ...whole(piece), tex, level: LEVEL.atom };
  const { summands } = piece;
  if (tall || summands === undefined) return closed;
  // Parentheses of fixed size may stand in different lines.
  const end = summands.length - 1;
  const parts = summands.map((part, i) => (i === 0 ? '(' : '') + part + (i === end ? ')' : ''));
  return { ...closed, summands: parts };
}

/** The piece as something that cannot be broken into lines. */
function whole({ tex, words, level, value }: Piece): Piece {
  return { tex, words, level, value };
}
