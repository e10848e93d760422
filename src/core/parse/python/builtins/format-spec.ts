/** The format mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
import type { Interpreter } from '../interpreter';
import { lengthOf } from './strings';

export interface FormatSpec {
  readonly fill: string;
  /** Empty where none is given. */
  readonly align: '' | '<' | '>' | '=' | '^';
  readonly sign: '' | '+' | '-' | ' ';
  /** `z`: what is rounded to -0 has no sign. */
  readonly unsignedZero: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: '' | ',' | '_';
  readonly precision: number | null;
  readonly type: string;
}

const FORM = /^(?:([^])?([<>=^]))?([+\- ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([^.])?$/u;
const MAX_SIZE = 2 ** 31;

/** Reads a format; raises ValueError. `type` is the name of the value's class, for messages. */
export function readSpec(text: string, type: string, interpreter: Interpreter): FormatSpec {
  const match = FORM.exec(text);
  if (!match) {
    const lacking = /\.(?!\d)/.test(text);
    const message = lacking
      ? 'Format specifier missing precision'
      : `Invalid format specifier '${text}' for object of type '${type}'`;
    return interpreter.raise('ValueError', message);
  }
  const [, fill, align, sign, coerced, alternate, zero, width, grouping, precision, code] = match;
  const sizes = [Number(width ?? 0), Number(precision ?? 0)];
  if (Math.max(...sizes) >= MAX_SIZE) {
    interpreter.raise('ValueError', 'Too many decimal digits in format string');
  }
  interpreter.allocate(sizes[0]! + sizes[1]!);
  const kind = code ?? (type === 'str' ? 's' : '');
  if (grouping && !(grouping === ',' ? 'defgEGF%' : 'defgEGF%boxX').includes(kind)) {
    interpreter.raise('ValueError', `Cannot specify '${grouping}' with '${kind}'.`);
  }
  return {
    fill: fill ?? (zero && !align ? '0' : zero && fill === undefined ? '0' : ' '),
    align: (align ?? (zero && type !== 'str' ? '=' : '')) as FormatSpec['align'],
    sign: (sign ?? '') as FormatSpec['sign'],
    unsignedZero: coerced !== undefined,
    alternate: alternate !== undefined,
    width: sizes[0]!,
    grouping: (grouping ?? '') as FormatSpec['grouping'],
    precision: precision === undefined ? null : sizes[1]!,
    type: code ?? '',
  };
}

/** Puts a text into its width. */
export function aligned(text: string, spec: FormatSpec, standard: '<' | '>'): string {
  const room = spec.width - lengthOf(text);
  if (room <= 0) return text;
  const align = spec.align === '' || spec.align === '=' ? standard : spec.align;
  const left = align === '>' ? room : align === '^' ? Math.floor(room / 2) : 0;
  return spec.fill.repeat(left) + text + spec.fill.repeat(room - left);
}

/** A number in its parts: what stands before the digits, the digits that are grouped, and what follows. */
export interface NumberParts {
  readonly negative: boolean;
  /** `0x` and the like. */
  readonly prefix: string;
  readonly whole: string;
  readonly rest: string;
}

/** Puts sign, groups and fill around a number. */
export function alignedNumber(parts: NumberParts, spec: FormatSpec): string {
  const sign = parts.negative ? '-' : spec.sign === '-' ? '' : spec.sign;
  const head = sign + parts.prefix;
  const size = 'boxX'.includes(spec.type) && spec.type !== '' ? 4 : 3;
  const room = spec.align === '=' ? spec.width - head.length - parts.rest.length : 0;
  if (spec.align === '=' && spec.fill === '0') {
    return head + grouped(parts.whole, spec.grouping, size, room) + parts.rest;
  }
  const whole = grouped(parts.whole, spec.grouping, size, 0);
  const fill = Math.max(0, room - whole.length);
  const body = head + (spec.align === '=' ? spec.fill.repeat(fill) : '') + whole + parts.rest;
  return aligned(body, spec, '>');
}

/** Digits in groups, with zeros before them until they are so wide. */
function grouped(digits: string, mark: string, size: number, width: number): string {
  if (mark === '' || !/^[0-9a-f]+$/i.test(digits)) return digits.padStart(width, '0');
  let left = digits;
  let result = '';
  while (true) {
    const part = left.slice(-size);
    left = left.slice(0, -size);
    result = part + (result && mark + result);
    const room = width - result.length;
    if (left !== '') continue;
    if (room <= 0) return result;
    if (part.length < size) {
      const zeros = Math.min(size - part.length, room);
      result = '0'.repeat(zeros) + result;
      if (width <= result.length) return result;
    }
    left = '0'.repeat(Math.min(size, Math.max(1, width - result.length - mark.length)));
  }
}
