/** Formulas of the largest and smallest elements: over dimensions, and in windows. */
import * as l10n from '@vscode/l10n';
import type { PoolWindows } from '../../autodiff/attributes';
import type { TensorId } from '../../autodiff/program';
import type { Shape } from '../../model/shape';
import { cases, relation } from '../arrange';
import { shapeOf } from '../context';
import { ZERO } from '../function-parts';
import { apply, over } from '../operators';
import { atom, type Piece } from '../piece';
import { groupOf, reducedIndex, rowThrough } from '../places';
import { shortList, sumOfTerms } from '../sums';
import { unravel } from '../symbols';
import { elementByElement, firstElement, namedFormula, type FormulaRule } from './rule';

/** y = max x over dimensions */
export const extreme: FormulaRule<'extreme'> = {
  whole: (c) => elementByElement(extreme, c),
  element(c, index, leaf) {
    const x = c.op.inputs[0]!;
    const group = groupOf(shapeOf(c, x), c.op.attributes.dims, index);
    return [extremeOf(c.op.attributes.function, group.count, (i) => leaf(x, group.at(i)))];
  },
};

/** ∂E/∂x_j = ∂E/∂y where x_j is the largest, else 0 */
export const extremeGrad: FormulaRule<'extreme_grad'> = {
  whole: (c) => elementByElement(extremeGrad, c),
  element(c, index, leaf, numeric) {
    if (numeric) return [sumOfTerms(c, index, leaf, numeric)];
    const [gradient, x] = c.op.inputs as [TensorId, TensorId];
    const { dims, ties, function: name } = c.op.attributes;
    const received = leaf(gradient, reducedIndex(shapeOf(c, x), dims, index));
    const share = ties === 'shared' ? over(received, atom('n', l10n.t('their number'))) : received;
    return [chosen(leaf(x, index), share, name)];
  },
};

/** The place of the largest element, counted from 0 */
export const argExtreme: FormulaRule<'arg_extreme'> = {
  whole: (c) => elementByElement(argExtreme, c),
  element(c, index, leaf) {
    const x = c.op.inputs[0]!;
    const { dim, function: name } = c.op.attributes;
    const group = groupOf(shapeOf(c, x), dim === null ? null : [dim], index);
    const listed = shortList(group.count, (i) => leaf(x, group.at(i)));
    const words =
      name === 'max' ? l10n.t('the place of the largest') : l10n.t('the place of the smallest');
    const find = (values: readonly number[]) =>
      values.indexOf(name === 'max' ? Math.max(...values) : Math.min(...values));
    const whole = listed.length === group.count;
    return [apply(`\\operatorname{arg\\,${name}}`, words, listed, whole ? find : null)];
  },
};

/** The place, counted from 0, of the element that comes so far in the order */
export const argSort: FormulaRule<'arg_sort'> = {
  whole: (c) => firstElement(argSort, c),
  element(c, index, leaf) {
    const x = c.op.inputs[0]!;
    const { dim, descending } = c.op.attributes;
    const [from, to] = [shapeOf(c, x), shapeOf(c, c.op.output)];
    const { place } = rowThrough(to, dim, index);
    const row = groupOf(from, [dim], reducedIndex(to, [dim], index));
    const listed = shortList(row.count, (i) => leaf(x, row.at(i)));
    const words = descending
      ? l10n.t('the place of number {0} from the largest on', place + 1)
      : l10n.t('the place of number {0} from the smallest on', place + 1);
    const sign = descending ? -1 : 1;
    const find = (values: readonly number[]) =>
      values.map((_, i) => i).sort((i, j) => sign * (values[i]! - values[j]!))[place]!;
    const name = `\\operatorname{argsort}_{${place + 1}}${descending ? '^{\\downarrow}' : ''}`;
    return [apply(name, words, listed, listed.length === row.count ? find : null)];
  },
};

/** y = max x over a window */
export const maxPool: FormulaRule<'max_pool'> = {
  whole: (c) =>
    namedFormula(
      maxPool,
      c,
      apply('\\operatorname{maxpool}', l10n.t('the largest of each window'), [
        c.symbols.whole(c.op.inputs[0]!),
      ]),
    ),
  element(c, index, leaf) {
    const x = c.op.inputs[0]!;
    const covered = windowOf(
      c.op.attributes.windows,
      shapeOf(c, x),
      shapeOf(c, c.op.output),
      index,
    );
    return [extremeOf('max', covered.length, (i) => leaf(x, covered[i]!))];
  },
};

/** ∂E/∂x_j = Σ of the ∂E/∂y whose window has x_j as its largest element */
export const maxPoolGrad: FormulaRule<'max_pool_grad'> = {
  whole: (c) => elementByElement(maxPoolGrad, c),
  element(c, index, leaf, numeric) {
    if (numeric) return [sumOfTerms(c, index, leaf, numeric)];
    const [gradient, x] = c.op.inputs as [TensorId, TensorId];
    const all = c.symbols.indexed(gradient, ['o']);
    const words = l10n.t(
      'the sum of {0} over the windows whose largest is {1}',
      all.words,
      leaf(x, index).words,
    );
    const below = `o\\,:\\,\\max = ${leaf(x, index).tex}`;
    return [atom(`\\sum_{${below}} ${all.tex}`, words)];
  },
};

function extremeOf(name: 'max' | 'min', count: number, at: (i: number) => Piece): Piece {
  const listed = shortList(count, at);
  const words = name === 'max' ? l10n.t('the largest') : l10n.t('the smallest');
  const find = (v: readonly number[]) => (name === 'max' ? Math.max(...v) : Math.min(...v));
  return apply(`\\${name}`, words, listed, listed.length === count ? find : null);
}

function chosen(x: Piece, received: Piece, name: 'max' | 'min'): Piece {
  const end = atom(`\\${name}`, name === 'max' ? l10n.t('the largest') : l10n.t('the smallest'));
  return cases(
    [
      { piece: received, condition: relation(x, '=', l10n.t('is'), end), holds: false },
      { piece: ZERO, condition: relation(x, '\\neq', l10n.t('is not'), end), holds: true },
    ],
    false,
  );
}

/** Indices of the elements that the window of an element of the result covers. */
function windowOf(windows: PoolWindows, from: Shape, to: Shape, index: number): number[] {
  const place = unravel(to, index);
  let covered = [place[0]! * from[1]! + place[1]!];
  for (let d = 2; d < from.length; d += 1) {
    const places = placesAlong(windows, d - 2, from[d]!, to[d]!, place[d]!);
    covered = covered.flatMap((before) => places.map((at) => before * from[d]! + at));
  }
  return covered;
}

/** The places that window number i covers along a dimension. */
function placesAlong(
  windows: PoolWindows,
  d: number,
  size: number,
  count: number,
  i: number,
): number[] {
  if (windows.kind === 'adaptive') {
    const start = Math.floor((i * size) / count);
    return Array.from({ length: Math.ceil(((i + 1) * size) / count) - start }, (_, k) => start + k);
  }
  const { kernel, stride, padding, dilation } = windows;
  return Array.from(
    { length: kernel[d]! },
    (_, k) => i * stride[d]! - padding[d]! + k * dilation[d]!,
  ).filter((at) => at >= 0 && at < size);
}
