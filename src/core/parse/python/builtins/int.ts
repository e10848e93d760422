/** The classes int and bool. */
import * as l10n from '@vscode/l10n';
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { BOOL, classOf, INT, PyBoxed, PyBytes, PyClass, PyTuple, type Value } from '../values';
import { isWhole, unaryArithmetic, whole } from './arithmetic';
import { hashOfInt } from './hash-values';
import { bitLength, toFloat } from './integers';
import { classMethods, construct, methods, properties } from './methods';
import { index, known, typeName, unbox } from './needs';
import { defineArithmetic, defineDivmod } from './number-operators';
import { readInt } from './numerals';
import { defineEquality, defineOrder } from './sequences';
import { quote, repr } from './text';

const integer = (value: Value): boolean | bigint | undefined => {
  const plain = unbox(value);
  return isWhole(plain) ? plain : undefined;
};

construct(INT, '__new__(cls, x=0, base=10)', function* (cls, bound, interpreter) {
  const value = bound.given('base')
    ? yield* withBase(bound.get('x'), bound.get('base'), interpreter)
    : yield* toInt(bound.get('x'), interpreter);
  return cls instanceof PyClass && cls !== INT ? new PyBoxed(cls, value) : value;
});

/** `int(value)` */
export function* toInt(value: Value, interpreter: Interpreter): Step<bigint> {
  const plain = unbox(known(value));
  if (isWhole(plain)) return whole(plain);
  if (typeof plain === 'number') return truncated(plain, interpreter);
  if (typeof plain === 'string') return parsed(plain, 10, interpreter);
  if (plain instanceof PyBytes) return parsed(plain.text, 10, interpreter);
  for (const name of ['__int__', '__index__', '__trunc__']) {
    if (!classOf(value).lookup(name)) continue;
    const made = unbox(known(yield* interpreter.callMethod(value, name)));
    if (isWhole(made)) return whole(made);
    interpreter.raise('TypeError', `${name} returned non-int (type ${typeName(made)})`);
  }
  return interpreter.raise(
    'TypeError',
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  );
}

/** A float without what follows its point. */
export function truncated(value: number, interpreter: Interpreter): bigint {
  if (Number.isNaN(value)) {
    interpreter.raise('ValueError', 'cannot convert float NaN to integer');
  }
  if (!Number.isFinite(value)) {
    interpreter.raise('OverflowError', 'cannot convert float infinity to integer');
  }
  return BigInt(Math.trunc(value));
}

function* withBase(value: Value, given: Value, interpreter: Interpreter): Step<bigint> {
  const base = yield* index(given, interpreter);
  if (base !== 0n && (base < 2n || base > 36n)) {
    interpreter.raise('ValueError', 'int() base must be >= 2 and <= 36, or 0');
  }
  const text = unbox(known(value));
  if (typeof text === 'string') return parsed(text, Number(base), interpreter);
  if (text instanceof PyBytes) return parsed(text.text, Number(base), interpreter);
  return interpreter.raise('TypeError', "int() can't convert non-string with explicit base");
}

function parsed(text: string, base: number, interpreter: Interpreter): bigint {
  return (
    readInt(text, base) ??
    interpreter.raise('ValueError', `invalid literal for int() with base ${base}: ${quote(text)}`)
  );
}

const itself = (self: boolean | bigint) => whole(self);

properties(INT, integer, {
  real: itself,
  imag: () => 0n,
  numerator: itself,
  denominator: () => 1n,
});

methods(INT, integer, {
  'bit_length(self)': (self) => BigInt(bitLength(whole(self))),
  'bit_count(self)': (self) => {
    const size = whole(self) < 0n ? -whole(self) : whole(self);
    return BigInt(size.toString(2).replaceAll('0', '').length);
  },
  'conjugate(self)': itself,
  'as_integer_ratio(self)': (self) => new PyTuple([whole(self), 1n]),
  "to_bytes(self, length=1, byteorder='big', *, signed=False)": function* (
    self,
    bound,
    interpreter,
  ) {
    const length = Number(yield* index(bound.get('length'), interpreter));
    if (length < 0) interpreter.raise('ValueError', 'length argument must be non-negative');
    interpreter.allocate(length);
    if (bitLength(whole(self)) > length * 8) {
      interpreter.raise('OverflowError', 'int too big to convert');
    }
    const bytes: string[] = [];
    let rest = whole(self);
    for (; bytes.length < length; rest >>= 8n) bytes.push(String.fromCharCode(Number(rest & 255n)));
    return new PyBytes((bound.get('byteorder') === 'big' ? bytes.reverse() : bytes).join(''));
  },
  '__int__(self)': itself,
  '__index__(self)': itself,
  '__trunc__(self)': itself,
  '__floor__(self)': itself,
  '__ceil__(self)': itself,
  '__float__(self)': (self, _, interpreter) => toFloat(whole(self), interpreter),
  '__bool__(self)': (self) => whole(self) !== 0n,
  '__hash__(self)': (self) => hashOfInt(whole(self)),
  '__abs__(self)': (self) => (whole(self) < 0n ? -whole(self) : whole(self)),
  '__invert__(self)': (self) => unaryArithmetic('~', self)!,
  *'__round__(self, ndigits=None)'(self, bound, interpreter) {
    const digits = bound.get('ndigits');
    if (digits === null) return whole(self);
    return roundedInt(whole(self), yield* index(digits, interpreter));
  },
  *'__repr__(self)'(self, _, interpreter) {
    return yield* repr(self, interpreter);
  },
});
defineArithmetic(INT, integer, true);
defineDivmod(INT, integer);
defineEquality(INT, integer);
defineOrder(INT, integer);

classMethods(INT, {
  "from_bytes(cls, bytes, byteorder='big', *, signed=False)": (bound, interpreter) => {
    const bytes = known(bound.get('bytes'));
    if (!(bytes instanceof PyBytes)) {
      return interpreter.raise('TypeError', `cannot convert '${typeName(bytes)}' object to bytes`);
    }
    const parts = [...bytes.text];
    if (bound.get('byteorder') !== 'big') parts.reverse();
    const value = parts.reduce((sum, byte) => sum * 256n + BigInt(byte.charCodeAt(0)), 0n);
    return bound.get('signed') === true ? BigInt.asIntN(parts.length * 8, value) : value;
  },
});

/** A whole number rounded to tens, hundreds …, half to even. */
function roundedInt(value: bigint, digits: bigint): bigint {
  if (digits >= 0n) return value;
  if (digits < -400n) return 0n;
  const unit = 10n ** -digits;
  const size = value < 0n ? -value : value;
  const floor = size / unit;
  const twice = 2n * (size % unit);
  const up = twice > unit || (twice === unit && floor % 2n === 1n);
  const result = (up ? floor + 1n : floor) * unit;
  return value < 0n ? -result : result;
}

construct(BOOL, '__new__(cls, x=False)', function* (_, bound, interpreter) {
  const given = bound.get('x');
  const truth = yield* interpreter.truth(known(given));
  return truth ?? interpreter.unknown(l10n.t('Whether this value is true is not known.'));
});
