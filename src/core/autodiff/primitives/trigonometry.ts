/** Value and derivative of the functions of angles, of their hyperbolic relatives and of the inverses of both. PyTorch: `torch.sin`, … */
import type { FunctionRules } from './function-rule';

/** Functions of angles and their relatives. */
export type TrigonometricName =
  'sin' | 'cos' | 'tan' | 'asin' | 'acos' | 'atan' | 'sinh' | 'cosh' | 'asinh' | 'acosh' | 'atanh';

/** Functions of angles and their relatives by name. NaN where they are not defined. */
export const TRIGONOMETRY: FunctionRules<TrigonometricName> = {
  sin: { value: Math.sin, derivative: Math.cos },
  cos: { value: Math.cos, derivative: (x) => -Math.sin(x) },
  tan: { value: Math.tan, derivativeOfResult: (y) => 1 + y * y },
  asin: { value: Math.asin, derivative: (x) => 1 / Math.sqrt(1 - x * x) },
  acos: { value: Math.acos, derivative: (x) => -1 / Math.sqrt(1 - x * x) },
  atan: { value: Math.atan, derivative: (x) => 1 / (x * x + 1) },
  sinh: { value: Math.sinh, derivative: Math.cosh },
  cosh: { value: Math.cosh, derivative: Math.sinh },
  asinh: { value: Math.asinh, derivative: (x) => 1 / Math.sqrt(x * x + 1) },
  acosh: { value: Math.acosh, derivative: (x) => 1 / Math.sqrt(x * x - 1) },
  atanh: { value: Math.atanh, derivative: (x) => 1 / (1 - x * x) },
};
