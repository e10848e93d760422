/** The losses of single outputs and their derivatives as formulas, with the factors that PyTorch gives them. */
import * as l10n from '@vscode/l10n';
import type { PointwiseLoss } from '../autodiff/program';
import { aboveOr, betweenLimits, HALF, ONE, scaled, sigma, TWO } from './function-parts';
import { abs, call, ln, minus, negative, over, plus, power, times } from './operators';
import { num, type Piece } from './piece';

/** Error of one output and its derivative by the prediction. */
interface LossText {
  readonly error: (prediction: Piece, target: Piece, delta: number) => Piece;
  readonly slope: (prediction: Piece, target: Piece, delta: number) => Piece;
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
  huber: {
    error(p, y, delta) {
      const size = abs(minus(p, y));
      const far = scaled(delta, minus(size, num(delta / 2)));
      return aboveOr(size, delta, far, times(HALF, power(minus(p, y), 2)));
    },
    slope: (p, y, delta) =>
      betweenLimits(minus(p, y), [-delta, delta], [num(-delta), minus(p, y), num(delta)]),
  },
  bce: {
    error: (p, y) => crossEntropyOf(p, y),
    slope: (p, y) => over(minus(p, y), times(p, minus(ONE, p))),
  },
  bce_with_logits: {
    error: (p, y) => crossEntropyOf(sigma(p), y),
    slope: (p, y) => minus(sigma(p), y),
  },
};

/** −(y ln p + (1 − y) ln(1 − p)) */
function crossEntropyOf(p: Piece, y: Piece): Piece {
  return negative(plus(times(y, ln(p)), times(minus(ONE, y), ln(minus(ONE, p)))));
}
