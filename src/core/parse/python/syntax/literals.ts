/** The values of number and string literals. */
import * as l10n from '@vscode/l10n';

/** What a literal stands for; `problem` says what is wrong with it. */
export interface NumberValue {
  readonly kind: 'constant' | 'imaginary';
  readonly value: bigint | number;
  readonly problem: string | null;
}

/** CPython reads no longer ones either. */
const MAX_DIGITS = 4300;

/** The value of a number such as `1_000`, `0xFF`, `1e-3` or `2j`. */
export function numberValue(text: string): NumberValue {
  const digits = text.slice(0, MAX_DIGITS + 1).replaceAll('_', '');
  const problem = numberProblem(text, digits);
  if (/^0[xob]/i.test(digits)) {
    const value = problem ? 0n : BigInt(digits.toLowerCase());
    return { kind: 'constant', value, problem };
  }
  if (/j$/i.test(digits)) return { kind: 'imaginary', value: Number(digits.slice(0, -1)), problem };
  if (/[.e]/i.test(digits)) return { kind: 'constant', value: Number(digits), problem };
  return { kind: 'constant', value: problem ? 0n : BigInt(digits), problem };
}

function numberProblem(text: string, digits: string): string | null {
  if (text.length > MAX_DIGITS) {
    return l10n.t('This number has more than {0} digits.', MAX_DIGITS);
  }
  if (/__|_$|_(?![0-9a-f])|(?<![0-9a-fxob])_/i.test(text) || /^0[xob]$/i.test(digits)) {
    return l10n.t('This is not a number. "_" stands between digits only.');
  }
  if (/^0+[1-9]\d*$/.test(digits)) {
    return l10n.t(
      'A number does not start with 0. Remove the zeros, or write 0o for an octal one.',
    );
  }
  return null;
}

const ESCAPE =
  /\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(N\{[^}]*\})|([^]))/g;

const SIMPLE: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** The content of a string between its quotes, with line breaks as Python has them and escapes resolved unless it is raw. */
export function stringValue(content: string, prefix: string): string {
  const text = content.includes('\r') ? content.replace(/\r\n?/g, '\n') : content;
  if (prefix.includes('r') || !text.includes('\\')) return text;
  const bytes = prefix.includes('b');
  return text.replace(
    ESCAPE,
    (
      all: string,
      octal?: string,
      hex?: string,
      short?: string,
      long?: string,
      name?: string,
      other?: string,
    ) => {
      if (octal !== undefined)
        return String.fromCharCode(parseInt(octal, 8) & (bytes ? 0xff : 0x1ff));
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      if (other !== undefined) return SIMPLE[other] ?? all;
      if (bytes) return all;
      if (name !== undefined) return UNKNOWN_CHARACTER;
      const code = parseInt(short ?? long ?? '', 16);
      return code > 0x10ffff ? UNKNOWN_CHARACTER : String.fromCodePoint(code);
    },
  );
}

/** Stands for `\N{…}`: the names of all characters are not known here. */
const UNKNOWN_CHARACTER = '\ufffd';
