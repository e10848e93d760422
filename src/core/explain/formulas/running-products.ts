/** Formulas of products over dimensions and of running products, and of their way back. */
import type { TensorId } from '../../autodiff/program';
import { shapeOf } from '../context';
import { ONE } from '../function-parts';
import { times } from '../operators';
import { groupOf, groupThrough, reducedIndex, rowThrough } from '../places';
import { shortProduct, sumOfTerms } from '../sums';
import { elementByElement, firstElement, type FormulaRule } from './rule';

/** y = x_1 x_2 … over dimensions */
export const prod: FormulaRule<'prod'> = {
  whole: (c) => elementByElement(prod, c),
  element(c, index, leaf) {
    const x = c.op.inputs[0]!;
    const group = groupOf(shapeOf(c, x), c.op.attributes.dims, index);
    return [shortProduct(group.count, (i) => leaf(x, group.at(i)))];
  },
};

/** ∂E/∂x_j = ∂E/∂y times the product of the other x */
export const prodGrad: FormulaRule<'prod_grad'> = {
  whole: (c) => firstElement(prodGrad, c),
  element(c, index, leaf) {
    const [gradient, x] = c.op.inputs as [TensorId, TensorId];
    const { dims } = c.op.attributes;
    const shape = shapeOf(c, x);
    const group = groupThrough(shape, dims, index);
    const other = (i: number) => leaf(x, group.at(i < group.place ? i : i + 1));
    const received = leaf(gradient, reducedIndex(shape, dims, index));
    if (group.count === 1) return [times(received, ONE)];
    return [times(received, shortProduct(group.count - 1, other))];
  },
};

/** y_j = x_1 x_2 … x_j */
export const cumprod: FormulaRule<'cumprod'> = {
  whole: (c) => firstElement(cumprod, c),
  element(c, index, leaf) {
    const x = c.op.inputs[0]!;
    const row = rowThrough(shapeOf(c, x), c.op.attributes.dim, index);
    return [shortProduct(row.place + 1, (i) => leaf(x, row.at(i)))];
  },
};

/** ∂E/∂x_j = Σ over j and all later places of ∂E/∂y times the product of the other x */
export const cumprodGrad: FormulaRule<'cumprod_grad'> = {
  whole: (c) => firstElement(cumprodGrad, c),
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};
