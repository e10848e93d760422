/** Formulas of convolutions, which are cross-correlations: a window of weights moves over the input. */
import * as l10n from '@vscode/l10n';
import type { ConvolutionAttributes } from '../../autodiff/attributes';
import { equals } from '../arrange';
import { shapeOf, type ContextOf } from '../context';
import { plus, sumOver, times } from '../operators';
import { LEVEL, wrap, type Piece } from '../piece';
import { sumOfTerms } from '../sums';
import { namedFormula, type FormulaRule } from './rule';

/** Letters of the places in the result and within the window, outermost dimension first. */
const PLACES = ['i', 'j', 'l'];
const TAPS = ['u', 'v', 't'];

/** z = W ⋆ x + b */
export const conv: FormulaRule<'conv'> = {
  whole(c) {
    const [x, weight, bias] = c.op.inputs;
    const product = correlated(c.symbols.whole(weight!), c.symbols.whole(x!));
    const right = bias === undefined ? product : plus(product, c.symbols.whole(bias));
    return namedFormula(conv, c, right, c.op.attributes.groups === 1 ? [general(c)] : []);
  },
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** Each input adds the window, times itself, to the result: the way back through a convolution, and a layer of its own. */
export const convTranspose: FormulaRule<'conv_transpose'> = {
  whole(c) {
    const [x, weight, bias] = c.op.inputs;
    const product = join(
      '\\mathbin{\\star^{\\top}}',
      l10n.t('spread over'),
      c.symbols.whole(weight!),
      c.symbols.whole(x!),
    );
    const right = bias === undefined ? product : plus(product, c.symbols.whole(bias));
    return namedFormula(convTranspose, c, right);
  },
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

/** ∂E/∂W = δ ⋆ x, summed over the samples */
export const convGradWeight: FormulaRule<'conv_grad_weight'> = {
  whole(c) {
    const [gradient, x] = c.op.inputs;
    const product = correlated(c.symbols.whole(gradient!), c.symbols.whole(x!));
    return namedFormula(convGradWeight, c, product);
  },
  element: (c, index, leaf, numeric) => [sumOfTerms(c, index, leaf, numeric)],
};

function correlated(window: Piece, over: Piece): Piece {
  return join('\\star', l10n.t('moved over'), window, over);
}

function join(sign: string, words: string, a: Piece, b: Piece): Piece {
  const [first, second] = [wrap(a, LEVEL.product), wrap(b, LEVEL.product)];
  return {
    tex: `${first.tex} ${sign} ${second.tex}`,
    words: `${first.words} ${words} ${second.words}`,
    level: LEVEL.product,
    value: null,
  };
}

/** z_{o,i,j} = Σ_k Σ_u Σ_v w_{o,k,u,v} x_{k,i+u−1,j+v−1} + b_o */
function general(c: ContextOf<'conv'>): Piece {
  const [x, weight, bias] = c.op.inputs;
  const [, channels, ...kernel] = shapeOf(c, weight!) as [number, number, ...number[]];
  const places = kernel.map((_, d) => PLACES[d]!);
  const taps = kernel.map((size, d) => (size === 1 ? '1' : TAPS[d]!));
  const channel = channels === 1 ? '1' : 'k';
  const met = kernel.map((_, d) => metPlace(c.op.attributes, d, taps[d]!));
  let sum = times(
    c.symbols.indexed(weight!, ['o', channel, ...taps]),
    c.symbols.indexed(x!, [channel, ...met]),
  );
  for (let d = kernel.length - 1; d >= 0; d -= 1) {
    if (kernel[d]! > 1) sum = sumOver(TAPS[d]!, kernel[d]!, sum);
  }
  if (channels > 1) sum = sumOver('k', channels, sum);
  const left = c.symbols.indexed(c.op.output, ['o', ...places]);
  return equals(left, bias === undefined ? sum : plus(sum, c.symbols.indexed(bias, ['o'])));
}

/** Where the window's tap meets the input, counted from 1: stride · (i − 1) + dilation · (u − 1) + 1 − padding. */
function metPlace(
  { stride, dilation, padding }: ConvolutionAttributes,
  d: number,
  tap: string,
): string {
  const [s, e] = [stride[d]!, dilation[d]!];
  const fixed = 1 - s - e - padding[d]![0] + (tap === '1' ? e : 0);
  const parts = [scaledLetter(s, PLACES[d]!), ...(tap === '1' ? [] : [scaledLetter(e, tap)])];
  const end = fixed === 0 ? '' : fixed > 0 ? `+${fixed}` : String(fixed);
  return parts.join('+') + end;
}

function scaledLetter(factor: number, letter: string): string {
  return factor === 1 ? letter : `${factor}${letter}`;
}
