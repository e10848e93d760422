/** Formulas of functions that treat every element on its own. */
import * as l10n from '@vscode/l10n';
import { elementwiseDerivative } from '../../autodiff';
import type { TensorId } from '../../autodiff/program';
import { binarySlope, binaryValue } from '../binary-functions';
import { cases, equals, relation } from '../arrange';
import { shapeOf, valueAt, type Context, type Leaf } from '../context';
import { applied, definition, slope, slopeName } from '../functions';
import { ZERO } from '../function-parts';
import { tensorMatrix } from '../matrix';
import { hadamard, negative, times } from '../operators';
import { colored, num, type Piece } from '../piece';
import { operandIndex } from '../places';
import { elementByElement, generalOf, wholeFormula, type FormulaRule } from './rule';

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

/** δ = ∂E/∂a ⊙ φ'(z) */
export const elementwiseGrad: FormulaRule<'elementwise_grad'> = {
  whole(c) {
    const f = c.op.attributes.function;
    const [gradient, x] = c.op.inputs;
    const general = generalOf(c, x!);
    return wholeFormula(
      c,
      (m) => {
        const slopes = m.numeric
          ? colored('fwd', tensorMatrix(c, x!, { map: (v) => elementwiseDerivative(f, v) }))
          : slopeName(f, m.of(x!));
        return slopes.value !== null
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

/** y = f(a, b), with broadcasting */
export const binary: FormulaRule<'binary'> = {
  whole: (c) => elementByElement(binary, c),
  element(c, index, leaf) {
    const [a, b] = c.op.inputs.map((id) => operand(c, id, index, leaf)) as [Piece, Piece];
    return [binaryValue(c.op.attributes.function, a, b)];
  },
};

/** ∂E/∂a = ∂E/∂y ∂f/∂a, or the same for b */
export const binaryGrad: FormulaRule<'binary_grad'> = {
  whole: (c) => elementByElement(binaryGrad, c),
  element(c, index, leaf) {
    const [gradient, ...read] = c.op.inputs;
    const [a, b] = read.map((id) => operand(c, id, index, leaf)) as [Piece, Piece];
    const { function: name, to } = c.op.attributes;
    const change = binarySlope(name, to, a, b);
    const received = leaf(gradient!, index);
    if (change === null) return [received];
    return [change.value === -1 && name === 'sub' ? negative(received) : times(received, change)];
  },
};

/** y = a where the condition holds, else b */
export const where: FormulaRule<'where'> = {
  whole: (c) => elementByElement(where, c),
  element(c, index, leaf, numeric) {
    const [condition, a, b] = c.op.inputs.map((id) => operand(c, id, index, leaf)) as [
      Piece,
      Piece,
      Piece,
    ];
    return [choice(c, index, condition, [a, b], numeric)];
  },
};

/** ∂E/∂a = ∂E/∂y where a was chosen, else 0 */
export const whereGrad: FormulaRule<'where_grad'> = {
  whole: (c) => elementByElement(whereGrad, c),
  element(c, index, leaf, numeric) {
    const [gradient, condition] = c.op.inputs;
    const received = leaf(gradient!, index);
    const held = operand(c, condition!, index, leaf);
    const ways: [Piece, Piece] = c.op.attributes.to === 1 ? [received, ZERO] : [ZERO, received];
    return [choice(c, index, held, ways, numeric)];
  },
};

/** The same numbers. */
export const copy: FormulaRule<'copy'> = {
  whole: (c) => wholeFormula(c, (m) => m.of(c.op.inputs[0]!)),
  element: (c, index, leaf) => [leaf(c.op.inputs[0]!, index)],
};

/** The same numbers, without a way back. */
export const detach: FormulaRule<'detach'> = {
  whole: (c) => wholeFormula(c, (m) => m.of(c.op.inputs[0]!)),
  element: (c, index, leaf) => [leaf(c.op.inputs[0]!, index)],
};

/** One thing where the condition is not 0, another elsewhere. */
function choice(
  c: Context,
  index: number,
  condition: Piece,
  [first, second]: readonly [Piece, Piece],
  numeric: boolean,
): Piece {
  const read = c.op.inputs[c.op.primitive === 'where' ? 0 : 1]!;
  const at = operandIndex(shapeOf(c, c.op.output), shapeOf(c, read), index);
  const holds = valueAt(c, read, at) !== 0;
  return cases(
    [
      {
        piece: first,
        condition: relation(condition, '\\neq', l10n.t('is not'), ZERO),
        holds,
      },
      {
        piece: second,
        condition: relation(condition, '=', l10n.t('equals'), ZERO),
        holds: !holds,
      },
    ],
    numeric,
  );
}

/** The element of an operand that meets an element of the result. */
function operand(c: Context, id: TensorId, index: number, leaf: Leaf): Piece {
  return leaf(id, operandIndex(shapeOf(c, c.op.output), shapeOf(c, id), index));
}
