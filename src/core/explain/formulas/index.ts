/** Formulas of every primitive: leaving one out does not compile. */
import type { PrimitiveName } from '../../autodiff/program';
import type { Context } from '../context';
import * as backward from './backward';
import * as forward from './forward';
import * as loss from './loss';
import * as lossBackward from './loss-backward';
import { elementFormula, type AnyRule, type Formula, type FormulaRule } from './rule';

/** The mathematics of every primitive. */
export const FORMULAS: { readonly [P in PrimitiveName]: FormulaRule<P> } = {
  linear: forward.linear,
  elementwise: forward.elementwise,
  softmax: forward.softmax,
  log_softmax: forward.logSoftmax,
  reshape: forward.reshape,
  add: forward.add,
  concat: forward.concat,
  slice: backward.slice,
  pointwise_loss: loss.pointwiseLoss,
  nll: loss.nll,
  cross_entropy: loss.crossEntropy,
  reduce: loss.reduce,
  one: lossBackward.one,
  copy: backward.copy,
  reduce_grad: lossBackward.reduceGrad,
  pointwise_loss_grad: lossBackward.pointwiseLossGrad,
  nll_grad: lossBackward.nllGrad,
  cross_entropy_grad: lossBackward.crossEntropyGrad,
  linear_grad_input: backward.linearGradInput,
  linear_grad_weight: backward.linearGradWeight,
  linear_grad_bias: backward.linearGradBias,
  elementwise_grad: backward.elementwiseGrad,
  softmax_grad: backward.softmaxGrad,
  log_softmax_grad: backward.logSoftmaxGrad,
  sgd: backward.sgd,
};

/** The formula of a whole operation, for the shown sample. */
export function formulaOf(c: Context): Formula {
  return ruleOf(c).whole(c);
}

/** The formula of one element of an operation's result. */
export function formulaOfElement(c: Context, index: number): Formula {
  return elementFormula(ruleOf(c), c, index);
}

/** The sign after the left-hand side of an operation's formula, where it is not "=". */
export function signOf(c: Context) {
  return ruleOf(c).sign?.();
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

export type { Formula } from './rule';
