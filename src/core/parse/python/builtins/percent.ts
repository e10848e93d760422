/** `template % values`: conversions as in C. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { classOf, PyTuple, type Value } from '../values';
import { isReal, isWhole, whole } from './arithmetic';
import { toFloatValue } from './float';
import { formatFloat } from './format-numbers';
import { aligned, alignedNumber, type FormatSpec } from './format-spec';
import { toInt } from './int';
import { index, known, typeName, unbox } from './needs';
import { isDue, pause } from './pace';
import { characters, lengthOf } from './strings';
import { asciiOnly, element, text } from './text';

const CONVERSION =
  /%(?:\(((?:[^()]|\([^()]*\))*)\))?([#0\- +]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([^])?/gu;

/** The template with its conversions filled in; unknown values are thrown as `Unclear`. */
export function* formatPercent(
  template: string,
  values: Value,
  interpreter: Interpreter,
): Step<string> {
  const queue = new Queue(known(values), interpreter);
  let result = '';
  let done = 0;
  let count = 0;
  for (const match of template.matchAll(CONVERSION)) {
    const [all, key, flags = '', width, precision, type] = match;
    interpreter.spend(1);
    if (isDue((count += 1))) yield* pause();
    result += template.slice(done, match.index);
    done = match.index + all.length;
    if (type === undefined) interpreter.raise('ValueError', 'incomplete format');
    if (all === '%%') {
      result += '%';
      continue;
    }
    const named = key === undefined ? undefined : yield* queue.named(key);
    const size = yield* queue.size(width);
    const places = precision === undefined ? null : Math.max(0, yield* queue.size(precision));
    const spec = specOf(flags, size, places, type);
    interpreter.allocate(spec.width + (places ?? 0));
    const value = known(named === undefined ? queue.take() : named);
    const made = yield* convert(value, spec, lengthOf(template.slice(0, done)) - 1, interpreter);
    interpreter.allocate(made.length);
    result += made;
  }
  queue.finish();
  return result + template.slice(done);
}

/** The values that conversions take one after the other, or by name. */
class Queue {
  private readonly items: readonly Value[];
  private taken = 0;
  private byName = false;

  constructor(
    private readonly values: Value,
    private readonly interpreter: Interpreter,
  ) {
    this.items = values instanceof PyTuple ? values.items : [values];
  }

  take(): Value {
    const item = this.items[this.taken];
    if (item === undefined || this.byName) {
      return this.interpreter.raise('TypeError', 'not enough arguments for format string');
    }
    this.taken += 1;
    return item;
  }

  *named(key: string): Step<Value> {
    if (!this.isMapping()) this.interpreter.raise('TypeError', 'format requires a mapping');
    this.byName = true;
    return yield* this.interpreter.getItem(this.values, key);
  }

  /** A width or precision: `*` takes the next value. */
  *size(written: string | undefined): Step<number> {
    if (written !== '*') return Number(written ?? '');
    return Number(yield* index(this.take(), this.interpreter));
  }

  finish(): void {
    if (this.byName || this.taken >= this.items.length || this.isMapping()) return;
    this.interpreter.raise('TypeError', 'not all arguments converted during string formatting');
  }

  private isMapping(): boolean {
    const { values } = this;
    const text = typeof unbox(values) === 'string';
    return !text && !(values instanceof PyTuple) && !!classOf(values).lookup('__getitem__');
  }
}

function specOf(flags: string, size: number, places: number | null, type: string): FormatSpec {
  const left = flags.includes('-') || size < 0;
  const zero = flags.includes('0') && !left && !'srac'.includes(type);
  return {
    fill: zero ? '0' : ' ',
    align: left ? '<' : zero ? '=' : '>',
    sign: flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '',
    unsignedZero: false,
    alternate: flags.includes('#'),
    width: Math.abs(size),
    grouping: '',
    precision: places,
    type,
  };
}

function* convert(
  value: Value,
  spec: FormatSpec,
  at: number,
  interpreter: Interpreter,
): Step<string> {
  switch (spec.type) {
    case 's':
      return cut(yield* text(value, interpreter), spec);
    case 'r':
      return cut(yield* element(value, interpreter), spec);
    case 'a':
      return cut(asciiOnly(yield* element(value, interpreter)), spec);
    case 'c':
      return aligned(yield* character(value, interpreter), spec, '>');
    case 'd':
    case 'i':
    case 'u':
      return integerText(yield* wholeOf(value, spec, interpreter), 10, spec);
    case 'o':
      return integerText(yield* exactOf(value, spec, interpreter), 8, spec);
    case 'x':
    case 'X':
      return integerText(yield* exactOf(value, spec, interpreter), 16, spec);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G':
      return formatFloat(yield* realOf(value, interpreter), spec, 'float', interpreter);
    default: {
      const code = spec.type.codePointAt(0)!.toString(16);
      const message = `unsupported format character '${spec.type}' (0x${code}) at index ${at}`;
      return interpreter.raise('ValueError', message);
    }
  }
}

function cut(whole: string, spec: FormatSpec): string {
  if (spec.precision === null) return aligned(whole, spec, '>');
  const kept = characters(whole).slice(0, spec.precision);
  return aligned(typeof kept === 'string' ? kept : kept.join(''), spec, '>');
}

function integerText(value: bigint, base: number, spec: FormatSpec): string {
  const size = (value < 0n ? -value : value).toString(base).padStart(spec.precision ?? 0, '0');
  const digits = spec.type === 'X' ? size.toUpperCase() : size;
  const prefix = spec.alternate && base !== 10 ? `0${spec.type}` : '';
  const negative = value < 0n;
  return alignedNumber({ negative, prefix, whole: digits, rest: '' }, { ...spec, type: 'd' });
}

/** The value of `%d`: floats lose what follows the point. */
function* wholeOf(value: Value, spec: FormatSpec, interpreter: Interpreter): Step<bigint> {
  const plain = unbox(value);
  const cls = classOf(value);
  const number = isReal(plain) || cls.lookup('__int__') || cls.lookup('__index__');
  if (number && typeof plain !== 'string') return yield* toInt(value, interpreter);
  const message = `%${spec.type} format: a real number is required, not ${typeName(value)}`;
  return interpreter.raise('TypeError', message);
}

/** The value of `%x` and `%o`. */
function* exactOf(value: Value, spec: FormatSpec, interpreter: Interpreter): Step<bigint> {
  const plain = unbox(value);
  if (isWhole(plain)) return whole(plain);
  if (classOf(value).lookup('__index__')) return yield* index(value, interpreter);
  const message = `%${spec.type} format: an integer is required, not ${typeName(value)}`;
  return interpreter.raise('TypeError', message);
}

function* realOf(value: Value, interpreter: Interpreter): Step<number> {
  const plain = unbox(value);
  if (isReal(plain) || classOf(value).lookup('__float__')) {
    return yield* toFloatValue(value, interpreter);
  }
  return interpreter.raise('TypeError', `must be real number, not ${typeName(value)}`);
}

function* character(value: Value, interpreter: Interpreter): Step<string> {
  const plain = unbox(value);
  if (typeof plain === 'string') {
    if (lengthOf(plain) === 1) return plain;
    return interpreter.raise('TypeError', '%c requires int or char');
  }
  if (!isWhole(plain)) return interpreter.raise('TypeError', '%c requires int or char');
  const code = Number(yield* index(value, interpreter));
  if (code < 0 || code > 0x10ffff) {
    interpreter.raise('OverflowError', '%c arg not in range(0x110000)');
  }
  return String.fromCodePoint(code);
}
