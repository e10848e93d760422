/** Operators of bool, int, float and complex, as pure functions of two values. */
import type { BinaryOperator } from '../syntax/ast';
import type { Interpreter } from '../interpreter';
import type { Value } from '../values';
import { complexArithmetic, toComplex } from './complex';
import { PyComplex } from './complex-value';
import { divide, floatPower, floorAndModulo } from './floats';
import {
  floorDivide,
  limited,
  modulo,
  multiply,
  power,
  shiftLeft,
  shiftRight,
  toFloat,
  trueDivide,
} from './integers';

type Real = boolean | bigint | number;

/** True for bool, int and float. */
export function isReal(value: Value): value is Real {
  return typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean';
}

/** True for bool and int. */
export function isWhole(value: Value): value is boolean | bigint {
  return typeof value === 'bigint' || typeof value === 'boolean';
}

/** A bool or an int as int. */
export function whole(value: boolean | bigint): bigint {
  return typeof value === 'bigint' ? value : value ? 1n : 0n;
}

/** A number as float; raises OverflowError. */
export function real(value: Real, interpreter: Interpreter): number {
  return typeof value === 'number' ? value : toFloat(whole(value), interpreter);
}

/** The result of an operator on two numbers; undefined where they are no numbers or have no such operator. */
export function arithmetic(
  operator: BinaryOperator,
  a: Value,
  b: Value,
  interpreter: Interpreter,
): Value | undefined {
  if (isWhole(a) && isWhole(b)) {
    if (typeof a === 'boolean' && typeof b === 'boolean') {
      if (operator === '&') return a && b;
      if (operator === '|') return a || b;
      if (operator === '^') return a !== b;
    }
    return integers(operator, whole(a), whole(b), interpreter);
  }
  if (isReal(a) && isReal(b)) {
    return floats(operator, real(a, interpreter), real(b, interpreter), interpreter);
  }
  if ((isReal(a) && b instanceof PyComplex) || a instanceof PyComplex) {
    if (!isReal(b) && !(b instanceof PyComplex)) return undefined;
    return complexArithmetic(
      operator,
      isReal(a) ? toComplex(real(a, interpreter)) : a,
      isReal(b) ? toComplex(real(b, interpreter)) : b,
      interpreter,
    );
  }
  return undefined;
}

function integers(
  operator: BinaryOperator,
  a: bigint,
  b: bigint,
  interpreter: Interpreter,
): Value | undefined {
  switch (operator) {
    case '+':
      return limited(a + b, interpreter);
    case '-':
      return limited(a - b, interpreter);
    case '*':
      return multiply(a, b, interpreter);
    case '/':
      return trueDivide(a, b, interpreter);
    case '//':
      return floorDivide(a, b, interpreter);
    case '%':
      return modulo(a, b, interpreter);
    case '**':
      return power(a, b, interpreter);
    case '<<':
      return shiftLeft(a, b, interpreter);
    case '>>':
      return shiftRight(a, b, interpreter);
    case '&':
      return a & b;
    case '|':
      return a | b;
    case '^':
      return a ^ b;
    case '@':
      return undefined;
  }
}

function floats(
  operator: BinaryOperator,
  a: number,
  b: number,
  interpreter: Interpreter,
): Value | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return divide(a, b, interpreter);
    case '//':
      return floorAndModulo(a, b, interpreter)[0];
    case '%':
      return floorAndModulo(a, b, interpreter, 'float modulo')[1];
    case '**':
      return floatPower(a, b, interpreter);
    default:
      return undefined;
  }
}

/** `-value`, `+value` or `~value` of a number; undefined where there is none. */
export function unaryArithmetic(operator: '-' | '+' | '~', value: Value): Value | undefined {
  if (value instanceof PyComplex) {
    if (operator === '~') return undefined;
    return operator === '+' ? value : new PyComplex(-value.real, -value.imaginary);
  }
  if (!isReal(value)) return undefined;
  if (typeof value === 'number') {
    return operator === '-' ? -value : operator === '+' ? value : undefined;
  }
  const int = whole(value);
  return operator === '-' ? -int : operator === '+' ? int : ~int;
}

/** `a < b` as negative, 0, positive; NaN where neither is. Exact between int and float. */
export function compareReals(a: Real, b: Real): number {
  const left = typeof a === 'boolean' ? whole(a) : a;
  const right = typeof b === 'boolean' ? whole(b) : b;
  if (left < right) return -1;
  if (left > right) return 1;
  return Number.isNaN(left) || Number.isNaN(right) ? NaN : 0;
}
