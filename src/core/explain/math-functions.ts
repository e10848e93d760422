/** The elementwise functions of arithmetic and their derivatives as formulas. */
import * as l10n from '@vscode/l10n';
import { elementwiseValue } from '../autodiff';
import { aboveOr, betweenLimits, ONE, TWO, withinOr, ZERO } from './function-parts';
import { named, type FunctionText } from './function-text';
import {
  abs,
  apply,
  call,
  exp,
  larger,
  ln,
  minus,
  negative,
  over,
  plus,
  power,
  raised,
  root,
  times,
} from './operators';
import { atom, num, type Piece } from './piece';

type MathName =
  | 'neg'
  | 'exp'
  | 'log'
  | 'sqrt'
  | 'rsqrt'
  | 'abs'
  | 'square'
  | 'reciprocal'
  | 'sign'
  | 'floor'
  | 'log1p'
  | 'expm1'
  | 'erf'
  | 'erfc'
  | 'erfinv'
  | 'clamp'
  | 'power';

export const MATH_TEXT: { readonly [N in MathName]: FunctionText<N> } = {
  neg: {
    tex: named('neg'),
    words: () => l10n.t('the negative'),
    value: negative,
    derivative: () => num(-1),
  },
  exp: { tex: '\\exp', words: () => l10n.t('the exponential'), value: exp, derivative: exp },
  log: { tex: '\\ln', words: logWords, value: null, derivative: (x) => over(ONE, x) },
  sqrt: {
    tex: named('sqrt'),
    words: rootWords,
    value: root,
    derivative: (x) => over(ONE, times(TWO, root(x))),
  },
  rsqrt: {
    tex: named('rsqrt'),
    words: () => l10n.t('the reciprocal root'),
    value: (x) => over(ONE, root(x)),
    derivative: (x) => negative(over(ONE, times(TWO, power(root(x), 3)))),
  },
  abs: {
    tex: named('abs'),
    words: () => l10n.t('the absolute value'),
    value: abs,
    derivative: (x) => sign(x),
  },
  square: {
    tex: named('square'),
    words: () => l10n.t('the square'),
    value: (x) => power(x, 2),
    derivative: (x) => times(TWO, x),
  },
  reciprocal: {
    tex: named('reciprocal'),
    words: () => l10n.t('the reciprocal'),
    value: (x) => over(ONE, x),
    derivative: (x) => negative(over(ONE, power(x, 2))),
  },
  sign: { tex: named('sign'), words: signWords, value: null, derivative: () => ZERO },
  floor: {
    tex: named('floor'),
    words: () => l10n.t('the next lower whole number'),
    value: null,
    derivative: () => ZERO,
  },
  log1p: {
    tex: named('log1p'),
    words: () => l10n.t('the logarithm of 1 plus the value'),
    value: (x) => ln(plus(ONE, x)),
    derivative: (x) => over(ONE, plus(ONE, x)),
  },
  expm1: {
    tex: named('expm1'),
    words: () => l10n.t('the exponential less 1'),
    value: (x) => minus(exp(x), ONE),
    derivative: exp,
  },
  erf: {
    tex: named('erf'),
    words: () => l10n.t('the error function'),
    value: null,
    derivative: (x) => times(over(TWO, rootOfPi()), exp(negative(power(x, 2)))),
  },
  erfc: {
    tex: named('erfc'),
    words: () => l10n.t('the complementary error function'),
    value: null,
    derivative: (x) => negative(times(over(TWO, rootOfPi()), exp(negative(power(x, 2))))),
  },
  erfinv: {
    tex: named('erfinv'),
    words: inverseErrorWords,
    value: null,
    derivative: (x) => times(over(rootOfPi(), TWO), exp(power(inverseError(x), 2))),
  },
  clamp: {
    tex: named('clamp'),
    words: () => l10n.t('the clamped value'),
    value: (x, o) => clamped(x, o.min, o.max),
    derivative: (x, o) => insideOf(x, o.min, o.max),
  },
  power: {
    tex: named('power'),
    words: () => l10n.t('the power'),
    value: (x, { exponent }) => raised(x, num(exponent)),
    derivative: (x, { exponent }) =>
      exponent === 0 ? ZERO : times(num(exponent), raised(x, num(exponent - 1))),
  },
};

function clamped(x: Piece, min: number, max: number): Piece {
  if (min === -Infinity && max === Infinity) return x;
  if (max === Infinity) return larger(num(min), x);
  if (min === -Infinity) {
    return apply('\\min', l10n.t('the smaller'), [num(max), x], (v) => Math.min(...v));
  }
  return betweenLimits(x, [min, max], [num(min), x, num(max)], true);
}

/** 1 within the limits, 0 beyond them. */
function insideOf(x: Piece, min: number, max: number): Piece {
  if (min === -Infinity && max === Infinity) return ONE;
  if (max === Infinity) return withinOr(x, min, ZERO, ONE);
  if (min === -Infinity) return aboveOr(x, max, ZERO, ONE);
  return betweenLimits(x, [min, max], [ZERO, ONE, ZERO], true);
}

function sign(x: Piece): Piece {
  const f = { fn: 'sign', options: {} } as const;
  return call(named('sign'), signWords(), x, (v) => elementwiseValue(f, v));
}

function rootOfPi(): Piece {
  return { ...atom('\\sqrt{\\pi}', l10n.t('the root of pi')), value: Math.sqrt(Math.PI) };
}

function logWords(): string {
  return l10n.t('the logarithm');
}

function rootWords(): string {
  return l10n.t('the root');
}

function signWords(): string {
  return l10n.t('the sign');
}

function inverseError(x: Piece): Piece {
  const f = { fn: 'erfinv', options: {} } as const;
  return call(named('erfinv'), inverseErrorWords(), x, (v) => elementwiseValue(f, v));
}

function inverseErrorWords(): string {
  return l10n.t('the inverse error function');
}
