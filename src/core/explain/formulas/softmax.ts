/** Formulas of softmax and its logarithm, forward and backward. */
import * as l10n from '@vscode/l10n';
import { chain, equals, lines } from '../arrange';
import { countOfSample, firstOfSample, shapeOf } from '../context';
import { tensorMatrix } from '../matrix';
import { exp, ln, minus, over, sumOver, times, transpose } from '../operators';
import { atom } from '../piece';
import { rowThrough } from '../places';
import { MOST_EXPANDED, shortSum } from '../sums';
import { jacobianOfSoftmax, softmaxOf, sumOfPowers } from './powers';
import { elementFormula, firstElement, generalOf, wholeFormula, type FormulaRule } from './rule';

/** y_j = exp(z_j) / Σ_k exp(z_k) */
export const softmax: FormulaRule<'softmax'> = {
  whole(c) {
    const [x] = c.op.inputs;
    const size = shapeOf(c, x!)[c.op.attributes.dim]!;
    const share = over(
      exp(generalOf(c, x!)),
      sumOver('k', size, exp(c.symbols.indexed(x!, ['k']))),
    );
    return wholeFormula(c, (m) => softmaxOf(m.of(x!)), {
      below: [equals(generalOf(c, c.op.output), share)],
    });
  },
  element(c, index, leaf, numeric) {
    const x = c.op.inputs[0]!;
    const row = rowThrough(shapeOf(c, x), c.op.attributes.dim, index);
    return [over(exp(leaf(x, index)), sumOfPowers(c, x, row, leaf, numeric))];
  },
};

/** y_j = z_j − ln Σ_k exp(z_k) */
export const logSoftmax: FormulaRule<'log_softmax'> = {
  whole(c) {
    const [x] = c.op.inputs;
    const size = shapeOf(c, x!)[c.op.attributes.dim]!;
    const sum = sumOver('k', size, exp(c.symbols.indexed(x!, ['k'])));
    return wholeFormula(c, (m) => ln(softmaxOf(m.of(x!))), {
      below: [equals(generalOf(c, c.op.output), minus(generalOf(c, x!), ln(sum)))],
    });
  },
  element(c, index, leaf, numeric) {
    const x = c.op.inputs[0]!;
    const row = rowThrough(shapeOf(c, x), c.op.attributes.dim, index);
    return [minus(leaf(x, index), ln(sumOfPowers(c, x, row, leaf, numeric)))];
  },
};

/** ∂E/∂z = Jᵀ ∂E/∂y with J = diag(y) − y yᵀ */
export const softmaxGrad: FormulaRule<'softmax_grad'> = {
  whole(c) {
    const [gradient, y] = c.op.inputs;
    const through = rowThrough(shapeOf(c, y!), c.op.attributes.dim, firstOfSample(c, y!));
    if (countOfSample(c, y!) > through.count) return firstElement(softmaxGrad, c);
    const jacobian = atom('J', l10n.t('the Jacobian J'));
    const whole = c.symbols.whole(y!);
    const diagonal = { ...whole, tex: `\\operatorname{diag}(${whole.tex})` };
    const meaning = minus(diagonal, times(whole, transpose(whole)));
    return wholeFormula(
      c,
      (m) =>
        m.numeric
          ? times(jacobianOfSoftmax(c, y!, through), m.part(gradient!, through.count))
          : times(transpose(jacobian), m.of(gradient!)),
      { below: [equals(jacobian, meaning)], length: through.count },
    );
  },
  element(c, index, leaf, numeric) {
    const [gradient, y] = c.op.inputs;
    const through = rowThrough(shapeOf(c, y!), c.op.attributes.dim, index);
    const weighted =
      numeric || through.count <= MOST_EXPANDED
        ? shortSum(through.count, (i) =>
            times(leaf(gradient!, through.at(i)), leaf(y!, through.at(i))),
          )
        : sumOver(
            'k',
            through.count,
            times(c.symbols.indexed(gradient!, ['k']), c.symbols.indexed(y!, ['k'])),
          );
    return [times(leaf(y!, index), minus(leaf(gradient!, index), weighted))];
  },
};

/** ∂E/∂z_j = g_j − exp(h_j) Σ_k g_k */
export const logSoftmaxGrad: FormulaRule<'log_softmax_grad'> = {
  whole(c) {
    const [gradient, y] = c.op.inputs;
    const size = shapeOf(c, y!)[c.op.attributes.dim]!;
    const sum = sumOver('k', size, c.symbols.indexed(gradient!, ['k']));
    const right = minus(generalOf(c, gradient!), times(exp(generalOf(c, y!)), sum));
    const first = elementFormula(logSoftmaxGrad, c, firstOfSample(c, y!));
    const all = chain(c.symbols.whole(c.op.output), [tensorMatrix(c, c.op.output)]);
    return {
      symbolic: chain(generalOf(c, c.op.output), [right]),
      numeric: lines(first.numeric, all),
    };
  },
  element(c, index, leaf, numeric) {
    const [gradient, y] = c.op.inputs;
    const through = rowThrough(shapeOf(c, y!), c.op.attributes.dim, index);
    const sum =
      numeric || through.count <= MOST_EXPANDED
        ? shortSum(through.count, (i) => leaf(gradient!, through.at(i)))
        : sumOver('k', through.count, c.symbols.indexed(gradient!, ['k']));
    return [minus(leaf(gradient!, index), times(exp(leaf(y!, index)), sum))];
  },
};
