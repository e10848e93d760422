/** Formulas of the forward pass. */
import * as l10n from '@vscode/l10n';
import { chain, equals } from '../arrange';
import { lastSize, shapeOf } from '../context';
import { applied, definition } from '../functions';
import { tensorMatrix } from '../matrix';
import { call, exp, ln, minus, over, plus, sumOver, times } from '../operators';
import { LEVEL, type Piece } from '../piece';
import { MOST_EXPANDED, sumOfTerms } from '../sums';
import { subscriptsOf } from '../symbols';
import { rowThrough, softmaxOf, sumOfPowers } from './powers';
import { generalOf, wholeFormula, type FormulaRule } from './rule';

/** z = W a + b */
export const linear: FormulaRule<'linear'> = {
  whole(c) {
    const [x, weight, bias] = c.op.inputs;
    return wholeFormula(
      c,
      (m) => {
        const product = times(m.of(weight!), m.part(x!, lastSize(c, x!)));
        return bias === undefined ? product : plus(product, m.of(bias));
      },
      { length: lastSize(c, c.op.output) },
    );
  },
  element(c, index, leaf, numeric) {
    const [x, weight, bias] = c.op.inputs;
    const width = lastSize(c, x!);
    if (numeric || width <= MOST_EXPANDED) {
      return [sumOfTerms(c, { tensor: c.op.output, index }, leaf)];
    }
    const place = subscriptsOf(c.program, c.op.output, index);
    const unit = place[place.length - 1]!;
    const source = [...place.slice(0, -1), 'k'];
    const product = times(c.symbols.indexed(weight!, [unit, 'k']), c.symbols.indexed(x!, source));
    const sum = sumOver('k', width, product);
    return [bias === undefined ? sum : plus(sum, c.symbols.indexed(bias, [unit]))];
  },
};

/** a = φ(z) */
export const elementwise: FormulaRule<'elementwise'> = {
  whole(c) {
    const f = c.op.attributes.function;
    const [x] = c.op.inputs;
    const general = generalOf(c, x!);
    const meaning = definition(f, general);
    const below = meaning ? [equals(applied(f, general), meaning)] : [];
    return wholeFormula(c, (m) => applied(f, m.of(x!)), { below });
  },
  element(c, index, leaf) {
    const f = c.op.attributes.function;
    const x = leaf(c.op.inputs[0]!, index);
    const meaning = definition(f, x);
    return meaning ? [applied(f, x), meaning] : [applied(f, x)];
  },
};

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
  whole: (c) => wholeFormula(c, (m) => plus(...c.op.inputs.map((id) => m.of(id)))),
  element: (c, index, leaf) => [sumOfTerms(c, { tensor: c.op.output, index }, leaf)],
};

/** h = a above b */
export const concat: FormulaRule<'concat'> = {
  whole(c) {
    const left = c.symbols.whole(c.op.output);
    const parts = c.op.inputs.map((id) => c.symbols.whole(id));
    const tex = `\\begin{bmatrix} ${parts.map((p) => p.tex).join(' \\\\ ')} \\end{bmatrix}`;
    const list = parts.map((p) => p.words).join(', ');
    const words = l10n.t('one below the other: {0}', list);
    const stacked: Piece = { tex, words, level: LEVEL.atom, value: null };
    return {
      symbolic: chain(left, [stacked]),
      numeric: chain(left, [tensorMatrix(c, c.op.output)]),
    };
  },
  element: (c, index, leaf) => [sumOfTerms(c, { tensor: c.op.output, index }, leaf)],
};
