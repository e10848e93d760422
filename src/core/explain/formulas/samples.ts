/** Sums over the samples of the batch: which one is shown, and how the others enter. */
import * as l10n from '@vscode/l10n';
import { chain } from '../arrange';
import { ofSample, type Context } from '../context';
import { tensorMatrix } from '../matrix';
import { sumOver } from '../operators';
import { atom, LEVEL, type Piece } from '../piece';
import type { Formula } from './rule';

/** The same symbol for sample s: δ[s]. */
export function sampled(piece: Piece): Piece {
  return ofSample(piece, 's');
}

/** Σ over the samples of a body in symbols; the body itself if there is one. */
export function sumOverSamples(rows: number, body: (of: (p: Piece) => Piece) => Piece): Piece {
  return rows === 1 ? body((p) => p) : sumOver('s', rows, body(sampled));
}

/** A parameter's gradient: the sum in symbols, and with the numbers of the shown sample's part and of the whole. */
export function summedFormula(c: Context, rows: number, sum: Piece, part: Piece): Formula {
  const left = c.symbols.whole(c.op.output);
  const result = tensorMatrix(c, c.op.output);
  const shown = rows === 1 ? part : amongOthers(c, rows, part);
  return { symbolic: chain(left, [sum]), numeric: chain(left, [shown, result]) };
}

/** The shown sample's part with a brace below it that says which sample it is, among dots for the others. */
function amongOthers(c: Context, rows: number, part: Piece): Piece {
  const number = c.sample + 1;
  const words = l10n.t('{0} for sample {1}, plus the others', part.words, number);
  const summands = [
    ...(number > 1 ? ['\\cdots'] : []),
    `${number > 1 ? '+ ' : ''}\\underbrace{${part.tex}}_{s=${number}}`,
    ...(number < rows ? ['+ \\cdots'] : []),
  ];
  return { ...atom(summands.join(' '), words, LEVEL.sum), summands };
}
