/**
 * Value and derivative of the activations, as PyTorch defines them; where a function has a kink, the derivative is the one that
 * PyTorch's backward uses. The name of the PyTorch page stands beside each. The value at NaN is NaN.
 */
import type { ElementwiseName } from '../../model/elementwise';
import { exp } from './exp';
import type { FunctionRules } from './function-rule';
import { clamp, MATH_FUNCTIONS, type MathName } from './math-functions';
import { geluSlope, normalBelow } from './normal';
import { tanh } from './tanh';

/** Constants of SELU: the fixed point of self-normalizing networks. */
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;
/** Of the tanh approximation of GELU. */
const GELU_CUBIC = 0.044715;
const GELU_SCALE = Math.sqrt(2 / Math.PI);

const ACTIVATIONS: FunctionRules<Exclude<ElementwiseName, MathName>> = {
  // nn.Identity: x
  identity: { value: (x) => x, derivative: () => 1 },
  // nn.ReLU: max(0, x); 0 at 0
  relu: {
    value: (x) => (x <= 0 ? 0 : x),
    derivative: (x) => (x <= 0 ? 0 : 1),
  },
  // nn.ReLU6: min(max(0, x), 6); 0 at 0 and 6
  relu6: {
    value: (x) => clamp(x, 0, 6),
    derivative: (x) => (x <= 0 || x >= 6 ? 0 : 1),
  },
  // nn.LeakyReLU: x or negative_slope·x; the slope at 0
  leaky_relu: {
    value: (x, o) => (x > 0 ? x : x * o.negative_slope),
    derivative: (x, o) => (x > 0 ? 1 : o.negative_slope),
  },
  // nn.ELU: x or α(eˣ − 1); α at 0
  elu: {
    value: (x, o) => (x > 0 ? x : o.alpha * Math.expm1(x)),
    derivative: (x, o) => (x <= 0 ? o.alpha * Math.exp(x) : 1),
  },
  // nn.SELU: scale·ELU with α fixed
  selu: {
    value: (x) => SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)),
    derivative: (x) => SELU_SCALE * (x <= 0 ? SELU_ALPHA * Math.exp(x) : 1),
  },
  // nn.CELU: x or α(e^(x/α) − 1)
  celu: {
    value: (x, o) => (x > 0 ? x : o.alpha * Math.expm1(x / o.alpha)),
    derivative: (x, o) => (x <= 0 ? Math.exp(x / o.alpha) : 1),
  },
  // nn.GELU: x·Φ(x), Φ the normal distribution, or its tanh approximation
  gelu: {
    value: (x, o) => x * (o.approximate === 'tanh' ? geluGate(x) : normalBelow(x)),
    derivative: (x, o) => (o.approximate === 'tanh' ? geluTanhDerivative(x) : geluSlope(x)),
  },
  // nn.SiLU: x·σ(x)
  silu: {
    value: (x) => x * sigmoid(x),
    derivative: siluSlope,
  },
  // nn.Mish: x·tanh(softplus(x))
  mish: {
    value: (x) => x * tanh(softplus(x)),
    derivative: (x) => {
      const gate = tanh(softplus(x));
      return gate + x * sigmoid(x) * (1 - gate * gate);
    },
  },
  // nn.Sigmoid: 1/(1 + e^(−x))
  sigmoid: {
    value: sigmoid,
    derivativeOfResult: sigmoidSlope,
  },
  // nn.LogSigmoid: log σ(x)
  log_sigmoid: {
    value: (x) => -softplus(-x),
    derivative: (x) => sigmoid(-x),
  },
  // nn.Tanh
  tanh: {
    value: tanh,
    derivativeOfResult: tanhSlope,
  },
  // nn.Softplus: log(1 + e^(βx))/β, x itself where βx is above the threshold
  softplus: {
    value: (x, o) => (x * o.beta > o.threshold ? x : softplus(x * o.beta) / o.beta),
    derivative: (x, o) => (x * o.beta > o.threshold ? 1 : sigmoid(x * o.beta)),
  },
  // nn.Softsign: x/(1 + |x|)
  softsign: {
    value: (x) => x / (1 + Math.abs(x)),
    derivative: (x) => {
      const rest = 1 - Math.abs(x / (1 + Math.abs(x)));
      return rest * rest;
    },
  },
  // nn.Hardtanh: x clamped; 0 at both ends
  hardtanh: {
    value: (x, o) => clamp(x, o.min_val, o.max_val),
    derivative: (x, o) => (x <= o.min_val || x >= o.max_val ? 0 : 1),
  },
  // nn.Hardsigmoid: relu6(x + 3)/6; 0 at −3 and 3. PyTorch's slope is 1/6 in single precision, here it is the true one
  hardsigmoid: {
    value: (x) => clamp(x + 3, 0, 6) / 6,
    derivative: (x) => (x > -3 && x < 3 ? 1 / 6 : 0),
  },
  // nn.Hardswish: x·relu6(x + 3)/6; 0 at −3, 1 at 3
  hardswish: {
    value: (x) => (x * clamp(x + 3, 0, 6)) / 6,
    derivative: (x) => (x <= -3 ? 0 : x < 3 ? x / 3 + 0.5 : 1),
  },
  // nn.Tanhshrink: x − tanh(x)
  tanhshrink: {
    value: (x) => x - tanh(x),
    derivative: (x) => tanh(x) * tanh(x),
  },
  // nn.Softshrink: x moved towards 0 by λ; 0 within ±λ, ends included
  softshrink: {
    value: (x, o) => (x > o.lambd ? x - o.lambd : x < -o.lambd ? x + o.lambd : x - x),
    derivative: (x, o) => (x >= -o.lambd && x <= o.lambd ? 0 : 1),
  },
  // nn.Hardshrink: x; 0 within ±λ, ends included
  hardshrink: {
    value: (x, o) => (x >= -o.lambd && x <= o.lambd ? 0 : x),
    derivative: (x, o) => (x >= -o.lambd && x <= o.lambd ? 0 : 1),
  },
  // nn.Threshold: x above the threshold, else the value; 0 at the threshold
  threshold: {
    value: (x, o) => (x <= o.threshold ? o.value : x),
    derivative: (x, o) => (x <= o.threshold ? 0 : 1),
  },
};

/** All elementwise functions by name. */
export const FUNCTIONS: FunctionRules<ElementwiseName> = { ...ACTIVATIONS, ...MATH_FUNCTIONS };

/** σ(x) = 1/(1 + e^(−x)), which overflows nowhere: e^(−x) = ∞ gives 0. */
export function sigmoid(x: number): number {
  return 1 / (1 + exp(-x));
}

/** σ'(x) from y = σ(x) */
export function sigmoidSlope(y: number): number {
  return (1 - y) * y;
}

/** (x σ(x))' = σ(x) (1 + x (1 − σ(x))) */
export function siluSlope(x: number): number {
  const y = sigmoid(x);
  return y * (1 + x * (1 - y));
}

/** tanh'(x) from y = tanh(x) */
export function tanhSlope(y: number): number {
  return 1 - y * y;
}

/** log(1 + eˣ) without overflow. */
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** ½(1 + tanh(√(2/π)(x + 0.044715 x³))) */
function geluGate(x: number): number {
  return 0.5 * (1 + tanh(GELU_SCALE * (x + GELU_CUBIC * x * x * x)));
}

function geluTanhDerivative(x: number): number {
  const gate = geluGate(x);
  return gate + x * 2 * gate * (1 - gate) * GELU_SCALE * (1 + 3 * GELU_CUBIC * x * x);
}
