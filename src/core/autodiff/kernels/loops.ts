/** What the innermost loops of products do, wherever they run. Addresses and strides count elements of their memory. */
import type { Values } from '../values';

/**
 * C = S + A B for A [m, k] with any strides, and rows of B [k, n] contiguous. S is what the sums start with, nothing where its address is
 * 0; C is not S. All sizes are at least 1. Whole blocks are computed: where there are fewer rows or columns than in a `BLOCK`, what lies
 * after the operands and the result must be in the memory. It is written over after C, and rows of C are written from first to last.
 */
type RowProduct = (
  m: number,
  n: number,
  k: number,
  a: number,
  b: number,
  c: number,
  s: number,
  rowA: number,
  columnA: number,
  rowB: number,
  rowC: number,
  rowS: number,
) => void;

/** C = S + A Bᵀ with contiguous rows of A [m, k] and B [n, k]; otherwise the same. */
type DotProduct = (
  m: number,
  n: number,
  k: number,
  a: number,
  b: number,
  c: number,
  s: number,
  rowA: number,
  rowB: number,
  rowC: number,
  rowS: number,
) => void;

/** Moves at least one row between where elements are neighbours and where they may stand apart. */
type Move = (
  rows: number,
  columns: number,
  dense: number,
  rowDense: number,
  strided: number,
  rowStrided: number,
  columnStrided: number,
) => void;

/**
 * y_i = f(a_i, b_i) for at least one element. A step is 1, or 0 for one element throughout. Whole vectors are computed: up to
 * `AROUND` elements after the operands must be in the memory, and are written over after y.
 */
type PairMap = (
  count: number,
  a: number,
  stepA: number,
  b: number,
  stepB: number,
  y: number,
) => void;

/** The same for elements and a whole number. */
type NumberedMap = (count: number, x: number, a: number, b: number, n: number) => void;

/** Functions of two elements that have a kernel; `pass` is b where a is not 0 or less, else 0. */
export type MapName = 'add' | 'sub' | 'mul' | 'div' | 'pass';

/** The loops of one precision. */
export interface Loops extends Readonly<Record<MapName, PairMap>> {
  readonly nn: RowProduct;
  readonly nt: DotProduct;
  /** dense = strided */
  readonly gather: Move;
  /** strided += dense */
  readonly scatter: Move;
  /** (x, best, winner): where x_i is larger than best_i, or is NaN, best_i = x_i and winner_i = n */
  readonly beat: NumberedMap;
  /** (x, winner, y): y_i = x_i where winner_i = n, else 0 */
  readonly only: NumberedMap;
}

/** Loops with their memory. */
export interface Kernels extends Loops {
  /** The memory, at least so many elements long. What it holds means nothing between two uses, and the array is good for one. */
  readonly view: (count: number) => Values;
}
