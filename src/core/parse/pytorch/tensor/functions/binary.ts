/** Functions of two tensors, or a tensor and a number, element by element. */
import * as l10n from '@vscode/l10n';
import type { BinaryFunction } from '../../../../model/ops';
import type { Value } from '../../../python/values';
import type { Site } from '../../functional/site';
import type { Tensor } from '../../tape';
import type { TensorArguments, TensorRun, TensorTable } from '../arguments';
import { same } from '../ops';
import { holdsFractions, resultType, type Operand } from '../types';
import { anyComplex, complexBinary } from './complex';
import { notYet } from './pointwise';

const two =
  (fn: BinaryFunction): TensorRun =>
  (a) =>
    a.site.two(fn, a.operand('input'), a.operand('other'));

/** `other` times `alpha`. */
function scaled(a: TensorArguments, name: string, factor: string): Operand {
  const other = a.operand(name);
  const by = a.operand(factor);
  if (Number(by) === 1) return other;
  if (typeof other === 'object') return a.site.mul(other, by);
  return typeof other === 'bigint' && typeof by === 'bigint'
    ? other * by
    : Number(other) * Number(by);
}

/** Comparisons. */
const comparisons: TensorTable = {
  'eq(input, other)': two('eq'),
  'ne|not_equal(input, other)': two('ne'),
  'lt|less(input, other)': two('lt'),
  'le|less_equal(input, other)': two('le'),
  'gt|greater(input, other)': two('gt'),
  'ge|greater_equal(input, other)': two('ge'),
};

/** Arithmetic that there is for complex numbers too. */
const either =
  (
    name: string,
    run: (a: TensorArguments, x: Operand, y: Operand) => Tensor,
    alpha = false,
  ): TensorRun =>
  (a) => {
    const [x, y] = [a.operand('input'), alpha ? scaled(a, 'other', 'alpha') : a.operand('other')];
    return anyComplex(x, y) ? complexBinary(a.site, name, x, y) : run(a, x, y);
  };

const arithmetic: TensorTable = {
  'add(input, other, *, alpha=1)': either('add', ({ site }, x, y) => site.add(x, y), true),
  'sub|subtract(input, other, *, alpha=1)': either('sub', ({ site }, x, y) => site.sub(x, y), true),
  'mul|multiply(input, other)': either('mul', ({ site }, x, y) => site.mul(x, y)),
  'div|divide|true_divide(input, other, *, rounding_mode=None)': either('div', (a, x, y) => {
    const mode = a.value('rounding_mode');
    if (mode === null) return a.site.div(x, y);
    return mode === 'floor' ? a.site.two('floor_divide', x, y) : truncDivide(a.site, x, y);
  }),
  'floor_divide(input, other)': two('floor_divide'),
  'remainder(input, other)': two('remainder'),
  'fmod(input, other)': (a) => {
    const [x, y] = [a.operand('input'), a.operand('other')];
    return a.site.sub(x, a.site.mul(truncDivide(a.site, x, y), y));
  },
  'pow|float_power(input, exponent)': (a) =>
    a.site.two('pow', a.operand('input'), a.operand('exponent')),
  'addcmul(input, tensor1, tensor2, *, value=1)': (a) =>
    a.site.add(a.x, a.site.mul(scaled(a, 'tensor1', 'value'), a.operand('tensor2'))),
  'addcdiv(input, tensor1, tensor2, *, value=1)': (a) =>
    a.site.add(a.x, a.site.div(scaled(a, 'tensor1', 'value'), a.operand('tensor2'))),
  'lerp(input, end, weight)': (a) =>
    a.site.add(a.x, a.site.mul(a.site.sub(a.tensor('end'), a.x), a.operand('weight'))),
  'hypot(input, other)': (a) => {
    const { site } = a;
    const other = a.tensor('other');
    return site.each('sqrt', site.add(site.each('square', a.x), site.each('square', other)));
  },
  'xlogy(input, other)': (a) => a.site.mul(a.x, a.site.each('log', a.tensor('other'))),
  'atan2|arctan2(input, other)': two('atan2'),
  'nextafter(input, other)': notYet,
};

/** The quotient without its fraction. */
function truncDivide(site: Site, a: Operand, b: Operand): Tensor {
  const quotient = site.div(a, b);
  const size = site.each('floor', site.each('abs', quotient));
  return same(site.mul(site.each('sign', quotient), size), resultType([a, b], site.interpreter));
}

/** 1 where an element is not 0. */
function truthOf({ site }: TensorArguments, x: Operand): Operand {
  if (typeof x !== 'object') return Boolean(x);
  return x.dtype === 'bool' ? x : site.two('ne', x, 0n);
}

export type Logic = 'and' | 'or' | 'xor';
const LOGIC: Readonly<Record<Logic, BinaryFunction>> = { and: 'mul', or: 'maximum', xor: 'ne' };

/** Of conditions; of whole numbers bit by bit, which only constants could be. */
export function bitwise(site: Site, fn: Logic, a: Operand, b: Operand): Value {
  const type = resultType([a, b], site.interpreter);
  if (type === 'bool') return site.two(LOGIC[fn], a, b);
  if (!holdsFractions(type)) {
    return site.interpreter.unknown(
      l10n.t('Bits of whole numbers are not available yet: {0}.', site.word),
    );
  }
  return site.raise('RuntimeError', `"bitwise_${fn}_cpu" not implemented for '${type}'`);
}

const logic: TensorTable = Object.fromEntries(
  (['and', 'or', 'xor'] as const).flatMap((fn): [string, TensorRun][] => [
    [
      `logical_${fn}(input, other)`,
      (a) => {
        const [x, y] = [truthOf(a, a.operand('input')), truthOf(a, a.operand('other'))];
        return a.site.two(LOGIC[fn], x, y);
      },
    ],
    [
      `bitwise_${fn}(input, other)`,
      (a) => bitwise(a.site, fn, a.operand('input'), a.operand('other')),
    ],
  ]),
);

/** Functions and methods that have in-place forms. */
export const BINARY: TensorTable = { ...comparisons, ...arithmetic, ...logic };

/** Functions and methods without in-place forms. */
export const PAIRS: TensorTable = {
  'maximum|fmax(input, other)': two('maximum'),
  'minimum|fmin(input, other)': two('minimum'),
  'rsub(input, other, *, alpha=1)': (a) =>
    a.site.sub(a.operand('other'), scaled(a, 'input', 'alpha')),
  'isclose(input, other, rtol=1e-05, atol=1e-08, equal_nan=False)': (a) => {
    const { site } = a;
    const other = a.tensor('other');
    const distance = site.each('abs', site.sub(a.x, other));
    const allowed = site.add(site.mul(site.each('abs', other), a.real('rtol')), a.real('atol'));
    return site.two('le', distance, allowed);
  },
};
