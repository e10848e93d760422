/** Formulas of the backward pass through the layers, and of the update. */
import * as l10n from '@vscode/l10n';
import { elementwiseDerivative } from '../../autodiff';
import { becomes, chain, equals, lines } from '../arrange';
import { countOfSample, firstOfSample, lastSize, shapeOf, valueAt } from '../context';
import { slope, slopeName } from '../functions';
import { column, matrix, row, tensorMatrix } from '../matrix';
import { exp, hadamard, minus, sumOver, times, transpose } from '../operators';
import { atom, colored, num } from '../piece';
import { MOST_EXPANDED, shortSum, sumOfTerms } from '../sums';
import { subscriptsOf } from '../symbols';
import { jacobianOfSoftmax, rowThrough } from './powers';
import { elementFormula, generalOf, wholeFormula, type FormulaRule } from './rule';
import { rowsOf, summedFormula, sumOverSamples } from './samples';

/** The gradient as it is. */
export const copy: FormulaRule<'copy'> = {
  whole: (c) => wholeFormula(c, (m) => m.of(c.op.inputs[0]!)),
  element: (c, index, leaf) => [leaf(c.op.inputs[0]!, index)],
};

/** A part of the gradient of what was joined. */
export const slice: FormulaRule<'slice'> = {
  whole: (c) =>
    wholeFormula(c, (m) => {
      if (m.numeric) return m.of(c.op.output);
      const [first, last] = [
        c.op.attributes.start + 1,
        c.op.attributes.start + c.op.attributes.length,
      ];
      const whole = m.of(c.op.inputs[0]!);
      const tex = `\\left(${whole.tex}\\right)_{${first} \\ldots ${last}}`;
      return { ...whole, tex, words: l10n.t('{0}, places {1} to {2}', whole.words, first, last) };
    }),
  element: (c, index, leaf) => [sumOfTerms(c, { tensor: c.op.output, index }, leaf)],
};

/** ∂E/∂a = Wᵀ δ */
export const linearGradInput: FormulaRule<'linear_grad_input'> = {
  whole(c) {
    const [gradient, weight] = c.op.inputs;
    const [out, into] = shapeOf(c, weight!) as [number, number];
    return wholeFormula(
      c,
      (m) => {
        const turned = m.numeric
          ? matrix(into, out, (k, j) => valueAt(c, weight!, j * into + k), 'val')
          : transpose(m.of(weight!));
        return times(turned, m.part(gradient!, out));
      },
      { length: into },
    );
  },
  element(c, index, leaf, numeric) {
    const [gradient, weight] = c.op.inputs;
    const out = lastSize(c, gradient!);
    if (numeric || out <= MOST_EXPANDED) {
      return [sumOfTerms(c, { tensor: c.op.output, index }, leaf)];
    }
    const place = subscriptsOf(c.program, c.op.output, index);
    const factor = c.symbols.indexed(weight!, ['j', place[place.length - 1]!]);
    const received = c.symbols.indexed(gradient!, [...place.slice(0, -1), 'j']);
    return [sumOver('j', out, times(factor, received))];
  },
};

/** ∂E/∂W = Σ δ aᵀ over the samples */
export const linearGradWeight: FormulaRule<'linear_grad_weight'> = {
  whole(c) {
    const [gradient, x] = c.op.inputs;
    const [out, into] = shapeOf(c, c.op.output) as [number, number];
    const start = firstOfSample(c, x!);
    const part = times(
      tensorMatrix(c, gradient!, out),
      row(into, (k) => valueAt(c, x!, start + k), 'fwd'),
    );
    const { whole } = c.symbols;
    return summedFormula(
      c,
      rowsOf(c, gradient!),
      (of) => times(of(whole(gradient!)), transpose(of(whole(x!)))),
      part,
    );
  },
  element(c, index, leaf, numeric) {
    const [gradient, x] = c.op.inputs;
    if (numeric) return [sumOfTerms(c, { tensor: c.op.output, index }, leaf)];
    const [j, k] = subscriptsOf(c.program, c.op.output, index) as [string, string];
    return [
      sumOverSamples(rowsOf(c, gradient!), (of) =>
        times(of(c.symbols.indexed(gradient!, [j])), of(c.symbols.indexed(x!, [k]))),
      ),
    ];
  },
};

/** ∂E/∂b = Σ δ over the samples */
export const linearGradBias: FormulaRule<'linear_grad_bias'> = {
  whole(c) {
    const gradient = c.op.inputs[0]!;
    const part = tensorMatrix(c, gradient, lastSize(c, gradient));
    return summedFormula(c, rowsOf(c, gradient), (of) => of(c.symbols.whole(gradient)), part);
  },
  element(c, index, leaf, numeric) {
    const gradient = c.op.inputs[0]!;
    if (numeric) return [sumOfTerms(c, { tensor: c.op.output, index }, leaf)];
    const place = subscriptsOf(c.program, c.op.output, index);
    return [sumOverSamples(rowsOf(c, gradient), (of) => of(c.symbols.indexed(gradient, place)))];
  },
};

/** δ = ∂E/∂a ⊙ φ'(z) */
export const elementwiseGrad: FormulaRule<'elementwise_grad'> = {
  whole(c) {
    const f = c.op.attributes.function;
    const [gradient, x] = c.op.inputs;
    const start = firstOfSample(c, x!);
    const count = countOfSample(c, x!);
    const general = generalOf(c, x!);
    return wholeFormula(
      c,
      (m) => {
        const slopes = m.numeric
          ? column(count, (i) => elementwiseDerivative(f, valueAt(c, x!, start + i)), 'fwd')
          : slopeName(f, m.of(x!));
        return m.numeric && count === 1
          ? times(m.of(gradient!), slopes)
          : hadamard(m.of(gradient!), slopes);
      },
      { below: [equals(slopeName(f, general), slope(f, general))] },
    );
  },
  element(c, index, leaf, numeric) {
    const f = c.op.attributes.function;
    const [gradient, x] = c.op.inputs;
    const received = leaf(gradient!, index);
    const meaning = times(received, slope(f, leaf(x!, index)));
    if (!numeric) return [times(received, slopeName(f, leaf(x!, index))), meaning];
    const value = elementwiseDerivative(f, valueAt(c, x!, index));
    return [meaning, times(received, colored('fwd', num(value)))];
  },
};

/** ∂E/∂z = Jᵀ ∂E/∂y with J = diag(y) − y yᵀ */
export const softmaxGrad: FormulaRule<'softmax_grad'> = {
  whole(c) {
    const [gradient, y] = c.op.inputs;
    const through = rowThrough(shapeOf(c, y!), c.op.attributes.dim, firstOfSample(c, y!));
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

/** w ← w − η ∂E/∂w */
export const sgd: FormulaRule<'sgd'> = {
  sign: becomes,
  whole(c) {
    const [parameter, gradient] = c.op.inputs;
    return wholeFormula(
      c,
      (m) => minus(m.of(parameter!), times(rate(c.op.attributes.lr, m.numeric), m.of(gradient!))),
      { sign: becomes() },
    );
  },
  element: (c, index, leaf, numeric) => {
    const [parameter, gradient] = c.op.inputs;
    const step = times(rate(c.op.attributes.lr, numeric), leaf(gradient!, index));
    return [minus(leaf(parameter!, index), step)];
  },
};

/** The learning rate η. */
function rate(lr: number, numeric: boolean) {
  return numeric ? num(lr) : atom('\\eta', l10n.t('the learning rate'));
}
