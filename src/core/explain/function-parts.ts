/** What the formulas of elementwise functions are put together from. */
import * as l10n from '@vscode/l10n';
import { elementwiseValue } from '../autodiff';
import type { ElementwiseOptions } from '../model/elementwise';
import { cases, relation } from './arrange';
import { call, exp, negative, over, plus, power, slash, times } from './operators';
import { atom, num, type Piece } from './piece';

export const ZERO = num(0);
export const ONE = num(1);
export const TWO = num(2);
export const HALF = over(ONE, TWO);

/** Constant of the tanh approximation of GELU. */
const CUBIC = 0.044715;

/** The sigmoid σ(x). */
export function sigma(x: Piece): Piece {
  return call('\\sigma', l10n.t('the sigmoid'), x, (v) => 1 / (1 + Math.exp(-v)));
}

/** tanh(x) */
export function tanh(x: Piece): Piece {
  return call('\\tanh', l10n.t('the hyperbolic tangent'), x, Math.tanh);
}

/** tanh²(x) */
export function tanhSquared(x: Piece): Piece {
  const words = l10n.t('the squared hyperbolic tangent');
  return call('\\tanh^{2}', words, x, (v) => Math.tanh(v) ** 2);
}

/** Φ(x): how likely a normally distributed number is below x. */
export function cumulative(x: Piece): Piece {
  return call('\\Phi', l10n.t('the normal distribution'), x, shareOfGelu('none'));
}

/** The density of the normal distribution, e^(−x²/2)/√(2π). */
export function bell(x: Piece): Piece {
  const root = {
    ...atom('\\sqrt{2\\pi}', l10n.t('the root of 2 pi')),
    value: Math.sqrt(2 * Math.PI),
  };
  return over(exp(negative(slash(power(x, 2), TWO))), root);
}

/** The tanh approximation of Φ, written out. */
export function gate(x: Piece): Piece {
  const cubic = times(num(CUBIC, 5), power(x, 3));
  return times(HALF, plus(ONE, tanh(times(gateScale(), plus(x, cubic)))));
}

/** The tanh approximation of Φ by its name. */
export function gateName(x: Piece): Piece {
  const words = l10n.t('the approximate normal distribution');
  return call('\\tilde{\\Phi}', words, x, shareOfGelu('tanh'));
}

/** Derivative of what stands in the tanh of the approximation. */
export function gateSlope(x: Piece): Piece {
  return times(gateScale(), plus(ONE, times(num(3 * CUBIC, 6), power(x, 2))));
}

/** factor · x; a factor of 1 is left out. */
export function scaled(factor: number, x: Piece): Piece {
  return factor === 1 ? x : times(num(factor), x);
}

/** x / divisor; a divisor of 1 is left out. */
export function divided(x: Piece, divisor: number): Piece {
  return divisor === 1 ? x : over(x, num(divisor));
}

/** One thing where x > 0, another elsewhere. */
export function positiveOr(x: Piece, positive: Piece, other: Piece): Piece {
  return aboveOr(x, 0, positive, other);
}

/** Softplus: one thing up to the threshold of βx, another beyond it. */
export function belowLimit(
  x: Piece,
  o: ElementwiseOptions['softplus'],
  below: Piece,
  beyond: Piece,
): Piece {
  return aboveOr(scaled(o.beta, x), o.threshold, beyond, below);
}

/** Three branches: below, between and above two limits. The limits belong to the outer branches, unless said otherwise. */
export function betweenLimits(
  x: Piece,
  [least, most]: readonly [number, number],
  [low, middle, high]: readonly [Piece, Piece, Piece],
  limitsInside = false,
): Piece {
  const v = x.value ?? NaN;
  const inner = limitsInside ? lessOrEqual : less;
  const outer = limitsInside ? less : lessOrEqual;
  return cases(
    [
      { piece: low, condition: outer(x, num(least)), holds: limitsInside ? v < least : v <= least },
      { piece: high, condition: outer(num(most), x), holds: limitsInside ? v > most : v >= most },
      { piece: middle, condition: inner(num(least), inner(x, num(most))), holds: true },
    ],
    x.value !== null,
  );
}

/** One thing where x is above the limit, another elsewhere. */
export function aboveOr(x: Piece, limit: number, above: Piece, other: Piece): Piece {
  const holds = x.value !== null && x.value > limit;
  const greater = relation(x, '>', l10n.t('is greater than'), num(limit));
  return cases(
    [
      { piece: above, condition: greater, holds },
      { piece: other, condition: lessOrEqual(x, num(limit)), holds: !holds },
    ],
    x.value !== null,
  );
}

/** One thing where the size is below the limit, another elsewhere. */
export function withinOr(size: Piece, limit: number, within: Piece, beyond: Piece): Piece {
  const holds = size.value !== null && size.value < limit;
  const least = relation(size, '\\ge', l10n.t('is at least'), num(limit));
  return cases(
    [
      { piece: within, condition: less(size, num(limit)), holds },
      { piece: beyond, condition: least, holds: !holds },
    ],
    size.value !== null,
  );
}

function less(a: Piece, b: Piece): Piece {
  return relation(a, '<', l10n.t('is less than'), b);
}

function lessOrEqual(a: Piece, b: Piece): Piece {
  return relation(a, '\\le', l10n.t('is at most'), b);
}

function gateScale(): Piece {
  const words = l10n.t('the root of 2 over pi');
  return { ...atom('\\sqrt{\\tfrac{2}{\\pi}}', words), value: Math.sqrt(2 / Math.PI) };
}

/** GELU(x)/x, with its limit at 0. */
function shareOfGelu(approximate: 'none' | 'tanh'): (v: number) => number {
  return (v) => (v === 0 ? 0.5 : elementwiseValue({ fn: 'gelu', options: { approximate } }, v) / v);
}
