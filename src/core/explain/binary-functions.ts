/** The functions of two elements and their partial derivatives as formulas. */
import * as l10n from '@vscode/l10n';
import {
  BINARY_SLOPES,
  BINARY_VALUES,
  isDifferentiable,
} from '../autodiff/primitives/binary-functions';
import type { BinaryName } from '../autodiff/attributes';
import { cases, relation } from './arrange';
import { HALF, ONE, positiveOr, ZERO } from './function-parts';
import { apply, larger, ln, minus, negative, over, plus, power, raised, times } from './operators';
import { LEVEL, num, wrap, type Piece } from './piece';

interface BinaryText {
  readonly value: (a: Piece, b: Piece) => Piece;
  /** By the first and by the second operand; null for 1, and for functions without gradient. */
  readonly slopes: readonly [Slope | null, Slope | null];
}

type Slope = (a: Piece, b: Piece) => Piece;

const NONE = [null, null] as const;

const BINARY_TEXT: Readonly<Record<BinaryName, BinaryText>> = {
  sub: { value: minus, slopes: [null, () => num(-1)] },
  mul: { value: (a, b) => times(a, b), slopes: [(_, b) => b, (a) => a] },
  div: {
    value: over,
    slopes: [(_, b) => over(ONE, b), (a, b) => negative(over(a, power(b, 2)))],
  },
  pow: {
    value: raised,
    slopes: [(a, b) => times(b, raised(a, minus(b, ONE))), (a, b) => times(raised(a, b), ln(a))],
  },
  maximum: {
    value: larger,
    slopes: [(a, b) => shareOf(a, b, '>'), (a, b) => shareOf(b, a, '>')],
  },
  minimum: {
    value: (a, b) => apply('\\min', l10n.t('the smaller'), [a, b], ([x, y]) => Math.min(x!, y!)),
    slopes: [(a, b) => shareOf(a, b, '<'), (a, b) => shareOf(b, a, '<')],
  },
  remainder: {
    value: (a, b) => ({
      tex: `${wrap(a, LEVEL.product).tex} \\bmod ${wrap(b, LEVEL.product).tex}`,
      words: l10n.t('{0} modulo {1}', a.words, b.words),
      level: LEVEL.sum,
      value: valueOf('remainder', a, b),
    }),
    slopes: [null, (a, b) => negative(floored(a, b))],
  },
  floor_divide: { value: floored, slopes: NONE },
  atan2: {
    value: (a, b) => {
      const words = l10n.t('the angle');
      return apply('\\operatorname{atan2}', words, [a, b], ([y, x]) => Math.atan2(y!, x!));
    },
    slopes: [
      (a, b) => over(b, plus(power(a, 2), power(b, 2))),
      (a, b) => negative(over(a, plus(power(a, 2), power(b, 2)))),
    ],
  },
  prelu: {
    value: (x, slope) => positiveOr(x, x, times(slope, x)),
    slopes: [(x, slope) => positiveOr(x, ONE, slope), (x) => positiveOr(x, ZERO, x)],
  },
  eq: {
    value: comparison(
      '=',
      () => l10n.t('equals'),
      (x, y) => x === y,
    ),
    slopes: NONE,
  },
  ne: {
    value: comparison(
      '\\neq',
      () => l10n.t('is not'),
      (x, y) => x !== y,
    ),
    slopes: NONE,
  },
  lt: {
    value: comparison(
      '<',
      () => l10n.t('is less than'),
      (x, y) => x < y,
    ),
    slopes: NONE,
  },
  le: {
    value: comparison(
      '\\le',
      () => l10n.t('is at most'),
      (x, y) => x <= y,
    ),
    slopes: NONE,
  },
  gt: {
    value: comparison(
      '>',
      () => l10n.t('is greater than'),
      (x, y) => x > y,
    ),
    slopes: NONE,
  },
  ge: {
    value: comparison(
      '\\ge',
      () => l10n.t('is at least'),
      (x, y) => x >= y,
    ),
    slopes: NONE,
  },
};

/** f(a, b) */
export function binaryValue(name: BinaryName, a: Piece, b: Piece): Piece {
  return BINARY_TEXT[name].value(a, b);
}

/** ∂f/∂a (to 0) or ∂f/∂b (to 1); null where it is 1. With numbers it is as PyTorch has it, also at kinks and poles. */
export function binarySlope(name: BinaryName, to: 0 | 1, a: Piece, b: Piece): Piece | null {
  const piece = BINARY_TEXT[name].slopes[to]?.(a, b) ?? null;
  if (piece === null || a.value === null || b.value === null || !isDifferentiable(name)) {
    return piece;
  }
  const value = BINARY_SLOPES[name][to](a.value, b.value);
  return piece.value !== null && close(piece.value, value) ? piece : num(value);
}

/** ⌊a / b⌋ */
function floored(a: Piece, b: Piece): Piece {
  return {
    tex: `\\left\\lfloor ${over(a, b).tex} \\right\\rfloor`,
    words: l10n.t('{0} rounded down', over(a, b).words),
    level: LEVEL.atom,
    value: valueOf('floor_divide', a, b),
  };
}

/** The function's value where both operands are numbers. */
function valueOf(name: BinaryName, a: Piece, b: Piece): number | null {
  return a.value === null || b.value === null ? null : BINARY_VALUES[name](a.value, b.value);
}

/** 1 where a is beyond b, a half where they are equal, 0 elsewhere. */
function shareOf(a: Piece, b: Piece, sign: '>' | '<'): Piece {
  const words = sign === '>' ? l10n.t('is greater than') : l10n.t('is less than');
  const known = a.value !== null && b.value !== null;
  const [x, y] = sign === '>' ? [a.value, b.value] : [b.value, a.value];
  return cases(
    [
      { piece: ONE, condition: relation(a, sign, words, b), holds: known && x! > y! },
      { piece: HALF, condition: relation(a, '=', l10n.t('equals'), b), holds: known && x === y },
      { piece: ZERO, condition: otherwise(), holds: true },
    ],
    known,
  );
}

function otherwise(): Piece {
  const tex = `\\text{${l10n.t('otherwise')}}`;
  return { tex, words: l10n.t('neither holds'), level: LEVEL.atom, value: null };
}

/** [a > b]: 1 where it is true, else 0. */
function comparison(
  tex: string,
  words: () => string,
  holds: (x: number, y: number) => boolean,
): (a: Piece, b: Piece) => Piece {
  return (a, b) => {
    const inner = relation(a, tex, words(), b);
    return {
      tex: `\\left[${inner.tex}\\right]`,
      words: l10n.t('1 if {0}, else 0', inner.words),
      level: LEVEL.atom,
      value: a.value === null || b.value === null ? null : Number(holds(a.value, b.value)),
    };
  };
}

function close(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-9 * Math.abs(b);
}
