/** Arithmetic of int: Python's signs, exact true division, and a limit on digits. */
import * as l10n from '@vscode/l10n';
import { Halt } from '../errors';
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import type { Value } from '../values';
import { floatPower } from './floats';
import { pause } from './pace';

const MAX_BITS = 10_000;
/** Products of long numbers between two pauses. */
const ROUNDS = 100;

/** Bits of the size of a whole number. */
export function bitLength(value: bigint): number {
  const size = value < 0n ? -value : value;
  if (size <= 0xffffffffn) return size === 0n ? 0 : 32 - Math.clz32(Number(size));
  const text = size.toString(16);
  return (text.length - 1) * 4 + (32 - Math.clz32(parseInt(text[0]!, 16)));
}

const isShort = (value: bigint) => BigInt.asIntN(64, value) === value;

/** Halts the run when a number would have too many digits. */
function limitBits(bits: number, interpreter: Interpreter): void {
  if (bits > MAX_BITS) {
    const message = l10n.t(
      'A whole number has more than {0} bits here; numbers this large are not computed.',
      MAX_BITS,
    );
    throw new Halt('too-large', message, interpreter.place);
  }
}

/** `a // b` */
export function floorDivide(a: bigint, b: bigint, interpreter: Interpreter): bigint {
  if (b === 0n) interpreter.raise('ZeroDivisionError', 'integer division or modulo by zero');
  const quotient = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** `a % b`, which has the sign of b. */
export function modulo(a: bigint, b: bigint, interpreter: Interpreter): bigint {
  if (b === 0n) interpreter.raise('ZeroDivisionError', 'integer modulo by zero');
  const rest = a % b;
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
}

/** `a / b`, correctly rounded. */
export function trueDivide(a: bigint, b: bigint, interpreter: Interpreter): number {
  if (b === 0n) interpreter.raise('ZeroDivisionError', 'division by zero');
  if (isExact(a) && isExact(b)) return Number(a) / Number(b);
  const negative = a < 0n !== b < 0n;
  const size = (value: bigint) => (value < 0n ? -value : value);
  // 66 bits of the quotient and one that tells whether there are more, rounded once.
  const shift = 66 - (bitLength(a) - bitLength(b));
  const top = shift > 0 ? size(a) << BigInt(shift) : size(a);
  const bottom = shift > 0 ? size(b) : size(b) << BigInt(-shift);
  const quotient = ((top / bottom) << 1n) | (top % bottom === 0n ? 0n : 1n);
  const value = scale(Number(quotient), -shift - 1);
  if (!Number.isFinite(value)) {
    interpreter.raise('OverflowError', 'integer division result too large for a float');
  }
  return negative ? -value : value;
}

const isExact = (value: bigint) =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);

/** `value · 2**exponent`, in steps that stay finite. */
function scale(value: number, exponent: number): number {
  let result = value;
  let left = exponent;
  while (left !== 0) {
    const part = Math.max(-1000, Math.min(1000, left));
    result *= 2 ** part;
    left -= part;
  }
  return result;
}

/** A sum or difference, which has one bit more at most. */
export function limited(value: bigint, interpreter: Interpreter): bigint {
  if (!isShort(value)) limitBits(bitLength(value), interpreter);
  return value;
}

/** `a * b` */
export function multiply(a: bigint, b: bigint, interpreter: Interpreter): bigint {
  if (!isShort(a) || !isShort(b)) limitBits(bitLength(a) + bitLength(b), interpreter);
  return a * b;
}

/** `a ** b`: a float where b is negative. */
export function power(a: bigint, b: bigint, interpreter: Interpreter): Value {
  if (b < 0n) return floatPower(toFloat(a, interpreter), toFloat(b, interpreter), interpreter);
  const bits = bitLength(a);
  if (bits > 1) limitBits((bits - 1) * Number(b), interpreter);
  if (bits <= 1) return a === -1n && b % 2n === 0n ? 1n : b === 0n ? 1n : a;
  return a ** b;
}

/** `pow(a, b, modulus)` */
export function* powerModulo(
  a: bigint,
  b: bigint,
  m: bigint,
  interpreter: Interpreter,
): Step<bigint> {
  if (m === 0n) interpreter.raise('ValueError', 'pow() 3rd argument cannot be 0');
  let base = modulo(b < 0n ? inverse(a, m, interpreter) : a, m, interpreter);
  let result = modulo(1n, m, interpreter);
  let rounds = 0;
  for (let left = b < 0n ? -b : b; left > 0n; left >>= 1n) {
    rounds += 1;
    interpreter.spend(1);
    if (rounds % ROUNDS === 0) yield* pause();
    if (left & 1n) result = modulo(result * base, m, interpreter);
    base = modulo(base * base, m, interpreter);
  }
  return result;
}

function inverse(a: bigint, m: bigint, interpreter: Interpreter): bigint {
  let [oldRest, rest, old, next] = [modulo(a, m, interpreter), m, 1n, 0n];
  while (rest !== 0n) {
    const quotient = oldRest / rest;
    [oldRest, rest] = [rest, oldRest - quotient * rest];
    [old, next] = [next, old - quotient * next];
  }
  if (oldRest !== 1n && oldRest !== -1n) {
    interpreter.raise('ValueError', 'base is not invertible for the given modulus');
  }
  return old * oldRest;
}

/** `a << b` */
export function shiftLeft(a: bigint, b: bigint, interpreter: Interpreter): bigint {
  if (b < 0n) interpreter.raise('ValueError', 'negative shift count');
  if (a === 0n) return 0n;
  limitBits(bitLength(a) + Number(b), interpreter);
  return a << b;
}

/** `a >> b` */
export function shiftRight(a: bigint, b: bigint, interpreter: Interpreter): bigint {
  if (b < 0n) interpreter.raise('ValueError', 'negative shift count');
  return b > MAX_BITS ? (a < 0n ? -1n : 0n) : a >> b;
}

/** `float(a)` */
export function toFloat(a: bigint, interpreter: Interpreter): number {
  const value = Number(a);
  if (!Number.isFinite(value)) {
    interpreter.raise('OverflowError', 'int too large to convert to float');
  }
  return value;
}
