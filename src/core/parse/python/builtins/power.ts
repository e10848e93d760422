/** x to the power of y as correctly rounded as the C library's: `Math.pow` is off in the last digit too often (10 ** -5). */

/**
 * Numbers of about 32 decimal digits are unevaluated sums of a high and a low part. Functions give the high part and leave the low one here:
 * an array of floats, so that nothing is allocated for each step.
 */
const LOW = new Float64Array(1);

const LN2 = 0.6931471805599453;
const LN2_LOW = 2.3190468138462996e-17;
const SPLITTER = 134217729;

/** `x ** y` of two finite numbers where the result is real; x is not 0. */
export function power(x: number, y: number): number {
  const size = Math.abs(x);
  const result = wholePower(size, y) ?? generalPower(size, y);
  return x < 0 && Math.abs(y % 2) === 1 ? -result : result;
}

/** The logarithm that was needed last: tables have many powers of one base. */
const last = { x: 1, high: 0, low: 0 };

function generalPower(x: number, y: number): number {
  if (last.x !== x) Object.assign(last, { x, high: logarithm(x), low: LOW[0] });
  const scaled = timesNumber(last.high, last.low, y);
  return exponential(scaled, LOW[0]!);
}

/** Whole powers are products, if not too many; undefined for other powers, and near the ends of the range, where parts would be lost. */
function wholePower(x: number, y: number): number | undefined {
  if (!Number.isInteger(y) || Math.abs(y) > 64) return undefined;
  const size = Math.abs(y * Math.log2(x));
  if (size > 900) return undefined;
  let high = 1;
  let low = 0;
  let base = x;
  let baseLow = 0;
  for (let left = Math.abs(y); left > 0; left >>= 1) {
    if (left & 1) {
      high = times(high, low, base, baseLow);
      low = LOW[0]!;
    }
    if (left > 1) {
      base = times(base, baseLow, base, baseLow);
      baseLow = LOW[0]!;
    }
  }
  return y < 0 ? inverse(high, low) : high;
}

/** 1 / a */
function inverse(a: number, aLow: number): number {
  const quotient = 1 / a;
  const back = timesNumber(a, aLow, quotient);
  const rest = plus(1, 0, -back, -LOW[0]!);
  return quotient + rest / a;
}

function sum(a: number, b: number): number {
  const high = a + b;
  const part = high - a;
  LOW[0] = a - (high - part) + (b - part);
  return high;
}

function product(a: number, b: number): number {
  const high = a * b;
  const aHigh = upperHalf(a);
  const aLow = a - aHigh;
  const bHigh = upperHalf(b);
  const bLow = b - bHigh;
  LOW[0] = aHigh * bHigh - high + aHigh * bLow + aLow * bHigh + aLow * bLow;
  return high;
}

function upperHalf(a: number): number {
  const scaled = SPLITTER * a;
  return scaled - (scaled - a);
}

function plus(a: number, aLow: number, b: number, bLow: number): number {
  const high = sum(a, b);
  const low = LOW[0]!;
  const tail = sum(aLow, bLow);
  const tailLow = LOW[0]!;
  const middle = sum(high, low + tail);
  return sum(middle, LOW[0]! + tailLow);
}

function times(a: number, aLow: number, b: number, bLow: number): number {
  const high = product(a, b);
  return sum(high, LOW[0]! + (a * bLow + aLow * b));
}

function timesNumber(a: number, aLow: number, b: number): number {
  if (Math.abs(a * b) > 1e6) {
    LOW[0] = 0;
    return a * b;
  }
  const high = product(a, b);
  return sum(high, LOW[0]! + aLow * b);
}

/** a / n */
function dividedBy(a: number, aLow: number, n: number): number {
  const quotient = a / n;
  const back = product(quotient, n);
  return sum(quotient, (a - back - LOW[0]! + aLow) / n);
}

/** Terms of the series from this one on are too small for their low parts to count. */
const LAST_EXACT = 4;

/** exp(x) - 1 for |x| < 0.4, by the series of x / 256, squared eight times. */
function smallExponential(x: number, xLow: number): number {
  const part = x / 256;
  const partLow = xLow / 256;
  // Horner: (1 + result) · part / n
  let high = 0;
  for (let n = 11; n > LAST_EXACT; n -= 1) high = ((1 + high) * part) / n;
  let low = 0;
  for (let n = LAST_EXACT; n >= 1; n -= 1) {
    const grown = plus(1, 0, high, low);
    const scaled = times(grown, LOW[0]!, part, partLow);
    high = dividedBy(scaled, LOW[0]!, n);
    low = LOW[0]!;
  }
  for (let i = 0; i < 8; i += 1) {
    const square = times(high, low, high, low);
    high = plus(2 * high, 2 * low, square, LOW[0]!);
    low = LOW[0]!;
  }
  return high;
}

/** ln(x) of a positive number. */
function logarithm(x: number): number {
  let exponent = Math.round(Math.log2(x));
  // In two steps, since 2 to the power of 1074 is too large.
  const half = Math.trunc(exponent / 2);
  let mantissa = x * 2 ** -half * 2 ** -(exponent - half);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent += 1;
  }
  const first = Math.log(mantissa);
  const small = smallExponential(-first, 0);
  const grown = plus(1, 0, small, LOW[0]!);
  const scaled = timesNumber(grown, LOW[0]!, mantissa);
  const rest = plus(scaled, LOW[0]!, -1, 0);
  const correction = plus(rest, LOW[0]!, -(rest * rest) / 2, 0);
  const correctionLow = LOW[0]!;
  const turns = timesNumber(LN2, LN2_LOW, exponent);
  const whole = plus(turns, LOW[0]!, first, 0);
  return plus(whole, LOW[0]!, correction, correctionLow);
}

function exponential(x: number, xLow: number): number {
  if (x > 710) return Infinity;
  if (x < -746) return 0;
  const turns = Math.round(x / LN2);
  const back = timesNumber(LN2, LN2_LOW, -turns);
  const rest = plus(x, xLow, back, LOW[0]!);
  const small = smallExponential(rest, LOW[0]!);
  const high = plus(1, 0, small, LOW[0]!);
  const half = Math.trunc(turns / 2);
  return high * 2 ** half * 2 ** (turns - half);
}
