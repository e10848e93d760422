/** Arithmetic of complex numbers. */
import type { BinaryOperator } from '../syntax/ast';
import type { Interpreter } from '../interpreter';
import { PyComplex } from './complex-value';
import { power as realPower } from './power';

/** A float as a complex number. */
export function toComplex(real: number): PyComplex {
  return new PyComplex(real, 0);
}

/** The result of an operator; undefined where complex numbers have no such operator. */
export function complexArithmetic(
  operator: BinaryOperator,
  a: PyComplex,
  b: PyComplex,
  interpreter: Interpreter,
): PyComplex | undefined {
  switch (operator) {
    case '+':
      return new PyComplex(a.real + b.real, a.imaginary + b.imaginary);
    case '-':
      return new PyComplex(a.real - b.real, a.imaginary - b.imaginary);
    case '*':
      return times(a, b);
    case '/':
      return over(a, b, interpreter);
    case '**':
      return power(a, b, interpreter);
    default:
      return undefined;
  }
}

function times(a: PyComplex, b: PyComplex): PyComplex {
  return new PyComplex(
    a.real * b.real - a.imaginary * b.imaginary,
    a.real * b.imaginary + a.imaginary * b.real,
  );
}

/** Scaled by the larger part of b, as CPython does. */
function over(a: PyComplex, b: PyComplex, interpreter: Interpreter): PyComplex {
  if (b.real === 0 && b.imaginary === 0) {
    interpreter.raise('ZeroDivisionError', 'complex division by zero');
  }
  if (Math.abs(b.real) >= Math.abs(b.imaginary)) {
    const ratio = b.imaginary / b.real;
    const size = b.real + b.imaginary * ratio;
    return new PyComplex(
      (a.real + a.imaginary * ratio) / size,
      (a.imaginary - a.real * ratio) / size,
    );
  }
  const ratio = b.real / b.imaginary;
  const size = b.real * ratio + b.imaginary;
  return new PyComplex(
    (a.real * ratio + a.imaginary) / size,
    (a.imaginary * ratio - a.real) / size,
  );
}

function power(a: PyComplex, b: PyComplex, interpreter: Interpreter): PyComplex {
  const whole = b.imaginary === 0 && Number.isInteger(b.real) && Math.abs(b.real) <= 100;
  if (whole) {
    let result = toComplex(1);
    let base = a;
    for (let left = Math.abs(b.real); left > 0; left = Math.floor(left / 2)) {
      if (left % 2 === 1) result = times(result, base);
      base = times(base, base);
    }
    if (b.real >= 0) return result;
    refuseZero(a, interpreter);
    return over(toComplex(1), result, interpreter);
  }
  if (a.real === 0 && a.imaginary === 0) {
    if (b.imaginary !== 0 || b.real < 0) refuseZero(a, interpreter);
    return toComplex(0);
  }
  const size = Math.hypot(a.real, a.imaginary);
  const angle = Math.atan2(a.imaginary, a.real);
  const length = realPower(size, b.real) / Math.exp(angle * b.imaginary);
  const turn = angle * b.real + b.imaginary * Math.log(size);
  return new PyComplex(length * Math.cos(turn), length * Math.sin(turn));
}

function refuseZero(a: PyComplex, interpreter: Interpreter): void {
  if (a.real === 0 && a.imaginary === 0) {
    interpreter.raise('ZeroDivisionError', '0.0 to a negative or complex power');
  }
}
