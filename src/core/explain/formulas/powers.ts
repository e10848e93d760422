/** What softmax and its relatives share: sums of powers, shares. */
import * as l10n from '@vscode/l10n';
import type { TensorId } from '../../autodiff/program';
import { valueAt, type Context, type Leaf } from '../context';
import { matrix } from '../matrix';
import { call, exp, sumOver } from '../operators';
import { colored, num, type Piece } from '../piece';
import type { Row } from '../places';
import { MOST_EXPANDED, shortSum } from '../sums';

/** Σ_k exp(x_k) along a row: compact with symbols if long, shortened with numbers. */
export function sumOfPowers(
  c: Context,
  x: TensorId,
  row: Row,
  leaf: Leaf,
  numeric: boolean,
): Piece {
  if (!numeric && row.count > MOST_EXPANDED) {
    return sumOver('k', row.count, exp(c.symbols.indexed(x, ['k'])));
  }
  return shortSum(row.count, (i) => exp(leaf(x, row.at(i))));
}

/** Value of softmax at a place of a row. */
export function softmaxValue(c: Context, x: TensorId, row: Row, place: number): number {
  const values = Array.from({ length: row.count }, (_, i) => valueAt(c, x, row.at(i)));
  const largest = values.reduce((a, b) => Math.max(a, b), -Infinity);
  const sum = values.reduce((total, v) => total + Math.exp(v - largest), 0);
  return Math.exp(values[place]! - largest) / sum;
}

/** An element of softmax(x) as a symbol, or its number. */
export function softmaxPiece(c: Context, x: TensorId, row: Row, numeric: boolean): Piece {
  if (numeric) return colored('fwd', num(softmaxValue(c, x, row, row.place)));
  const whole = softmaxOf(c.symbols.whole(x));
  const place = row.place + 1;
  return { ...whole, tex: `${whole.tex}_{${place}}`, words: `${whole.words}, ${place}` };
}

/** softmax(x) by its name. */
export function softmaxOf(x: Piece): Piece {
  return call('\\operatorname{softmax}', l10n.t('the softmax'), x);
}

/** ∂y_i/∂x_k = y_i ([i = k] − y_k), as numbers. */
export function jacobianOfSoftmax(c: Context, y: TensorId, row: Row): Piece {
  const at = (i: number) => valueAt(c, y, row.at(i));
  return matrix(row.count, row.count, (i, k) => at(i) * ((i === k ? 1 : 0) - at(k)), 'fwd');
}
