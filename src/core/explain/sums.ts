/** Sums of products as they come from provenance: with symbols or numbers, shortened when long, grown term by term. */
import * as l10n from '@vscode/l10n';
import { provenance } from '../autodiff';
import type { ElementRef, Factor, Term } from '../autodiff/trace';
import { number, type Context, type Leaf } from './context';
import { plus, times } from './operators';
import { LEVEL, num, wrap, type Piece } from './piece';

/** Most terms of a sum that are written out. */
const MOST_TERMS = 6;
/** Most terms of a sum that are written out in symbols; longer ones get a Σ. */
export const MOST_EXPANDED = 4;

/** The element as the sum that it is. Factors that are functions of elements appear as numbers. */
export function sumOfTerms(c: Context, element: ElementRef, leaf: Leaf): Piece {
  const terms = provenance(c.trace, element);
  return shortSum(terms.length, (i) => product(c, terms[i]!, leaf));
}

/** A sum of so many summands: all, or the first and the last with dots between. */
export function shortSum(count: number, at: (i: number) => Piece): Piece {
  if (count <= MOST_TERMS) return plus(...Array.from({ length: count }, (_, i) => at(i)));
  const shown = [at(0), at(1), at(2), dots(count - 5), at(count - 2), at(count - 1)];
  return { ...plus(...shown), value: null };
}

/** How far a sum has been walked. */
export interface Walk {
  /** The term under way, from 0. */
  readonly term: number;
  readonly of: number;
}

/** The sum up to the current term, which is underlined, and what it comes to so far. */
export function walkedSum(
  c: Context,
  element: ElementRef,
  leaf: Leaf,
  { term, of }: Walk,
): { sum: Piece; soFar: number } {
  const terms = provenance(c.trace, element);
  const at = (i: number) => {
    const piece = product(c, terms[i]!, leaf);
    return i === term ? underlined(piece) : piece;
  };
  const done = Array.from({ length: term + 1 }, (_, i) => i);
  const shown =
    done.length <= MOST_TERMS
      ? done.map(at)
      : [at(0), at(1), dots(done.length - 5), ...done.slice(-3).map(at)];
  const open = term + 1 < of ? [dots(of - term - 1)] : [];
  const soFar = done.reduce((sum, i) => sum + valueOf(terms[i]!), 0);
  return { sum: { ...plus(...shown, ...open), value: null }, soFar };
}

function product(c: Context, term: Term, leaf: Leaf): Piece {
  const factors = [...term.factors].sort((a, b) => rank(c, a) - rank(c, b));
  return times(...factors.map((f) => factorPiece(c, f, leaf)));
}

function factorPiece(c: Context, factor: Factor, leaf: Leaf): Piece {
  const { element, kind, value } = factor;
  if (element === null) return num(value);
  if (kind === 'value') return leaf(element.tensor, element.index);
  return number(c, element.tensor, value);
}

/** Constants first, then weights, gradients, activations: the order in which the formulas in symbols have them. */
function rank(c: Context, { element }: Factor): number {
  if (element === null) return 0;
  const { role } = c.program.tensors[element.tensor]!;
  return role === 'parameter' ? 1 : role === 'gradient' ? 2 : 3;
}

function valueOf(term: Term): number {
  return term.factors.reduce((value, factor) => value * factor.value, 1);
}

function underlined(piece: Piece): Piece {
  const inner = wrap(piece, LEVEL.sum);
  const words = l10n.t('now {0}', piece.words);
  return { tex: `\\underline{${inner.tex}}`, words, level: LEVEL.atom, value: piece.value };
}

function dots(hidden: number): Piece {
  const words = hidden === 1 ? l10n.t('one more term') : l10n.t('{0} more terms', hidden);
  return { tex: '\\cdots', words, level: LEVEL.atom, value: null };
}
