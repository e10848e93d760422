/** Formulas of linear layers and matrix products, forward and backward. */
import * as l10n from '@vscode/l10n';
import type { TensorId } from '../../autodiff/program';
import { elementCount } from '../../model/shape';
import { isPerSample, sampleShape } from '../../timeline';
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
import { atom, type Piece } from '../piece';
import { MOST_EXPANDED, shortestSum, sumOfTerms } from '../sums';
import { subscriptsOf } from '../symbols';
import { namedFormula, wholeFormula, type FormulaRule } from './rule';
import { summedFormula, sumOverSamples } from './samples';

/** z = W a + b; for several positions at once, Z = A Wᵀ + bᵀ with a position in each row */
export const linear: FormulaRule<'linear'> = {
  whole(c) {
    const [x, weight, bias] = c.op.inputs;
    if (positionsOf(c, x!) > 1) {
      return wholeFormula(c, (m) => {
        const product = times(m.of(x!), transpose(m.of(weight!)));
        return bias === undefined ? product : plus(product, transpose(m.of(bias)));
      });
    }
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

/** ∂E/∂a = Wᵀ δ; for several positions at once, Δ W */
export const linearGradInput: FormulaRule<'linear_grad_input'> = {
  whole(c) {
    const [gradient, weight] = c.op.inputs;
    if (positionsOf(c, gradient!) > 1) {
      return wholeFormula(c, (m) => times(m.of(gradient!), m.of(weight!)));
    }
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
    const several = positionsOf(c, gradient!) > 1;
    const start = firstOfSample(c, x!);
    const part = several
      ? times(transpose(tensorMatrix(c, gradient!)), tensorMatrix(c, x!))
      : times(
          tensorMatrix(c, gradient!, { length: out }),
          row(into, (k) => valueAt(c, x!, start + k), 'fwd'),
        );
    const { whole } = c.symbols;
    const uses = usesOf(c, 2);
    const sums = shortestSum(uses.length, (n) =>
      sumOverSamples(samplesOf(c, uses[n]!), (of) => {
        const [g, a] = [of(whole(uses[n]!)), of(whole(c.op.inputs[2 * n + 1]!))];
        return several ? times(transpose(g), a) : times(g, transpose(a));
      }),
    );
    return summedFormula(c, allSamples(c, uses), sums, part);
  },
  element(c, index, leaf, numeric) {
    if (numeric) return [sumOfTerms(c, index, leaf, numeric)];
    const [j, k] = subscriptsOf(c.program, c.op.output, index) as [string, string];
    const uses = usesOf(c, 2);
    return [
      shortestSum(uses.length, (n) => {
        const [gradient, x] = [uses[n]!, c.op.inputs[2 * n + 1]!];
        return sumOverUse(c, gradient, (of, place) =>
          times(
            of(c.symbols.indexed(gradient, [...place, j])),
            of(c.symbols.indexed(x, [...place, k])),
          ),
        );
      }),
    ];
  },
};

/** ∂E/∂b = Σ δ over the samples, and over all uses of b */
export const linearGradBias: FormulaRule<'linear_grad_bias'> = {
  whole(c) {
    const uses = usesOf(c, 1);
    const several = positionsOf(c, uses[0]!) > 1;
    const ones = atom('\\mathbf{1}', l10n.t('ones'));
    const part = several
      ? times(transpose(tensorMatrix(c, uses[0]!)), ones)
      : tensorMatrix(c, uses[0]!, { length: lastSize(c, uses[0]!) });
    const sums = shortestSum(uses.length, (n) =>
      sumOverSamples(samplesOf(c, uses[n]!), (of) => {
        const g = of(c.symbols.whole(uses[n]!));
        return several ? times(transpose(g), ones) : g;
      }),
    );
    return summedFormula(c, allSamples(c, uses), sums, part);
  },
  element(c, index, leaf, numeric) {
    if (numeric) return [sumOfTerms(c, index, leaf, numeric)];
    const unit = subscriptsOf(c.program, c.op.output, index);
    const uses = usesOf(c, 1);
    return [
      shortestSum(uses.length, (n) =>
        sumOverUse(c, uses[n]!, (of, place) =>
          of(c.symbols.indexed(uses[n]!, [...place, ...unit])),
        ),
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

/** Number of positions within a sample at which a layer is applied. */
function positionsOf(c: Context, id: TensorId): number {
  const shape = sampleShape(c.program, id);
  return elementCount(shape.slice(0, -1));
}

/** Number of samples in which a tensor is summed. */
function samplesOf(c: Context, id: TensorId): number {
  return isPerSample(c.program, id) ? c.batch : 1;
}

function allSamples(c: Context, uses: readonly TensorId[]): number {
  return uses.reduce((sum, id) => sum + samplesOf(c, id), 0);
}

/** Σ over the samples of one use, and over its positions t. */
function sumOverUse(
  c: Context,
  gradient: TensorId,
  body: (of: (p: Piece) => Piece, place: readonly string[]) => Piece,
): Piece {
  const positions = positionsOf(c, gradient);
  return sumOverSamples(samplesOf(c, gradient), (of) =>
    positions > 1 ? sumOver('t', positions, body(of, ['t'])) : body(of, []),
  );
}
