/** Activations of torch.nn.functional, with their in-place forms. */
import type { Elementwise } from '../../../model/elementwise';
import { elementCount } from '../../../model/shape';
import type { Value } from '../../python/values';
import { noteDraws } from './draws';
import { drawn } from '../slots';
import type { Tensor } from '../tape';
import { assign } from '../tensor/inplace';
import { holdsFractions } from '../tensor/types';
import { torchFunctions, type Arguments } from './arguments';
import type { Site } from './site';
import { scalarTypeName } from './type-names';

/** Functions by their signatures; those with `inplace` may change their input. */
const FUNCTIONS: Readonly<Record<string, (a: Arguments) => Elementwise>> = {
  'relu(input, inplace=False)': () => ({ fn: 'relu', options: {} }),
  'relu6(input, inplace=False)': () => ({ fn: 'relu6', options: {} }),
  'selu(input, inplace=False)': () => ({ fn: 'selu', options: {} }),
  'silu(input, inplace=False)': () => ({ fn: 'silu', options: {} }),
  'mish(input, inplace=False)': () => ({ fn: 'mish', options: {} }),
  'hardswish(input, inplace=False)': () => ({ fn: 'hardswish', options: {} }),
  'hardsigmoid(input, inplace=False)': () => ({ fn: 'hardsigmoid', options: {} }),
  'elu(input, alpha=1.0, inplace=False)': (a) => ({
    fn: 'elu',
    options: { alpha: a.real('alpha') },
  }),
  'celu(input, alpha=1.0, inplace=False)': (a) => ({
    fn: 'celu',
    options: { alpha: a.real('alpha') },
  }),
  'leaky_relu(input, negative_slope=0.01, inplace=False)': (a) => ({
    fn: 'leaky_relu',
    options: { negative_slope: a.real('negative_slope') },
  }),
  'hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False)': (a) => ({
    fn: 'hardtanh',
    options: { min_val: a.real('min_val'), max_val: a.real('max_val') },
  }),
  'threshold(input, threshold, value, inplace=False)': (a) => ({
    fn: 'threshold',
    options: { threshold: a.real('threshold'), value: a.real('value') },
  }),
  "gelu(input, approximate='none')": (a) => ({
    fn: 'gelu',
    options: { approximate: approximation(a) },
  }),
  'softplus(input, beta=1, threshold=20)': (a) => ({
    fn: 'softplus',
    options: { beta: a.real('beta'), threshold: a.real('threshold') },
  }),
  'softshrink(input, lambd=0.5)': (a) => ({
    fn: 'softshrink',
    options: { lambd: a.real('lambd') },
  }),
  'hardshrink(input, lambd=0.5)': (a) => ({
    fn: 'hardshrink',
    options: { lambd: a.real('lambd') },
  }),
  'sigmoid(input)': () => ({ fn: 'sigmoid', options: {} }),
  'tanh(input)': () => ({ fn: 'tanh', options: {} }),
  'logsigmoid(input)': () => ({ fn: 'log_sigmoid', options: {} }),
  'softsign(input)': () => ({ fn: 'softsign', options: {} }),
  'tanhshrink(input)': () => ({ fn: 'tanhshrink', options: {} }),
};

/** In-place forms beside those with `inplace=True`. */
const IN_PLACE: Readonly<Record<string, string>> = {
  'relu_(input)': 'relu(input, inplace=False)',
  'elu_(input, alpha=1.0)': 'elu(input, alpha=1.0, inplace=False)',
  'celu_(input, alpha=1.0)': 'celu(input, alpha=1.0, inplace=False)',
  'selu_(input)': 'selu(input, inplace=False)',
  'leaky_relu_(input, negative_slope=0.01)':
    'leaky_relu(input, negative_slope=0.01, inplace=False)',
  'hardtanh_(input, min_val=-1.0, max_val=1.0)':
    'hardtanh(input, min_val=-1.0, max_val=1.0, inplace=False)',
  'threshold_(input, threshold, value)': 'threshold(input, threshold, value, inplace=False)',
};

function approximation(a: Arguments): 'none' | 'tanh' {
  const name = a.text('approximate');
  if (name === 'none' || name === 'tanh') return name;
  return a.interpreter.raise('RuntimeError', 'approximate argument must be either none or tanh.');
}

/** Functions that take whole numbers too. */
const WHOLE = 'relu relu6 hardtanh threshold sigmoid tanh softsign tanhshrink'.split(' ');

function applied(functionOf: (a: Arguments) => Elementwise, a: Arguments): Tensor {
  const x = a.tensor('input');
  const fn = functionOf(a);
  if (!holdsFractions(x.dtype) && !WHOLE.includes(fn.fn)) {
    a.interpreter.raise(
      'NotImplementedError',
      `"${fn.fn}_cpu" not implemented for '${scalarTypeName(x.dtype)}'`,
    );
  }
  return a.site.elementwise(fn, x);
}

/** Puts the result in the place of the input. */
function inPlace(a: Arguments, result: Tensor): Tensor {
  return assign(a.tensor('input'), result, a.interpreter);
}

/** Negative numbers times a weight: one for all, or one for each channel. */
function prelu(x: Tensor, weight: Tensor, site: Site): Tensor {
  const count = elementCount(weight.shape);
  return site.apply({ type: 'prelu', count, init: 0.25 }, [x], { weight });
}

/** One half times the sigmoid of the other. */
function glu(x: Tensor, dim: number, site: Site): Tensor {
  return site.apply({ type: 'glu', dim }, [x]);
}

/** leaky_relu with slopes that are drawn while training, and their mean afterwards. */
function randomizedRelu(
  x: Tensor,
  lower: number,
  upper: number,
  training: boolean,
  site: Site,
): Tensor {
  if (!training) {
    const options = { negative_slope: (lower + upper) / 2 };
    return site.elementwise({ fn: 'leaky_relu', options }, x);
  }
  noteDraws(site);
  const range = { kind: 'uniform', low: lower, high: upper } as const;
  const slopes = drawn(x.shape, range, x.dtype, site.interpreter);
  return site.where(site.two('gt', x, 0), x, site.mul(x, slopes));
}

function rrelu(a: Arguments): Tensor {
  return randomizedRelu(a.tensor('input'), a.real('lower'), a.real('upper'), a.training(), a.site);
}

const RRELU = 'input, lower=0.125, upper=0.3333333333333333, training=False';

/** Functions of torch.nn.functional. */
export const ACTIVATIONS = torchFunctions({
  ...Object.fromEntries(
    Object.entries(FUNCTIONS).map(([signature, functionOf]): [string, (a: Arguments) => Value] => [
      signature,
      signature.includes('inplace')
        ? (a) => {
            const result = applied(functionOf, a);
            return a.bool('inplace') ? inPlace(a, result) : result;
          }
        : (a) => applied(functionOf, a),
    ]),
  ),
  ...Object.fromEntries(
    Object.entries(IN_PLACE).map(([signature, plain]) => [
      signature,
      (a: Arguments) => inPlace(a, applied(FUNCTIONS[plain]!, a)),
    ]),
  ),
  'prelu(input, weight)': (a) => prelu(a.tensor('input'), a.tensor('weight'), a.site),
  'glu(input, dim=-1)': (a) => glu(a.tensor('input'), a.dim('dim', a.tensor('input')), a.site),
  [`rrelu(${RRELU}, inplace=False)`]: (a) => {
    const result = rrelu(a);
    return a.bool('inplace') ? inPlace(a, result) : result;
  },
  [`rrelu_(${RRELU})`]: (a) => inPlace(a, rrelu(a)),
});
