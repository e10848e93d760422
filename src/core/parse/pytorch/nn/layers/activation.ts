/** Activations. PyTorch: `nn.ReLU`, `nn.GELU`, `nn.Softmax` and their relatives. */
import type { Elementwise } from '../../../../model/elementwise';
import type { PyClass } from '../../../python/values';
import { dimOf } from '../../read';
import type { Fields } from '../fields';
import { layer, type LayerRow } from '../layer';

/** Functions of each element: parameters of the class, and the function. */
const ELEMENTWISE: Readonly<Record<string, [parameters: string, (fields: Fields) => Elementwise]>> =
  {
    Identity: ['*args, **kwargs', () => ({ fn: 'identity', options: {} })],
    ReLU: ['inplace=False', () => ({ fn: 'relu', options: {} })],
    ReLU6: ['inplace=False', () => ({ fn: 'relu6', options: {} })],
    LeakyReLU: [
      'negative_slope=0.01, inplace=False',
      (f) => ({ fn: 'leaky_relu', options: { negative_slope: f.real('negative_slope') } }),
    ],
    ELU: ['alpha=1.0, inplace=False', (f) => ({ fn: 'elu', options: { alpha: f.real('alpha') } })],
    SELU: ['inplace=False', () => ({ fn: 'selu', options: {} })],
    CELU: [
      'alpha=1.0, inplace=False',
      (f) => ({ fn: 'celu', options: { alpha: f.real('alpha') } }),
    ],
    GELU: [
      "approximate='none'",
      (f) => ({
        fn: 'gelu',
        options: { approximate: f.text('approximate') === 'tanh' ? 'tanh' : 'none' },
      }),
    ],
    SiLU: ['inplace=False', () => ({ fn: 'silu', options: {} })],
    Mish: ['inplace=False', () => ({ fn: 'mish', options: {} })],
    Sigmoid: ['', () => ({ fn: 'sigmoid', options: {} })],
    LogSigmoid: ['', () => ({ fn: 'log_sigmoid', options: {} })],
    Tanh: ['', () => ({ fn: 'tanh', options: {} })],
    Softplus: [
      'beta=1.0, threshold=20.0',
      (f) => ({
        fn: 'softplus',
        options: { beta: f.real('beta'), threshold: f.real('threshold') },
      }),
    ],
    Softsign: ['', () => ({ fn: 'softsign', options: {} })],
    Hardtanh: [
      'min_val=-1.0, max_val=1.0, inplace=False',
      (f) => ({
        fn: 'hardtanh',
        options: { min_val: f.real('min_val'), max_val: f.real('max_val') },
      }),
    ],
    Hardsigmoid: ['inplace=False', () => ({ fn: 'hardsigmoid', options: {} })],
    Hardswish: ['inplace=False', () => ({ fn: 'hardswish', options: {} })],
    Tanhshrink: ['', () => ({ fn: 'tanhshrink', options: {} })],
    Softshrink: ['lambd=0.5', (f) => ({ fn: 'softshrink', options: { lambd: f.real('lambd') } })],
    Hardshrink: ['lambd=0.5', (f) => ({ fn: 'hardshrink', options: { lambd: f.real('lambd') } })],
    Threshold: [
      'threshold, value, inplace=False',
      (f) => ({
        fn: 'threshold',
        options: { threshold: f.real('threshold'), value: f.real('value') },
      }),
    ],
  };

/** A dimension of the input, counted from 0. */
function dimensionOf(fields: Fields, input: readonly number[] | null): number {
  return dimOf(fields.value('dim'), input!.length, fields.interpreter);
}

const OTHERS: readonly LayerRow[] = [
  { name: 'Softmax', parameters: 'dim=None', call: 'softmax(input, dim)' },
  { name: 'LogSoftmax', parameters: 'dim=None', call: 'log_softmax(input, dim)' },
  { name: 'Softmin', parameters: 'dim=None', call: 'softmin(input, dim)' },
  {
    name: 'RReLU',
    parameters: 'lower=0.125, upper=0.3333333333333333, inplace=False',
    call: 'rrelu(input, lower, upper, training, inplace)',
  },
  {
    name: 'Softmax2d',
    parameters: '',
    op: (_, input) => ({ type: 'softmax', dim: input!.length - 3 }),
  },
  {
    name: 'GLU',
    parameters: 'dim=-1',
    op: (fields, input) => ({ type: 'glu', dim: dimensionOf(fields, input) }),
  },
  {
    name: 'PReLU',
    parameters: 'num_parameters=1, init=0.25, device=None, dtype=None',
    learned: ['weight'],
    op: (fields) => ({
      type: 'prelu',
      count: fields.shape('weight')?.[0] ?? fields.int('num_parameters'),
      init: fields.real('init'),
    }),
  },
];

/** Classes of activations by their names. */
export const ACTIVATIONS: Readonly<Record<string, PyClass>> = Object.fromEntries(
  [
    ...Object.entries(ELEMENTWISE).map(([name, [parameters, fn]]): LayerRow => ({
      name,
      parameters,
      op: (fields) => ({ type: 'elementwise', function: fn(fields) }),
    })),
    ...OTHERS,
  ].map((row) => [row.name, layer(row)]),
);
