/** Formulas of losses with one error per output element, and of where the way back begins. */
import type { TensorId } from '../../autodiff/program';
import { elementCount } from '../../model/shape';
import { shapeOf, type Context, type Leaf } from '../context';
import { ONE } from '../function-parts';
import { LOSS_TEXT } from '../losses';
import { times } from '../operators';
import type { Piece } from '../piece';
import { elementByElement, elementFormula, type FormulaRule } from './rule';

/** e_j = e(ŷ_j, y_j) */
export const pointwiseLoss: FormulaRule<'pointwise_loss'> = {
  whole: (c) => elementByElement(pointwiseLoss, c),
  element(c, index, leaf) {
    const { attributes } = c.op;
    const [prediction, target, positive] = c.op.inputs as [TensorId, TensorId, TensorId?];
    const weight = positiveWeight(c, positive, index, leaf);
    const { error } = LOSS_TEXT[attributes.loss];
    return [error(leaf(prediction, index), leaf(target, index), { ...attributes, weight })];
  },
};

/** ∂E/∂ŷ_j = ∂E/∂e_j ∂e_j/∂ŷ_j */
export const pointwiseLossGrad: FormulaRule<'pointwise_loss_grad'> = {
  whole: (c) => elementByElement(pointwiseLossGrad, c),
  element(c, index, leaf) {
    const { attributes } = c.op;
    const [gradient, ...read] = c.op.inputs;
    const [prediction, target, positive] = read as [TensorId, TensorId, TensorId?];
    const weight = positiveWeight(c, positive, index, leaf);
    const { slope } = LOSS_TEXT[attributes.loss];
    const change = slope(leaf(prediction, index), leaf(target, index), { ...attributes, weight });
    return [times(leaf(gradient!, index), change)];
  },
};

/** ∂E/∂E = 1 */
export const one: FormulaRule<'one'> = {
  whole: (c) => elementFormula(one, c, 0),
  element: () => [ONE],
};

/** The weight of positives at an output, which is repeated over the samples. */
function positiveWeight(
  c: Context,
  positive: TensorId | undefined,
  index: number,
  leaf: Leaf,
): Piece | null {
  if (positive === undefined) return null;
  return leaf(positive, index % elementCount(shapeOf(c, positive)));
}
