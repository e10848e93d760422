/** Sums, means, extremes and other functions of all elements along dimensions. */
import { elementCount } from '../../../../model/shape';
import { reducedCount } from '../../../../model/reduction';
import { PyTuple, type Value } from '../../../python/values';
import { record } from '../../record';
import { Tensor } from '../../tape';
import type { TensorArguments, TensorTable } from '../arguments';
import { extremes, namedResult } from '../named';
import { reduce, same } from '../ops';
import { fractional, holdsFractions } from '../types';

type Statistic = 'var' | 'std';

const sums: TensorTable = {
  'sum(input, dim=None, keepdim=False, *, dtype=None)': (a) => {
    const x = inType(a);
    return a.site.reduce('sum', x, a.dims('dim', x), a.bool('keepdim'));
  },
  'nansum(input, dim=None, keepdim=False, *, dtype=None)': (a) => {
    const x = inType(a);
    const known = a.site.where(a.site.two('eq', x, x), x, 0n);
    return a.site.reduce('sum', known, a.dims('dim', x), a.bool('keepdim'));
  },
  'mean|nanmean(input, dim=None, keepdim=False, *, dtype=None)': (a) => {
    const x = inType(a);
    if (!holdsFractions(x.dtype)) {
      a.site.raise(
        'RuntimeError',
        `mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: ${x.dtype}`,
      );
    }
    return a.site.reduce('mean', x, a.dims('dim', x), a.bool('keepdim'));
  },
  'prod(input, dim=None, keepdim=False, *, dtype=None)': (a) => {
    const x = inType(a);
    return a.site.reduce('prod', x, a.dims('dim', x), a.bool('keepdim'));
  },
  'count_nonzero(input, dim=None)': (a) =>
    a.site.reduce('sum', a.site.two('ne', a.x, 0n), a.dims('dim', a.x)),
  'logsumexp(input, dim, keepdim=False)': (a) => {
    const { site } = a;
    const x = holdsFractions(a.x.dtype) ? a.x : same(a.x, fractional(a.x.dtype, a.interpreter));
    const dims = a.dims('dim', x);
    const top = site.detach(site.reduce('amax', x, dims, true));
    const sum = site.reduce('sum', site.each('exp', site.sub(x, top)), dims, true);
    const total = site.add(site.each('log', sum), top);
    return a.bool('keepdim') ? total : site.reduce('sum', total, dims);
  },
};

/** The input in the type that was asked for. */
function inType(a: TensorArguments): Tensor {
  const dtype = a.dtype();
  return dtype === null ? a.x : same(a.x, dtype);
}

/** `var` and `std` in their old and new forms: `x.std(0, False)`, `x.std(dim=0, correction=0)`. */
function statistic(fn: Statistic) {
  return (a: TensorArguments): Tensor => {
    const { x } = a;
    const early = a.value('dim');
    const flag = typeof early === 'boolean';
    const dims = flag ? null : a.dims('dim', x);
    const keepdim = a.bool('keepdim');
    return reduce(x, fn, dims, keepdim, a.site.word, a.interpreter, correctionOf(a));
  };
}

function correctionOf(a: TensorArguments): number {
  const early = a.value('dim');
  if (typeof early === 'boolean') return early ? 1 : 0;
  if (a.given('correction') && a.value('correction') !== null) return a.real('correction');
  return a.bool('unbiased') ? 1 : 0;
}

const STATISTIC = 'input, dim=None, unbiased=True, keepdim=False, *, correction=None';

const statistics: TensorTable = {
  [`var(${STATISTIC})`]: statistic('var'),
  [`std(${STATISTIC})`]: statistic('std'),
  [`var_mean(${STATISTIC})`]: withMean('var'),
  [`std_mean(${STATISTIC})`]: withMean('std'),
};

function withMean(fn: Statistic) {
  return (a: TensorArguments): Value => {
    const dims = typeof a.value('dim') === 'boolean' ? null : a.dims('dim', a.x);
    return new PyTuple([statistic(fn)(a), a.site.reduce('mean', a.x, dims, a.bool('keepdim'))]);
  };
}

/** `max` and `min` in their three forms: of all, along a dimension with places, and of two tensors. */
function extreme(fn: 'max' | 'min') {
  return (a: TensorArguments): Value => {
    const { site, x } = a;
    const second = a.value('dim');
    if (second instanceof Tensor || a.value('other') instanceof Tensor) {
      const other = second instanceof Tensor ? second : a.tensor('other');
      return site.two(fn === 'max' ? 'maximum' : 'minimum', x, other);
    }
    if (second === null) return site.reduce(fn === 'max' ? 'amax' : 'amin', x, null);
    const dim = a.dim('dim', x);
    const keepdim = a.bool('keepdim');
    if (x.shape.length === 0) return extremes(site.word, same(x), zero(a));
    return extremes(
      site.word,
      site.reduce(fn, x, [dim], keepdim),
      argument(a, fn === 'max' ? 'argmax' : 'argmin', dim, keepdim),
    );
  };
}

function zero(a: TensorArguments): Tensor {
  return a.site.constant([], { kind: 'full', value: 0 }, 'int64');
}

function argument(
  { site, x }: TensorArguments,
  fn: 'argmax' | 'argmin',
  dim: number | null,
  keepdim: boolean,
): Tensor {
  return site.apply({ type: 'arg_reduce', function: fn, dim, keepdim }, [x], {}, 'int64');
}

const extremal: TensorTable = {
  'max(input, dim=None, keepdim=False, *, other=None)': extreme('max'),
  'min(input, dim=None, keepdim=False, *, other=None)': extreme('min'),
  'amax(input, dim=(), keepdim=False)': (a) =>
    a.site.reduce('amax', a.x, a.dims('dim', a.x), a.bool('keepdim')),
  'amin(input, dim=(), keepdim=False)': (a) =>
    a.site.reduce('amin', a.x, a.dims('dim', a.x), a.bool('keepdim')),
  'aminmax(input, *, dim=None, keepdim=False)': (a) => {
    const dims = a.dims('dim', a.x);
    const keepdim = a.bool('keepdim');
    return namedResult('aminmax', {
      min: a.site.reduce('amin', a.x, dims, keepdim),
      max: a.site.reduce('amax', a.x, dims, keepdim),
    });
  },
  'argmax(input, dim=None, keepdim=False)': (a) =>
    argument(a, 'argmax', a.dimOrNull('dim', a.x), a.bool('keepdim')),
  'argmin(input, dim=None, keepdim=False)': (a) =>
    argument(a, 'argmin', a.dimOrNull('dim', a.x), a.bool('keepdim')),
  'all(input, dim=None, keepdim=False)': (a) => quantified(a, 'amin'),
  'any(input, dim=None, keepdim=False)': (a) => quantified(a, 'amax'),
};

function quantified(a: TensorArguments, fn: 'amin' | 'amax'): Tensor {
  const truth = a.x.dtype === 'bool' ? a.x : a.site.two('ne', a.x, 0n);
  return a.site.reduce(fn, truth, a.dims('dim', a.x), a.bool('keepdim'));
}

const norms: TensorTable = {
  "norm(input, p='fro', dim=None, keepdim=False, dtype=None)": (a) => {
    const p = a.value('p');
    const order = p === null || typeof p === 'string' ? 2 : a.real('p');
    return norm(a, order, a.dims('dim', a.x), a.bool('keepdim'));
  },
  'dist(input, other, p=2)': (a) => {
    const difference = a.site.sub(a.x, a.tensor('other'));
    return normOf(a, difference, a.real('p'), null, false);
  },
};

function norm(a: TensorArguments, p: number, dims: number[] | null, keepdim: boolean): Tensor {
  return normOf(a, a.x, p, dims, keepdim);
}

/** The p-norm along dimensions; null for all of them. */
function normOf(
  { site, interpreter }: TensorArguments,
  x: Tensor,
  p: number,
  dims: readonly number[] | null,
  keepdim: boolean,
): Tensor {
  if (!Number.isFinite(p)) {
    return site.reduce(p > 0 ? 'amax' : 'amin', site.each('abs', x), dims, keepdim);
  }
  if (p === 0) return same(site.reduce('sum', site.two('ne', x, 0n), dims, keepdim), x.dtype);
  const op = { type: 'norm', p, dims, keepdim } as const;
  return record({ op, inputs: [x], word: site.word }, interpreter);
}

/** Of all elements up to each. */
function cumulative(type: 'cumsum' | 'cumprod') {
  return (a: TensorArguments): Tensor => {
    const x = inType(a);
    const dtype = holdsFractions(x.dtype) ? x.dtype : 'int64';
    if (x.shape.length === 0) return same(x, dtype);
    return a.site.apply({ type, dim: a.dim('dim', x) }, [x], {}, dtype);
  };
}

/** Functions and methods that have in-place forms. */
export const CUMULATIVE: TensorTable = {
  'cumsum(input, dim, *, dtype=None)': cumulative('cumsum'),
  'cumprod(input, dim, *, dtype=None)': cumulative('cumprod'),
};

const running: TensorTable = {
  'diff(input, n=1, dim=-1, prepend=None, append=None)': (a) => {
    const dim = a.dim('dim', a.x);
    const ends = [a.optional('prepend'), a.x, a.optional('append')];
    let x = a.site.concat(
      ends.filter((each) => each !== null),
      dim,
    );
    for (let i = a.int('n'); i > 0; i -= 1) {
      const size = x.shape[dim]!;
      const places = (from: number) => Array.from({ length: size - 1 }, (_, j) => from + j);
      x = a.site.sub(a.site.pick(x, dim, places(1)), a.site.pick(x, dim, places(0)));
    }
    return x;
  },
};

/** The mean of how many elements each is: for `cov`, `corrcoef`. */
const relations: TensorTable = {
  'cov(input, *, correction=1)': (a) => covariance(a, a.x, a.real('correction')),
  'corrcoef(input)': (a) => {
    const { site } = a;
    const cov = covariance(a, a.x, 1);
    if (cov.shape.length === 0) return site.div(cov, cov);
    const n = cov.shape[0]!;
    const eye = site.constant([n, n], { kind: 'eye' }, cov.dtype);
    const deviations = site.each('sqrt', site.reduce('sum', site.mul(cov, eye), [1]));
    const rows = site.reshape(deviations, [n, 1]);
    return site.div(site.div(cov, rows), site.reshape(deviations, [1, n]));
  },
};

/** Rows are variables, columns observations. */
function covariance({ site }: TensorArguments, x: Tensor, correction: number): Tensor {
  const rows = x.shape.length < 2 ? site.reshape(x, [1, elementCount(x.shape)]) : x;
  const count = reducedCount(rows.shape, { dims: [1], keepdim: false });
  const centred = site.sub(rows, site.reduce('mean', rows, [1], true));
  const products = site.matmul(centred, site.permute(centred, [1, 0]));
  const result = site.div(products, count - correction);
  return x.shape.length < 2 ? site.reshape(result, []) : result;
}

/** Functions and methods. */
export const REDUCTIONS: TensorTable = {
  ...sums,
  ...statistics,
  ...extremal,
  ...norms,
  ...running,
  ...relations,
};
