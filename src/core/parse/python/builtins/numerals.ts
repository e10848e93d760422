/** Numbers from text. */
import { WHITE } from './strings';

const SPACE = new RegExp(`^[${WHITE}]+|[${WHITE}]+$`, 'g');
const PREFIXES: Readonly<Record<string, number>> = { '0x': 16, '0o': 8, '0b': 2 };
/** CPython reads no longer ones either. */
const MAX_DIGITS = 4300;

/** `int(text, base)`; undefined where it is no such number. */
export function readInt(text: string, base: number): bigint | undefined {
  const match = /^([+-]?)(0[xXoObB](?=_?[0-9a-zA-Z]))?(.*)$/s.exec(text.replace(SPACE, ''));
  if (!match) return undefined;
  const [, sign, prefix, rest] = match;
  const named = prefix && PREFIXES[prefix.toLowerCase()];
  const fits = named !== undefined && named !== '' && (base === 0 || base === named);
  const body = fits ? rest!.replace(/^_/, '') : `${prefix ?? ''}${rest}`;
  const digits = readDigits(body, fits ? named : base === 0 ? 10 : base);
  if (digits === undefined) return undefined;
  if (base === 0 && !fits && digits !== 0n && body.startsWith('0')) return undefined;
  return sign === '-' ? -digits : digits;
}

function readDigits(text: string, base: number): bigint | undefined {
  if (!/^[0-9a-z]+(_[0-9a-z]+)*$/i.test(text) || text.length > MAX_DIGITS) return undefined;
  const digits = text.replaceAll('_', '');
  if (base === 10) return /^\d+$/.test(digits) ? BigInt(digits) : undefined;
  let value = 0n;
  for (const digit of digits) {
    const worth = parseInt(digit, 36);
    if (worth >= base) return undefined;
    value = value * BigInt(base) + BigInt(worth);
  }
  return value;
}

/** `float(text)`; undefined where it is no number. */
export function readFloat(text: string): number | undefined {
  const trimmed = text.replace(SPACE, '');
  const special = /^([+-]?)(inf(?:inity)?|nan)$/i.exec(trimmed);
  if (special) {
    const value = special[2]!.toLowerCase() === 'nan' ? NaN : Infinity;
    return special[1] === '-' ? -value : value;
  }
  const digits = String.raw`\d+(?:_\d+)*`;
  const form = new RegExp(
    `^[+-]?(?:${digits}\\.?(?:${digits})?|\\.${digits})(?:e[+-]?${digits})?$`,
    'i',
  );
  return form.test(trimmed) ? Number(trimmed.replaceAll('_', '')) : undefined;
}
