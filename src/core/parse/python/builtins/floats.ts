/** Arithmetic of float where Python differs from the machine: division by zero, floors, and powers. */
import type { Interpreter } from '../interpreter';
import type { Value } from '../values';
import { PyComplex } from './complex-value';
import { power } from './power';

/** `a / b` */
export function divide(a: number, b: number, interpreter: Interpreter): number {
  if (b === 0) interpreter.raise('ZeroDivisionError', 'float division by zero');
  return a / b;
}

/** `a // b` and `a % b`, which has the sign of b. */
export function floorAndModulo(
  a: number,
  b: number,
  interpreter: Interpreter,
  message = 'float floor division by zero',
): [floor: number, rest: number] {
  if (b === 0) interpreter.raise('ZeroDivisionError', message);
  let rest = a % b;
  let quotient = (a - rest) / b;
  if (rest === 0) rest = b < 0 ? -0 : 0;
  else if (rest < 0 !== b < 0) {
    rest += b;
    quotient -= 1;
  }
  if (quotient === 0) return [a / b < 0 || Object.is(a / b, -0) ? -0 : 0, rest];
  const floor = Math.floor(quotient);
  return [quotient - floor > 0.5 ? floor + 1 : floor, rest];
}

/** `a ** b`: complex for roots of negative numbers. */
export function floatPower(a: number, b: number, interpreter: Interpreter): Value {
  if (b === 0 || a === 1) return 1;
  if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
  if (a === 0 && b < 0) {
    interpreter.raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  }
  if (a === -1 && !Number.isFinite(b)) return 1;
  if (a === 0 || !Number.isFinite(a) || !Number.isFinite(b)) return a ** b;
  if (a < 0 && !Number.isInteger(b)) {
    const size = power(-a, b);
    return new PyComplex(size * Math.cos(Math.PI * b), size * Math.sin(Math.PI * b));
  }
  const value = power(a, b);
  if (!Number.isFinite(value)) {
    interpreter.raise('OverflowError', "(34, 'Numerical result out of range')");
  }
  return value;
}
