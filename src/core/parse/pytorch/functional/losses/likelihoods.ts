/** Negative log-likelihoods of distributions: `F.gaussian_nll_loss`, `F.poisson_nll_loss`. */
import type { Reduction } from '../../../../model/graph';
import { sameShape } from '../../../../model/shape';
import { Tensor } from '../../tape';
import { torchFunctions, type Arguments } from '../arguments';
import type { Site } from '../site';
import { reduced, reductionOf } from './reduction';

/** ½ (log var + (x − target)² / var), with ½ log 2π when `full`. */
function gaussianLoss(
  x: Tensor,
  target: Tensor,
  variance: Tensor,
  { full, eps, reduction }: GaussianSettings,
  site: Site,
): Tensor {
  const least = atLeast(fitted(variance, x, site), eps, site);
  const distance = site.div(site.each('square', site.sub(x, target)), least);
  const errors = site.mul(site.add(site.each('log', least), distance), 0.5);
  const whole = full ? site.add(errors, 0.5 * Math.log(2 * Math.PI)) : errors;
  return reduced(whole, reduction, site);
}

interface GaussianSettings {
  readonly full: boolean;
  readonly eps: number;
  readonly reduction: Reduction;
}

/** Numbers below eps become eps; gradients go through as if they had not. */
function atLeast(variance: Tensor, eps: number, site: Site): Tensor {
  if (!variance.requiresGrad) return site.clamp(variance, eps);
  const missing = site.sub(site.clamp(variance, eps), variance);
  return site.add(variance, site.detach(missing));
}

/** One variance for each element, or one for all of a dimension. */
function fitted(variance: Tensor, x: Tensor, site: Site): Tensor {
  if (sameShape(variance.shape, x.shape)) return variance;
  if (sameShape(variance.shape, x.shape.slice(0, -1))) {
    return site.reshape(variance, [...variance.shape, 1]);
  }
  const other = x.shape.filter((size, d) => size !== variance.shape[d]);
  const ones = variance.shape.filter((size, d) => size !== x.shape[d]);
  const single = other.length === 1 && ones[0] === 1;
  if (variance.shape.length === x.shape.length && single) return variance;
  return site.raise('ValueError', 'var is of incorrect size');
}

/** exp(x) − target · x, or x − target · log(x + eps); `full` adds Stirling's approximation of log target!. */
function poissonLoss(
  x: Tensor,
  target: Tensor,
  { logInput, full, eps, reduction }: PoissonSettings,
  site: Site,
): Tensor {
  const log = logInput ? x : site.each('log', site.add(x, eps));
  const rate = logInput ? site.each('exp', x) : x;
  const errors = site.sub(rate, site.mul(target, log));
  return reduced(full ? site.add(errors, stirling(target, site)) : errors, reduction, site);
}

interface PoissonSettings {
  readonly logInput: boolean;
  readonly full: boolean;
  readonly eps: number;
  readonly reduction: Reduction;
}

/** n log n − n + ½ log 2πn where n is above 1, else 0. */
function stirling(n: Tensor, site: Site): Tensor {
  const root = site.mul(site.each('log', site.mul(n, 2 * Math.PI)), 0.5);
  const value = site.add(site.sub(site.mul(n, site.each('log', n)), n), root);
  return site.where(site.two('gt', n, 1n), value, 0n);
}

/** The variance as a tensor; a number stands for all elements. */
function varianceOf(a: Arguments, x: Tensor): Tensor {
  const value = a.value('var');
  if (value instanceof Tensor) return value;
  const variance = a.real('var');
  if (variance < 0) a.interpreter.raise('ValueError', 'var has negative entry/entries');
  return a.site.constant(x.shape, { kind: 'full', value: variance }, x.dtype);
}

/** Functions of torch.nn.functional. */
export const LIKELIHOODS = torchFunctions({
  "gaussian_nll_loss(input, target, var, full=False, eps=1e-06, reduction='mean')": (a) => {
    const x = a.tensor('input');
    const settings = {
      full: a.bool('full'),
      eps: a.real('eps'),
      reduction: reductionOf(a, false),
    };
    return gaussianLoss(x, a.tensor('target'), varianceOf(a, x), settings, a.site);
  },
  "poisson_nll_loss(input, target, log_input=True, full=False, size_average=None, eps=1e-08, reduce=None, reduction='mean')":
    (a) => {
      const settings = {
        logInput: a.bool('log_input'),
        full: a.bool('full'),
        eps: a.real('eps'),
        reduction: reductionOf(a),
      };
      return poissonLoss(a.tensor('input'), a.tensor('target'), settings, a.site);
    },
});
