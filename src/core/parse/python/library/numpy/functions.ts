/** Elementwise functions and operators by their names. */
import type { BinaryFunction } from './elementwise';

const floorDivide = (a: number, b: number) => Math.floor(a / b);
const modulo = (a: number, b: number) => {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
};
const truth = (value: boolean) => (value ? 1 : 0);
/** Halves are rounded to even. */
export const rint = (x: number) => {
  const floor = Math.floor(x);
  if (x - floor !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
};

/** Functions of two arrays. */
export const BINARY: Readonly<Record<string, BinaryFunction>> = {
  add: { fn: (a, b) => a + b },
  subtract: { fn: (a, b) => a - b },
  multiply: { fn: (a, b) => a * b },
  divide: { fn: (a, b) => a / b, gives: 'real' },
  true_divide: { fn: (a, b) => a / b, gives: 'real' },
  floor_divide: { fn: floorDivide },
  mod: { fn: modulo },
  remainder: { fn: modulo },
  fmod: { fn: (a, b) => a % b },
  power: { fn: (a, b) => a ** b },
  float_power: { fn: (a, b) => a ** b, gives: 'real' },
  maximum: { fn: Math.max },
  minimum: { fn: Math.min },
  fmax: { fn: (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b)) },
  fmin: { fn: (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b)) },
  arctan2: { fn: Math.atan2, gives: 'real' },
  hypot: { fn: (a, b) => Math.hypot(a, b), gives: 'real' },
  equal: { fn: (a, b) => truth(a === b), gives: 'bool' },
  not_equal: { fn: (a, b) => truth(a !== b), gives: 'bool' },
  less: { fn: (a, b) => truth(a < b), gives: 'bool' },
  less_equal: { fn: (a, b) => truth(a <= b), gives: 'bool' },
  greater: { fn: (a, b) => truth(a > b), gives: 'bool' },
  greater_equal: { fn: (a, b) => truth(a >= b), gives: 'bool' },
  logical_and: { fn: (a, b) => truth(a !== 0 && b !== 0), gives: 'bool' },
  logical_or: { fn: (a, b) => truth(a !== 0 || b !== 0), gives: 'bool' },
  logical_xor: { fn: (a, b) => truth((a !== 0) !== (b !== 0)), gives: 'bool' },
  bitwise_and: { fn: (a, b) => a & b },
  bitwise_or: { fn: (a, b) => a | b },
  bitwise_xor: { fn: (a, b) => a ^ b },
};

/** The operators, by the names of their methods. */
export const OPERATORS: Readonly<Record<string, BinaryFunction>> = {
  add: BINARY.add!,
  sub: BINARY.subtract!,
  mul: BINARY.multiply!,
  truediv: BINARY.divide!,
  floordiv: BINARY.floor_divide!,
  mod: BINARY.mod!,
  pow: BINARY.power!,
  and: BINARY.bitwise_and!,
  or: BINARY.bitwise_or!,
  xor: BINARY.bitwise_xor!,
};

/** The comparisons, by the names of their methods. */
export const COMPARISONS: Readonly<Record<string, BinaryFunction>> = {
  eq: BINARY.equal!,
  ne: BINARY.not_equal!,
  lt: BINARY.less!,
  le: BINARY.less_equal!,
  gt: BINARY.greater!,
  ge: BINARY.greater_equal!,
};

type UnaryFunction = readonly [fn: (x: number) => number, gives: 'real' | 'same' | 'bool'];

/** Functions of one array. */
export const UNARY: Readonly<Record<string, UnaryFunction>> = {
  sin: [Math.sin, 'real'],
  cos: [Math.cos, 'real'],
  tan: [Math.tan, 'real'],
  arcsin: [Math.asin, 'real'],
  arccos: [Math.acos, 'real'],
  arctan: [Math.atan, 'real'],
  sinh: [Math.sinh, 'real'],
  cosh: [Math.cosh, 'real'],
  tanh: [Math.tanh, 'real'],
  exp: [Math.exp, 'real'],
  exp2: [(x) => 2 ** x, 'real'],
  expm1: [Math.expm1, 'real'],
  log: [Math.log, 'real'],
  log2: [Math.log2, 'real'],
  log10: [Math.log10, 'real'],
  log1p: [Math.log1p, 'real'],
  sqrt: [Math.sqrt, 'real'],
  cbrt: [Math.cbrt, 'real'],
  square: [(x) => x * x, 'same'],
  abs: [Math.abs, 'same'],
  absolute: [Math.abs, 'same'],
  fabs: [Math.abs, 'real'],
  negative: [(x) => -x, 'same'],
  positive: [(x) => x, 'same'],
  reciprocal: [(x) => 1 / x, 'same'],
  sign: [Math.sign, 'same'],
  floor: [Math.floor, 'real'],
  ceil: [Math.ceil, 'real'],
  trunc: [Math.trunc, 'real'],
  rint: [rint, 'real'],
  deg2rad: [(x) => x * (Math.PI / 180), 'real'],
  radians: [(x) => x * (Math.PI / 180), 'real'],
  rad2deg: [(x) => x * (180 / Math.PI), 'real'],
  degrees: [(x) => x * (180 / Math.PI), 'real'],
  isnan: [(x) => truth(Number.isNaN(x)), 'bool'],
  isinf: [(x) => truth(Math.abs(x) === Infinity), 'bool'],
  isfinite: [(x) => truth(Number.isFinite(x)), 'bool'],
  logical_not: [(x) => truth(x === 0), 'bool'],
};
