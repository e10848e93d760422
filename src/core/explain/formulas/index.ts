/** Formulas of every primitive: leaving one out does not compile. */
import type { PrimitiveName } from '../../autodiff/attributes';
import type { Context } from '../context';
import * as classLoss from './class-loss';
import * as convolution from './convolution';
import * as extremes from './extremes';
import * as loss from './loss';
import * as moves from './moves';
import * as pointwise from './pointwise';
import * as products from './products';
import * as reductions from './reductions';
import { elementFormula, type AnyRule, type Formula, type FormulaRule } from './rule';
import * as runningProducts from './running-products';
import * as softmax from './softmax';
import * as statistics from './statistics';
import * as update from './update';

/** The mathematics of every primitive. */
export const FORMULAS: { readonly [P in PrimitiveName]: FormulaRule<P> } = {
  linear: products.linear,
  linear_grad_input: products.linearGradInput,
  linear_grad_weight: products.linearGradWeight,
  linear_grad_bias: products.linearGradBias,
  matmul: products.matmul,
  conv: convolution.conv,
  conv_transpose: convolution.convTranspose,
  conv_grad_weight: convolution.convGradWeight,
  elementwise: pointwise.elementwise,
  elementwise_grad: pointwise.elementwiseGrad,
  binary: pointwise.binary,
  binary_grad: pointwise.binaryGrad,
  where: pointwise.where,
  where_grad: pointwise.whereGrad,
  softmax: softmax.softmax,
  softmax_grad: softmax.softmaxGrad,
  log_softmax: softmax.logSoftmax,
  log_softmax_grad: softmax.logSoftmaxGrad,
  reduce: reductions.reduce,
  reduce_grad: reductions.reduceGrad,
  prod: runningProducts.prod,
  prod_grad: runningProducts.prodGrad,
  variance: statistics.variance,
  variance_grad: statistics.varianceGrad,
  extreme: extremes.extreme,
  extreme_grad: extremes.extremeGrad,
  arg_extreme: extremes.argExtreme,
  norm: reductions.norm,
  norm_grad: reductions.normGrad,
  cumsum: reductions.cumsum,
  cumprod: runningProducts.cumprod,
  cumprod_grad: runningProducts.cumprodGrad,
  arg_sort: extremes.argSort,
  normalize: statistics.normalize,
  normalize_grad: statistics.normalizeGrad,
  reshape: moves.reshape,
  copy: pointwise.copy,
  detach: pointwise.detach,
  add: moves.add,
  sum_to: reductions.sumTo,
  concat: moves.concat,
  rearrange: moves.rearrange,
  resample: moves.resample,
  max_pool: extremes.maxPool,
  max_pool_grad: extremes.maxPoolGrad,
  lookup: moves.lookup,
  lookup_grad: moves.lookupGrad,
  scatter: moves.scatter,
  scatter_grad: moves.scatterGrad,
  grid_sample: moves.gridSample,
  grid_sample_grad_input: moves.gridSampleGradInput,
  grid_sample_grad_grid: moves.gridSampleGradGrid,
  pointwise_loss: loss.pointwiseLoss,
  pointwise_loss_grad: loss.pointwiseLossGrad,
  nll: classLoss.nll,
  nll_grad: classLoss.nllGrad,
  cross_entropy: classLoss.crossEntropy,
  cross_entropy_grad: classLoss.crossEntropyGrad,
  class_weights: classLoss.classWeights,
  one: loss.one,
  sgd: update.sgd,
  blend: update.blend,
  second_moment: update.secondMoment,
  count: update.count,
  adaptive_step: update.adaptiveStep,
};

/** The formula of a whole operation, for the shown sample. */
export function formulaOf(c: Context): Formula {
  return ruleOf(c).whole(c);
}

/** The formula of one element of an operation's result. */
export function formulaOfElement(c: Context, index: number): Formula {
  return elementFormula(ruleOf(c), c, index);
}

/** TeX with the numbers; null when it would only repeat the formula in symbols, as for ∂E/∂E = 1. */
export function numericTex({ symbolic, numeric }: Formula): string | null {
  return numeric.tex === symbolic.tex ? null : numeric.tex;
}

/** A formula in words. */
export function spoken({ symbolic, numeric }: Formula): string {
  const once = numeric.tex === symbolic.tex;
  return once ? `${symbolic.words}.` : `${symbolic.words}. ${numeric.words}.`;
}

/** Operation and rule belong together by the primitive, which indexing by its name alone cannot show. */
function ruleOf(c: Context): AnyRule {
  return FORMULAS[c.op.primitive];
}

export { signOf, type Formula } from './rule';
