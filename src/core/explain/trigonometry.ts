/** The functions of angles, their hyperbolic relatives and the inverses of both, with their derivatives, as formulas. */
import * as l10n from '@vscode/l10n';
import { ONE } from './function-parts';
import { named, type FunctionText } from './function-text';
import { call, minus, negative, over, plus, power, root } from './operators';
import type { Piece } from './piece';

type TrigonometricName =
  'sin' | 'cos' | 'tan' | 'asin' | 'acos' | 'atan' | 'sinh' | 'cosh' | 'asinh' | 'acosh' | 'atanh';

export const TRIGONOMETRIC_TEXT: { readonly [N in TrigonometricName]: FunctionText<N> } = {
  sin: { tex: '\\sin', words: sineWords, value: null, derivative: (x) => cosine(x) },
  cos: { tex: '\\cos', words: cosineWords, value: null, derivative: (x) => negative(sine(x)) },
  tan: {
    tex: '\\tan',
    words: tangentWords,
    value: null,
    derivative: (x) => plus(ONE, power(call('\\tan', tangentWords(), x, Math.tan), 2)),
  },
  asin: {
    tex: '\\arcsin',
    words: () => l10n.t('the inverse sine'),
    value: null,
    derivative: (x) => over(ONE, root(minus(ONE, power(x, 2)))),
  },
  acos: {
    tex: '\\arccos',
    words: () => l10n.t('the inverse cosine'),
    value: null,
    derivative: (x) => negative(over(ONE, root(minus(ONE, power(x, 2))))),
  },
  atan: {
    tex: '\\arctan',
    words: () => l10n.t('the inverse tangent'),
    value: null,
    derivative: (x) => over(ONE, plus(ONE, power(x, 2))),
  },
  sinh: { tex: '\\sinh', words: hyperbolicSineWords, value: null, derivative: hyperbolicCosine },
  cosh: { tex: '\\cosh', words: hyperbolicCosineWords, value: null, derivative: hyperbolicSine },
  asinh: {
    tex: named('arsinh'),
    words: () => l10n.t('the inverse hyperbolic sine'),
    value: null,
    derivative: (x) => over(ONE, root(plus(power(x, 2), ONE))),
  },
  acosh: {
    tex: named('arcosh'),
    words: () => l10n.t('the inverse hyperbolic cosine'),
    value: null,
    derivative: (x) => over(ONE, root(minus(power(x, 2), ONE))),
  },
  atanh: {
    tex: named('artanh'),
    words: () => l10n.t('the inverse hyperbolic tangent'),
    value: null,
    derivative: (x) => over(ONE, minus(ONE, power(x, 2))),
  },
};

function sine(x: Piece): Piece {
  return call('\\sin', sineWords(), x, Math.sin);
}

function cosine(x: Piece): Piece {
  return call('\\cos', cosineWords(), x, Math.cos);
}

function hyperbolicSine(x: Piece): Piece {
  return call('\\sinh', hyperbolicSineWords(), x, Math.sinh);
}

function hyperbolicCosine(x: Piece): Piece {
  return call('\\cosh', hyperbolicCosineWords(), x, Math.cosh);
}

function sineWords(): string {
  return l10n.t('the sine');
}

function cosineWords(): string {
  return l10n.t('the cosine');
}

function tangentWords(): string {
  return l10n.t('the tangent');
}

function hyperbolicSineWords(): string {
  return l10n.t('the hyperbolic sine');
}

function hyperbolicCosineWords(): string {
  return l10n.t('the hyperbolic cosine');
}
