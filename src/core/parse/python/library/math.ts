/** The module math. */
import { isReal, isWhole, whole } from '../builtins/arithmetic';
import { index, known, unbox } from '../builtins/needs';
import { drain } from '../builtins/iterators';
import { truncated } from '../builtins/int';
import type { Interpreter, NativeModule } from '../interpreter';
import { natives, type Bound, type Run } from '../native';
import type { Step } from '../steps';
import { classOf, PyTuple, type Value } from '../values';
import { erf, erfc, gamma, logGamma } from './math-special';
import { WHOLE_FUNCTIONS } from './math-whole';
import { numberOf } from './numbers';

const domain = (interpreter: Interpreter): never =>
  interpreter.raise('ValueError', 'math domain error');

/** A result as Python gives it: no number is an error unless it came in, and so is infinity out of finite numbers. */
function checked(result: number, args: readonly number[], interpreter: Interpreter): number {
  if (Number.isNaN(result) && !args.some(Number.isNaN)) domain(interpreter);
  if (!Number.isFinite(result) && args.every(Number.isFinite)) {
    interpreter.raise('OverflowError', 'math range error');
  }
  return result;
}

/** A function of one number. */
function ofOne(fn: (x: number) => number): Run {
  return function* (bound, interpreter) {
    const x = yield* numberOf(bound.get('x'), interpreter);
    return checked(fn(x), [x], interpreter);
  };
}

/** A function of two numbers. */
function ofTwo(fn: (x: number, y: number) => number): Run {
  return function* (bound, interpreter) {
    const x = yield* numberOf(bound.get('x'), interpreter);
    const y = yield* numberOf(bound.get('y'), interpreter);
    return checked(fn(x, y), [x, y], interpreter);
  };
}

/** A question about one number. */
function asked(fn: (x: number) => boolean): Run {
  return function* (bound, interpreter) {
    return fn(yield* numberOf(bound.get('x'), interpreter));
  };
}

/** A logarithm, which whole numbers of any size have. */
function logarithm(log: (x: number) => number, ofBase2: number): Run {
  return function* (bound, interpreter) {
    return yield* logOf(bound.get('x'), log, ofBase2, interpreter);
  };
}

function* logOf(
  value: Value,
  log: (x: number) => number,
  ofBase2: number,
  interpreter: Interpreter,
): Step<number> {
  const plain = unbox(known(value));
  if (isWhole(plain)) {
    const n = whole(plain);
    if (n <= 0n) domain(interpreter);
    const shift = n.toString(16).length - 13;
    if (shift > 0) return log(Number(n >> BigInt(4 * shift))) + 4 * shift * ofBase2;
  }
  const x = yield* numberOf(value, interpreter);
  if (x <= 0) domain(interpreter);
  return log(x);
}

/** `floor`, `ceil` and `trunc`: whole numbers, or what an object's own method gives. */
function rounded(method: string, fn: (x: number) => number): Run {
  return function* (bound, interpreter) {
    const value = known(bound.get('x'));
    const plain = unbox(value);
    if (isWhole(plain)) return whole(plain);
    if (!isReal(plain) && classOf(value).lookup(method)) {
      return yield* interpreter.callMethod(value, method);
    }
    return truncated(fn(yield* numberOf(value, interpreter)), interpreter);
  };
}

function* power(bound: Bound, interpreter: Interpreter): Step<Value> {
  const x = yield* numberOf(bound.get('x'), interpreter);
  const y = yield* numberOf(bound.get('y'), interpreter);
  if (x === 1 || y === 0) return 1;
  if (x === 0 && y < 0 && y !== -Infinity) domain(interpreter);
  if (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) return 1;
  return checked(x ** y, [x, y], interpreter);
}

function* numbersOf(values: readonly Value[], interpreter: Interpreter): Step<number[]> {
  const numbers: number[] = [];
  for (const value of values) numbers.push(yield* numberOf(value, interpreter));
  return numbers;
}

/** The sum as if it were added exactly: the rounding errors are kept (Neumaier). */
function exactSum(numbers: readonly number[]): number {
  let sum = 0;
  let lost = 0;
  for (const x of numbers) {
    const next = sum + x;
    lost += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
    sum = next;
  }
  return Number.isFinite(lost) ? sum + lost : sum;
}

/** `x` as a part between a half and 1 and a power of two. */
function mantissa(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let exponent = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let part = x * 2 ** -exponent;
  while (Math.abs(part) < 0.5) [part, exponent] = [part * 2, exponent - 1];
  while (Math.abs(part) >= 1) [part, exponent] = [part / 2, exponent + 1];
  return [part, exponent];
}

const REAL_FUNCTIONS = natives({
  'sqrt(x)': ofOne(Math.sqrt),
  'cbrt(x)': ofOne(Math.cbrt),
  'exp(x)': ofOne(Math.exp),
  'exp2(x)': ofOne((x) => 2 ** x),
  'expm1(x)': ofOne(Math.expm1),
  'log1p(x)': ofOne((x) => (x <= -1 ? NaN : Math.log1p(x))),
  'log2(x)': logarithm(Math.log2, 1),
  'log10(x)': logarithm(Math.log10, Math.log10(2)),
  *'log(x, base=None)'(bound, interpreter) {
    const top = yield* logOf(bound.get('x'), Math.log, Math.LN2, interpreter);
    if (!bound.given('base')) return top;
    const bottom = yield* logOf(bound.get('base'), Math.log, Math.LN2, interpreter);
    if (bottom === 0) interpreter.raise('ZeroDivisionError', 'float division by zero');
    return top / bottom;
  },
  'sin(x)': ofOne(Math.sin),
  'cos(x)': ofOne(Math.cos),
  'tan(x)': ofOne(Math.tan),
  'asin(x)': ofOne(Math.asin),
  'acos(x)': ofOne(Math.acos),
  'atan(x)': ofOne(Math.atan),
  'sinh(x)': ofOne(Math.sinh),
  'cosh(x)': ofOne(Math.cosh),
  'tanh(x)': ofOne(Math.tanh),
  'asinh(x)': ofOne(Math.asinh),
  'acosh(x)': ofOne(Math.acosh),
  'atanh(x)': ofOne((x) => (Math.abs(x) >= 1 ? NaN : Math.atanh(x))),
  'degrees(x)': ofOne((x) => x * (180 / Math.PI)),
  'radians(x)': ofOne((x) => x * (Math.PI / 180)),
  'fabs(x)': ofOne(Math.abs),
  'erf(x)': ofOne(erf),
  'erfc(x)': ofOne(erfc),
  'gamma(x)': ofOne(gamma),
  'lgamma(x)': ofOne(logGamma),
  'atan2(x, y)': ofTwo(Math.atan2),
  'fmod(x, y)': ofTwo((x, y) => x % y),
  'copysign(x, y)': ofTwo((x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x))),
  'remainder(x, y)': ofTwo((x, y) => {
    const turns = x / y;
    const below = Math.floor(turns);
    const over = turns - below;
    const even = below % 2 === 0 ? below : below + 1;
    return x - y * (over === 0.5 ? even : Math.round(turns));
  }),
  'pow(x, y)': power,
  'floor(x)': rounded('__floor__', Math.floor),
  'ceil(x)': rounded('__ceil__', Math.ceil),
  'trunc(x)': rounded('__trunc__', Math.trunc),
  'isnan(x)': asked(Number.isNaN),
  'isinf(x)': asked((x) => Math.abs(x) === Infinity),
  'isfinite(x)': asked(Number.isFinite),
  *'isclose(a, b, *, rel_tol=1e-9, abs_tol=0.0)'(bound, interpreter) {
    const names = ['a', 'b', 'rel_tol', 'abs_tol'].map((name) => bound.get(name));
    const [a, b, relative, absolute] = (yield* numbersOf(names, interpreter)) as [
      number,
      number,
      number,
      number,
    ];
    if (a === b) return true;
    if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
    return Math.abs(a - b) <= Math.max(relative * Math.max(Math.abs(a), Math.abs(b)), absolute);
  },
  *'hypot(*args)'(bound, interpreter) {
    return Math.hypot(...(yield* numbersOf(bound.rest, interpreter)));
  },
  *'dist(p, q)'(bound, interpreter) {
    const p = yield* numbersOf(yield* drain(bound.get('p'), interpreter), interpreter);
    const q = yield* numbersOf(yield* drain(bound.get('q'), interpreter), interpreter);
    return Math.hypot(...p.map((x, i) => x - q[i]!));
  },
  *'fsum(iterable)'(bound, interpreter) {
    return exactSum(
      yield* numbersOf(yield* drain(bound.get('iterable'), interpreter), interpreter),
    );
  },
  *'modf(x)'(bound, interpreter) {
    const x = yield* numberOf(bound.get('x'), interpreter);
    return new PyTuple([Number.isFinite(x) ? x % 1 : 0, Math.trunc(x)]);
  },
  *'frexp(x)'(bound, interpreter) {
    const [part, exponent] = mantissa(yield* numberOf(bound.get('x'), interpreter));
    return new PyTuple([part, BigInt(exponent)]);
  },
  *'ldexp(x, i)'(bound, interpreter) {
    const x = yield* numberOf(bound.get('x'), interpreter);
    return x * 2 ** Number(yield* index(bound.get('i'), interpreter));
  },
});

/** `math` */
export const MATH: NativeModule = {
  attributes: {
    ...REAL_FUNCTIONS,
    ...WHOLE_FUNCTIONS,
    pi: Math.PI,
    e: Math.E,
    tau: 2 * Math.PI,
    inf: Infinity,
    nan: NaN,
  },
};
