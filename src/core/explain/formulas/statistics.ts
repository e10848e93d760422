/** Formulas of variance and normalization, forward and backward. */
import * as l10n from '@vscode/l10n';
import type { NormalizeAttributes } from '../../autodiff/attributes';
import type { TensorId } from '../../autodiff/program';
import { equals, lines } from '../arrange';
import { shapeOf, valueAt, type Context } from '../context';
import { bar, minus, over, plus, power, root, sumOver, times } from '../operators';
import { ONE, TWO } from '../function-parts';
import { atom, colored, LEVEL, num, type Piece } from '../piece';
import { groupOf, groupThrough, reducedIndex, type Row } from '../places';
import { shortSum } from '../sums';
import { elementByElement, firstElement, generalOf, type FormulaRule } from './rule';

/** y = Σ (x_k − x̄)² / (n − correction) */
export const variance: FormulaRule<'variance'> = {
  whole: (c) => elementByElement(variance, c),
  element(c, index, leaf, numeric) {
    const x = c.op.inputs[0]!;
    const { dims, correction } = c.op.attributes;
    const group = groupOf(shapeOf(c, x), dims, index);
    const mean = meanPiece(c, x, group, numeric);
    const sum = numeric
      ? shortSum(group.count, (i) => power(minus(leaf(x, group.at(i)), mean), 2))
      : sumOver('k', group.count, power(minus(c.symbols.indexed(x, ['k']), mean), 2));
    return [times(over(ONE, num(group.count - correction)), sum)];
  },
};

/** ∂E/∂x_j = ∂E/∂y 2 (x_j − x̄) / (n − correction) */
export const varianceGrad: FormulaRule<'variance_grad'> = {
  whole: (c) => elementByElement(varianceGrad, c),
  element(c, index, leaf, numeric) {
    const [gradient, x] = c.op.inputs as [TensorId, TensorId];
    const { dims, correction } = c.op.attributes;
    const shape = shapeOf(c, x);
    const group = groupThrough(shape, dims, index);
    const off = minus(leaf(x, index), meanPiece(c, x, group, numeric));
    const factor = over(TWO, num(group.count - correction));
    return [times(leaf(gradient, reducedIndex(shape, dims, index)), factor, off)];
  },
};

/** x̂_j = (x_j − μ) / √(σ² + ε), or x_j / √(mean x² + ε) */
export const normalize: FormulaRule<'normalize'> = {
  whole(c) {
    const x = c.op.inputs[0]!;
    const { center } = c.op.attributes;
    const n = groupThrough(shapeOf(c, x), c.op.attributes.dims, 0).count;
    const each = c.symbols.indexed(x, ['k']);
    const average = (body: Piece) => times(over(ONE, num(n)), sumOver('k', n, body));
    const below = center
      ? [equals(MU(), average(each)), equals(SIGMA_SQUARED(), average(power(minus(each, MU()), 2)))]
      : [equals(MEAN_SQUARE(), average(power(each, 2)))];
    const general = normalized(generalOf(c, x), c.op.attributes, spreadOf(c.op.attributes));
    const left = generalOf(c, c.op.output);
    const { numeric } = firstElement(normalize, c);
    return { symbolic: lines(equals(left, general), ...below), numeric };
  },
  element(c, index, leaf, numeric) {
    const x = c.op.inputs[0]!;
    const known = numeric ? spreadAt(c, x, c.op.attributes, index) : spreadOf(c.op.attributes);
    return [normalized(leaf(x, index), c.op.attributes, known)];
  },
};

/** ∂E/∂x_j = (g_j − ḡ − x̂_j mean(g x̂)) / √(σ² + ε) */
export const normalizeGrad: FormulaRule<'normalize_grad'> = {
  whole: (c) => elementByElement(normalizeGrad, c),
  element(c, index, leaf, numeric) {
    const [gradient, x] = c.op.inputs as [TensorId, TensorId];
    const { attributes } = c.op;
    const own = leaf(gradient, index);
    const known = numeric ? spreadAt(c, x, attributes, index) : spreadOf(attributes);
    const ends = numeric ? meansAt(c, gradient, x, attributes, index) : meansOf(c, gradient);
    const share = times(ends.own, ends.product);
    const inner = attributes.center ? minus(minus(own, ends.mean), share) : minus(own, share);
    return [times(over(ONE, widthOf(attributes, known)), inner)];
  },
};

const MU = (): Piece => atom('\\mu', l10n.t('mu'));
const SIGMA_SQUARED = (): Piece => atom('\\sigma^{2}', l10n.t('sigma squared'), LEVEL.scripted);
const MEAN_SQUARE = (): Piece => atom('q', l10n.t('the mean square'));

/** Mean and variance, or the mean square. */
interface Spread {
  readonly mean: Piece;
  readonly square: Piece;
}

function spreadOf({ center }: NormalizeAttributes): Spread {
  return { mean: MU(), square: center ? SIGMA_SQUARED() : MEAN_SQUARE() };
}

function spreadAt(c: Context, x: TensorId, attributes: NormalizeAttributes, index: number): Spread {
  const group = groupThrough(shapeOf(c, x), attributes.dims, index);
  const mean = attributes.center ? meanOver(group, (i) => valueAt(c, x, i)) : 0;
  const square = meanOver(group, (i) => (valueAt(c, x, i) - mean) ** 2);
  return { mean: colored('fwd', num(mean)), square: colored('fwd', num(square)) };
}

function widthOf({ eps }: NormalizeAttributes, { square }: Spread): Piece {
  return root(plus(square, num(eps)));
}

function normalized(x: Piece, attributes: NormalizeAttributes, spread: Spread): Piece {
  return over(attributes.center ? minus(x, spread.mean) : x, widthOf(attributes, spread));
}

/** x̂_j, ḡ and the mean of g x̂. */
interface Means {
  readonly own: Piece;
  readonly mean: Piece;
  readonly product: Piece;
}

function meansOf(c: Context, gradient: TensorId): Means {
  const hat = atom('\\hat{x}', l10n.t('x hat'));
  const own = atom('\\hat{x}_{j}', l10n.t('x hat j'));
  const whole = c.symbols.whole(gradient);
  return { own, mean: bar(whole), product: bar(times(whole, hat)) };
}

function meansAt(
  c: Context,
  gradient: TensorId,
  x: TensorId,
  attributes: NormalizeAttributes,
  index: number,
): Means {
  const group = groupThrough(shapeOf(c, x), attributes.dims, index);
  const at = (i: number) => valueAt(c, x, i);
  const mean = attributes.center ? meanOver(group, at) : 0;
  const width = Math.sqrt(meanOver(group, (i) => (at(i) - mean) ** 2) + attributes.eps);
  const hat = (i: number) => (at(i) - mean) / width;
  return {
    own: colored('fwd', num(hat(index))),
    mean: colored('bwd', num(meanOver(group, (i) => valueAt(c, gradient, i)))),
    product: colored('bwd', num(meanOver(group, (i) => valueAt(c, gradient, i) * hat(i)))),
  };
}

function meanPiece(c: Context, x: TensorId, group: Row, numeric: boolean): Piece {
  if (!numeric) return bar(c.symbols.whole(x));
  return colored('fwd', num(meanOver(group, (i) => valueAt(c, x, i))));
}

function meanOver(group: Row, at: (index: number) => number): number {
  let sum = 0;
  for (let i = 0; i < group.count; i += 1) sum += at(group.at(i));
  return sum / group.count;
}
