/** Formulas of the loss: errors from prediction and target, and what becomes of them. */
import { elementCount } from '../../model/shape';
import { chain } from '../arrange';
import { firstOfSample, lastSize, shapeOf, valueAt, type Context } from '../context';
import { LOSS_TEXT } from '../losses';
import { exp, ln, minus, negative, over, sumOver, times } from '../operators';
import { num, type Piece } from '../piece';
import { ONE } from '../function-parts';
import { shortSum } from '../sums';
import { rowThrough, sumOfPowers } from './powers';
import {
  elementByElement,
  elementFormula,
  type AnyRule,
  type Formula,
  type FormulaRule,
} from './rule';
import { sampled } from './samples';

/** e_j = e(ŷ_j, y_j) */
export const pointwiseLoss: FormulaRule<'pointwise_loss'> = {
  whole: (c) => elementByElement(pointwiseLoss, c),
  element(c, index, leaf) {
    const { loss, delta } = c.op.attributes;
    const [prediction, target] = c.op.inputs;
    return [LOSS_TEXT[loss].error(leaf(prediction!, index), leaf(target!, index), delta)];
  },
};

/** e = −h_c */
export const nll: FormulaRule<'nll'> = {
  whole: (c) => classFormula(nll, c, negative(c.symbols.indexed(c.op.inputs[0]!, ['c']))),
  element: (c, index, leaf) => [negative(leaf(c.op.inputs[0]!, classElement(c, index)))],
};

/** e = ln Σ_k exp(z_k) − z_c */
export const crossEntropy: FormulaRule<'cross_entropy'> = {
  whole(c) {
    const x = c.op.inputs[0]!;
    const powers = sumOver('k', lastSize(c, x), exp(c.symbols.indexed(x, ['k'])));
    return classFormula(crossEntropy, c, minus(ln(powers), c.symbols.indexed(x, ['c'])));
  },
  element(c, index, leaf, numeric) {
    const x = c.op.inputs[0]!;
    const shape = shapeOf(c, x);
    const row = rowThrough(shape, shape.length - 1, index * lastSize(c, x));
    return [minus(ln(sumOfPowers(c, x, row, leaf, numeric)), leaf(x, classElement(c, index)))];
  },
};

/** E = Σ e_j, divided by their number for the mean. */
export const reduce: FormulaRule<'reduce'> = {
  whole: (c) => elementFormula(reduce, c, 0),
  element(c, _, leaf, numeric) {
    const errors = c.op.inputs[0]!;
    const count = elementCount(shapeOf(c, errors));
    const sum = numeric ? shortSum(count, (i) => leaf(errors, i)) : sumOfErrors(c, errors, count);
    const mean = c.op.attributes.reduction === 'mean' && count > 1;
    return [mean ? times(over(ONE, num(count)), sum) : sum];
  },
};

/** Row-major index of the output that stands for the target class of an error. */
export function classElement(c: Context, error: number): number {
  const x = c.op.inputs.length === 3 ? c.op.inputs[1]! : c.op.inputs[0]!;
  return error * lastSize(c, x) + valueAt(c, c.program.target, error);
}

/** In symbols with the letter c for the class, then with numbers for the shown sample. */
function classFormula(rule: AnyRule, c: Context, right: Piece): Formula {
  const index = firstOfSample(c, c.op.output);
  return {
    symbolic: chain(c.symbols.element(c.op.output, index), [right]),
    numeric: elementFormula(rule, c, index).numeric,
  };
}

function sumOfErrors(c: Context, errors: number, count: number): Piece {
  const each = count / c.batch;
  const indexed = shapeOf(c, errors).length > 1;
  const general = indexed
    ? c.symbols.indexed(errors, [each === 1 ? '1' : 'j'])
    : c.symbols.whole(errors);
  const inner = c.batch > 1 ? sampled(general) : general;
  const overOutputs = each > 1 ? sumOver('j', each, inner) : inner;
  return c.batch > 1 ? sumOver('s', c.batch, overOutputs) : overOutputs;
}
