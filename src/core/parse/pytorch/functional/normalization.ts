/** Normalization: `F.batch_norm`, `F.layer_norm`, `F.group_norm` …; formulas are PyTorch's. */
import { brackets, elementCount, type Shape } from '../../../model/shape';
import type { Value } from '../../python/values';
import { intsOf, itemsOf } from '../read';
import type { Tensor } from '../tape';
import { torchFunctions, type Arguments } from './arguments';
import { requireSeveral } from './several';
import type { Site } from './site';

/** Weight and bias of a normalization; null where there is none. */
interface Affine {
  readonly weight: Tensor | null;
  readonly bias: Tensor | null;
}

/** Over the batch: each channel gets mean 0 and variance 1. */
function batchNorm(x: Tensor, affine: Affine, eps: number, site: Site): Tensor {
  requireSeveral(x, site);
  return scaled(x, affine, site, (own) => ({
    type: 'batch_norm',
    features: affine.weight?.shape[0] ?? x.shape[1] ?? 1,
    eps,
    momentum: 0.1,
    affine: own,
    trackRunningStats: false,
  }));
}

/** Over each sample's channel by itself. */
export function instanceNorm(x: Tensor, affine: Affine, eps: number, site: Site): Tensor {
  if (elementCount(x.shape.slice(2)) === 1) {
    site.raise(
      'ValueError',
      `Expected more than 1 spatial element when training, got input size torch.Size(${brackets(x.shape)})`,
    );
  }
  return scaled(x, affine, site, (own) => ({
    type: 'instance_norm',
    features: affine.weight?.shape[0] ?? x.shape[1] ?? 1,
    eps,
    momentum: 0.1,
    affine: own,
    trackRunningStats: false,
  }));
}

/** Over the last dimensions. */
function layerNorm(
  x: Tensor,
  shape: Shape,
  { weight, bias }: Affine,
  eps: number,
  site: Site,
): Tensor {
  const own = weight !== null;
  const op = { type: 'layer_norm', shape, eps, affine: own, bias: own && bias !== null } as const;
  const y = site.apply(op, [x], { weight, bias: own ? bias : null });
  return bias && !own ? site.add(y, bias) : y;
}

/** Over groups of channels. */
function groupNorm(x: Tensor, groups: number, affine: Affine, eps: number, site: Site): Tensor {
  const [samples = 1, channels = 1, ...space] = x.shape;
  requireSeveral(x, site, [(samples * channels) / groups, groups, ...space], brackets(x.shape));
  return scaled(x, affine, site, (own) => ({
    type: 'group_norm',
    groups,
    channels: affine.weight?.shape[0] ?? channels,
    eps,
    affine: own,
  }));
}

/** By the root of the mean square over the last dimensions; eps null for the machine's. */
function rmsNorm(
  x: Tensor,
  shape: Shape,
  weight: Tensor | null,
  eps: number | null,
  site: Site,
): Tensor {
  return site.apply({ type: 'rms_norm', shape, eps, affine: weight !== null }, [x], { weight });
}

/** With statistics that were kept: (x − mean) / √(var + eps), times weight and plus bias. */
function normalizedBy(
  x: Tensor,
  mean: Tensor,
  variance: Tensor,
  affine: Affine,
  eps: number,
  site: Site,
): Tensor {
  const scale = site.each('rsqrt', site.add(variance, eps));
  const centered = site.sub(x, perChannel(mean, x, site));
  const y = site.mul(centered, perChannel(scale, x, site));
  return shifted(y, affine, site);
}

/** x / (k + α · mean of the squares of neighbouring channels)^β */
function localResponseNorm(
  x: Tensor,
  size: number,
  alpha: number,
  beta: number,
  k: number,
  site: Site,
): Tensor {
  if (x.shape.length < 3) {
    site.raise(
      'ValueError',
      `Expected 3D or higher dimensionality                          input (got ${x.shape.length} dimensions)`,
    );
  }
  const [samples, channels, ...space] = x.shape as [number, number, ...number[]];
  const rows = elementCount(space);
  const squares = site.reshape(site.each('square', x), [samples, 1, channels, rows]);
  const border = [Math.floor(size / 2), Math.floor((size - 1) / 2)] as const;
  const borders = [[0, 0], [0, 0], border, [0, 0]] as const;
  const padded = site.apply({ type: 'pad', borders, mode: 'constant', value: 0 }, [squares]);
  const means = site.apply(
    {
      type: 'avg_pool',
      kernel: [size, 1],
      stride: [1, 1],
      padding: [0, 0],
      ceilMode: false,
      countIncludePad: true,
      divisorOverride: null,
    },
    [padded],
  );
  const energy = site.add(site.mul(site.reshape(means, x.shape), alpha), k);
  return site.div(x, site.power(energy, beta));
}

/** An operation that takes weight and bias together or neither; one alone follows by itself. */
function scaled(
  x: Tensor,
  { weight, bias }: Affine,
  site: Site,
  op: (affine: boolean) => Parameters<Site['apply']>[0],
): Tensor {
  const both = weight !== null && bias !== null;
  const y = site.apply(op(both), [x], both ? { weight, bias } : {});
  return both ? y : shifted(y, { weight, bias }, site);
}

function shifted(x: Tensor, { weight, bias }: Affine, site: Site): Tensor {
  const y = weight ? site.mul(x, perChannel(weight, x, site)) : x;
  return bias ? site.add(y, perChannel(bias, x, site)) : y;
}

/** One number for each channel, seen so that it meets dimension 1. */
function perChannel(value: Tensor, x: Tensor, site: Site): Tensor {
  const space = x.shape.slice(2).map(() => 1);
  return space.length === 0 ? value : site.reshape(value, [...value.shape, ...space]);
}

function affineOf(a: Arguments): Affine {
  return { weight: a.optional('weight'), bias: a.optional('bias') };
}

function normalizedShape(a: Arguments): number[] {
  if (typeof a.value('normalized_shape') === 'bigint') {
    a.interpreter.raise(
      'TypeError',
      `${a.site.word}(): argument 'normalized_shape' (position 2) must be tuple of ints, not int`,
    );
  }
  return intsOf(a.raw('normalized_shape'), 'normalized_shape', a.interpreter);
}

/** Running statistics where the function is told to use them. */
function runningNorm(a: Arguments): Tensor {
  const mean = a.optional('running_mean');
  const variance = a.optional('running_var');
  if (!mean || !variance) {
    const name = mean ? 'running_var' : 'running_mean';
    return a.interpreter.raise('RuntimeError', `${name} must be defined in evaluation mode`);
  }
  const x = a.tensor('input');
  return normalizedBy(x, mean, variance, affineOf(a), a.real('eps'), a.site);
}

/** p-norm 1 along a dimension, or along several together. */
function normalize(a: Arguments): Tensor {
  const x = a.tensor('input');
  const p = a.real('p');
  const eps = a.real('eps');
  const { site } = a;
  const dims: readonly Value[] = itemsOf(a.raw('dim'));
  if (dims.length === 1)
    return site.apply({ type: 'normalize', p, dim: a.dim('dim', x), eps }, [x]);
  const over = intsOf(a.raw('dim'), 'dim', a.interpreter).map((d) =>
    d < 0 ? d + x.shape.length : d,
  );
  return site.div(x, site.clamp(site.norm(x, p, over, true), eps));
}

/** Functions of torch.nn.functional. */
export const NORMALIZATION = torchFunctions({
  'batch_norm(input, running_mean, running_var, weight=None, bias=None, training=False, momentum=0.1, eps=1e-05)':
    (a) =>
      a.training()
        ? batchNorm(a.tensor('input'), affineOf(a), a.real('eps'), a.site)
        : runningNorm(a),
  'instance_norm(input, running_mean=None, running_var=None, weight=None, bias=None, use_input_stats=True, momentum=0.1, eps=1e-05)':
    (a) =>
      a.bool('use_input_stats')
        ? instanceNorm(a.tensor('input'), affineOf(a), a.real('eps'), a.site)
        : runningNorm(a),
  'layer_norm(input, normalized_shape, weight=None, bias=None, eps=1e-05)': (a) =>
    layerNorm(a.tensor('input'), normalizedShape(a), affineOf(a), a.real('eps'), a.site),
  'group_norm(input, num_groups, weight=None, bias=None, eps=1e-05)': (a) =>
    groupNorm(a.tensor('input'), a.int('num_groups'), affineOf(a), a.real('eps'), a.site),
  'rms_norm(input, normalized_shape, weight=None, eps=None)': (a) =>
    rmsNorm(
      a.tensor('input'),
      normalizedShape(a),
      a.optional('weight'),
      a.value('eps') === null ? null : a.real('eps'),
      a.site,
    ),
  'local_response_norm(input, size, alpha=0.0001, beta=0.75, k=1.0)': (a) =>
    localResponseNorm(
      a.tensor('input'),
      a.int('size'),
      a.real('alpha'),
      a.real('beta'),
      a.real('k'),
      a.site,
    ),
  'normalize(input, p=2.0, dim=1, eps=1e-12, out=None)': normalize,
});
