/** Functions of single elements: `torch.exp`, `x.clamp(…)`, `torch.isnan` … */
import * as l10n from '@vscode/l10n';
import type { Elementwise } from '../../../../model/elementwise';
import { isElementwiseName } from '../../../../model/elementwise-names';
import type { Tensor } from '../../tape';
import type { TensorArguments, TensorRun, TensorTable } from '../arguments';
import { same } from '../ops';
import { holdsFractions, isComplex } from '../types';
import { complexElement, notComplex } from './complex';

/** Functions without options, by PyTorch's names, and what the engine calls them. */
const PLAIN: Readonly<Record<string, string>> = {
  'abs|absolute': 'abs',
  'neg|negative': 'neg',
  exp: 'exp',
  log: 'log',
  sqrt: 'sqrt',
  rsqrt: 'rsqrt',
  sin: 'sin',
  cos: 'cos',
  square: 'square',
  reciprocal: 'reciprocal',
  'sign|sgn': 'sign',
  log1p: 'log1p',
  expm1: 'expm1',
  erf: 'erf',
  'sigmoid|expit': 'sigmoid',
  tanh: 'tanh',
  relu: 'relu',
  tan: 'tan',
  'atan|arctan': 'atan',
  'asin|arcsin': 'asin',
  'acos|arccos': 'acos',
  sinh: 'sinh',
  cosh: 'cosh',
  'asinh|arcsinh': 'asinh',
  'acosh|arccosh': 'acosh',
  'atanh|arctanh': 'atanh',
  erfc: 'erfc',
  erfinv: 'erfinv',
  lgamma: 'lgamma',
  digamma: 'digamma',
  i0: 'i0',
};

const plain: TensorTable = Object.fromEntries(
  Object.entries(PLAIN).map(([names, fn]): [string, TensorRun] => [
    `${names}(input)`,
    (a) => {
      if (isComplex(a.x.dtype)) return complexElement(a.site, fn, a.x) ?? notComplex(a.site);
      if (!isElementwiseName(fn)) return notYet(a);
      return a.site.elementwise({ fn, options: {} } as Elementwise, a.x);
    },
  ]),
);

/** Says that a function of PyTorch is missing here. */
export function notYet(a: TensorArguments): ReturnType<TensorArguments['unknown']> {
  return a.unknown(l10n.t('torch.{0} is not available yet.', a.site.word));
}

/** Functions that only change how whole a number is; whole types stay as they are. */
const rounding: TensorTable = {
  'floor(input)': (a) => whole(a, (x) => a.site.each('floor', x)),
  'ceil(input)': (a) => whole(a, (x) => ceil(a, x)),
  'round(input, *, decimals=0)': (a) => whole(a, (x) => round(a, x, a.int('decimals'))),
  'trunc|fix(input)': (a) => whole(a, (x) => trunc(a, x)),
  'frac(input)': (a) => a.site.sub(a.x, trunc(a, a.x)),
};

function whole(a: TensorArguments, of: (x: Tensor) => Tensor): Tensor {
  return holdsFractions(a.x.dtype) ? of(a.x) : same(a.x);
}

function ceil({ site }: TensorArguments, x: Tensor): Tensor {
  return site.each('neg', site.each('floor', site.each('neg', x)));
}

/** ⌊x·10ᵈ + ½⌋ / 10ᵈ */
function round({ site }: TensorArguments, x: Tensor, decimals: number): Tensor {
  const factor = 10 ** decimals;
  const scaled = decimals === 0 ? x : site.mul(x, factor);
  const whole = site.each('floor', site.add(scaled, 0.5));
  return decimals === 0 ? whole : site.div(whole, factor);
}

function trunc({ site }: TensorArguments, x: Tensor): Tensor {
  return site.mul(site.each('sign', x), site.each('floor', site.each('abs', x)));
}

const logarithms: TensorTable = {
  'log2(input)': ({ site, x }) => site.div(site.each('log', x), Math.LN2),
  'log10(input)': ({ site, x }) => site.div(site.each('log', x), Math.LN10),
  'exp2(input)': ({ site, x }) => site.each('exp', site.mul(x, Math.LN2)),
  'logit(input, eps=None)': (a) => {
    const { site } = a;
    const eps = a.value('eps') === null ? null : a.real('eps');
    const x = eps === null ? a.x : site.clamp(a.x, eps, 1 - eps);
    return site.each('log', site.div(x, site.sub(1, x)));
  },
  'deg2rad(input)': ({ site, x }) => site.mul(x, Math.PI / 180),
  'rad2deg(input)': ({ site, x }) => site.mul(x, 180 / Math.PI),
};

const limits: TensorTable = {
  'clamp|clip(input, min=None, max=None)': (a) => {
    const [min, max] = [a.value('min'), a.value('max')];
    if (min === null && max === null) {
      a.site.raise('RuntimeError', "torch.clamp: At least one of 'min' or 'max' must not be None");
    }
    const low = min === null ? -Infinity : a.operand('min');
    const high = max === null ? Infinity : a.operand('max');
    if (typeof low !== 'object' && typeof high !== 'object') {
      return clampTo(a, a.x, low, high);
    }
    const raised = min === null ? a.x : a.site.two('maximum', a.x, low);
    return max === null ? raised : a.site.two('minimum', raised, high);
  },
  'clamp_min(input, min)': (a) =>
    typeof a.operand('min') === 'object'
      ? a.site.two('maximum', a.x, a.operand('min'))
      : clampTo(a, a.x, a.real('min'), Infinity),
  'clamp_max(input, max)': (a) =>
    typeof a.operand('max') === 'object'
      ? a.site.two('minimum', a.x, a.operand('max'))
      : clampTo(a, a.x, -Infinity, a.real('max')),
};

type Limit = number | bigint | boolean;

/** Fractions as limits make whole numbers real ones. */
function clampTo({ site }: TensorArguments, x: Tensor, min: Limit, max: Limit): Tensor {
  const real = [min, max].some((each) => typeof each === 'number' && Number.isFinite(each));
  const from = real && !holdsFractions(x.dtype) ? same(x, 'float32') : x;
  return site.clamp(from, Number(min), Number(max));
}

/** Questions about single elements. */
const questions: TensorTable = {
  'isnan(input)': ({ site, x }) => site.two('ne', x, x),
  'isinf(input)': ({ site, x }) => site.two('eq', site.each('abs', x), Infinity),
  'isfinite(input)': ({ site, x }) => site.two('lt', site.each('abs', x), Infinity),
  'isposinf(input)': ({ site, x }) => site.two('eq', x, Infinity),
  'isneginf(input)': ({ site, x }) => site.two('eq', x, -Infinity),
  'signbit(input)': ({ site, x }) => site.two('lt', x, 0n),
  'logical_not(input)': ({ site, x }) => site.two('eq', x, 0n),
  'bitwise_not(input)': ({ site, x }) =>
    x.dtype === 'bool' ? site.two('eq', x, false) : site.sub(site.each('neg', x), 1n),
};

const corrections: TensorTable = {
  'nan_to_num(input, nan=0.0, posinf=None, neginf=None)': (a) => {
    const { site, x } = a;
    const largest = 3.4028234663852886e38;
    const top = a.value('posinf') === null ? largest : a.real('posinf');
    const bottom = a.value('neginf') === null ? -largest : a.real('neginf');
    const known = site.where(site.two('eq', x, x), x, a.real('nan'));
    const capped = site.where(site.two('eq', known, Infinity), top, known);
    return site.where(site.two('eq', capped, -Infinity), bottom, capped);
  },
  'selu(input)': ({ site, x }) => site.each('selu', x),
  'celu(input, alpha=1.0)': (a) =>
    a.site.elementwise({ fn: 'celu', options: { alpha: a.real('alpha') } }, a.x),
  'hardshrink(input, lambd=0.5)': (a) =>
    a.site.elementwise({ fn: 'hardshrink', options: { lambd: a.real('lambd') } }, a.x),
  'threshold(input, threshold, value)': (a) =>
    a.site.elementwise(
      { fn: 'threshold', options: { threshold: a.real('threshold'), value: a.real('value') } },
      a.x,
    ),
};

/** Functions and methods that have in-place forms. */
export const POINTWISE: TensorTable = {
  ...plain,
  ...rounding,
  ...logarithms,
  ...limits,
  ...corrections,
  'logical_not(input)': questions['logical_not(input)']!,
  'bitwise_not(input)': questions['bitwise_not(input)']!,
};

/** Functions and methods without in-place forms. */
export const QUESTIONS: TensorTable = questions;
