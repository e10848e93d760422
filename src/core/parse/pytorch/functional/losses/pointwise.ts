/** Losses with one error for each element: `F.mse_loss`, `F.l1_loss`, `F.huber_loss`, `F.binary_cross_entropy`, `F.kl_div` … */
import type { LossSpec, Reduction } from '../../../../model/graph';
import { weightShape } from '../../../../model/losses';
import {
  brackets,
  broadcastShape,
  elementCount,
  sameShape,
  type Shape,
} from '../../../../model/shape';
import type { Tensor, TensorType } from '../../tape';
import { numbersOf } from '../../tensor/known';
import { holdsFractions, resultType } from '../../tensor/types';
import { torchFunctions, type Arguments } from '../arguments';
import type { Site } from '../site';
import { scalarTypeName } from '../type-names';
import { LEGACY, reduced, reductionOf } from './reduction';
import { broadcastTogether, requireReal, requireSame } from './targets';

/** A loss of the graph, as one operation; `dtype` is what output and target give together unless it is said. */
export function lossOf(
  spec: Omit<LossSpec, 'range' | 'delta'> & { readonly delta?: number },
  x: Tensor,
  target: Tensor,
  site: Site,
  dtype: TensorType = resultType([x, target], site.interpreter),
): Tensor {
  return site.apply({ type: 'loss', spec: { delta: 1, ...spec } }, [x, target], {}, dtype);
}

/** Losses of a difference. A weight for each element is multiplied in; the mean is then over the weights. */
function differenceLoss(
  kind: 'mse' | 'l1' | 'smooth_l1' | 'huber',
  input: Tensor,
  given: Tensor,
  { reduction, delta = 1, weight = null }: DifferenceSettings,
  site: Site,
): Tensor {
  const [x, target] = broadcastTogether(input, given, site);
  if (!holdsFractions(resultType([x, target], site.interpreter))) {
    site.raise(
      'NotImplementedError',
      `"${kind}_cpu" not implemented for '${scalarTypeName(x.dtype)}'`,
    );
  }
  if (!weight) return lossOf({ kind, reduction, delta }, x, target, site);
  if (!sameShape(weight.shape, input.shape)) {
    site.raise('ValueError', 'Weights and input must have the same size.');
  }
  const errors = lossOf({ kind, reduction: 'none', delta }, x, target, site);
  const weighted = site.mul(errors, weight);
  if (reduction !== 'mean' || kind === 'huber') return reduced(weighted, reduction, site);
  return site.div(reduced(weighted, 'sum', site), reduced(weight, 'sum', site));
}

interface DifferenceSettings {
  readonly reduction: Reduction;
  readonly delta?: number;
  readonly weight?: Tensor | null;
}

/** Cross-entropy of two classes, from probabilities. */
function binaryCrossEntropy(
  x: Tensor,
  target: Tensor,
  weight: Tensor | null,
  reduction: Reduction,
  site: Site,
): Tensor {
  requireSame(
    x,
    target,
    `Using a target size (torch.Size(${brackets(target.shape)})) that is different to the input size (torch.Size(${brackets(x.shape)})) is deprecated. Please ensure they have the same size.`,
    site,
  );
  const [found, wanted] = [scalarTypeName(target.dtype), scalarTypeName(x.dtype)];
  requireReal(x, target, `Found dtype ${found} but expected ${wanted}`, site);
  return weighted({ kind: 'bce', reduction }, x, target, weight, site);
}

/** Cross-entropy of two classes, from logits. */
function binaryCrossEntropyWithLogits(
  x: Tensor,
  target: Tensor,
  { weight, posWeight, reduction }: LogitSettings,
  site: Site,
): Tensor {
  requireSame(
    x,
    target,
    `Target size (torch.Size(${brackets(target.shape)})) must be the same as input size (torch.Size(${brackets(x.shape)}))`,
    site,
  );
  if (!holdsFractions(target.dtype)) {
    const text = `result type ${scalarTypeName(x.dtype)} can't be cast to the desired output type ${scalarTypeName(target.dtype)}`;
    requireReal(x, target, text, site);
  }
  if (!posWeight) return weighted({ kind: 'bce_with_logits', reduction }, x, target, weight, site);
  const numbers = lastDimensions(posWeight, x, site);
  if (numbers) {
    const spec = { kind: 'bce_with_logits', reduction, posWeight: numbers } as const;
    return weighted(spec, x, target, weight, site);
  }
  const rest = site.mul(site.sub(1, target), x);
  const share = site.add(site.mul(site.sub(posWeight, 1), target), 1);
  const minus = site.each('neg', x);
  const softplus = site.elementwise({ fn: 'softplus', options: { beta: 1, threshold: 20 } }, minus);
  const errors = site.add(rest, site.mul(share, softplus));
  return reduced(weight ? site.mul(errors, weight) : errors, reduction, site);
}

interface LogitSettings {
  readonly weight: Tensor | null;
  readonly posWeight: Tensor | null;
  readonly reduction: Reduction;
}

/** A loss whose errors are multiplied by a weight, which is a part of it where its numbers are known. */
function weighted(
  spec: Parameters<typeof lossOf>[0],
  x: Tensor,
  target: Tensor,
  weight: Tensor | null,
  site: Site,
): Tensor {
  if (!weight) return lossOf(spec, x, target, site);
  const numbers = lastDimensions(weight, x, site);
  if (numbers) return lossOf({ ...spec, weight: numbers }, x, target, site);
  const errors = lossOf({ ...spec, reduction: 'none' }, x, target, site);
  return reduced(site.mul(errors, weight), spec.reduction, site);
}

/** Numbers for the last dimensions of the output; null where they are not known, or are for other dimensions. */
function lastDimensions(weight: Tensor, x: Tensor, site: Site): number[] | null {
  const count = elementCount(weight.shape);
  const numbers = numbersOf(weight.ref, site.interpreter);
  const places = weightShape(count, x.shape);
  if (!numbers || !places) return null;
  const fits = count === 1 || sameShape(withoutFirstOnes(weight.shape), withoutFirstOnes(places));
  return fits ? Array.from(numbers) : null;
}

function withoutFirstOnes(shape: Shape): Shape {
  return shape.slice(shape.findIndex((size) => size !== 1));
}

/** The Kullback–Leibler divergence of two distributions, the first given by logarithms. */
function klDivergence(
  x: Tensor,
  target: Tensor,
  reduction: Reduction,
  logTarget: boolean,
  site: Site,
): Tensor {
  const shape = broadcastShape([x.shape, target.shape]) ?? x.shape;
  const [a, b] = [site.expand(x, shape), site.expand(target, shape)];
  return lossOf({ kind: 'kl_div', reduction, logTarget }, a, b, site);
}

function difference(kind: 'mse' | 'l1'): (a: Arguments) => Tensor {
  return (a) =>
    differenceLoss(
      kind,
      a.tensor('input'),
      a.tensor('target'),
      { reduction: reductionOf(a), weight: a.optional('weight') },
      a.site,
    );
}

/** Functions of torch.nn.functional. */
export const POINTWISE = torchFunctions({
  [`mse_loss(input, target, ${LEGACY}, weight=None)`]: difference('mse'),
  [`l1_loss(input, target, ${LEGACY}, weight=None)`]: difference('l1'),
  [`smooth_l1_loss(input, target, ${LEGACY}, beta=1.0)`]: (a) => {
    const settings = { reduction: reductionOf(a), delta: a.real('beta') };
    if (settings.delta < 0) {
      a.interpreter.raise(
        'RuntimeError',
        'smooth_l1_loss does not support negative values for beta.',
      );
    }
    return differenceLoss('smooth_l1', a.tensor('input'), a.tensor('target'), settings, a.site);
  },
  "huber_loss(input, target, reduction='mean', delta=1.0, weight=None)": (a) => {
    const settings = {
      reduction: reductionOf(a, false),
      delta: a.real('delta'),
      weight: a.optional('weight'),
    };
    return differenceLoss('huber', a.tensor('input'), a.tensor('target'), settings, a.site);
  },
  [`binary_cross_entropy(input, target, weight=None, ${LEGACY})`]: (a) =>
    binaryCrossEntropy(
      a.tensor('input'),
      a.tensor('target'),
      a.optional('weight'),
      reductionOf(a),
      a.site,
    ),
  [`binary_cross_entropy_with_logits(input, target, weight=None, ${LEGACY}, pos_weight=None)`]: (
    a,
  ) =>
    binaryCrossEntropyWithLogits(
      a.tensor('input'),
      a.tensor('target'),
      {
        weight: a.optional('weight'),
        posWeight: a.optional('pos_weight'),
        reduction: reductionOf(a),
      },
      a.site,
    ),
  [`kl_div(input, target, ${LEGACY}, log_target=False)`]: (a) => {
    const batchMean = a.value('reduction') === 'batchmean';
    const reduction = batchMean ? 'batchmean' : reductionOf(a);
    return klDivergence(
      a.tensor('input'),
      a.tensor('target'),
      reduction,
      a.bool('log_target'),
      a.site,
    );
  },
});
