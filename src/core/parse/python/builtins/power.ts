/** x to the power of y as correctly rounded as the C library's: `Math.pow` is off in the last digit too often (10 ** -5). */

/** An unevaluated sum of two numbers, of about 32 decimal digits. */
type Double = readonly [high: number, low: number];

const LN2: Double = [0.6931471805599453, 2.3190468138462996e-17];
const SPLITTER = 134217729;

/** `x ** y` of two finite numbers where the result is real; x is not 0. */
export function power(x: number, y: number): number {
  const size = exponential(timesNumber(logarithm(Math.abs(x)), y));
  return x < 0 && Math.abs(y % 2) === 1 ? -size : size;
}

function sum(a: number, b: number): Double {
  const high = a + b;
  const part = high - a;
  return [high, a - (high - part) + (b - part)];
}

function product(a: number, b: number): Double {
  const high = a * b;
  const [ah, al] = halves(a);
  const [bh, bl] = halves(b);
  return [high, ah * bh - high + ah * bl + al * bh + al * bl];
}

function halves(a: number): Double {
  const scaled = SPLITTER * a;
  const high = scaled - (scaled - a);
  return [high, a - high];
}

function plus(a: Double, b: Double): Double {
  const [high, low] = sum(a[0], b[0]);
  const [tailHigh, tailLow] = sum(a[1], b[1]);
  const [middle, rest] = sum(high, low + tailHigh);
  return sum(middle, rest + tailLow);
}

function times(a: Double, b: Double): Double {
  const [high, low] = product(a[0], b[0]);
  return sum(high, low + (a[0] * b[1] + a[1] * b[0]));
}

function timesNumber(a: Double, b: number): Double {
  if (Math.abs(a[0] * b) > 1e6) return [a[0] * b, 0];
  const [high, low] = product(a[0], b);
  return sum(high, low + a[1] * b);
}

/** exp(x) - 1 for |x| < 0.4. */
function smallExponential(x: Double): Double {
  const part: Double = [x[0] / 256, x[1] / 256];
  let result: Double = [0, 0];
  for (let n = 11; n >= 1; n -= 1) {
    // Horner: (1 + result) · part / n
    const grown = plus([1, 0], result);
    const scaled = times(grown, part);
    const quotient = scaled[0] / n;
    const back = product(quotient, n);
    result = sum(quotient, (scaled[0] - back[0] - back[1] + scaled[1]) / n);
  }
  for (let i = 0; i < 8; i += 1) {
    result = plus([2 * result[0], 2 * result[1]], times(result, result));
  }
  return result;
}

/** ln(x) of a positive number. */
function logarithm(x: number): Double {
  let exponent = Math.round(Math.log2(x));
  // In two steps, since 2 to the power of 1074 is too large.
  const half = Math.trunc(exponent / 2);
  let mantissa = x * 2 ** -half * 2 ** -(exponent - half);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const first = Math.log(mantissa);
  const inverse = plus([1, 0], smallExponential([-first, 0]));
  const rest = plus(timesNumber(inverse, mantissa), [-1, 0]);
  const correction = plus(rest, [-(rest[0] * rest[0]) / 2, 0]);
  return plus(plus(timesNumber(LN2, exponent), [first, 0]), correction);
}

function exponential(x: Double): number {
  if (x[0] > 710) return Infinity;
  if (x[0] < -746) return 0;
  const turns = Math.round(x[0] / LN2[0]);
  const rest = plus(x, timesNumber(LN2, -turns));
  const [high] = plus([1, 0], smallExponential(rest));
  const half = Math.trunc(turns / 2);
  return high * 2 ** half * 2 ** (turns - half);
}
