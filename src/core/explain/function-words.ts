/** What each elementwise function does, in one clause that a student understands. */
import * as l10n from '@vscode/l10n';
import type { Elementwise, ElementwiseName } from '../model/elementwise';
import { ELEMENTWISE_NAMES } from '../model/elementwise-names';

const WORDS: Readonly<Record<ElementwiseName, () => string>> = {
  identity: () => l10n.t('The identity hands every value on as it is.'),
  relu: () => l10n.t('ReLU keeps what is positive and turns everything else into 0.'),
  relu6: () => l10n.t('ReLU6 turns what is negative into 0 and stops everything at 6.'),
  leaky_relu: () =>
    l10n.t('Leaky ReLU keeps what is positive and lets only a little of the rest through.'),
  elu: () => l10n.t('ELU keeps what is positive and bends the rest smoothly towards a floor.'),
  selu: () =>
    l10n.t('SELU is a scaled ELU that keeps the values of deep networks at a steady size.'),
  celu: () =>
    l10n.t('CELU keeps what is positive and bends the rest towards a floor without a kink.'),
  gelu: () =>
    l10n.t('GELU is a soft ReLU: it weights each value with how likely a random one is smaller.'),
  silu: () => l10n.t('SiLU is a soft ReLU: it weights each value with its own sigmoid.'),
  mish: () => l10n.t('Mish is a soft ReLU that dips a little below 0 before it rises.'),
  sigmoid: () => l10n.t('The sigmoid squeezes every value between 0 and 1.'),
  log_sigmoid: () =>
    l10n.t(
      'The log-sigmoid is the logarithm of a value squeezed between 0 and 1, so it is never positive.',
    ),
  tanh: () => l10n.t('Tanh squeezes every value between −1 and 1.'),
  softplus: () => l10n.t('Softplus is a ReLU with its kink rounded off.'),
  softsign: () => l10n.t('Softsign squeezes every value between −1 and 1, more gently than tanh.'),
  hardtanh: () => l10n.t('Hard tanh lets values through and cuts them off at two limits.'),
  hardsigmoid: () => l10n.t('Hard sigmoid is a straight line from 0 to 1, cut off at both ends.'),
  hardswish: () => l10n.t('Hard swish weights each value with its hard sigmoid.'),
  tanhshrink: () =>
    l10n.t('Tanh shrink takes its tanh away from each value, so small ones nearly vanish.'),
  softshrink: () => l10n.t('Soft shrink moves every value towards 0; small ones become 0.'),
  hardshrink: () => l10n.t('Hard shrink keeps large values as they are; small ones become 0.'),
  threshold: () =>
    l10n.t('The threshold keeps what lies above it and puts a fixed value in place of the rest.'),
  neg: () => l10n.t('Every sign is turned round.'),
  exp: () => l10n.t('The exponential makes every value positive and large ones very large.'),
  log: () => l10n.t('The logarithm undoes the exponential: it tells what power of e a value is.'),
  sqrt: () => l10n.t('The square root tells which number times itself gives the value.'),
  rsqrt: () => l10n.t('The reciprocal square root is 1 divided by the root of the value.'),
  abs: () => l10n.t('The absolute value drops the sign.'),
  sin: () => l10n.t('The sine swings between −1 and 1 as its value grows.'),
  cos: () => l10n.t('The cosine swings between −1 and 1 as its value grows.'),
  square: () => l10n.t('Every value is multiplied by itself.'),
  reciprocal: () => l10n.t('1 is divided by every value.'),
  sign: () => l10n.t('Only the sign stays: −1, 0 or 1. It is flat, so nothing passes back.'),
  floor: () =>
    l10n.t('Every value is rounded down to a whole number. It is flat, so nothing passes back.'),
  log1p: () => l10n.t('The logarithm of 1 plus the value, exact also for tiny values.'),
  expm1: () => l10n.t('The exponential less 1, exact also for tiny values.'),
  erf: () => l10n.t('The error function squeezes every value between −1 and 1.'),
  erfc: () => l10n.t('The complementary error function is 1 less the error function.'),
  erfinv: () =>
    l10n.t('The inverse error function tells at which value the error function is this large.'),
  tan: () => l10n.t('The tangent is the sine over the cosine.'),
  asin: () => l10n.t('The inverse sine tells which angle has this sine.'),
  acos: () => l10n.t('The inverse cosine tells which angle has this cosine.'),
  atan: () => l10n.t('The inverse tangent tells which angle has this tangent.'),
  sinh: () => l10n.t('The hyperbolic sine grows like the exponential on both sides of 0.'),
  cosh: () => l10n.t('The hyperbolic cosine is the mean of the exponential and its mirror image.'),
  asinh: () => l10n.t('The inverse hyperbolic sine grows like a logarithm on both sides of 0.'),
  acosh: () => l10n.t('The inverse hyperbolic cosine grows like a logarithm from 1 on.'),
  atanh: () => l10n.t('The inverse hyperbolic tangent stretches what lies between −1 and 1.'),
  clamp: () => l10n.t('Values beyond the limits are set to the limit; the others stay.'),
  power: () => l10n.t('Every value is raised to the same power.'),
};

/** What the function does. */
export function functionWords(f: Elementwise): string {
  return WORDS[f.fn]();
}

/** True for activations, which the table of functions has before those of arithmetic. */
export function isActivation({ fn }: Elementwise): boolean {
  return ELEMENTWISE_NAMES.indexOf(fn) < ELEMENTWISE_NAMES.indexOf('neg');
}
