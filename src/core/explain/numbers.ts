/** Numbers for the eye and the ear: four significant digits, powers of ten for the tiny and the huge. Rounding is for display only. */
import * as l10n from '@vscode/l10n';
import type { DType } from '../model/graph';

/** Significant digits that are shown when nothing else is asked for. */
const DIGITS = 4;

const SMALLEST_PLAIN = 1e-3;
const LARGEST_PLAIN = 1e6;
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A finite number's size, rounded: digits and, where there is one, the power of ten. */
interface Decimal {
  readonly body: string;
  readonly exponent: number | null;
}

/** The number as text, such as `0.5`, `−0.3812`, `3.142·10⁻¹⁰`, `NaN`, `−∞`. */
export function formatNumber(x: number, digits = DIGITS): string {
  if (Number.isNaN(x)) return 'NaN';
  const sign = x < 0 ? '−' : '';
  if (!Number.isFinite(x)) return `${sign}∞`;
  const { body, exponent } = decimal(Math.abs(x), digits);
  return exponent === null ? sign + body : `${sign}${body}·10${superscript(exponent)}`;
}

/** A count whose thousands are set apart by thin spaces, which every language reads: `62 050`. */
export function groupedCount(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** The number in full, to be copied: the shortest text that gives the same number in this precision. */
export function exactNumber(x: number, dtype: DType): string {
  if (dtype === 'float64' || !Number.isFinite(x)) return String(x);
  for (let digits = 1; digits < 9; digits += 1) {
    const text = String(Number(x.toPrecision(digits)));
    if (Math.fround(Number(text)) === x) return text;
  }
  return String(Number(x.toPrecision(9)));
}

/** The number as TeX, such as `-0.3812`, `3.142 \cdot 10^{-10}`, `\mathrm{NaN}`, `-\infty`. */
export function numberTex(x: number, digits = DIGITS): string {
  if (Number.isNaN(x)) return '\\mathrm{NaN}';
  const sign = x < 0 ? '-' : '';
  if (!Number.isFinite(x)) return `${sign}\\infty`;
  const { body, exponent } = decimal(Math.abs(x), digits);
  return exponent === null ? sign + body : `${sign}${body} \\cdot 10^{${exponent}}`;
}

/** The number in words that a screen reader can say. */
export function numberWords(x: number, digits = DIGITS): string {
  if (Number.isNaN(x)) return l10n.t('not a number');
  if (x < 0) return l10n.t('minus {0}', numberWords(-x, digits));
  if (!Number.isFinite(x)) return l10n.t('infinity');
  const { body, exponent } = decimal(x, digits);
  if (exponent === null) return body;
  return l10n.t('{0} times ten to the {1}', body, numberWords(exponent));
}

/** Numbers that are short anyway stay as they are; others get exactly so many digits, which tells that they are rounded. */
function decimal(size: number, digits: number): Decimal {
  if (size === 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN)) {
    const decimals = size === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
    const rounded = size.toFixed(decimals);
    return { body: Number(rounded) === size ? String(size) : rounded, exponent: null };
  }
  const [body = '', exponent = ''] = size.toExponential(digits - 1).split('e');
  const exact = Number(size.toExponential(digits - 1)) === size;
  return { body: exact ? String(Number(body)) : body, exponent: Number(exponent) };
}

function superscript(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((d) => SUPERSCRIPTS[Number(d)]);
  return (exponent < 0 ? '⁻' : '') + digits.join('');
}
