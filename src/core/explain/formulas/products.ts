/** Formulas of linear layers and matrix products, forward and backward. */
import type { TensorId } from '../../autodiff/program';
import { sampleShape } from '../../timeline';
import { chain } from '../arrange';
import {
  firstOfSample,
  lastSize,
  shapeOf,
  valueAt,
  type Context,
  type ContextOf,
} from '../context';
import { matrix, row, tensorMatrix } from '../matrix';
import { plus, sumOver, times, transpose } from '../operators';
import type { Piece } from '../piece';
import { MOST_EXPANDED, shortestSum, sumOfTerms } from '../sums';
import { subscriptsOf } from '../symbols';
import { namedFormula, wholeFormula, type FormulaRule } from './rule';
import { rowsOf, summedFormula, sumOverSamples } from './samples';

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
    if (numeric || width <= MOST_EXPANDED) return [sumOfTerms(c, index, leaf, numeric)];
    const place = subscriptsOf(c.program, c.op.output, index);
    const unit = place[place.length - 1]!;
    const source = [...place.slice(0, -1), 'k'];
    const product = times(c.symbols.indexed(weight!, [unit, 'k']), c.symbols.indexed(x!, source));
    const sum = sumOver('k', width, product);
    return [bias === undefined ? sum : plus(sum, c.symbols.indexed(bias, [unit]))];
  },
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
    if (numeric || out <= MOST_EXPANDED) return [sumOfTerms(c, index, leaf, numeric)];
    const place = subscriptsOf(c.program, c.op.output, index);
    const factor = c.symbols.indexed(weight!, ['j', place[place.length - 1]!]);
    const received = c.symbols.indexed(gradient!, [...place.slice(0, -1), 'j']);
    return [sumOver('j', out, times(factor, received))];
  },
};

/** ∂E/∂W = Σ δ aᵀ over the samples, and over all uses of W */
export const linearGradWeight: FormulaRule<'linear_grad_weight'> = {
  whole(c) {
    const [gradient, x] = c.op.inputs;
    const [out, into] = shapeOf(c, c.op.output) as [number, number];
    const start = firstOfSample(c, x!);
    const part = times(
      tensorMatrix(c, gradient!, { length: out }),
      row(into, (k) => valueAt(c, x!, start + k), 'fwd'),
    );
    const { whole } = c.symbols;
    const uses = usesOf(c, 2);
    const sums = shortestSum(uses.length, (n) =>
      sumOverSamples(rowsOf(c, uses[n]!), (of) =>
        times(of(whole(uses[n]!)), transpose(of(whole(c.op.inputs[2 * n + 1]!)))),
      ),
    );
    return summedFormula(c, allRows(c, uses), sums, part);
  },
  element(c, index, leaf, numeric) {
    if (numeric) return [sumOfTerms(c, index, leaf, numeric)];
    const [j, k] = subscriptsOf(c.program, c.op.output, index) as [string, string];
    const uses = usesOf(c, 2);
    return [
      shortestSum(uses.length, (n) => {
        const [gradient, x] = [uses[n]!, c.op.inputs[2 * n + 1]!];
        return sumOverSamples(rowsOf(c, gradient), (of) =>
          times(of(c.symbols.indexed(gradient, [j])), of(c.symbols.indexed(x, [k]))),
        );
      }),
    ];
  },
};

/** ∂E/∂b = Σ δ over the samples, and over all uses of b */
export const linearGradBias: FormulaRule<'linear_grad_bias'> = {
  whole(c) {
    const uses = usesOf(c, 1);
    const part = tensorMatrix(c, uses[0]!, { length: lastSize(c, uses[0]!) });
    const sums = shortestSum(uses.length, (n) =>
      sumOverSamples(rowsOf(c, uses[n]!), (of) => of(c.symbols.whole(uses[n]!))),
    );
    return summedFormula(c, allRows(c, uses), sums, part);
  },
  element(c, index, leaf, numeric) {
    if (numeric) return [sumOfTerms(c, index, leaf, numeric)];
    const place = subscriptsOf(c.program, c.op.output, index);
    const uses = usesOf(c, 1);
    return [
      shortestSum(uses.length, (n) =>
        sumOverSamples(rowsOf(c, uses[n]!), (of) => of(c.symbols.indexed(uses[n]!, place))),
      ),
    ];
  },
};

/** C = A B, with A or B transposed */
export const matmul: FormulaRule<'matmul'> = {
  whole(c) {
    const right = times(factor(c, 0, false), factor(c, 1, false));
    const flat = [...c.op.inputs, c.op.output].every(
      (id) => sampleShape(c.program, id).length === 2,
    );
    if (!flat) return namedFormula(matmul, c, right);
    const left = c.symbols.whole(c.op.output);
    const product = times(factor(c, 0, true), factor(c, 1, true));
    return {
      symbolic: chain(left, [right]),
      numeric: chain(left, [product, tensorMatrix(c, c.op.output)]),
    };
  },
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** An operand of a matrix product, transposed where it is read so. */
function factor(c: ContextOf<'matmul'>, operand: 0 | 1, numeric: boolean): Piece {
  const id = c.op.inputs[operand]!;
  const { transposeA, transposeB } = c.op.attributes;
  const piece = numeric ? tensorMatrix(c, id) : c.symbols.whole(id);
  return (operand === 0 ? transposeA : transposeB) ? transpose(piece) : piece;
}

/** The gradients of the uses of a parameter; there are `size` operands a use. */
function usesOf(c: Context, size: number): TensorId[] {
  return c.op.inputs.filter((_, n) => n % size === 0);
}

function allRows(c: Context, uses: readonly TensorId[]): number {
  return uses.reduce((sum, id) => sum + rowsOf(c, id), 0);
}
