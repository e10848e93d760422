/** Formulas of the update: plain steps, momentum and running averages, adaptive steps. */
import * as l10n from '@vscode/l10n';
import type { PrimitiveAttributes } from '../../autodiff/attributes';
import type { TensorId } from '../../autodiff/program';
import { equals } from '../arrange';
import { ONE } from '../function-parts';
import { minus, over, plus, power, raised, root, times } from '../operators';
import { atom, num, type Piece } from '../piece';
import {
  elementByElement,
  elementFormula,
  namedFormula,
  wholeFormula,
  type FormulaRule,
} from './rule';

/** w ← w − η ∂E/∂w */
export const sgd: FormulaRule<'sgd'> = {
  whole(c) {
    const [parameter, gradient] = c.op.inputs;
    return wholeFormula(c, (m) =>
      minus(m.of(parameter!), times(rate(c.op.attributes.lr, m.numeric), m.of(gradient!))),
    );
  },
  element: (c, index, leaf, numeric) => {
    const [parameter, gradient] = c.op.inputs;
    const step = times(rate(c.op.attributes.lr, numeric), leaf(gradient!, index));
    return [minus(leaf(parameter!, index), step)];
  },
};

/** y = Σ c_i x_i */
export const blend: FormulaRule<'blend'> = {
  whole: (c) =>
    wholeFormula(c, (m) => mixed(c.op.attributes.coefficients, (i) => m.of(c.op.inputs[i]!))),
  element: (c, index, leaf) => [
    mixed(c.op.attributes.coefficients, (i) => leaf(c.op.inputs[i]!, index)),
  ],
};

/** v ← β v + (1 − β) g² */
export const secondMoment: FormulaRule<'second_moment'> = {
  whole: (c) => elementByElement(secondMoment, c),
  element(c, index, leaf) {
    const [v, g] = c.op.inputs.map((id) => leaf(id, index)) as [Piece, Piece];
    const { decay, gain } = c.op.attributes;
    return [mixed([decay, gain], (i) => (i === 0 ? v : power(g, 2)))];
  },
};

/** t ← t + 1 */
export const count: FormulaRule<'count'> = {
  whole: (c) => elementFormula(count, c, 0),
  element: (c, index, leaf) => [plus(leaf(c.op.inputs[0]!, index), ONE)],
};

/** w ← w − η m̂ / (√v̂ + ε) */
export const adaptiveStep: FormulaRule<'adaptive_step'> = {
  whole(c) {
    const [parameter, m, v, t] = c.op.inputs as [TensorId, TensorId, TensorId, TensorId?];
    const { attributes } = c.op;
    const { whole } = c.symbols;
    const hats = attributes.betas !== null;
    const right = stepOf(
      attributes,
      whole(parameter),
      hats ? hat('m') : whole(m),
      hats ? hat('v') : whole(v),
      t === undefined ? null : whole(t),
      false,
    );
    const below =
      attributes.betas === null || t === undefined
        ? []
        : attributes.betas.map((beta, i) =>
            equals(hat(i === 0 ? 'm' : 'v'), corrected(whole(i === 0 ? m : v), beta, whole(t))),
          );
    return namedFormula(adaptiveStep, c, right, below);
  },
  element(c, index, leaf, numeric) {
    const [parameter, m, v, t] = c.op.inputs as [TensorId, TensorId, TensorId, TensorId?];
    const { attributes } = c.op;
    const step = t === undefined ? null : leaf(t, 0);
    const at = (id: TensorId, beta: number | undefined) => {
      const piece = leaf(id, index);
      return beta === undefined || step === null ? piece : corrected(piece, beta, step);
    };
    const { betas } = attributes;
    return [
      stepOf(
        attributes,
        leaf(parameter, index),
        at(m, betas?.[0]),
        at(v, betas?.[1]),
        step,
        numeric,
      ),
    ];
  },
};

/** w − η m / (√v + ε); a rate of −1 adds instead. */
function stepOf(
  { lr, eps, lrDecay }: PrimitiveAttributes['adaptive_step'],
  w: Piece,
  m: Piece,
  v: Piece,
  t: Piece | null,
  numeric: boolean,
): Piece {
  const change = over(m, plus(root(v), numeric ? num(eps) : epsilon()));
  if (lr === -1) return plus(w, change);
  const eta = rate(lr, numeric);
  const slowed =
    lrDecay === 0 || t === null ? eta : over(eta, plus(ONE, times(minus(t, ONE), num(lrDecay))));
  return minus(w, times(slowed, change));
}

/** m / (1 − βᵗ): what a running mean that began with 0 is divided by. */
function corrected(m: Piece, beta: number, t: Piece): Piece {
  return over(m, minus(ONE, raised(num(beta), t)));
}

/** Σ c_i x_i; coefficients of 1 are left out, negative ones are taken off. */
function mixed(coefficients: readonly number[], at: (i: number) => Piece): Piece {
  const part = (i: number, factor: number) => (factor === 1 ? at(i) : times(num(factor), at(i)));
  let sum = part(0, coefficients[0]!);
  for (let i = 1; i < coefficients.length; i += 1) {
    const factor = coefficients[i]!;
    sum = factor < 0 ? minus(sum, part(i, -factor)) : plus(sum, part(i, factor));
  }
  return sum;
}

/** The learning rate η. */
function rate(lr: number, numeric: boolean): Piece {
  return numeric ? num(lr) : atom('\\eta', l10n.t('the learning rate'));
}

function epsilon(): Piece {
  return atom('\\epsilon', l10n.t('epsilon'));
}

function hat(letter: string): Piece {
  return atom(`\\hat{${letter}}`, l10n.t('{0} hat', letter));
}
