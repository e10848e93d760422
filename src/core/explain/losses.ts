/** The losses of single outputs and their derivatives as formulas, with the factors that PyTorch gives them. */
import * as l10n from '@vscode/l10n';
import type { PointwiseLoss, PointwiseLossAttributes } from '../autodiff/attributes';
import { betweenLimits, divided, HALF, ONE, scaled, sigma, TWO, withinOr } from './function-parts';
import { abs, call, exp, ln, minus, negative, over, plus, power, times } from './operators';
import { num, type Piece } from './piece';

/** Options of a loss; `weight` is that of positives, null where there is none. */
interface LossOptions extends PointwiseLossAttributes {
  readonly weight: Piece | null;
}

/** Error of one output and its derivative by the prediction. */
interface LossText {
  readonly error: (prediction: Piece, target: Piece, options: LossOptions) => Piece;
  readonly slope: (prediction: Piece, target: Piece, options: LossOptions) => Piece;
}

export const LOSS_TEXT: Readonly<Record<PointwiseLoss, LossText>> = {
  mse: {
    error: (p, y) => power(minus(p, y), 2),
    slope: (p, y) => times(TWO, minus(p, y)),
  },
  l1: {
    error: (p, y) => abs(minus(p, y)),
    slope: (p, y) => call('\\operatorname{sign}', l10n.t('the sign'), minus(p, y), Math.sign),
  },
  smooth_l1: {
    error(p, y, { delta }) {
      const size = abs(minus(p, y));
      const near = times(HALF, divided(power(minus(p, y), 2), delta));
      return withinOr(size, delta, near, minus(size, num(delta / 2)));
    },
    slope: (p, y, { delta }) =>
      betweenLimits(minus(p, y), [-delta, delta], [num(-1), divided(minus(p, y), delta), ONE]),
  },
  huber: {
    error(p, y, { delta }) {
      const size = abs(minus(p, y));
      const far = scaled(delta, minus(size, num(delta / 2)));
      return withinOr(size, delta, times(HALF, power(minus(p, y), 2)), far);
    },
    slope: (p, y, { delta }) =>
      betweenLimits(minus(p, y), [-delta, delta], [num(-delta), minus(p, y), num(delta)]),
  },
  kl_div: {
    error: (p, y, { logTarget }) =>
      logTarget ? times(exp(y), minus(y, p)) : y.value === 0 ? num(0) : times(y, minus(ln(y), p)),
    slope: (_, y, { logTarget }) => negative(logTarget ? exp(y) : y),
  },
  bce: {
    error: (p, y) => crossEntropyOf(p, y, null),
    slope: (p, y) => over(minus(p, y), times(p, minus(ONE, p))),
  },
  bce_with_logits: {
    error: (p, y, { weight }) => crossEntropyOf(sigma(p), y, weight),
    slope: (p, y, { weight }) =>
      weight === null
        ? minus(sigma(p), y)
        : minus(times(minus(ONE, y), sigma(p)), times(weight, y, minus(ONE, sigma(p)))),
  },
};

/** −(w y ln p + (1 − y) ln(1 − p)) */
function crossEntropyOf(p: Piece, y: Piece, weight: Piece | null): Piece {
  const right = weight === null ? times(y, ln(p)) : times(weight, y, ln(p));
  return negative(plus(right, times(minus(ONE, y), ln(minus(ONE, p)))));
}
