/** Formulas of what moves, joins, picks or mixes numbers by place. */
import * as l10n from '@vscode/l10n';
import { chain } from '../arrange';
import { tensorMatrix } from '../matrix';
import type { Context } from '../context';
import { apply, call, plus } from '../operators';
import { LEVEL, type Piece } from '../piece';
import { shortestSum, shortList, sumOfTerms } from '../sums';
import { moveName, resampleName } from './move-names';
import {
  elementByElement,
  firstElement,
  namedFormula,
  standAlike,
  wholeFormula,
  type FormulaRule,
} from './rule';

/** The same numbers in another shape. */
export const reshape: FormulaRule<'reshape'> = {
  whole: (c) =>
    wholeFormula(c, (m) =>
      m.numeric
        ? m.of(c.op.output)
        : call('\\operatorname{reshape}', l10n.t('the reshaped'), m.of(c.op.inputs[0]!)),
    ),
  element: (c, index, leaf) => [leaf(c.op.inputs[0]!, index)],
};

/** h = a + b, and gradients that meet. */
export const add: FormulaRule<'add'> = {
  whole(c) {
    const { inputs } = c.op;
    if (!standAlike(c)) {
      return namedFormula(add, c, plus(...inputs.map((id) => c.symbols.whole(id))));
    }
    return wholeFormula(c, (m) => shortestSum(inputs.length, (i) => m.of(inputs[i]!)));
  },
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** h = a above b */
export const concat: FormulaRule<'concat'> = {
  whole(c) {
    const left = c.symbols.whole(c.op.output);
    const parts = shortList(c.op.inputs.length, (i) => c.symbols.whole(c.op.inputs[i]!));
    const tex = `\\begin{bmatrix} ${parts.map((p) => p.tex).join(' \\\\ ')} \\end{bmatrix}`;
    const list = parts.map((p) => p.words).join(', ');
    const words = l10n.t('one below the other: {0}', list);
    const stacked: Piece = { tex, words, level: LEVEL.atom, value: null };
    return {
      symbolic: chain(left, [stacked]),
      numeric: chain(left, [tensorMatrix(c, c.op.output)]),
    };
  },
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** y_i = x at the place that the map says; the other way round, sums of what was taken from each place. */
export const rearrange: FormulaRule<'rearrange'> = {
  whole: (c) => namedFormula(rearrange, c, moveName(c)),
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** y_i = Σ of neighbours with fixed weights. */
export const resample: FormulaRule<'resample'> = {
  whole: (c) => namedFormula(resample, c, resampleName(c)),
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** y = rows of x, picked by whole numbers. */
export const lookup: FormulaRule<'lookup'> = {
  whole(c) {
    const [x, index] = c.op.inputs.map((id) => c.symbols.whole(id)) as [Piece, Piece];
    const tex = `${x.tex}\\left[${index.tex}\\right]`;
    const words = l10n.t('{0} at {1}', x.words, index.words);
    return namedFormula(lookup, c, { tex, words, level: LEVEL.scripted, value: null });
  },
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** y = x with numbers put at places. */
export const scatter: FormulaRule<'scatter'> = {
  whole: (c) => namedFormula(scatter, c, namedAfterInputs(c, 'scatter', l10n.t('the numbers put'))),
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** ∂E/∂s = the gradient of the place that s was put at */
export const scatterGrad: FormulaRule<'scatter_grad'> = {
  whole: (c) => firstElement(scatterGrad, c),
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** y = x at places that the grid says. */
export const gridSample: FormulaRule<'grid_sample'> = {
  whole: (c) => namedFormula(gridSample, c, namedAfterInputs(c, 'sample', l10n.t('the sample'))),
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** ∂E/∂x = Σ of the gradients of the places that x is near to, times how near. */
export const gridSampleGradInput: FormulaRule<'grid_sample_grad_input'> = {
  whole: (c) => firstElement(gridSampleGradInput, c),
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** ∂E/∂g = Σ of the gradients times x times how the weights change with the place. */
export const gridSampleGradGrid: FormulaRule<'grid_sample_grad_grid'> = {
  whole: (c) => firstElement(gridSampleGradGrid, c),
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

function namedAfterInputs(c: Context, name: string, words: string): Piece {
  const inputs = c.op.inputs.map((id) => c.symbols.whole(id));
  return apply(`\\operatorname{${name}}`, words, inputs);
}

/** ∂E/∂x = Σ of the gradients of what was picked there. */
export const lookupGrad: FormulaRule<'lookup_grad'> = {
  whole: (c) => elementByElement(lookupGrad, c),
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};
