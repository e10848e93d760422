/** Random applications of every primitive that is not reached as the gradient of another one. */
import { ELEMENTWISE_DEFAULTS, ELEMENTWISE_NAMES } from '../../../src/core/model/elementwise-names';
import type { Elementwise, ElementwiseName } from '../../../src/core/model/elementwise';
import { BINARY_FUNCTIONS } from '../../../src/core/model/ops';
import type { BinaryName, PrimitiveName } from '../../../src/core/autodiff/attributes';
import type { Shape } from '../../../src/core/model/shape';
import { reducedCount } from '../../../src/core/model/reduction';
import {
  any,
  awayFromZero,
  large,
  positive,
  whole,
  type Dice,
  type Input,
  type Sample,
} from './dice';
import { LOSS_SAMPLES } from './losses';
import { PLACE_SAMPLES } from './places';
import { PRODUCT_SAMPLES } from './products';

/** Draws an application of some primitives. */
export type Samples<P extends PrimitiveName> = { readonly [N in P]: (dice: Dice) => Sample<N> };

/** What the second operand is drawn from, where not any number will do: far from kinks and poles. */
const SECOND: Partial<Record<BinaryName, (shape: Shape) => Input>> = {
  div: positive,
  pow: positive,
  remainder: large,
  floor_divide: large,
  atan2: awayFromZero,
};

/** Functions that are defined between −1 and 1 only, or have poles not far beyond. */
const NARROW: ReadonlySet<ElementwiseName> = new Set(['tan', 'asin', 'acos', 'atanh', 'erfinv']);

const POSITIVE: ReadonlySet<ElementwiseName> = new Set([
  'log',
  'sqrt',
  'rsqrt',
  'reciprocal',
  'log1p',
  'power',
]);

/** Options other than the defaults. */
const OPTIONS: Partial<Record<ElementwiseName, object>> = {
  leaky_relu: { negative_slope: 0.2 },
  gelu: { approximate: 'tanh' },
  softplus: { beta: 2, threshold: 1 },
  hardtanh: { min_val: -0.5, max_val: 1 },
  threshold: { threshold: 0.5, value: -1 },
  clamp: { min: -1, max: 0.5 },
  power: { exponent: 2.5 },
};

/** Numbers at which a function is defined, not next to a pole. */
function domainOf(fn: ElementwiseName): (shape: Shape) => Input {
  if (fn === 'acosh') return large;
  if (NARROW.has(fn)) return (shape) => ({ shape, map: (x) => 0.45 * x });
  return POSITIVE.has(fn) ? positive : any;
}

const ALONG_DIMENSIONS: Samples<
  | 'softmax'
  | 'log_softmax'
  | 'reduce'
  | 'prod'
  | 'cumprod'
  | 'arg_sort'
  | 'variance'
  | 'extreme'
  | 'arg_extreme'
  | 'norm'
  | 'cumsum'
  | 'normalize'
> = {
  softmax: (d) => {
    const shape = d.shape(1);
    const dim = d.dim(shape);
    return { attributes: d.flag() ? { dim } : { dim, safe: true }, inputs: [any(shape)] };
  },
  log_softmax: (d) => {
    const shape = d.shape(1);
    return { attributes: { dim: d.dim(shape) }, inputs: [any(shape)] };
  },
  reduce: (d) => {
    const shape = d.shape();
    const reduction = d.pick(['sum', 'mean'] as const);
    return { attributes: { reduction, ...d.reduction(shape) }, inputs: [any(shape)] };
  },
  prod: (d) => {
    const shape = d.shape();
    return { attributes: d.reduction(shape), inputs: [d.flag() ? any(shape) : whole(shape, 3)] };
  },
  cumprod: (d) => {
    const shape = d.shape(1);
    const numbers = d.flag() ? any(shape) : whole(shape, 3);
    return { attributes: { dim: d.dim(shape) }, inputs: [numbers] };
  },
  arg_sort: (d) => {
    const shape = d.shape(1);
    const dim = d.dim(shape);
    const count = d.flag() ? null : d.int(1, shape[dim]!);
    const attributes = { dim, descending: d.flag(), count };
    return { attributes, inputs: [d.flag() ? any(shape) : whole(shape, 3)] };
  },
  variance: (d) => {
    const shape = d.shape();
    const reduction = d.reduction(shape);
    const correction = reducedCount(shape, reduction) > 1 ? d.int(0, 1) : 0;
    return { attributes: { correction, ...reduction }, inputs: [any(shape)] };
  },
  extreme: (d) => {
    const shape = d.shape();
    const attributes = {
      function: d.pick(['max', 'min'] as const),
      ties: d.pick(['first', 'shared'] as const),
      ...d.reduction(shape),
    };
    return { attributes, inputs: [any(shape)] };
  },
  arg_extreme: (d) => {
    const shape = d.shape(1);
    const dim = d.flag() ? d.dim(shape) : null;
    const attributes = { function: d.pick(['max', 'min'] as const), dim, keepdim: d.flag() };
    return { attributes, inputs: [d.flag() ? any(shape) : whole(shape, 3)] };
  },
  norm: (d) => {
    const shape = d.shape();
    const p = d.pick([0, 0.5, 1, 1.5, 2, 3, Infinity, -Infinity]);
    return { attributes: { p, ...d.reduction(shape) }, inputs: [awayFromZero(shape)] };
  },
  cumsum: (d) => {
    const shape = d.shape(1);
    return { attributes: { dim: d.dim(shape), reverse: d.flag() }, inputs: [any(shape)] };
  },
  normalize: (d) => {
    const shape = d.shape(1);
    const dims = d.reduction(shape).dims ?? shape.map((_, dim) => dim);
    return { attributes: { dims, eps: 0.1, center: d.flag() }, inputs: [any(shape)] };
  },
};

const ELEMENT_BY_ELEMENT: Samples<'elementwise' | 'binary' | 'where' | 'add' | 'copy' | 'detach'> =
  {
    elementwise: (d) => {
      const fn = d.pick(ELEMENTWISE_NAMES);
      const options = { ...ELEMENTWISE_DEFAULTS[fn], ...(d.flag() && OPTIONS[fn]) };
      const shape = d.shape();
      return {
        attributes: { function: { fn, options } as Elementwise },
        inputs: [domainOf(fn)(shape)],
      };
    },
    binary: (d) => {
      const name = d.pick([...BINARY_FUNCTIONS, 'prelu'] as const);
      const shape = d.shape();
      const [a, b] = d.flag() ? [shape, d.narrower(shape)] : [d.narrower(shape), shape];
      return {
        attributes: { function: name },
        inputs: [name === 'pow' ? positive(a) : any(a), (SECOND[name] ?? any)(b)],
      };
    },
    where: (d) => {
      const shape = d.shape();
      const inputs = [whole(d.narrower(shape), 2), any(d.narrower(shape)), any(d.narrower(shape))];
      return { attributes: {}, inputs };
    },
    add: (d) => {
      const shape = d.shape();
      const count = d.int(2, 4);
      return {
        attributes: {},
        inputs: Array.from({ length: count }, () => any(d.flag() ? shape : d.narrower(shape))),
      };
    },
    copy: (d) => ({ attributes: {}, inputs: [any(d.shape())] }),
    detach: (d) => ({ attributes: {}, inputs: [any(d.shape())] }),
  };

const UPDATE: Samples<'sgd' | 'blend' | 'second_moment' | 'count' | 'adaptive_step'> = {
  sgd: (d) => {
    const shape = d.shape();
    return { attributes: { lr: 0.1 }, inputs: [any(shape), any(shape)] };
  },
  blend: (d) => {
    const shape = d.shape();
    const coefficients = d.list(d.int(1, 4), -3, 3);
    return { attributes: { coefficients }, inputs: coefficients.map(() => any(shape)) };
  },
  second_moment: (d) => {
    const shape = d.shape();
    return { attributes: { decay: 0.9, gain: 0.1 }, inputs: [positive(shape), any(shape)] };
  },
  count: () => ({ attributes: {}, inputs: [whole([], 9)] }),
  adaptive_step: (d) => {
    const shape = d.shape();
    const betas = d.flag() ? ([0.9, 0.999] as const) : null;
    const lrDecay = d.pick([0, 0.1]);
    const t = { shape: [], map: (x: number) => Math.ceil(x + 3) };
    return {
      attributes: { lr: 0.1, eps: 1e-8, betas, lrDecay },
      inputs: [any(shape), any(shape), positive(shape), t],
    };
  },
};

/** Random applications by the name of the primitive. */
export const SAMPLES = {
  ...PRODUCT_SAMPLES,
  ...ELEMENT_BY_ELEMENT,
  ...ALONG_DIMENSIONS,
  ...PLACE_SAMPLES,
  ...LOSS_SAMPLES,
  ...UPDATE,
};
