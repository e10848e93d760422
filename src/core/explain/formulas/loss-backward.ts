/** Formulas of the way back from E to the prediction. */
import * as l10n from '@vscode/l10n';
import { elementCount } from '../../model/shape';
import { firstOfSample, lastSize, shapeOf, type Context } from '../context';
import { ONE, ZERO } from '../function-parts';
import { LOSS_TEXT } from '../losses';
import { column } from '../matrix';
import { minus, negative, over, times } from '../operators';
import { atom, colored, num, type Piece } from '../piece';
import { classElement } from './loss';
import { rowThrough, softmaxOf, softmaxPiece, softmaxValue } from './powers';
import { elementByElement, elementFormula, wholeFormula, type FormulaRule } from './rule';

/** ∂E/∂E = 1 */
export const one: FormulaRule<'one'> = {
  whole: (c) => elementFormula(one, c, 0),
  element: () => [ONE],
};

/** ∂E/∂e_j = 1/n ∂E/∂E for the mean */
export const reduceGrad: FormulaRule<'reduce_grad'> = {
  whole: (c) => elementByElement(reduceGrad, c),
  element(c, _, leaf) {
    const start = leaf(c.op.inputs[0]!, 0);
    const count = elementCount(shapeOf(c, c.op.output));
    const mean = c.op.attributes.reduction === 'mean' && count > 1;
    return [mean ? times(over(ONE, num(count)), start) : start];
  },
};

/** ∂E/∂ŷ_j = ∂E/∂e_j ∂e_j/∂ŷ_j */
export const pointwiseLossGrad: FormulaRule<'pointwise_loss_grad'> = {
  whole: (c) => elementByElement(pointwiseLossGrad, c),
  element(c, index, leaf) {
    const { loss, delta } = c.op.attributes;
    const [gradient, prediction, target] = c.op.inputs;
    const text = LOSS_TEXT[loss];
    const change = text.slope(leaf(prediction!, index), leaf(target!, index), delta);
    return [times(leaf(gradient!, index), change)];
  },
};

/** ∂E/∂h_j = −∂E/∂e for the target class, else 0 */
export const nllGrad: FormulaRule<'nll_grad'> = {
  whole: (c) =>
    wholeFormula(c, (m) => times(negative(m.of(c.op.inputs[0]!)), targetClass(c, m.numeric)), {
      length: lastSize(c, c.op.output),
    }),
  element(c, index, leaf) {
    const error = Math.floor(index / lastSize(c, c.op.output));
    return [index === classElement(c, error) ? negative(leaf(c.op.inputs[0]!, error)) : ZERO];
  },
};

/** ∂E/∂z_j = ∂E/∂e (softmax(z)_j − [j = c]) */
export const crossEntropyGrad: FormulaRule<'cross_entropy_grad'> = {
  whole(c) {
    const [gradient, logits] = c.op.inputs;
    return wholeFormula(
      c,
      (m) => {
        const shares = m.numeric ? shareColumn(c) : softmaxOf(m.of(logits!));
        return times(m.of(gradient!), minus(shares, targetClass(c, m.numeric)));
      },
      { length: lastSize(c, c.op.output) },
    );
  },
  element(c, index, leaf, numeric) {
    const [gradient, logits] = c.op.inputs;
    const shape = shapeOf(c, logits!);
    const error = Math.floor(index / lastSize(c, logits!));
    const row = rowThrough(shape, shape.length - 1, index);
    const target = index === classElement(c, error) ? ONE : ZERO;
    return [times(leaf(gradient!, error), minus(softmaxPiece(c, logits!, row, numeric), target))];
  },
};

/** 1 at the target class, 0 elsewhere. */
function targetClass(c: Context, numeric: boolean): Piece {
  if (!numeric) return colored('err', atom('\\mathbf{1}_{c}', l10n.t('one at the target class')));
  const start = firstOfSample(c, c.op.output);
  const size = lastSize(c, c.op.output);
  const target = classElement(c, start / size);
  return column(size, (i) => (start + i === target ? 1 : 0), 'err');
}

/** The shares that softmax gives to the outputs of the shown sample. */
function shareColumn(c: Context): Piece {
  const logits = c.op.inputs[1]!;
  const shape = shapeOf(c, logits);
  const row = rowThrough(shape, shape.length - 1, firstOfSample(c, logits));
  return column(row.count, (i) => softmaxValue(c, logits, row, i), 'fwd');
}
