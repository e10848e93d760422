/**
 * Logarithm, sine and cosine in single precision with the very rounding errors of PyTorch's vector code for AVX2: the polynomials of
 * Cephes (S. Moshier), every step rounded to single precision, products and sums fused where the compiler fuses them.
 */
import { fma32 } from './fma';

const { fround } = Math;

const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

/** log 2 in two parts, the first exact times small whole numbers. */
const LOG2_HIGH = fround(0.693359375);
const LOG2_LOW = fround(-2.1219444e-4);
const ROOT_HALF = fround(Math.SQRT1_2);
/** (log(1 + x) − x + x²/2) / x³, highest power first. */
const LOG = Float32Array.of(
  7.0376836292e-2,
  -1.151461031e-1,
  1.167699874e-1,
  -1.2420140846e-1,
  1.4249322787e-1,
  -1.6668057665e-1,
  2.0000714765e-1,
  -2.4999993993e-1,
  3.3333331174e-1,
);

const FOUR_BY_PI = fround(4 / Math.PI);
/** −π/4 in three parts. */
const MINUS_QUARTER_PI = Float32Array.of(
  -0.78515625,
  -2.4187564849853516e-4,
  -3.774894977445941e-8,
);
/** (sin x − x) / x³ and (cos x − 1 + x²/2) / x⁴ in powers of x², highest first. */
const SINE = Float32Array.of(-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1);
const COSINE = Float32Array.of(2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2);

/** log x for a positive single precision number. */
export function log32(x: number): number {
  single[0] = x;
  let exponent = (bits[0]! >>> 23) - 126;
  bits[0] = (bits[0]! & 0x007fffff) | 0x3f000000;
  const mantissa = single[0];
  let y = fround(mantissa - 1);
  if (mantissa < ROOT_HALF) {
    exponent -= 1;
    y = fround(y + mantissa);
  }
  const square = fround(y * y);
  const cubic = fround(polynomial(LOG, y) * y);
  const beyond = fma32(cubic, square, fround(exponent * LOG2_LOW)) - square / 2;
  return fma32(exponent, LOG2_HIGH, fround(y + fround(beyond)));
}

/** Sine and cosine of an angle that is not negative. */
export function sineAndCosine32(angle: number): {
  readonly sine: number;
  readonly cosine: number;
} {
  const octant = (Math.trunc(fround(angle * FOUR_BY_PI)) + 1) & ~1;
  let x = angle;
  for (let i = 0; i < 3; i++) x = fma32(octant, MINUS_QUARTER_PI[i]!, x);
  const square = fround(x * x);
  const quartic = fround(polynomial(COSINE, square) * square);
  const near1 = fround(1 + fma32(quartic, square, -square / 2));
  const near0 = fma32(fround(polynomial(SINE, square) * square), x, x);
  switch (octant & 6) {
    case 0:
      return { sine: near0, cosine: near1 };
    case 2:
      return { sine: near1, cosine: -near0 };
    case 4:
      return { sine: -near0, cosine: -near1 };
    default:
      return { sine: -near1, cosine: near0 };
  }
}

/** Horner's rule with one rounding for each power. */
function polynomial(coefficients: Float32Array, x: number): number {
  let y = coefficients[0]!;
  for (let i = 1; i < coefficients.length; i++) y = fma32(y, x, coefficients[i]!);
  return y;
}
