/** Sums of products as they come from provenance: with symbols or numbers, shortened when long, grown term by term. */
import * as l10n from '@vscode/l10n';
import { provenance, termsPerElement } from '../autodiff';
import type { ElementRef, Factor, Term, Trace } from '../autodiff/trace';
import { number, type Context, type Leaf } from './context';
import { plus, times } from './operators';
import { LEVEL, num, wrap, type Piece } from './piece';

/** Most terms of a sum that are written out. */
const MOST_TERMS = 6;
/** Most terms of a sum that are written out in symbols; longer ones get a Σ. */
export const MOST_EXPANDED = 4;
/** Longest sum of which terms are looked up. */
const MOST_COUNTED = 20_000;

/**
 * The element as the sum that it is, shortened where it is long. Factors that are functions of elements appear as numbers. A sum of
 * very many terms is only counted.
 */
export function sumOfTerms(c: Context, index: number, leaf: Leaf, numeric: boolean): Piece {
  const count = termsPerElement(c.program, c.op);
  if (count > MOST_COUNTED) return counted(count);
  const terms = termsOf(c.trace, { tensor: c.op.output, index });
  const at = (i: number) => product(c, terms[i]!, leaf);
  return numeric ? shortSum(terms.length, at) : shortestSum(terms.length, at);
}

/** The terms of the element that was asked for last, since one element is looked at many times. */
const lastTerms = new WeakMap<Trace, { readonly key: string; readonly terms: readonly Term[] }>();

/** The terms whose sum an element is. */
export function termsOf(trace: Trace, element: ElementRef): readonly Term[] {
  const key = `${element.tensor}:${element.index}`;
  const last = lastTerms.get(trace);
  if (last?.key === key) return last.terms;
  const terms = provenance(trace, element);
  lastTerms.set(trace, { key, terms });
  return terms;
}

/** The sum of so many summands: all, or the first and the last with dots between. */
export function shortSum(count: number, at: (i: number) => Piece): Piece {
  if (count === 0) return num(0);
  if (count <= MOST_TERMS) return plus(...Array.from({ length: count }, (_, i) => at(i)));
  const shown = [at(0), at(1), at(2), dots(count - 5), at(count - 2), at(count - 1)];
  return { ...plus(...shown), value: null };
}

/** The same with fewer summands, for symbols, which are longer. */
export function shortestSum(count: number, at: (i: number) => Piece): Piece {
  if (count <= MOST_EXPANDED) return shortSum(count, at);
  return { ...plus(at(0), at(1), dots(count - 3), at(count - 1)), value: null };
}

/** The product of so many factors: all, or the first and the last with dots between. */
export function shortProduct(count: number, at: (i: number) => Piece): Piece {
  if (count <= MOST_TERMS) return times(...Array.from({ length: count }, (_, i) => at(i)));
  const hidden = l10n.t('{0} more factors', count - 4);
  const between: Piece = { tex: '\\cdots', words: hidden, level: LEVEL.atom, value: null };
  return { ...times(at(0), at(1), at(2), between, at(count - 1)), value: null };
}

/** Things in a list: all, or the first and the last with dots between. */
export function shortList(count: number, at: (i: number) => Piece): readonly Piece[] {
  if (count <= MOST_TERMS) return Array.from({ length: count }, (_, i) => at(i));
  return [at(0), at(1), at(2), ellipsis(count - 4), at(count - 1)];
}

/** The sum up to a term, from 0, which is underlined, and what it comes to so far. */
export function walkedSum(
  c: Context,
  element: ElementRef,
  leaf: Leaf,
  term: number,
): { sum: Piece; soFar: number; complete: boolean } {
  const terms = termsOf(c.trace, element);
  const at = (i: number) => {
    const piece = product(c, terms[i]!, leaf);
    return i === term ? underlined(piece) : piece;
  };
  const done = Math.min(term + 1, terms.length);
  const shown =
    done <= MOST_TERMS
      ? Array.from({ length: done }, (_, i) => at(i))
      : [at(0), at(1), dots(done - 5), at(done - 3), at(done - 2), at(done - 1)];
  const open = done < terms.length ? [dots(terms.length - done)] : [];
  let soFar = 0;
  for (let i = 0; i < done; i += 1) soFar += valueOf(terms[i]!);
  const sum = shown.length === 0 ? num(0) : plus(...shown, ...open);
  return { sum: { ...sum, value: null }, soFar, complete: done === terms.length };
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

function ellipsis(hidden: number): Piece {
  return { ...dots(hidden), words: l10n.t('{0} more', hidden) };
}

function counted(count: number): Piece {
  const words = l10n.t('the sum of {0} terms', count);
  const below = `${count}\\ \\text{${l10n.t('terms')}}`;
  const tex = `\\underbrace{\\cdots + \\cdots}_{${below}}`;
  return { tex, words, level: LEVEL.sum, value: null };
}
