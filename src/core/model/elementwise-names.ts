/** The elementwise functions as a table: their names and the options that PyTorch gives them by default. */
import type { ElementwiseName, ElementwiseOptions } from './elementwise';

/** Default options of every elementwise function: PyTorch's where it has some. */
export const ELEMENTWISE_DEFAULTS: { readonly [N in ElementwiseName]: ElementwiseOptions[N] } = {
  identity: {},
  relu: {},
  relu6: {},
  leaky_relu: { negative_slope: 0.01 },
  elu: { alpha: 1 },
  selu: {},
  celu: { alpha: 1 },
  gelu: { approximate: 'none' },
  silu: {},
  mish: {},
  sigmoid: {},
  log_sigmoid: {},
  tanh: {},
  softplus: { beta: 1, threshold: 20 },
  softsign: {},
  hardtanh: { min_val: -1, max_val: 1 },
  hardsigmoid: {},
  hardswish: {},
  tanhshrink: {},
  softshrink: { lambd: 0.5 },
  hardshrink: { lambd: 0.5 },
  threshold: { threshold: 0, value: 0 },
  neg: {},
  exp: {},
  log: {},
  sqrt: {},
  rsqrt: {},
  abs: {},
  sin: {},
  cos: {},
  square: {},
  reciprocal: {},
  sign: {},
  floor: {},
  log1p: {},
  expm1: {},
  erf: {},
  erfc: {},
  erfinv: {},
  tan: {},
  asin: {},
  acos: {},
  atan: {},
  sinh: {},
  cosh: {},
  asinh: {},
  acosh: {},
  atanh: {},
  clamp: { min: -Infinity, max: Infinity },
  power: { exponent: 2 },
};

/** Every elementwise function, in the order of the table. */
export const ELEMENTWISE_NAMES = Object.keys(ELEMENTWISE_DEFAULTS) as readonly ElementwiseName[];

/** True when the text is the name of an elementwise function. */
export function isElementwiseName(name: string): name is ElementwiseName {
  return Object.hasOwn(ELEMENTWISE_DEFAULTS, name);
}
