/** The table of all primitives. */
import type { PrimitiveName } from '../attributes';
import { binary, binaryGrad, where, whereGrad } from './binary';
import { classWeights, nll, nllGrad } from './class-loss';
import { conv } from './conv';
import { convGradWeight } from './conv-grad-weight';
import { convTranspose } from './conv-transpose';
import { crossEntropy, crossEntropyGrad } from './cross-entropy';
import { elementwise, elementwiseGrad } from './elementwise';
import { gridSample, gridSampleGradGrid, gridSampleGradInput } from './grid-sample';
import { linear, linearGradBias, linearGradInput, linearGradWeight } from './linear';
import { lookup, lookupGrad } from './lookup';
import { normalize, normalizeGrad } from './normalize';
import { adaptiveStep, blend, count, secondMoment } from './optimizers';
import { pointwiseLoss, pointwiseLossGrad } from './pointwise-loss';
import { maxPool, maxPoolGrad } from './pool';
import { matmul } from './products';
import { rearrange } from './rearrange';
import { one, reduce, reduceGrad } from './reduce';
import { resample } from './resample';
import { scatter, scatterGrad } from './scatter';
import type { ForwardRule, Rule, RuleTable } from './rule';
import { sgd } from './sgd';
import { logSoftmax, logSoftmaxGrad, softmax, softmaxGrad } from './softmax';
import {
  argExtreme,
  argSort,
  cumprod,
  cumprodGrad,
  cumsum,
  extreme,
  extremeGrad,
  norm,
  normGrad,
  prod,
  prodGrad,
  variance,
  varianceGrad,
} from './statistics';
import { add, concat, copy, detach, reshape, sumTo } from './structure';

/** Rules of every primitive by name. */
export const PRIMITIVES: RuleTable = {
  linear,
  linear_grad_input: linearGradInput,
  linear_grad_weight: linearGradWeight,
  linear_grad_bias: linearGradBias,
  matmul,
  conv,
  conv_transpose: convTranspose,
  conv_grad_weight: convGradWeight,
  elementwise,
  elementwise_grad: elementwiseGrad,
  binary,
  binary_grad: binaryGrad,
  where,
  where_grad: whereGrad,
  softmax,
  softmax_grad: softmaxGrad,
  log_softmax: logSoftmax,
  log_softmax_grad: logSoftmaxGrad,
  reduce,
  reduce_grad: reduceGrad,
  prod,
  prod_grad: prodGrad,
  variance,
  variance_grad: varianceGrad,
  extreme,
  extreme_grad: extremeGrad,
  arg_extreme: argExtreme,
  norm,
  norm_grad: normGrad,
  cumsum,
  cumprod,
  cumprod_grad: cumprodGrad,
  arg_sort: argSort,
  normalize,
  normalize_grad: normalizeGrad,
  reshape,
  copy,
  detach,
  add,
  sum_to: sumTo,
  concat,
  rearrange,
  resample,
  max_pool: maxPool,
  max_pool_grad: maxPoolGrad,
  lookup,
  lookup_grad: lookupGrad,
  scatter,
  scatter_grad: scatterGrad,
  grid_sample: gridSample,
  grid_sample_grad_input: gridSampleGradInput,
  grid_sample_grad_grid: gridSampleGradGrid,
  pointwise_loss: pointwiseLoss,
  pointwise_loss_grad: pointwiseLossGrad,
  nll,
  nll_grad: nllGrad,
  cross_entropy: crossEntropy,
  cross_entropy_grad: crossEntropyGrad,
  class_weights: classWeights,
  one,
  sgd,
  blend,
  second_moment: secondMoment,
  count,
  adaptive_step: adaptiveStep,
};

/** The rule of an operation of any kind; its attributes belong to it by the type of `Op`. */
export function ruleOf(primitive: PrimitiveName): Rule<PrimitiveName> {
  return PRIMITIVES[primitive];
}

/** The rule with the backward part; null for a primitive that gradients do not flow through. */
export function forwardRuleOf(primitive: PrimitiveName): ForwardRule<PrimitiveName> | null {
  const rule = PRIMITIVES[primitive] as ForwardRule<PrimitiveName>;
  return typeof rule.backward === 'function' ? rule : null;
}
