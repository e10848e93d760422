/** Formulas of losses that compare scores of classes with the right class, or with probabilities of all classes. */
import * as l10n from '@vscode/l10n';
import type { TensorId } from '../../autodiff/program';
import { elementCount } from '../../model/shape';
import { chain } from '../arrange';
import { firstOfSample, shapeOf, valueAt, type Context, type ContextOf } from '../context';
import { ONE, ZERO } from '../function-parts';
import { column } from '../matrix';
import { exp, ln, minus, negative, sumOver, times } from '../operators';
import { atom, colored, num, type Piece } from '../piece';
import { rowThrough, type Row } from '../places';
import { shortSum } from '../sums';
import { softmaxOf, softmaxPiece, softmaxValue, sumOfPowers } from './powers';
import {
  elementByElement,
  elementFormula,
  firstElement,
  wholeFormula,
  type AnyRule,
  type Formula,
  type FormulaRule,
} from './rule';

/** e = −h_c, times the weight of the class */
export const nll: FormulaRule<'nll'> = {
  whole(c) {
    const [x, , weights] = c.op.inputs;
    const chosen = negative(c.symbols.indexed(x!, ['c']));
    return classFormula(nll, c, weights === undefined ? chosen : weighted(c, weights, chosen));
  },
  element(c, index, leaf) {
    const [x, targets, weights] = c.op.inputs;
    const target = valueAt(c, targets!, index);
    if (target === c.op.attributes.ignoreIndex) return [ZERO];
    const chosen = negative(leaf(x!, classRow(c, x!, index).at(target)));
    return [weights === undefined ? chosen : times(leaf(weights, target), chosen)];
  },
};

/** ∂E/∂h_j = −∂E/∂e for the target class, else 0 */
export const nllGrad: FormulaRule<'nll_grad'> = {
  whole(c) {
    if (!isPlain(c)) return firstElement(nllGrad, c);
    return wholeFormula(
      c,
      (m) => times(negative(m.of(c.op.inputs[0]!)), targetClass(c, m.numeric)),
      {
        length: classCount(c, c.op.output),
      },
    );
  },
  element(c, index, leaf) {
    const [gradient, x, targets, weights] = c.op.inputs;
    const { error, place } = errorOf(c, x!, index);
    const target = valueAt(c, targets!, error);
    if (place !== target || target === c.op.attributes.ignoreIndex) return [ZERO];
    const received = negative(leaf(gradient!, error));
    return [weights === undefined ? received : times(leaf(weights, target), received)];
  },
};

/** e = ln Σ_k exp(z_k) − z_c, times the weight of the class; with probabilities y, the same for every class, times y_c */
export const crossEntropy: FormulaRule<'cross_entropy'> = {
  whole(c) {
    const [x, , weights] = c.op.inputs;
    const powers = sumOver('k', classCount(c, x!), exp(c.symbols.indexed(x!, ['k'])));
    const miss = minus(ln(powers), c.symbols.indexed(x!, ['c']));
    const each = weights === undefined ? miss : weighted(c, weights, miss);
    const right = isSoft(c) ? sumOver('c', classCount(c, x!), times(shareName(), each)) : each;
    return classFormula(crossEntropy, c, right);
  },
  element(c, index, leaf, numeric) {
    const [x, targets, weights] = c.op.inputs as [TensorId, TensorId, TensorId?];
    const row = classRow(c, x, index);
    if (isIgnored(c, targets, index)) return [ZERO];
    const log = ln(sumOfPowers(c, x, row, leaf, numeric));
    if (!isSoft(c)) {
      const target = valueAt(c, targets, index);
      const miss = minus(log, leaf(x, row.at(target)));
      return [weights === undefined ? miss : times(leaf(weights, target), miss)];
    }
    if (!numeric) {
      const miss = minus(log, c.symbols.indexed(x, ['c']));
      return [sumOver('c', row.count, times(shareName(), miss))];
    }
    const whole = colored('fwd', num(logOfPowers(c, x, row)));
    return [
      shortSum(row.count, (i) =>
        times(colored('err', num(shareAt(c, index, i))), minus(whole, leaf(x, row.at(i)))),
      ),
    ];
  },
};

/** ∂E/∂z_j = ∂E/∂e (softmax(z)_j − [j = c]) */
export const crossEntropyGrad: FormulaRule<'cross_entropy_grad'> = {
  whole(c) {
    if (!isPlain(c) || isSoft(c)) return firstElement(crossEntropyGrad, c);
    const [gradient, logits] = c.op.inputs;
    return wholeFormula(
      c,
      (m) => {
        const shares = m.numeric ? shareColumn(c) : softmaxOf(m.of(logits!));
        return times(m.of(gradient!), minus(shares, targetClass(c, m.numeric)));
      },
      { length: classCount(c, c.op.output) },
    );
  },
  element(c, index, leaf, numeric) {
    const [gradient, logits, targets, weights] = c.op.inputs as [
      TensorId,
      TensorId,
      TensorId,
      TensorId?,
    ];
    const { error, place } = errorOf(c, logits, index);
    if (isIgnored(c, targets, error)) return [ZERO];
    const row = rowThrough(shapeOf(c, logits), 1, index);
    const received = leaf(gradient, error);
    const softmax = softmaxPiece(c, logits, row, numeric);
    if (!isSoft(c)) {
      const target = valueAt(c, targets, error);
      const change = minus(softmax, place === target ? ONE : ZERO);
      return [
        weights === undefined
          ? times(received, change)
          : times(received, leaf(weights, target), change),
      ];
    }
    if (!numeric) {
      const all = sumOver('c', row.count, shareName());
      return [times(received, minus(times(all, softmax), shareName(String(place + 1))))];
    }
    const shares = Array.from({ length: row.count }, (_, i) => shareAt(c, error, i));
    const all = shares.reduce((sum, share) => sum + share, 0);
    const own = colored('err', num(shares[place]!));
    return [times(received, minus(times(num(all), softmax), own))];
  },
};

/** How much a sample counts: the weight of its class, 0 for the ignored one. */
export const classWeights: FormulaRule<'class_weights'> = {
  whole: (c) => elementByElement(classWeights, c),
  element(c, index, leaf) {
    const [targets, weights] = c.op.inputs;
    const target = valueAt(c, targets!, index);
    if (target === c.op.attributes.ignoreIndex) return [ZERO];
    return [weights === undefined ? ONE : leaf(weights, target)];
  },
};

type ClassContext = ContextOf<'nll' | 'nll_grad' | 'cross_entropy' | 'cross_entropy_grad'>;
type EntropyContext = ContextOf<'cross_entropy' | 'cross_entropy_grad'>;

/** The scores that an error is made of: classes along dimension 1. */
function classRow(c: Context, x: TensorId, error: number): Row {
  const shape = shapeOf(c, x);
  const inner = elementCount(shape.slice(2));
  const start = Math.floor(error / inner) * shape[1]! * inner + (error % inner);
  return rowThrough(shape, 1, start);
}

/** The error that a score goes into, and its class. */
function errorOf(c: Context, x: TensorId, index: number): { error: number; place: number } {
  const shape = shapeOf(c, x);
  const inner = elementCount(shape.slice(2));
  const row = Math.floor(index / inner);
  const error = Math.floor(row / shape[1]!) * inner + (index % inner);
  return { error, place: row % shape[1]! };
}

function classCount(c: Context, x: TensorId): number {
  return shapeOf(c, x)[1]!;
}

/** True when a gradient is that of one class a sample, without weights. */
function isPlain(c: ClassContext): boolean {
  return c.op.inputs.length === 3 && shapeOf(c, c.op.output).length === 2 && !ignores(c);
}

function ignores(c: ClassContext): boolean {
  return c.op.attributes.ignoreIndex !== null;
}

/** True when targets are probabilities, given or made by label smoothing. */
function isSoft(c: EntropyContext): boolean {
  return c.op.attributes.labelSmoothing > 0 || hasProbabilities(c);
}

function hasProbabilities(c: EntropyContext): boolean {
  const [x, targets] = operandsOf(c);
  return shapeOf(c, x).length === shapeOf(c, targets).length;
}

/** Scores, targets and weights, forward and backward. */
function operandsOf({ op }: EntropyContext): [TensorId, TensorId, TensorId?] {
  const read = op.primitive === 'cross_entropy' ? op.inputs : op.inputs.slice(1);
  return read as unknown as [TensorId, TensorId, TensorId?];
}

function isIgnored(c: EntropyContext, targets: TensorId, error: number): boolean {
  return !hasProbabilities(c) && valueAt(c, targets, error) === c.op.attributes.ignoreIndex;
}

/** The share of a class in the target of an error, smoothed, times the weight of the class. */
function shareAt(c: EntropyContext, error: number, place: number): number {
  const [x, targets, weights] = operandsOf(c);
  const { labelSmoothing } = c.op.attributes;
  const row = classRow(c, x, error);
  const share = hasProbabilities(c)
    ? valueAt(c, targets, row.at(place))
    : Number(valueAt(c, targets, error) === place);
  const smoothed = share * (1 - labelSmoothing) + labelSmoothing / row.count;
  return weights === undefined ? smoothed : smoothed * valueAt(c, weights, place);
}

function logOfPowers(c: Context, x: TensorId, row: Row): number {
  const at = (i: number) => valueAt(c, x, row.at(i));
  let largest = -Infinity;
  for (let i = 0; i < row.count; i += 1) largest = Math.max(largest, at(i));
  let sum = 0;
  for (let i = 0; i < row.count; i += 1) sum += Math.exp(at(i) - largest);
  return largest + Math.log(sum);
}

/** The share of a class in the target. */
function shareName(index = 'c'): Piece {
  return colored('err', atom(`q_{${index}}`, l10n.t('the share of class {0}', index)));
}

function weighted(c: Context, weights: TensorId, piece: Piece): Piece {
  return times(c.symbols.indexed(weights, ['c']), piece);
}

/** In symbols with the letter c for the class, then with numbers for the shown sample. */
function classFormula(rule: AnyRule, c: Context, right: Piece): Formula {
  const index = firstOfSample(c, c.op.output);
  if (elementCount(shapeOf(c, c.op.output)) > c.batch) {
    const { numeric } = firstElement(rule, c);
    return { symbolic: chain(c.symbols.element(c.op.output, index), [right]), numeric };
  }
  return {
    symbolic: chain(c.symbols.element(c.op.output, index), [right]),
    numeric: elementFormula(rule, c, index).numeric,
  };
}

/** 1 at the target class, 0 elsewhere. */
function targetClass(c: ClassContext, numeric: boolean): Piece {
  if (!numeric) return colored('err', atom('\\mathbf{1}_{c}', l10n.t('one at the target class')));
  const target = valueAt(c, c.op.inputs[2]!, c.sample);
  return column(classCount(c, c.op.output), (i) => (i === target ? 1 : 0), 'err');
}

/** The shares that softmax gives to the outputs of the shown sample. */
function shareColumn(c: Context): Piece {
  const logits = c.op.inputs[1]!;
  const row = rowThrough(shapeOf(c, logits), 1, firstOfSample(c, logits));
  return column(row.count, (i) => softmaxValue(c, logits, row, i), 'fwd');
}
