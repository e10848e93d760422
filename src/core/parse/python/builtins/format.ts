/** `format(value, spec)`: what f-strings and `str.format` write. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import type { Value } from '../values';
import { isReal, whole } from './arithmetic';
import { isPlain } from './compare';
import { PyComplex } from './complex-value';
import { floatParts, formatFloat, formatInt } from './format-numbers';
import { aligned, readSpec, type FormatSpec } from './format-spec';
import { known, string, typeName, unbox } from './needs';
import { characters } from './strings';
import { text } from './text';

/** `format(value, spec)`; an unknown value is thrown as `Unclear`. */
export function* formatValue(value: Value, spec: string, interpreter: Interpreter): Step<string> {
  if (isPlain(known(value))) return yield* formatPlain(value, spec, interpreter);
  const made = yield* interpreter.callMethod(value, '__format__', [spec]);
  return string(made, '__format__ must return a str', interpreter);
}

/** `format(value, spec)` of a built-in value, or of an instance of a subclass of int, float or str. */
export function* formatPlain(value: Value, spec: string, interpreter: Interpreter): Step<string> {
  const plain = unbox(value);
  if (spec === '') {
    return yield* text(isPlain(value) ? plain : value, interpreter);
  }
  const type = typeName(value);
  if (typeof plain === 'string') return formatString(plain, spec, interpreter);
  if (typeof plain === 'number') {
    return formatFloat(plain, readSpec(spec, type, interpreter), type, interpreter);
  }
  if (isReal(plain)) {
    return formatInt(whole(plain), readSpec(spec, type, interpreter), type, interpreter);
  }
  if (plain instanceof PyComplex) {
    return formatComplex(plain, readSpec(spec, type, interpreter), interpreter);
  }
  return interpreter.raise('TypeError', `unsupported format string passed to ${type}.__format__`);
}

function formatString(value: string, text: string, interpreter: Interpreter): string {
  const spec = readSpec(text, 'str', interpreter);
  const refuse = (message: string) => interpreter.raise('ValueError', message);
  if (spec.type !== '' && spec.type !== 's') {
    refuse(`Unknown format code '${spec.type}' for object of type 'str'`);
  }
  if (spec.sign === ' ') refuse('Space not allowed in string format specifier');
  if (spec.sign !== '') refuse('Sign not allowed in string format specifier');
  if (spec.alternate) refuse('Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=') refuse("'=' alignment not allowed in string format specifier");
  const cut = spec.precision === null ? value : cutTo(value, spec.precision);
  return aligned(cut, spec, '<');
}

function cutTo(value: string, length: number): string {
  const kept = characters(value).slice(0, length);
  return typeof kept === 'string' ? kept : kept.join('');
}

function formatComplex(value: PyComplex, spec: FormatSpec, interpreter: Interpreter): string {
  const bare: FormatSpec = { ...spec, width: 0, align: '' };
  const part = (x: number, sign: FormatSpec['sign']) => {
    const { negative, whole: digits, rest } = floatParts(x, bare);
    const text = digits + (spec.type === '' ? rest.replace(/^\.0$/, '') : rest);
    return (negative ? '-' : sign === '-' ? '' : sign) + text;
  };
  if (spec.align === '=' || spec.fill === '0') {
    interpreter.raise('ValueError', 'Zero padding is not allowed in complex format specifier');
  }
  const imaginary = `${part(value.imaginary, '+')}j`;
  if (spec.type !== '') return aligned(part(value.real, spec.sign) + imaginary, spec, '>');
  const only = Object.is(value.real, 0);
  const sole = `${part(value.imaginary, spec.sign)}j`;
  const written = only ? sole : `(${part(value.real, spec.sign)}${imaginary})`;
  return aligned(written, spec, '>');
}
