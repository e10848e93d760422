/** Python's operators on tensors: `x + y`, `2 * x`, `x @ y`, `x == y`, `x += y`, `x[i]`, `~mask`. */
import { native, type NativeFunction } from '../../../python/native';
import type { Interpreter } from '../../../python/interpreter';
import { classOf, COMPLEX, NOT_IMPLEMENTED, type Value } from '../../../python/values';
import { Site } from '../../functional/site';
import { known } from '../../read';
import { Tensor } from '../../tape';
import { operandOf } from '../arguments';
import { bitwise } from '../functions/binary';
import { anyComplex, complexBinary, notComplex } from '../functions/complex';
import { getItem } from '../indexing/get';
import { setItem } from '../indexing/set';
import { assign } from '../inplace';
import type { Operand } from '../types';

type Operator = (site: Site, a: Operand, b: Operand) => Value;

/** A complex number of Python stops the operator: only tensors of complex numbers are there. */
function operand(value: Value, site: Site): Operand | null {
  return classOf(known(value)) === COMPLEX ? notComplex(site) : operandOf(value);
}

/** The operator's function, or that for complex numbers. */
function applied(name: string, run: Operator, site: Site, a: Operand, b: Operand): Value {
  return anyComplex(a, b) ? complexBinary(site, name, a, b) : run(site, a, b);
}

/** Operators with two operands, by their method's name without underscores. */
const OPERATORS: Readonly<Record<string, readonly [word: string, run: Operator]>> = {
  add: ['+', (site, a, b) => site.add(a, b)],
  sub: ['-', (site, a, b) => site.sub(a, b)],
  mul: ['*', (site, a, b) => site.mul(a, b)],
  truediv: ['/', (site, a, b) => site.div(a, b)],
  div: ['/', (site, a, b) => site.div(a, b)],
  floordiv: ['//', (site, a, b) => site.two('floor_divide', a, b)],
  mod: ['%', (site, a, b) => site.two('remainder', a, b)],
  pow: ['**', (site, a, b) => site.two('pow', a, b)],
  matmul: ['@', (site, a, b) => product(site, a, b)],
  and: ['&', (site, a, b) => bitwise(site, 'and', a, b)],
  or: ['|', (site, a, b) => bitwise(site, 'or', a, b)],
  xor: ['^', (site, a, b) => bitwise(site, 'xor', a, b)],
};

const COMPARISONS: typeof OPERATORS = {
  eq: ['==', (site, a, b) => site.two('eq', a, b)],
  ne: ['!=', (site, a, b) => site.two('ne', a, b)],
  lt: ['<', (site, a, b) => site.two('lt', a, b)],
  le: ['<=', (site, a, b) => site.two('le', a, b)],
  gt: ['>', (site, a, b) => site.two('gt', a, b)],
  ge: ['>=', (site, a, b) => site.two('ge', a, b)],
};

function product(site: Site, a: Operand, b: Operand): Value {
  return a instanceof Tensor && b instanceof Tensor ? site.matmul(a, b) : NOT_IMPLEMENTED;
}

/** A method of two operands; `sign` is `r` for `__radd__` and its like. */
function method(
  name: string,
  sign: string,
  [word, run]: readonly [string, Operator],
  apply: (result: (a: Operand, b: Operand) => Value, self: Tensor, other: Operand) => Value,
): NativeFunction {
  return native(`__${sign}${name}__(self, other)`, (bound, interpreter) => {
    const site = new Site(word, interpreter);
    const self = known(bound.get('self'));
    const other = operand(bound.get('other'), site);
    if (!(self instanceof Tensor) || other === null) return NOT_IMPLEMENTED;
    return apply((a, b) => applied(name, run, site, a, b), self, other);
  });
}

const forward = Object.entries({ ...OPERATORS, ...COMPARISONS }).map(([name, operator]) =>
  method(name, '', operator, (run, self, other) => run(self, other)),
);
const reflected = Object.entries(OPERATORS).map(([name, operator]) =>
  method(name, 'r', operator, (run, self, other) => run(other, self)),
);
const inPlace = Object.entries(OPERATORS)
  .filter(([name]) => name !== 'matmul')
  .map(([name, [word, run]]) =>
    native(`__i${name}__(self, other)`, (bound, interpreter) => {
      const site = new Site(`${word}=`, interpreter);
      const self = known(bound.get('self'));
      const other = operand(bound.get('other'), site);
      if (!(self instanceof Tensor) || other === null) return NOT_IMPLEMENTED;
      const result = applied(name, run, site, self, other);
      return result instanceof Tensor ? assign(self, result, interpreter) : result;
    }),
  );

const single = (signature: string, word: string, run: (site: Site, x: Tensor) => Value) =>
  native(signature, (bound, interpreter) => {
    const self = bound.get('self');
    if (!(self instanceof Tensor)) return NOT_IMPLEMENTED;
    return run(new Site(word, interpreter), self);
  });

const others: NativeFunction[] = [
  single('__neg__(self)', '-', (site, x) => site.each('neg', x)),
  single('__pos__(self)', '+', (_, x) => x),
  single('__abs__(self)', 'abs', (site, x) => site.each('abs', x)),
  single('__invert__(self)', '~', (site, x) =>
    x.dtype === 'bool' ? site.two('eq', x, false) : site.sub(site.each('neg', x), 1n),
  ),
  native('__getitem__(self, index)', function* (bound, interpreter) {
    return yield* getItem(selfOf(bound.get('self'), interpreter), bound.get('index'), interpreter);
  }),
  native('__setitem__(self, index, value)', function* (bound, interpreter) {
    const x = selfOf(bound.get('self'), interpreter);
    yield* setItem(x, bound.get('index'), bound.get('value'), interpreter);
    return null;
  }),
  native('__contains__(self, item)', function* (bound, interpreter) {
    const self = selfOf(bound.get('self'), interpreter);
    const item = operandOf(known(bound.get('item')));
    if (item === null) return false;
    const site = new Site('in', interpreter);
    const found = site.reduce('amax', site.two('eq', self, item), null);
    return yield* interpreter.callMethod(found, 'item');
  }),
];

function selfOf(value: Value, interpreter: Interpreter): Tensor {
  if (value instanceof Tensor) return value;
  return interpreter.raise('TypeError', 'the object is no Tensor');
}

/** Methods of tensors. */
export const OPERATOR_METHODS: Readonly<Record<string, Value>> = Object.fromEntries(
  [...forward, ...reflected, ...inPlace, ...others].map((each) => [each.name, each]),
);
