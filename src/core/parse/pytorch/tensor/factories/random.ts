/** Random numbers: `rand`, `randn`, `randint`, `randperm`, `normal`, `bernoulli`, in-place forms, and `manual_seed`. */
import * as l10n from '@vscode/l10n';
import type { Shape } from '../../../../model/shape';
import { noteDraws } from '../../functional/draws';
import { intsOf } from '../../read';
import { drawn, fill } from '../../slots';
import type { Tensor } from '../../tape';
import { Torch, type Draw, type TensorType } from '../../tape';
import type { TensorArguments, TensorRun, TensorTable } from '../arguments';
import { mayChange } from '../inplace';
import { same } from '../ops';
import { finished, OPTIONS, typeOr } from './options';

type Filler = Draw['initializer'];

const UNIFORM: Filler = { kind: 'uniform', low: 0, high: 1 };
const NORMAL: Filler = { kind: 'normal', mean: 0, std: 1 };

function random(a: TensorArguments, shape: Shape, filler: Filler, type: TensorType): Tensor {
  if (a.raw('generator') !== null) noteGenerator(a);
  return finished(a, drawn(shape, filler, type, a.interpreter));
}

function noteGenerator({ interpreter }: TensorArguments): void {
  interpreter.note(
    'own-generator',
    l10n.t(
      'Numbers are drawn by a generator of their own here; they are drawn by the common one instead, so they differ from PyTorch.',
    ),
  );
}

const SIZES = `*sizes, size=None, ${OPTIONS}`;
const LIKE = `input, ${OPTIONS}`;

/** Functions of sizes. */
export const RANDOM: TensorTable = {
  [`rand(${SIZES})`]: (a) => random(a, a.sizes('size'), UNIFORM, typeOr(a)),
  [`randn(${SIZES})`]: (a) => random(a, a.sizes('size'), NORMAL, typeOr(a)),
  [`randint(low, high=None, size=None, ${OPTIONS})`]: (a) => {
    const short = a.value('size') === null;
    const low = short ? 0 : a.int('low');
    const high = short ? a.int('low') : a.int('high');
    const size = intsOf(a.value(short ? 'high' : 'size'), 'size', a.interpreter);
    return random(a, size, whole(a, low, high), typeOr(a, 'int64'));
  },
  [`randperm(n, ${OPTIONS})`]: (a) =>
    random(a, [a.int('n')], { kind: 'permutation' }, typeOr(a, 'int64')),
  [`normal(mean=0.0, std=1.0, size=None, ${OPTIONS})`]: (a) => {
    const [mean, std] = [a.operand('mean'), a.operand('std')];
    if (typeof mean !== 'object' && typeof std !== 'object') {
      const shape = intsOf(a.value('size'), 'size', a.interpreter);
      const filler: Filler = { kind: 'normal', mean: Number(mean), std: Number(std) };
      return random(a, shape, filler, typeOr(a));
    }
    const shape = typeof mean === 'object' ? mean.shape : (std as Tensor).shape;
    const spread = a.site.mul(random(a, shape, NORMAL, typeOr(a)), std);
    return a.site.add(spread, mean);
  },
};

function whole(a: TensorArguments, low: number, high: number): Filler {
  if (low >= high) {
    a.site.raise(
      'RuntimeError',
      `random_ expects 'from' to be less than 'to', but got from=${low} >= to=${high}`,
    );
  }
  return { kind: 'integer', low, high };
}

/** Functions and methods of a tensor whose shape and type they take. */
export const LIKE_RANDOM: TensorTable = {
  [`rand_like(${LIKE})`]: (a) => random(a, a.x.shape, UNIFORM, typeOr(a, a.x.dtype)),
  [`randn_like(${LIKE})`]: (a) => random(a, a.x.shape, NORMAL, typeOr(a, a.x.dtype)),
  [`randint_like(input, low, high=None, ${OPTIONS})`]: (a) => {
    const short = a.value('high') === null;
    const low = short ? 0 : a.int('low');
    return random(a, a.x.shape, whole(a, low, a.int(short ? 'low' : 'high')), typeOr(a, a.x.dtype));
  },
  'bernoulli(input, p=None, *, generator=None)': (a) => {
    const { x, site, interpreter } = a;
    const p = a.value('p') === null ? x : a.real('p');
    if (typeof p === 'number') {
      return drawn(x.shape, { kind: 'bernoulli', p }, x.dtype, interpreter);
    }
    return same(site.two('lt', drawn(x.shape, UNIFORM, x.dtype, interpreter), p), x.dtype);
  },
  'multinomial(input, num_samples, replacement=False, *, generator=None)': (a) => {
    noteDraws(a.site);
    return a.unknown(
      l10n.t('torch.multinomial draws numbers that are only known when the model runs.'),
    );
  },
  'poisson(input, generator=None)': (a) => {
    noteDraws(a.site);
    return a.unknown(l10n.t('torch.{0} is not available yet.', 'poisson'));
  },
};

const filling =
  (filler: (a: TensorArguments) => Filler): TensorRun =>
  (a) => {
    mayChange(a.x, a.interpreter);
    return fill(a.x, filler(a), a.interpreter);
  };

/** Methods that fill a tensor in place. */
export const FILLING: TensorTable = {
  'uniform_(input, from=0.0, to=1.0, *, generator=None)': filling((a) => ({
    kind: 'uniform',
    low: a.real('from'),
    high: a.real('to'),
  })),
  'normal_(input, mean=0.0, std=1.0, *, generator=None)': filling((a) => ({
    kind: 'normal',
    mean: a.real('mean'),
    std: a.real('std'),
  })),
  'bernoulli_(input, p=0.5, *, generator=None)': (a) => {
    const p = a.operand('p');
    if (typeof p !== 'object') {
      return filling(() => ({ kind: 'bernoulli', p: Number(p) }))(a);
    }
    const uniform = drawn(a.x.shape, UNIFORM, a.x.dtype, a.interpreter);
    return a.changed(same(a.site.two('lt', uniform, p), a.x.dtype));
  },
  'random_(input, from=0, to=None, *, generator=None)': filling((a) => {
    const from = a.real('from');
    const alone = a.value('to') === null;
    if (alone && from === 0) {
      return { kind: 'integer', low: 0, high: a.x.dtype === 'int64' ? 2 ** 53 : 2 ** 24 };
    }
    return { kind: 'integer', low: alone ? 0 : from, high: alone ? from : a.int('to') };
  }),
  'zero_(input)': filling(() => ({ kind: 'constant', value: 0 })),
  'fill_(input, value)': (a) => {
    const value = a.operand('value');
    if (typeof value !== 'object') {
      return filling(() => ({ kind: 'constant', value: Number(value) }))(a);
    }
    return a.changed(a.site.expand(same(value, a.x.dtype), a.x.shape));
  },
  'fill_diagonal_(input, fill_value, wrap=False)': (a) => {
    const { x, site } = a;
    const eye = site.constant(x.shape, { kind: 'eye' }, 'bool');
    return a.changed(site.where(eye, a.operand('fill_value'), x));
  },
  'exponential_|geometric_|cauchy_|log_normal_(input, *args, **kwargs)': (a) => {
    noteDraws(a.site);
    return a.unknown(l10n.t('torch.{0} is not available yet.', a.site.word));
  },
};

/** Functions without tensors. */
export const SEEDS: TensorTable = {
  'manual_seed(seed)': (a) => {
    const seed = a.int('seed');
    const torch = Torch.of(a.interpreter);
    torch.seed = seed;
    torch.draws.push({ slot: null, shape: [], initializer: { kind: 'seed', seed } });
    return null;
  },
  'seed()': (a) => a.unknown(l10n.t('torch.seed() takes a seed from the outside.')),
  'initial_seed()': (a) => BigInt(Torch.of(a.interpreter).seed ?? 0),
};
