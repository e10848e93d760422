/** Values and partial derivatives of functions of two elements, as PyTorch defines them. */
import type { BinaryName } from '../attributes';

/** Functions that give whole numbers, which jump, and have no gradient. */
export type Stepped = 'floor_divide' | 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

/** Functions of two elements that have partial derivatives. */
export type Differentiable = Exclude<BinaryName, Stepped>;

/** f(a, b) of every function. PyTorch: `torch.sub`, `torch.mul`, …; `prelu` is x, or slope·x where x is not above 0. */
export const BINARY_VALUES: Readonly<Record<BinaryName, (a: number, b: number) => number>> = {
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  pow: power,
  maximum: Math.max,
  minimum: Math.min,
  remainder,
  floor_divide: floorDivide,
  atan2: Math.atan2,
  prelu: (x, slope) => (x > 0 ? x : slope * x),
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
  lt: (a, b) => Number(a < b),
  le: (a, b) => Number(a <= b),
  gt: (a, b) => Number(a > b),
  ge: (a, b) => Number(a >= b),
};

/** ∂f/∂a and ∂f/∂b. Where a and b are equal, maximum and minimum give each a half. */
export const BINARY_SLOPES: Readonly<
  Record<
    Differentiable,
    readonly [toA: (a: number, b: number) => number, toB: (a: number, b: number) => number]
  >
> = {
  sub: [() => 1, () => -1],
  mul: [(_, b) => b, (a) => a],
  div: [(_, b) => 1 / b, (a, b) => -(a / b / b)],
  pow: [
    (a, b) => (b === 0 ? 0 : b * power(a, b - 1)),
    (a, b) => (a === 0 && b >= 0 ? 0 : power(a, b) * Math.log(a)),
  ],
  maximum: [(a, b) => (a === b ? 0.5 : a < b ? 0 : 1), (a, b) => (a === b ? 0.5 : a > b ? 0 : 1)],
  minimum: [(a, b) => (a === b ? 0.5 : a > b ? 0 : 1), (a, b) => (a === b ? 0.5 : a < b ? 0 : 1)],
  remainder: [() => 1, (a, b) => -floorDivide(a, b)],
  atan2: [(a, b) => b / (a * a + b * b), (a, b) => -a / (a * a + b * b)],
  prelu: [(x, slope) => (x > 0 ? 1 : slope), (x) => (x > 0 ? 0 : x)],
};

/** True for functions that gradients flow through. */
export function isDifferentiable(name: BinaryName): name is Differentiable {
  return Object.hasOwn(BINARY_SLOPES, name);
}

/** aᵇ as in C: 1 to any power, and −1 to an infinite one, is 1. */
export function power(a: number, b: number): number {
  if (a === 1 || (a === -1 && (b === Infinity || b === -Infinity))) return 1;
  return a ** b;
}

/** What is left of a when b is taken off as often as it goes, with the sign of b. */
function remainder(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}

/** How often b goes into a, rounded down. */
function floorDivide(a: number, b: number): number {
  if (b === 0) return a / b;
  const rest = a % b;
  const whole = Math.round((a - rest) / b);
  return rest !== 0 && rest < 0 !== b < 0 ? whole - 1 : whole;
}
