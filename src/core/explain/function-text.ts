/** What an elementwise function says about itself in formulas. */
import type { ElementwiseName, ElementwiseOptions } from '../model/elementwise';
import type { Piece } from './piece';

/** A function as formulas of its argument; `value` is null where the name says it all. */
export interface FunctionText<N extends ElementwiseName> {
  /** TeX of the name. */
  readonly tex: string;
  readonly words: () => string;
  readonly value: ((x: Piece, options: ElementwiseOptions[N]) => Piece) | null;
  readonly derivative: (x: Piece, options: ElementwiseOptions[N]) => Piece;
}

/** TeX of a name in upright letters. */
export function named(name: string): string {
  return `\\operatorname{${name}}`;
}
