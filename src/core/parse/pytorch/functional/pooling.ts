/** Pooling: `F.max_pool2d`, `F.avg_pool2d`, `F.adaptive_avg_pool2d`, `F.lp_pool2d` …, which the layers use as well. */
import * as l10n from '@vscode/l10n';
import { elementCount } from '../../../model/shape';
import { PyList, PyTuple, type Value } from '../../python/values';
import { intOf, itemsOf } from '../read';
import type { Tensor } from '../tape';
import { torchFunctions, type Arguments } from './arguments';
import { onBatch } from './batch';
import type { Site } from './site';

/** One entry for each dimension of space. */
export interface MaxPoolSettings {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly ceilMode: boolean;
}

export interface AveragePoolSettings {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly ceilMode: boolean;
  readonly countIncludePad: boolean;
  readonly divisorOverride: number | null;
}

/** The largest element of each window. */
function maxPool(x: Tensor, settings: MaxPoolSettings, site: Site): Tensor {
  return onBatch(x, settings.kernel.length, site, (batch) =>
    site.apply({ type: 'max_pool', ...settings }, [batch]),
  );
}

/** The mean of each window. */
function averagePool(x: Tensor, settings: AveragePoolSettings, site: Site): Tensor {
  return onBatch(x, settings.kernel.length, site, (batch) =>
    site.apply({ type: 'avg_pool', ...settings }, [batch]),
  );
}

/** Windows such that the output has this size; null for the size of the input. */
export function adaptivePool(
  type: 'adaptive_max_pool' | 'adaptive_avg_pool',
  x: Tensor,
  sizes: readonly (number | null)[],
  site: Site,
): Tensor {
  return onBatch(x, sizes.length, site, (batch) => {
    const output = sizes.map((size, d) => size ?? batch.shape[d + 2] ?? 1);
    return site.apply({ type, output }, [batch]);
  });
}

/** The p-norm of each window. */
function powerPool(
  x: Tensor,
  p: number,
  settings: Pick<AveragePoolSettings, 'kernel' | 'stride' | 'ceilMode'>,
  site: Site,
): Tensor {
  const { kernel } = settings;
  const averaged = averagePool(
    site.power(x, p),
    {
      ...settings,
      padding: kernel.map(() => 0),
      countIncludePad: true,
      divisorOverride: null,
    },
    site,
  );
  const sums = site.mul(positivePart(averaged, site), elementCount(kernel));
  return site.power(sums, 1 / p);
}

/** sign(x) · relu(|x|), as PyTorch writes it. */
function positivePart(x: Tensor, site: Site): Tensor {
  return site.mul(site.each('sign', x), site.each('relu', site.each('abs', x)));
}

/** The stride of windows, which is their size unless it is given. */
function strideOf(a: Pick<Arguments, 'value' | 'ints'>, space: number): number[] {
  const stride = a.value('stride');
  const absent = stride === null || (stride instanceof PyList && stride.items.length === 0);
  return a.ints(absent ? 'kernel_size' : 'stride', space);
}

/** The values, and where they are asked for, the places that they came from, which are not worked out. */
function withIndices(values: Tensor, wanted: boolean, site: Site): Value {
  if (!wanted) return values;
  const indices = site.interpreter.unknown(
    l10n.t('The places that {0} took its values from are not available yet.', site.word),
  );
  return new PyTuple([values, indices]);
}

function maximum(space: number, indices?: true): (a: Arguments) => Value {
  return (a) => {
    const settings = {
      kernel: a.ints('kernel_size', space),
      stride: strideOf(a, space),
      padding: a.ints('padding', space),
      dilation: a.ints('dilation', space),
      ceilMode: a.bool('ceil_mode'),
    };
    const values = maxPool(a.tensor('input'), settings, a.site);
    return withIndices(values, indices ?? a.bool('return_indices'), a.site);
  };
}

function average(space: number): (a: Arguments) => Value {
  return (a) =>
    averagePool(
      a.tensor('input'),
      {
        kernel: a.ints('kernel_size', space),
        stride: strideOf(a, space),
        padding: a.ints('padding', space),
        ceilMode: a.bool('ceil_mode'),
        countIncludePad: a.bool('count_include_pad'),
        divisorOverride:
          space === 1 || a.value('divisor_override') === null ? null : a.int('divisor_override'),
      },
      a.site,
    );
}

/** Sizes of `output_size=7`, `(7, None)`. */
function outputSizes(value: Value, space: number, site: Site): (number | null)[] {
  const items = itemsOf(value);
  if (items.length !== 1 && items.length !== space) {
    site.raise(
      'RuntimeError',
      `${site.word}(): argument 'output_size' must have ${space} elements`,
    );
  }
  const sizes = items.map((item) =>
    item === null ? null : intOf(item, 'output_size', site.interpreter),
  );
  return Array.from({ length: space }, (_, d) => sizes[items.length === 1 ? 0 : d]!);
}

function adaptive(type: 'adaptive_max_pool' | 'adaptive_avg_pool', space: number, indices?: true) {
  return (a: Arguments): Value => {
    const sizes = outputSizes(a.raw('output_size'), space, a.site);
    const values = adaptivePool(type, a.tensor('input'), sizes, a.site);
    const wanted = type === 'adaptive_max_pool' && (indices ?? a.bool('return_indices'));
    return withIndices(values, wanted, a.site);
  };
}

function power(space: number): (a: Arguments) => Value {
  return (a) =>
    powerPool(
      a.tensor('input'),
      a.real('norm_type'),
      {
        kernel: a.ints('kernel_size', space),
        stride: strideOf(a, space),
        ceilMode: a.bool('ceil_mode'),
      },
      a.site,
    );
}

const WINDOWS = 'input, kernel_size, stride=None, padding=0';

/** Functions of torch.nn.functional. */
export const POOLING = torchFunctions(
  Object.fromEntries(
    [1, 2, 3].flatMap((n): [string, (a: Arguments) => Value][] => [
      [`max_pool${n}d(${WINDOWS}, dilation=1, ceil_mode=False, return_indices=False)`, maximum(n)],
      [
        `max_pool${n}d_with_indices(${WINDOWS}, dilation=1, ceil_mode=False, return_indices=False)`,
        maximum(n, true),
      ],
      [
        `avg_pool${n}d(${WINDOWS}, ceil_mode=False, count_include_pad=True${n > 1 ? ', divisor_override=None' : ''})`,
        average(n),
      ],
      [`adaptive_avg_pool${n}d(input, output_size)`, adaptive('adaptive_avg_pool', n)],
      [
        `adaptive_max_pool${n}d(input, output_size, return_indices=False)`,
        adaptive('adaptive_max_pool', n),
      ],
      [
        `adaptive_max_pool${n}d_with_indices(input, output_size, return_indices=False)`,
        adaptive('adaptive_max_pool', n, true),
      ],
      [`lp_pool${n}d(input, norm_type, kernel_size, stride=None, ceil_mode=False)`, power(n)],
    ]),
  ),
);
