/** The elementwise functions and their derivatives as formulas: one entry a function, kept complete by its type. */
import * as l10n from '@vscode/l10n';
import { elementwiseValue } from '../autodiff';
import type { Elementwise, ElementwiseName } from '../model/elementwise';
import {
  aboveOr,
  bell,
  belowLimit,
  betweenLimits,
  cumulative,
  divided,
  gate,
  gateName,
  gateSlope,
  HALF,
  ONE,
  positiveOr,
  scaled,
  sigma,
  tanh,
  tanhSquared,
  TWO,
  ZERO,
} from './function-parts';
import { MATH_TEXT } from './math-functions';
import { named, type FunctionText } from './function-text';
import { abs, call, exp, larger, ln, minus, negative, over, plus, power, times } from './operators';
import { num, type Piece } from './piece';
import { TRIGONOMETRIC_TEXT } from './trigonometry';

const SELU_ALPHA = num(1.6732632423543772);
const SELU_SCALE = num(1.0507009873554805);

const FUNCTION_TEXT: { readonly [N in ElementwiseName]: FunctionText<N> } = {
  identity: {
    tex: named('id'),
    words: () => l10n.t('the identity'),
    value: (x) => x,
    derivative: () => ONE,
  },
  relu: {
    tex: named('ReLU'),
    words: () => 'ReLU',
    value: (x) => larger(ZERO, x),
    derivative: (x) => positiveOr(x, ONE, ZERO),
  },
  relu6: {
    tex: named('ReLU6'),
    words: () => 'ReLU6',
    value: (x) => betweenLimits(x, [0, 6], [ZERO, x, num(6)]),
    derivative: (x) => betweenLimits(x, [0, 6], [ZERO, ONE, ZERO]),
  },
  leaky_relu: {
    tex: named('LeakyReLU'),
    words: () => l10n.t('leaky ReLU'),
    value: (x, o) => positiveOr(x, x, times(num(o.negative_slope), x)),
    derivative: (x, o) => positiveOr(x, ONE, num(o.negative_slope)),
  },
  elu: {
    tex: named('ELU'),
    words: () => 'ELU',
    value: (x, o) => positiveOr(x, x, scaled(o.alpha, minus(exp(x), ONE))),
    derivative: (x, o) => positiveOr(x, ONE, scaled(o.alpha, exp(x))),
  },
  selu: {
    tex: named('SELU'),
    words: () => 'SELU',
    value: (x) =>
      positiveOr(x, times(SELU_SCALE, x), times(SELU_SCALE, SELU_ALPHA, minus(exp(x), ONE))),
    derivative: (x) => positiveOr(x, SELU_SCALE, times(SELU_SCALE, SELU_ALPHA, exp(x))),
  },
  celu: {
    tex: named('CELU'),
    words: () => 'CELU',
    value: (x, o) => positiveOr(x, x, scaled(o.alpha, minus(exp(divided(x, o.alpha)), ONE))),
    derivative: (x, o) => positiveOr(x, ONE, exp(divided(x, o.alpha))),
  },
  gelu: {
    tex: named('GELU'),
    words: () => 'GELU',
    value: (x, o) => (o.approximate === 'tanh' ? times(x, gate(x)) : times(x, cumulative(x))),
    derivative: (x, o) =>
      o.approximate === 'tanh'
        ? plus(gateName(x), times(TWO, x, gateName(x), minus(ONE, gateName(x)), gateSlope(x)))
        : plus(cumulative(x), times(x, bell(x))),
  },
  silu: {
    tex: named('SiLU'),
    words: () => 'SiLU',
    value: (x) => times(x, sigma(x)),
    derivative: (x) => times(sigma(x), plus(ONE, times(x, sigma(negative(x))))),
  },
  mish: {
    tex: named('Mish'),
    words: () => 'Mish',
    value: (x) => times(x, tanh(ln(plus(ONE, exp(x))))),
    derivative: (x) => {
      const inner = ln(plus(ONE, exp(x)));
      return plus(tanh(inner), times(x, sigma(x), minus(ONE, tanhSquared(inner))));
    },
  },
  sigmoid: {
    tex: '\\sigma',
    words: () => l10n.t('the sigmoid'),
    value: (x) => over(ONE, plus(ONE, exp(negative(x)))),
    derivative: (x) => times(sigma(x), minus(ONE, sigma(x))),
  },
  log_sigmoid: {
    tex: named('LogSigmoid'),
    words: () => l10n.t('the log-sigmoid'),
    value: (x) => negative(ln(plus(ONE, exp(negative(x))))),
    derivative: (x) => minus(ONE, sigma(x)),
  },
  tanh: {
    tex: '\\tanh',
    words: () => l10n.t('the hyperbolic tangent'),
    value: null,
    derivative: (x) => minus(ONE, tanhSquared(x)),
  },
  softplus: {
    tex: named('Softplus'),
    words: () => l10n.t('softplus'),
    value: (x, o) => belowLimit(x, o, divided(ln(plus(ONE, exp(scaled(o.beta, x)))), o.beta), x),
    derivative: (x, o) => belowLimit(x, o, sigma(scaled(o.beta, x)), ONE),
  },
  softsign: {
    tex: named('Softsign'),
    words: () => l10n.t('softsign'),
    value: (x) => over(x, plus(ONE, abs(x))),
    derivative: (x) => over(ONE, power(plus(ONE, abs(x)), 2)),
  },
  hardtanh: {
    tex: named('Hardtanh'),
    words: () => l10n.t('hard tanh'),
    value: (x, o) => betweenLimits(x, [o.min_val, o.max_val], [num(o.min_val), x, num(o.max_val)]),
    derivative: (x, o) => betweenLimits(x, [o.min_val, o.max_val], [ZERO, ONE, ZERO]),
  },
  hardsigmoid: {
    tex: named('Hardsigmoid'),
    words: () => l10n.t('hard sigmoid'),
    value: (x) => betweenLimits(x, [-3, 3], [ZERO, over(plus(x, num(3)), num(6)), ONE]),
    derivative: (x) => betweenLimits(x, [-3, 3], [ZERO, over(ONE, num(6)), ZERO]),
  },
  hardswish: {
    tex: named('Hardswish'),
    words: () => l10n.t('hard swish'),
    value: (x) => betweenLimits(x, [-3, 3], [ZERO, over(times(x, plus(x, num(3))), num(6)), x]),
    derivative: (x) => betweenLimits(x, [-3, 3], [ZERO, plus(over(x, num(3)), HALF), ONE]),
  },
  tanhshrink: {
    tex: named('Tanhshrink'),
    words: () => l10n.t('tanh shrink'),
    value: (x) => minus(x, tanh(x)),
    derivative: (x) => tanhSquared(x),
  },
  softshrink: {
    tex: named('Softshrink'),
    words: () => l10n.t('soft shrink'),
    value: (x, { lambd }) =>
      betweenLimits(x, [-lambd, lambd], [plus(x, num(lambd)), ZERO, minus(x, num(lambd))], true),
    derivative: (x, { lambd }) => betweenLimits(x, [-lambd, lambd], [ONE, ZERO, ONE], true),
  },
  hardshrink: {
    tex: named('Hardshrink'),
    words: () => l10n.t('hard shrink'),
    value: (x, { lambd }) => betweenLimits(x, [-lambd, lambd], [x, ZERO, x], true),
    derivative: (x, { lambd }) => betweenLimits(x, [-lambd, lambd], [ONE, ZERO, ONE], true),
  },
  threshold: {
    tex: named('Threshold'),
    words: () => l10n.t('the threshold'),
    value: (x, o) => aboveOr(x, o.threshold, x, num(o.value)),
    derivative: (x, o) => aboveOr(x, o.threshold, ONE, ZERO),
  },
  ...MATH_TEXT,
  ...TRIGONOMETRIC_TEXT,
};

/** The function by its name, such as σ(x). */
export function applied(f: Elementwise, x: Piece): Piece {
  const { tex, words } = textOf(f.fn);
  return call(tex, words(), x, (v) => elementwiseValue(f, v));
}

/** What the function is, such as 1/(1 + e^(−x)); null where its name says it all. */
export function definition(f: Elementwise, x: Piece): Piece | null {
  return textOf(f.fn).value?.(x, f.options) ?? null;
}

/** The derivative, such as 1 − tanh²(x). */
export function slope(f: Elementwise, x: Piece): Piece {
  return textOf(f.fn).derivative(x, f.options);
}

/** The derivative by its name: φ'(x). */
export function slopeName(f: Elementwise, x: Piece): Piece {
  const { tex, words } = textOf(f.fn);
  return call(`${tex}'`, l10n.t('the slope of {0}', words()), x);
}

/** Name and options belong together by type, which indexing by the name alone cannot show. */
function textOf(fn: ElementwiseName): FunctionText<ElementwiseName> {
  return FUNCTION_TEXT[fn] as FunctionText<ElementwiseName>;
}
