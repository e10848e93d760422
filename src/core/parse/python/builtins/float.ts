/** The classes float and complex. */
import type { Interpreter } from '../interpreter';
import type { Step } from '../steps';
import { classOf, COMPLEX, FLOAT, PyBoxed, PyBytes, PyClass, PyTuple, type Value } from '../values';
import { isReal, real } from './arithmetic';
import { toComplex } from './complex';
import { PyComplex } from './complex-value';
import { binary, fixedText } from './decimals';
import { hashOfFloat } from './hash-values';
import { truncated } from './int';
import { construct, instances, methods, properties } from './methods';
import { index, known, typeName, unbox } from './needs';
import { defineArithmetic, defineDivmod } from './number-operators';
import { readFloat } from './numerals';
import { defineEquality, defineOrder } from './sequences';
import { quote, repr } from './text';

const float = (value: Value): number | undefined => {
  const plain = unbox(value);
  return typeof plain === 'number' ? plain : undefined;
};

construct(FLOAT, '__new__(cls, x=0.0)', function* (cls, bound, interpreter) {
  const value = yield* toFloatValue(bound.get('x'), interpreter);
  return cls instanceof PyClass && cls !== FLOAT ? new PyBoxed(cls, value) : value;
});

/** `float(value)` */
export function* toFloatValue(value: Value, interpreter: Interpreter): Step<number> {
  const plain = unbox(known(value));
  if (isReal(plain)) return real(plain, interpreter);
  const text = plain instanceof PyBytes ? plain.text : plain;
  if (typeof text === 'string') {
    return (
      readFloat(text) ??
      interpreter.raise('ValueError', `could not convert string to float: ${quote(text)}`)
    );
  }
  for (const name of ['__float__', '__index__']) {
    if (!classOf(value).lookup(name)) continue;
    const made = unbox(known(yield* interpreter.callMethod(value, name)));
    if (isReal(made)) return real(made, interpreter);
  }
  return interpreter.raise(
    'TypeError',
    `float() argument must be a string or a real number, not '${typeName(value)}'`,
  );
}

properties(FLOAT, float, { real: (self) => self, imag: () => 0 });

methods(FLOAT, float, {
  'is_integer(self)': (self) => Number.isInteger(self),
  'conjugate(self)': (self) => self,
  'as_integer_ratio(self)': (self, _, interpreter) => {
    if (!Number.isFinite(self)) {
      const [name, kind]: [string, 'ValueError' | 'OverflowError'] = Number.isNaN(self)
        ? ['NaN', 'ValueError']
        : ['Infinity', 'OverflowError'];
      interpreter.raise(kind, `cannot convert ${name} to integer ratio`);
    }
    let [top, exponent] = binary(self);
    while (exponent < 0 && top % 2n === 0n && top !== 0n) {
      top /= 2n;
      exponent += 1;
    }
    if (top === 0n) exponent = 0;
    if (self < 0) top = -top;
    return new PyTuple(
      exponent < 0 ? [top, 1n << BigInt(-exponent)] : [top << BigInt(exponent), 1n],
    );
  },
  '__int__(self)': (self, _, interpreter) => truncated(self, interpreter),
  '__trunc__(self)': (self, _, interpreter) => truncated(self, interpreter),
  '__floor__(self)': (self, _, interpreter) => truncated(Math.floor(self), interpreter),
  '__ceil__(self)': (self, _, interpreter) => truncated(Math.ceil(self), interpreter),
  '__float__(self)': (self) => self,
  '__bool__(self)': (self) => self !== 0,
  '__hash__(self)': (self) => hashOfFloat(self),
  '__abs__(self)': (self) => Math.abs(self),
  *'__round__(self, ndigits=None)'(self, bound, interpreter) {
    const digits = bound.get('ndigits');
    if (digits !== null) return rounded(self, yield* index(digits, interpreter));
    truncated(self, interpreter);
    return BigInt(rounded(self, 0n));
  },
  *'__repr__(self)'(self, _, interpreter) {
    return yield* repr(self, interpreter);
  },
});
defineArithmetic(FLOAT, float, false);
defineDivmod(FLOAT, float);
defineEquality(FLOAT, (value) => {
  const plain = unbox(value);
  return isReal(plain) ? plain : undefined;
});
defineOrder(FLOAT, float);

/** Rounded to so many digits after the point, half to even as the number really is. */
function rounded(value: number, digits: bigint): number {
  if (!Number.isFinite(value) || digits > 330n) return value;
  const size = digits < -330n ? 0 : Number(fixedText(value, Number(digits)));
  return value < 0 || Object.is(value, -0) ? -size : size;
}

const complex = instances(PyComplex);

construct(COMPLEX, '__new__(cls, real=0, imag=0)', (_, bound, interpreter) => {
  const first = unbox(known(bound.get('real')));
  if (typeof first === 'string') return readComplex(first, interpreter);
  const [a, b] = [first, unbox(known(bound.get('imag')))].map((value) => {
    if (value instanceof PyComplex) return value;
    if (isReal(value)) return toComplex(real(value, interpreter));
    return interpreter.raise(
      'TypeError',
      `complex() first argument must be a string or a number, not '${typeName(value)}'`,
    );
  });
  return new PyComplex(a!.real - b!.imaginary, a!.imaginary + b!.real);
});

/** Longer texts are no numbers that a person wrote. */
const MAX_LENGTH = 1000;

function malformed(interpreter: Interpreter): never {
  return interpreter.raise('ValueError', 'complex() arg is a malformed string');
}

function readComplex(text: string, interpreter: Interpreter): PyComplex {
  if (text.length > MAX_LENGTH) return malformed(interpreter);
  const bare = text
    .trim()
    .replace(/^\((.*)\)$/s, '$1')
    .trim();
  const match = /^(.*?[^e])??([+-]?[^+-]*(?:e[+-]?\d+)?)j$/i.exec(bare);
  const part = (piece: string | undefined) => {
    if (piece === undefined || piece === '') return 0;
    return /^[+-]?$/.test(piece) ? Number(`${piece}1`) : readFloat(piece);
  };
  const [a, b] = match ? [part(match[1]), part(match[2] || '+')] : [part(bare), 0];
  if (a === undefined || b === undefined || bare === '') {
    return malformed(interpreter);
  }
  return new PyComplex(a, b);
}

properties(COMPLEX, complex, { real: (self) => self.real, imag: (self) => self.imaginary });
methods(COMPLEX, complex, {
  'conjugate(self)': (self) => new PyComplex(self.real, -self.imaginary),
  '__abs__(self)': (self) => Math.hypot(self.real, self.imaginary),
  '__bool__(self)': (self) => self.real !== 0 || self.imaginary !== 0,
  *'__repr__(self)'(self, _, interpreter) {
    return yield* repr(self, interpreter);
  },
});
defineArithmetic(COMPLEX, complex, false);
defineEquality(COMPLEX, (value) => {
  const plain = unbox(value);
  return isReal(plain) || plain instanceof PyComplex ? plain : undefined;
});
