/** Losses with a margin, composed of operations: `F.triplet_margin_loss`, `F.hinge_embedding_loss`, `F.multi_margin_loss` … */
import type { Reduction } from '../../../../model/graph';
import { brackets } from '../../../../model/shape';
import type { Step } from '../../../python/steps';
import type { Value } from '../../../python/values';
import { native } from '../../../python/native';
import { tensorOf } from '../../read';
import type { Tensor } from '../../tape';
import { Arguments, torchFunctions } from '../arguments';
import { pairwiseDistance } from '../distances';
import type { Site } from '../site';
import { LEGACY, reduced, reductionOf } from './reduction';

/** x where the target is 1, max(0, margin − x) where it is −1. */
function hingeEmbedding(
  x: Tensor,
  target: Tensor,
  margin: number,
  reduction: Reduction,
  site: Site,
): Tensor {
  const gap = site.clamp(site.sub(margin, x), 0);
  const apart = site.where(site.two('ne', target, 1n), gap, 0n);
  const near = site.where(site.two('ne', target, -1n), x, 0n);
  return reduced(site.add(apart, near), reduction, site);
}

/** max(0, −target · (x1 − x2) + margin) */
function marginRanking(
  x1: Tensor,
  x2: Tensor,
  target: Tensor,
  margin: number,
  reduction: Reduction,
  site: Site,
): Tensor {
  const ranks = [x1, x2, target].map(({ shape }) => shape.length);
  if (new Set(ranks).size > 1) {
    const [a, b, c] = [x1, x2, target].map(({ shape }) => `torch.Size(${brackets(shape)})`);
    site.raise(
      'RuntimeError',
      `margin_ranking_loss : All input tensors should have same dimension but got sizes: input1: ${a!}, input2: ${b!}, target: ${c!} `,
    );
  }
  const products = site.mul(site.each('neg', target), site.sub(x1, x2));
  return reduced(site.clamp(site.add(products, margin), 0), reduction, site);
}

/** 1 − cos where the target is 1, max(0, cos − margin) where it is −1. */
function cosineEmbedding(
  x1: Tensor,
  x2: Tensor,
  target: Tensor,
  margin: number,
  reduction: Reduction,
  site: Site,
): Tensor {
  const [rank] = [x1.shape.length];
  const wanted = rank === 1 ? 0 : 1;
  if ((rank !== 1 && rank !== 2) || target.shape.length !== wanted) {
    site.raise(
      'RuntimeError',
      `${wanted}D target tensor expects ${rank}D input tensors, but found inputs with sizes ${brackets(x1.shape)} and ${brackets(x2.shape)}.`,
    );
  }
  const sum = (x: Tensor) => site.reduce('sum', x, [rank - 1]);
  const square = (x: Tensor) => site.add(sum(site.mul(x, x)), TINY);
  const lengths = site.each('sqrt', site.mul(square(x1), square(x2)));
  const cosine = site.div(sum(site.mul(x1, x2)), lengths);
  const alike = site.where(site.two('eq', target, 1n), site.sub(1n, cosine), 0n);
  const other = site.clamp(site.sub(cosine, margin), 0);
  const unlike = site.where(site.two('eq', target, -1n), other, 0n);
  return reduced(site.add(alike, unlike), reduction, site);
}

const TINY = 1e-12;

/** log(1 + exp(−target · x)) */
function softMargin(x: Tensor, target: Tensor, reduction: Reduction, site: Site): Tensor {
  const products = site.mul(site.each('neg', target), x);
  return reduced(site.each('log1p', site.each('exp', products)), reduction, site);
}

/** The mean over classes of −(target · log σ(x) + (1 − target) · log σ(−x)). */
function multilabelSoftMargin(
  x: Tensor,
  target: Tensor,
  weight: Tensor | null,
  reduction: Reduction,
  site: Site,
): Tensor {
  const yes = site.mul(target, site.each('log_sigmoid', x));
  const no = site.mul(site.sub(1n, target), site.each('log_sigmoid', site.each('neg', x)));
  const errors = site.each('neg', site.add(yes, no));
  const weighted = weight ? site.mul(errors, weight) : errors;
  const dim = x.shape.length - 1;
  const means = site.div(site.reduce('sum', weighted, [dim]), x.shape[dim]!);
  return reduced(means, reduction, site);
}

/** The mean over the other classes of max(0, margin − x[right] + x)^p. */
function multiMargin(
  x: Tensor,
  target: Tensor,
  { p, margin, weight, reduction }: MultiMarginSettings,
  site: Site,
): Tensor {
  if (p !== 1 && p !== 2) site.raise('ValueError', 'only p == 1 and p == 2 supported');
  const dim = x.shape.length - 1;
  const classes = x.shape[dim]!;
  const places = site.reshape(target, [...target.shape, 1]);
  const right = site.apply({ type: 'gather', dim }, [x, places], {}, x.dtype);
  const gap = site.clamp(site.add(site.sub(margin, right), x), 0);
  const powers = p === 1 ? gap : site.each('square', gap);
  const weighted = weight ? site.mul(powers, chosen(weight, places, site)) : powers;
  const hot = site.apply({ type: 'one_hot', classes }, [target], {}, x.dtype);
  const others = site.mul(weighted, site.sub(1n, hot));
  const means = site.div(site.reduce('sum', others, [dim]), classes);
  return reduced(means, reduction, site);
}

interface MultiMarginSettings {
  readonly p: number;
  readonly margin: number;
  readonly weight: Tensor | null;
  readonly reduction: Reduction;
}

/** The weights of the classes that are right. */
function chosen(weight: Tensor, places: Tensor, site: Site): Tensor {
  return site.apply({ type: 'index_select', dim: 0 }, [weight, places], {}, weight.dtype);
}

type Distance = (x1: Tensor, x2: Tensor) => Step<Tensor>;

/** max(0, margin + d(anchor, positive) − d(anchor, negative)); with `swap` the positive may take the place of the anchor. */
function* tripletMargin(
  [anchor, positive, negative]: readonly [Tensor, Tensor, Tensor],
  distance: Distance,
  { margin, swap, reduction }: TripletSettings,
  site: Site,
): Step<Tensor> {
  if (margin <= 0) site.raise('ValueError', `margin must be greater than 0, got ${margin}`);
  const near = yield* distance(anchor, positive);
  const far = yield* distance(anchor, negative);
  const least = swap ? site.two('minimum', far, yield* distance(positive, negative)) : far;
  const errors = site.clamp(site.sub(site.add(near, margin), least), 0);
  return reduced(errors, reduction, site);
}

interface TripletSettings {
  readonly margin: number;
  readonly swap: boolean;
  readonly reduction: Reduction;
}

function tensorsOf(a: Arguments): readonly [Tensor, Tensor, Tensor] {
  return [a.tensor('anchor'), a.tensor('positive'), a.tensor('negative')];
}

function* triplet(a: Arguments): Step<Value> {
  const [p, eps] = [a.real('p'), a.real('eps')];
  // eslint-disable-next-line require-yield -- calls nothing back
  const distance: Distance = function* (x1, x2) {
    return pairwiseDistance(x1, x2, p, eps, false, a.site);
  };
  const settings = { margin: a.real('margin'), swap: a.bool('swap'), reduction: reductionOf(a) };
  return yield* tripletMargin(tensorsOf(a), distance, settings, a.site);
}

function* tripletWithDistance(a: Arguments): Step<Value> {
  const own = a.value('distance_function');
  const distance: Distance = function* (x1, x2) {
    if (own === null) return pairwiseDistance(x1, x2, 2, 1e-6, false, a.site);
    const result = yield* a.interpreter.call(own, [x1, x2]);
    return tensorOf(result, 'distance', a.interpreter);
  };
  const settings = {
    margin: a.real('margin'),
    swap: a.bool('swap'),
    reduction: reductionOf(a, false),
  };
  return yield* tripletMargin(tensorsOf(a), distance, settings, a.site);
}

function inSteps(signature: string, run: (a: Arguments) => Step<Value>) {
  const word = signature.slice(0, signature.indexOf('('));
  return native(signature, (bound, interpreter) => run(new Arguments(bound, interpreter, word)));
}

/** Functions of torch.nn.functional. */
export const MARGINS = {
  ...torchFunctions({
    [`hinge_embedding_loss(input, target, margin=1.0, ${LEGACY})`]: (a) =>
      hingeEmbedding(
        a.tensor('input'),
        a.tensor('target'),
        a.real('margin'),
        reductionOf(a),
        a.site,
      ),
    [`margin_ranking_loss(input1, input2, target, margin=0, ${LEGACY})`]: (a) =>
      marginRanking(
        a.tensor('input1'),
        a.tensor('input2'),
        a.tensor('target'),
        a.real('margin'),
        reductionOf(a),
        a.site,
      ),
    [`cosine_embedding_loss(input1, input2, target, margin=0, ${LEGACY})`]: (a) =>
      cosineEmbedding(
        a.tensor('input1'),
        a.tensor('input2'),
        a.tensor('target'),
        a.real('margin'),
        reductionOf(a),
        a.site,
      ),
    [`soft_margin_loss(input, target, ${LEGACY})`]: (a) =>
      softMargin(a.tensor('input'), a.tensor('target'), reductionOf(a), a.site),
    [`multilabel_soft_margin_loss(input, target, weight=None, ${LEGACY})`]: (a) =>
      multilabelSoftMargin(
        a.tensor('input'),
        a.tensor('target'),
        a.optional('weight'),
        reductionOf(a),
        a.site,
      ),
    [`multi_margin_loss(input, target, p=1, margin=1.0, weight=None, ${LEGACY})`]: (a) => {
      const settings = {
        p: a.int('p'),
        margin: a.real('margin'),
        weight: a.optional('weight'),
        reduction: reductionOf(a),
      };
      return multiMargin(a.tensor('input'), a.tensor('target'), settings, a.site);
    },
  }),
  triplet_margin_loss: inSteps(
    `triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2, eps=1e-6, swap=False, ${LEGACY})`,
    triplet,
  ),
  triplet_margin_with_distance_loss: inSteps(
    "triplet_margin_with_distance_loss(anchor, positive, negative, *, distance_function=None, margin=1.0, swap=False, reduction='mean')",
    tripletWithDistance,
  ),
};
