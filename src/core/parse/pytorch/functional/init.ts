/** `torch.nn.init`: first values of parameters, by PyTorch's formulas and in its order of rounding. */
import * as l10n from '@vscode/l10n';
import type { Initializer } from '../../../model/graph';
import { elementCount } from '../../../model/shape';
import type { Interpreter, NativeModule } from '../../python/interpreter';
import { PyTuple, type Value } from '../../python/values';
import { Torch, type Tensor } from '../tape';
import { fill } from '../slots';
import { torchFunctions, type Arguments } from './arguments';
import { noteDraws } from './draws';

/** Numbers that go into one output and come out of one input of a weight. */
function fans(
  tensor: Tensor,
  interpreter: Interpreter,
): { readonly fanIn: number; readonly fanOut: number } {
  const [outputs, inputs, ...field] = tensor.shape;
  if (outputs === undefined || inputs === undefined) {
    return interpreter.raise(
      'ValueError',
      'Fan in and fan out can not be computed for tensor with fewer than 2 dimensions',
    );
  }
  const size = elementCount(field);
  return { fanIn: inputs * size, fanOut: outputs * size };
}

const LINEAR = /^(linear|sigmoid|conv(_transpose)?[123]d)$/;

/** The factor that keeps the variance through an activation. `calculate_gain` */
function gainOf(nonlinearity: string, slope: number, interpreter: Interpreter): number {
  if (LINEAR.test(nonlinearity)) return 1;
  switch (nonlinearity) {
    case 'tanh':
      return 5 / 3;
    case 'relu':
      return Math.sqrt(2);
    case 'leaky_relu':
      return Math.sqrt(2 / (1 + slope * slope));
    case 'selu':
      return 3 / 4;
    default:
      return interpreter.raise('ValueError', `Unsupported nonlinearity ${nonlinearity}`);
  }
}

function gain(a: Arguments): Value {
  const param = a.value('param');
  const number = typeof param === 'number' || typeof param === 'bigint';
  const nonlinearity = a.text('nonlinearity');
  if (nonlinearity === 'leaky_relu' && param !== null && !number) {
    a.interpreter.raise('ValueError', 'negative_slope is not a valid number');
  }
  const result = gainOf(nonlinearity, number ? Number(param) : 0.01, a.interpreter);
  return LINEAR.test(nonlinearity) ? BigInt(result) : result;
}

/** Standard deviation of Kaiming's rule: gain / √fan. */
function kaimingStd(a: Arguments): number {
  const mode = a.text('mode').toLowerCase();
  if (mode !== 'fan_in' && mode !== 'fan_out') {
    a.interpreter.raise(
      'ValueError',
      `Mode ${mode} not supported, please use one of ['fan_in', 'fan_out']`,
    );
  }
  const { fanIn, fanOut } = fans(a.tensor('tensor'), a.interpreter);
  const factor = gainOf(a.text('nonlinearity'), a.real('a'), a.interpreter);
  return factor / Math.sqrt(mode === 'fan_in' ? fanIn : fanOut);
}

/** Standard deviation of Xavier's rule. */
function xavierStd(a: Arguments): number {
  const { fanIn, fanOut } = fans(a.tensor('tensor'), a.interpreter);
  return a.real('gain') * Math.sqrt(2 / (fanIn + fanOut));
}

function symmetric(std: number): Initializer {
  const bound = Math.sqrt(3) * std;
  return { kind: 'uniform', low: -bound, high: bound };
}

type Filling = Exclude<Initializer, { readonly from: string }>;

function requireRank(a: Arguments, fits: (rank: number) => boolean, text: string): void {
  if (fits(a.tensor('tensor').shape.length)) return;
  a.interpreter.raise('ValueError', `Only tensors with ${text} are supported`);
}

const KAIMING = "tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None";

/** What each function fills its tensor with; null where it leaves it. */
const FILLINGS: Readonly<Record<string, (a: Arguments) => Initializer | null>> = {
  'uniform_(tensor, a=0.0, b=1.0, generator=None)': (a) => ({
    kind: 'uniform',
    low: a.real('a'),
    high: a.real('b'),
  }),
  'normal_(tensor, mean=0.0, std=1.0, generator=None)': (a) => ({
    kind: 'normal',
    mean: a.real('mean'),
    std: a.real('std'),
  }),
  'trunc_normal_(tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None)': (a) => ({
    kind: 'trunc_normal',
    mean: a.real('mean'),
    std: a.real('std'),
    low: a.real('a'),
    high: a.real('b'),
  }),
  'constant_(tensor, val)': (a) => ({ kind: 'constant', value: a.real('val') }),
  'ones_(tensor)': () => ({ kind: 'constant', value: 1 }),
  'zeros_(tensor)': () => ({ kind: 'constant', value: 0 }),
  'eye_(tensor)': (a) => {
    requireRank(a, (rank) => rank === 2, '2 dimensions');
    return { kind: 'eye' };
  },
  'dirac_(tensor, groups=1)': (a) => {
    requireRank(a, (rank) => rank >= 3 && rank <= 5, '3, 4, or 5 dimensions');
    const groups = a.int('groups');
    if (a.tensor('tensor').shape[0]! % groups !== 0) {
      a.interpreter.raise('ValueError', 'dim 0 must be divisible by groups');
    }
    return { kind: 'dirac', groups };
  },
  'xavier_uniform_(tensor, gain=1.0, generator=None)': (a) => symmetric(xavierStd(a)),
  'xavier_normal_(tensor, gain=1.0, generator=None)': (a) => ({
    kind: 'normal',
    mean: 0,
    std: xavierStd(a),
  }),
  [`kaiming_uniform_(${KAIMING})`]: (a) => (isEmpty(a) ? null : symmetric(kaimingStd(a))),
  [`kaiming_normal_(${KAIMING})`]: (a) =>
    isEmpty(a) ? null : { kind: 'normal', mean: 0, std: kaimingStd(a) },
  'orthogonal_(tensor, gain=1, generator=None)': (a) => {
    requireRank(a, (rank) => rank >= 2, '2 or more dimensions');
    return isEmpty(a) ? null : { kind: 'orthogonal', gain: a.real('gain') };
  },
};

function isEmpty(a: Arguments): boolean {
  return a.tensor('tensor').shape.includes(0);
}

function filled(a: Arguments, initializer: Initializer | null): Tensor {
  const tensor = a.tensor('tensor');
  if (a.given('generator') && a.value('generator') !== null) noteDraws(a.site);
  if (initializer) fill(tensor, initializer as Filling, a.interpreter);
  return tensor;
}

/** Normal numbers; which of them become 0 in each column is drawn, but not known here. */
function sparse(a: Arguments): Tensor {
  requireRank(a, (rank) => rank === 2, '2 dimensions');
  const tensor = filled(a, { kind: 'normal', mean: 0, std: a.real('std') });
  const [rows, columns] = tensor.shape as [number, number];
  const { draws } = Torch.of(a.interpreter);
  for (let column = 0; column < columns; column += 1) {
    draws.push({ slot: null, shape: [rows], initializer: { kind: 'permutation' } });
  }
  a.interpreter.note(
    'sparse-init',
    l10n.t('The zeros that nn.init.sparse_ puts among the weights are not there yet.'),
  );
  return tensor;
}

const FUNCTIONS: Readonly<Record<string, (a: Arguments) => Value>> = {
  ...Object.fromEntries(
    Object.entries(FILLINGS).map(([signature, initializer]) => [
      signature,
      (a: Arguments) => filled(a, initializer(a)),
    ]),
  ),
  'sparse_(tensor, sparsity, std=0.01, generator=None)': sparse,
};

/** Names of early versions, without the underscore. */
const OLD = ['uniform', 'normal', 'constant', 'eye', 'dirac', 'orthogonal', 'sparse'].concat(
  ['xavier', 'kaiming'].flatMap((rule) => [`${rule}_uniform`, `${rule}_normal`]),
);

/** `torch.nn.init` */
export const INIT: NativeModule = {
  attributes: torchFunctions({
    'calculate_gain(nonlinearity, param=None)': gain,
    '_calculate_fan_in_and_fan_out(tensor)': (a) => {
      const { fanIn, fanOut } = fans(a.tensor('tensor'), a.interpreter);
      return new PyTuple([BigInt(fanIn), BigInt(fanOut)]);
    },
    '_calculate_correct_fan(tensor, mode)': (a) => {
      const { fanIn, fanOut } = fans(a.tensor('tensor'), a.interpreter);
      return BigInt(a.text('mode').toLowerCase() === 'fan_in' ? fanIn : fanOut);
    },
    ...FUNCTIONS,
    ...Object.fromEntries(
      Object.entries(FUNCTIONS).flatMap(([signature, run]) => {
        const old = signature.replace('_(', '(');
        return OLD.includes(old.slice(0, old.indexOf('('))) ? [[old, run]] : [];
      }),
    ),
  }),
};
