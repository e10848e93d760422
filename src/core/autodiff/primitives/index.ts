/** The table of all primitives. */
import type { PrimitiveName } from '../program';
import { crossEntropy, crossEntropyGrad, nll, nllGrad } from './class-loss';
import { elementwise, elementwiseGrad } from './elementwise';
import { linear, linearGradBias, linearGradInput, linearGradWeight } from './linear';
import { pointwiseLoss, pointwiseLossGrad } from './pointwise-loss';
import { one, reduce, reduceGrad } from './reduce';
import type { ForwardPrimitive, ForwardRule, Rule, RuleTable } from './rule';
import { sgd } from './sgd';
import { logSoftmax, logSoftmaxGrad, softmax, softmaxGrad } from './softmax';
import { add, concat, copy, reshape, slice } from './structure';

/** Rules of every primitive by name. */
export const PRIMITIVES: RuleTable = {
  linear,
  elementwise,
  softmax,
  log_softmax: logSoftmax,
  reshape,
  add,
  concat,
  slice,
  pointwise_loss: pointwiseLoss,
  nll,
  cross_entropy: crossEntropy,
  reduce,
  one,
  copy,
  reduce_grad: reduceGrad,
  pointwise_loss_grad: pointwiseLossGrad,
  nll_grad: nllGrad,
  cross_entropy_grad: crossEntropyGrad,
  linear_grad_input: linearGradInput,
  linear_grad_weight: linearGradWeight,
  linear_grad_bias: linearGradBias,
  elementwise_grad: elementwiseGrad,
  softmax_grad: softmaxGrad,
  log_softmax_grad: logSoftmaxGrad,
  sgd,
};

/** The rule of an operation of any kind; its attributes belong to it by the type of `Op`. */
export function ruleOf(primitive: PrimitiveName): Rule<PrimitiveName> {
  return PRIMITIVES[primitive];
}

/** The rule with the backward part. */
export function forwardRuleOf(primitive: ForwardPrimitive): ForwardRule<ForwardPrimitive> {
  return PRIMITIVES[primitive];
}
