/** Formulas of sums, means, norms and running sums over dimensions, and of their way back. */
import * as l10n from '@vscode/l10n';
import { elementCount } from '../../model/shape';
import type { TensorId } from '../../autodiff/program';
import { shapeOf, type Context } from '../context';
import { ONE } from '../function-parts';
import { isPerSample, sampleShape } from '../../timeline';
import { abs, apply, call, over, power, raised, root, sumOver, times } from '../operators';
import { num, type Piece } from '../piece';
import { groupOf, reducedIndex, type Row } from '../places';
import { shortestSum, shortList, shortSum, sumOfTerms } from '../sums';
import { elementByElement, elementFormula, firstElement, type FormulaRule } from './rule';
import { sampled } from './samples';

/** y = Σ x over dimensions, divided by their number for the mean */
export const reduce: FormulaRule<'reduce'> = {
  whole: (c) => (isOverAll(c) ? elementFormula(reduce, c, 0) : elementByElement(reduce, c)),
  element(c, index, leaf, numeric) {
    const x = c.op.inputs[0]!;
    const group = groupOf(shapeOf(c, x), c.op.attributes.dims, index);
    const errors = c.op.phase === 'loss' && x === c.program.errors && isOverAll(c);
    const at = (i: number) => leaf(x, group.at(i));
    const sum = numeric
      ? shortSum(group.count, at)
      : errors
        ? sumOfErrors(c, x, group.count)
        : shortestSum(group.count, at);
    const mean = c.op.attributes.reduction === 'mean' && group.count > 1;
    return [mean ? times(over(ONE, num(group.count)), sum) : sum];
  },
};

/** ∂E/∂x_j = 1/n ∂E/∂y for the mean */
export const reduceGrad: FormulaRule<'reduce_grad'> = {
  whole: (c) => elementByElement(reduceGrad, c),
  element(c, index, leaf) {
    const shape = shapeOf(c, c.op.output);
    const { dims, reduction } = c.op.attributes;
    const start = leaf(c.op.inputs[0]!, reducedIndex(shape, dims, index));
    const count = groupOf(shape, dims, 0).count;
    return [reduction === 'mean' && count > 1 ? times(over(ONE, num(count)), start) : start];
  },
};

/** y = (Σ |x|^p)^(1/p) */
export const norm: FormulaRule<'norm'> = {
  whole: (c) => elementByElement(norm, c),
  element(c, index, leaf, numeric) {
    const x = c.op.inputs[0]!;
    const group = groupOf(shapeOf(c, x), c.op.attributes.dims, index);
    return [normOf(c.op.attributes.p, group, (i) => leaf(x, group.at(i)), numeric)];
  },
};

/** ∂E/∂x_j = ∂E/∂y sign(x_j) (|x_j| / y)^(p−1) */
export const normGrad: FormulaRule<'norm_grad'> = {
  whole: (c) => elementByElement(normGrad, c),
  element(c, index, leaf, numeric) {
    const { p, dims } = c.op.attributes;
    if (numeric && p !== 2) return [sumOfTerms(c, index, leaf, numeric)];
    const [gradient, x, y] = c.op.inputs as [TensorId, TensorId, TensorId];
    const at = reducedIndex(shapeOf(c, x), dims, index);
    const received = leaf(gradient, at);
    const [own, whole] = [leaf(x, index), leaf(y, at)];
    if (p === 2) {
      return [whole.value === 0 ? num(0) : times(received, over(own, whole))];
    }
    return [times(received, normSlope(p, own, whole))];
  },
};

/** y_j = x_1 + … + x_j */
export const cumsum: FormulaRule<'cumsum'> = {
  whole: (c) => firstElement(cumsum, c),
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** x summed over what it was repeated along */
export const sumTo: FormulaRule<'sum_to'> = {
  whole: (c) => elementByElement(sumTo, c),
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

function isOverAll(c: Context): boolean {
  return elementCount(shapeOf(c, c.op.output)) === 1;
}

/** Σ over samples and outputs. */
function sumOfErrors(c: Context, errors: TensorId, count: number): Piece {
  const batch = isPerSample(c.program, errors) ? c.batch : 1;
  const each = count / batch;
  const indexed = sampleShape(c.program, errors).length > 0;
  const general = indexed
    ? c.symbols.indexed(errors, [each === 1 ? '1' : 'j'])
    : c.symbols.whole(errors);
  const inner = batch > 1 ? sampled(general) : general;
  const overOutputs = each > 1 ? sumOver('j', each, inner) : inner;
  return batch > 1 ? sumOver('s', batch, overOutputs) : overOutputs;
}

function normOf(p: number, group: Row, at: (i: number) => Piece, numeric: boolean): Piece {
  if (p === Infinity) {
    const sizes = shortList(group.count, (i) => abs(at(i)));
    const all = sizes.length === group.count;
    return apply('\\max', l10n.t('the largest'), sizes, all ? (v) => Math.max(...v) : null);
  }
  const each = (i: number) =>
    p === 2 ? power(at(i), 2) : p === 1 ? abs(at(i)) : raised(abs(at(i)), num(p));
  const sum = numeric ? shortSum(group.count, each) : shortestSum(group.count, each);
  return p === 2 ? root(sum) : p === 1 ? sum : raised(sum, num(1 / p));
}

function normSlope(p: number, x: Piece, y: Piece): Piece {
  const sign = call('\\operatorname{sign}', l10n.t('the sign'), x, Math.sign);
  if (p === 1) return sign;
  if (p === Infinity) {
    const words = l10n.t('1 where the absolute value of {0} is {1}', x.words, y.words);
    const tex = `\\left[\\left|${x.tex}\\right| = ${y.tex}\\right]`;
    return times(sign, { ...sign, tex, words, value: null });
  }
  return times(sign, raised(over(abs(x), y), num(p - 1)));
}
