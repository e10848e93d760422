/** Numbers in the format mini-language. */
import type { Interpreter } from '../interpreter';
import { exponentText, fixedText, floatText, significant, type Decimal } from './decimals';
import { alignedNumber, type FormatSpec, type NumberParts } from './format-spec';
import { toFloat } from './integers';

const BASES: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16, X: 16, d: 10, n: 10, '': 10 };

/** `format(value, spec)` of a whole number. */
export function formatInt(
  value: bigint,
  spec: FormatSpec,
  type: string,
  interpreter: Interpreter,
): string {
  if ('eEfFgG%'.includes(spec.type) && spec.type !== '') {
    return formatFloat(toFloat(value, interpreter), spec, type, interpreter);
  }
  if (spec.type === 'c') {
    if (value < 0n || value > 0x10ffffn) {
      interpreter.raise('OverflowError', '%c arg not in range(0x110000)');
    }
    const whole = String.fromCodePoint(Number(value));
    return alignedNumber({ negative: false, prefix: '', whole, rest: '' }, spec);
  }
  const base = BASES[spec.type];
  if (base === undefined) return wrongType(spec, type, interpreter);
  if (spec.precision !== null) {
    interpreter.raise('ValueError', 'Precision not allowed in integer format specifier');
  }
  const digits = (value < 0n ? -value : value).toString(base);
  const whole = spec.type === 'X' ? digits.toUpperCase() : digits;
  const prefix = spec.alternate && base !== 10 ? `0${spec.type}` : '';
  return alignedNumber({ negative: value < 0n, prefix, whole, rest: '' }, spec);
}

/** `format(value, spec)` of a float. */
export function formatFloat(
  value: number,
  spec: FormatSpec,
  type: string,
  interpreter: Interpreter,
): string {
  if (!'eEfFgGn%'.includes(spec.type)) wrongType(spec, type, interpreter);
  return alignedNumber(floatParts(value, spec), spec);
}

/** A float in the parts that a format wants. */
export function floatParts(value: number, spec: FormatSpec): NumberParts {
  const negative = value < 0 || Object.is(value, -0);
  const text = Number.isFinite(value) ? digitsOf(value, spec) : specialText(value, spec);
  const upper = 'EFG'.includes(spec.type) && spec.type !== '' ? text.toUpperCase() : text;
  const [whole, rest] = Number.isFinite(value) ? splitWhole(upper) : [upper, ''];
  const zero = spec.unsignedZero && !/[1-9]/.test(text) && Number.isFinite(value);
  return { negative: negative && !zero && !Number.isNaN(value), prefix: '', whole, rest };
}

function splitWhole(text: string): [whole: string, rest: string] {
  const end = text.search(/[^0-9]/);
  return end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)];
}

function specialText(value: number, spec: FormatSpec): string {
  return (Number.isNaN(value) ? 'nan' : 'inf') + (spec.type === '%' ? '%' : '');
}

function digitsOf(value: number, spec: FormatSpec): string {
  const precision = spec.precision ?? 6;
  switch (spec.type.toLowerCase()) {
    case 'f':
      return point(fixedText(value, precision), spec);
    case '%':
      return `${point(fixedText(value * 100, precision), spec)}%`;
    case 'e':
      return exponential(significant(value, precision + 1), spec);
    case 'g':
    case 'n':
      return general(significant(value, precision || 1), precision || 1, spec);
    default:
      if (spec.precision === null) return floatText(Math.abs(value));
      return shortForm(significant(value, precision || 1), precision || 1);
  }
}

/** `#` keeps the point where no digits follow it. */
const point = (text: string, spec: FormatSpec) =>
  spec.alternate && !text.includes('.') ? `${text}.` : text;

function exponential(decimal: Decimal, spec: FormatSpec): string {
  const text = exponentText(decimal, 'e');
  return spec.alternate && decimal.digits.length === 1 ? text.replace('e', '.e') : text;
}

function general(decimal: Decimal, precision: number, spec: FormatSpec): string {
  const { exponent } = decimal;
  const digits = spec.alternate ? decimal.digits : stripZeros(decimal.digits);
  if (exponent < -4 || exponent >= precision) return exponential({ digits, exponent }, spec);
  return point(positional({ digits, exponent }), spec);
}

/** The form without a type: like `g`, with one digit after the point at least. */
function shortForm(decimal: Decimal, precision: number): string {
  const short = { digits: stripZeros(decimal.digits), exponent: decimal.exponent };
  if (short.exponent < -4 || short.exponent >= precision - 1) return exponentText(short, 'e');
  const text = positional(short);
  return text.includes('.') ? text : `${text}.0`;
}

const stripZeros = (digits: string) => digits.replace(/(?!^)0+$/, '');

function positional({ digits, exponent }: Decimal): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const padded = digits.padEnd(exponent + 1, '0');
  const rest = padded.slice(exponent + 1);
  return padded.slice(0, exponent + 1) + (rest && `.${rest}`);
}

function wrongType(spec: FormatSpec, type: string, interpreter: Interpreter): never {
  return interpreter.raise(
    'ValueError',
    `Unknown format code '${spec.type}' for object of type '${type}'`,
  );
}
