/** Floats as decimal digits, exactly rounded (half to even), and Python's shortest text of a float. */

/** Digits and the exponent of the first: digits '125', exponent -1 is 0.125. */
export interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** A finite float has no more digits after its point than these. */
const MAX_PLACES = 1100;

/** |x| rounded to so many places after the point (before it, where negative), as text without exponent. */
export function fixedText(x: number, places: number): string {
  const kept = Math.min(places, MAX_PLACES);
  const digits = roundedAt(x, kept).toString();
  if (places <= 0) return digits === '0' ? '0' : digits + '0'.repeat(-places);
  const padded = digits.padStart(kept + 1, '0');
  const point = padded.length - kept;
  return `${padded.slice(0, point)}.${padded.slice(point)}${'0'.repeat(places - kept)}`;
}

/** |x| rounded to so many digits. */
export function significant(x: number, count: number): Decimal {
  if (x === 0) return { digits: '0'.repeat(count), exponent: 0 };
  const kept = Math.min(count, MAX_PLACES);
  let exponent = Math.floor(Math.log10(Math.abs(x)));
  let digits = roundedAt(x, kept - 1 - exponent).toString();
  if (digits.length < kept) {
    exponent -= 1;
    digits = roundedAt(x, kept - 1 - exponent).toString();
  }
  if (digits.length > kept) {
    exponent += 1;
    digits = roundedAt(x, kept - 1 - exponent).toString();
  }
  return { digits: digits.padEnd(count, '0'), exponent };
}

/** The fewest digits that are read as the same float. */
function shortest(x: number): Decimal {
  const [digits, exponent] = Math.abs(x).toExponential().split('e');
  return { digits: digits!.replace('.', ''), exponent: Number(exponent) };
}

/** The whole number nearest to |x| · 10**places. */
function roundedAt(x: number, places: number): bigint {
  const [mantissa, exponent] = binary(x);
  let top = mantissa;
  let bottom = 1n;
  if (exponent > 0) top <<= BigInt(exponent);
  else bottom <<= BigInt(-exponent);
  if (places > 0) top *= 10n ** BigInt(places);
  else bottom *= 10n ** BigInt(-places);
  const floor = top / bottom;
  const twice = 2n * (top % bottom);
  return twice > bottom || (twice === bottom && floor % 2n === 1n) ? floor + 1n : floor;
}

/** A whole number and a power of two whose product is |x|. */
export function binary(x: number): [mantissa: bigint, exponent: number] {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, x);
  const word = bits.getBigUint64(0);
  const exponent = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  return exponent === 0 ? [fraction, -1074] : [fraction | 0x10000000000000n, exponent - 1075];
}

/** `repr(x)` */
export function floatText(x: number): string {
  if (Number.isNaN(x)) return 'nan';
  const sign = x < 0 || Object.is(x, -0) ? '-' : '';
  if (!Number.isFinite(x)) return `${sign}inf`;
  const decimal = shortest(x);
  const { digits, exponent } = decimal;
  if (exponent < -4 || exponent >= 16) return sign + exponentText(decimal, 'e');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const padded = digits.padEnd(exponent + 2, '0');
  return `${sign}${padded.slice(0, exponent + 1)}.${padded.slice(exponent + 1)}`;
}

/** Digits with an exponent of two digits at least. */
export function exponentText({ digits, exponent }: Decimal, letter: string): string {
  const point = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${point}${letter}${exponent < 0 ? '-' : '+'}${size}`;
}
