/** Operators of the number classes as methods, for calls by name and for subclasses. */
import type { BinaryOperator } from '../syntax/ast';
import { NOT_IMPLEMENTED, PyTuple, type PyClass, type Value } from '../values';
import { arithmetic, unaryArithmetic } from './arithmetic';
import { methods, type Receiver } from './methods';
import { unbox } from './needs';

const ARITHMETIC: Readonly<Record<string, BinaryOperator>> = {
  add: '+',
  sub: '-',
  mul: '*',
  truediv: '/',
  floordiv: '//',
  mod: '%',
  pow: '**',
};
const BITS: Readonly<Record<string, BinaryOperator>> = {
  lshift: '<<',
  rshift: '>>',
  and: '&',
  or: '|',
  xor: '^',
};
const SIGNS: Readonly<Record<string, '-' | '+'>> = { neg: '-', pos: '+' };

/** Defines the binary and unary operators of a number class. */
export function defineArithmetic<T extends Value>(
  cls: PyClass,
  receiver: Receiver<T>,
  bits: boolean,
): void {
  for (const [name, operator] of Object.entries(bits ? { ...ARITHMETIC, ...BITS } : ARITHMETIC)) {
    methods(cls, receiver, {
      [`__${name}__(self, other)`]: (self, bound, interpreter) =>
        arithmetic(operator, self, unbox(bound.get('other')), interpreter) ?? NOT_IMPLEMENTED,
      [`__r${name}__(self, other)`]: (self, bound, interpreter) =>
        arithmetic(operator, unbox(bound.get('other')), self, interpreter) ?? NOT_IMPLEMENTED,
    });
  }
  for (const [name, operator] of Object.entries(SIGNS)) {
    methods(cls, receiver, {
      [`__${name}__(self)`]: (self) => unaryArithmetic(operator, self) ?? NOT_IMPLEMENTED,
    });
  }
}

/** Defines `divmod(a, b)` of a number class. */
export function defineDivmod<T extends Value>(cls: PyClass, receiver: Receiver<T>): void {
  methods(cls, receiver, {
    '__divmod__(self, other)': (self, bound, interpreter) => {
      const other = unbox(bound.get('other'));
      const floor = arithmetic('//', self, other, interpreter);
      const rest = arithmetic('%', self, other, interpreter);
      return floor === undefined || rest === undefined
        ? NOT_IMPLEMENTED
        : new PyTuple([floor, rest]);
    },
  });
}
