/**
 * Value and derivative of the elementwise functions of arithmetic, as PyTorch defines them, and as its backward does at kinks and poles.
 * PyTorch: `torch.neg`, `torch.exp`, …
 */
import { power } from './binary-functions';
import { erf, erfc, inverseErf } from './erf';
import type { FunctionRules } from './function-rule';
import { TRIGONOMETRY, type TrigonometricName } from './trigonometry';

/** The elementwise functions that are no activations. */
export type MathName =
  | TrigonometricName
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

/** The elementwise functions of arithmetic by name. */
export const MATH_FUNCTIONS: FunctionRules<MathName> = {
  ...TRIGONOMETRY,
  neg: { value: (x) => -x, derivative: () => -1 },
  exp: { value: Math.exp, derivativeOfResult: (y) => y },
  log: { value: Math.log, derivative: (x) => 1 / x },
  sqrt: { value: Math.sqrt, derivativeOfResult: (y) => 1 / (2 * y) },
  rsqrt: { value: (x) => 1 / Math.sqrt(x), derivativeOfResult: (y) => -0.5 * y * y * y },
  // 0 at 0 and at NaN
  abs: { value: Math.abs, derivative: sign },
  square: { value: (x) => x * x, derivative: (x) => 2 * x },
  reciprocal: { value: (x) => 1 / x, derivativeOfResult: (y) => -y * y },
  sign: { value: sign, derivative: () => 0 },
  floor: { value: Math.floor, derivative: () => 0 },
  log1p: { value: Math.log1p, derivative: (x) => 1 / (x + 1) },
  expm1: { value: Math.expm1, derivativeOfResult: (y) => y + 1 },
  erf: { value: erf, derivative: (x) => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) },
  erfc: { value: erfc, derivative: (x) => (-2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) },
  erfinv: {
    value: inverseErf,
    derivativeOfResult: (y) => (Math.sqrt(Math.PI) / 2) * Math.exp(y * y),
  },
  // 1 at both limits; 0 at NaN
  clamp: {
    value: (x, o) => clamp(x, o.min, o.max),
    derivative: (x, o) => (x >= o.min && x <= o.max ? 1 : 0),
  },
  // x ** number: 0 for the number 0
  power: {
    value: (x, o) => powerOf(x, o.exponent),
    derivative: (x, { exponent }) => (exponent === 0 ? 0 : exponent * powerOf(x, exponent - 1)),
  },
};

/** x within the limits, the upper one counting first; NaN for NaN. */
export function clamp(x: number, least: number, most: number): number {
  return Math.min(Math.max(x, least), most);
}

/** −1, 0 or 1; 0 for NaN. */
export function sign(x: number): number {
  return x > 0 ? 1 : x < 0 ? -1 : 0;
}

/** xⁿ; small powers by products and roots, as PyTorch does, which shows at −∞ and −0. */
function powerOf(x: number, exponent: number): number {
  switch (exponent) {
    case 0.5:
      return Math.sqrt(x);
    case -0.5:
      return 1 / Math.sqrt(x);
    case 2:
      return x * x;
    case 3:
      return x * x * x;
    case -2:
      return 1 / (x * x);
    default:
      return power(x, exponent);
  }
}
