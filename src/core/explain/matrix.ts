/** Vectors and matrices of real numbers, with dots where they are too large to be read. */
import * as l10n from '@vscode/l10n';
import type { TensorId } from '../autodiff/program';
import { isPerSample, sampleElements, sampleShape } from '../timeline';
import { valueAt, type Context } from './context';
import { formatNumber, numberTex, numberWords } from './numbers';
import { colored, LEVEL, num, type Color, type Piece } from './piece';

/** Most rows or columns that are written out; of longer ones, the first two and the last. */
const MOST = 4;
/** Numbers that are said aloud; the rest is counted. */
const MOST_WORDS = 8;

/** A matrix of numbers by row and column; a single number stands without brackets. */
export function matrix(
  rows: number,
  columns: number,
  at: (row: number, column: number) => number,
  color: Color | null,
): Piece {
  if (rows === 1 && columns === 1) return colored(color, num(at(0, 0)));
  const digits = columns > 2 ? 3 : undefined;
  const shownRows = shown(rows);
  const all = shown(columns);
  const hasPowers = shownRows.some((r) => all.some((k) => cell(r, k, at, digits).includes('10^')));
  // Powers of ten are wide, so that no more than two columns of them have room.
  const shownColumns = hasPowers && columns > 2 ? [0, null, columns - 1] : all;
  const body = shownRows.map((row) =>
    shownColumns.map((column) => cell(row, column, at, digits)).join(' & '),
  );
  const tex = `\\begin{bmatrix} ${body.join(' \\\\ ')} \\end{bmatrix}`;
  const words = matrixWords(rows, columns, at);
  return colored(color, { tex, words, level: LEVEL.atom, value: null });
}

/** A column vector. */
export function column(count: number, at: (i: number) => number, color: Color | null): Piece {
  return matrix(count, 1, at, color);
}

/** A row vector. */
export function row(count: number, at: (i: number) => number, color: Color | null): Piece {
  return matrix(1, count, (_, i) => at(i), color);
}

/**
 * A tensor's numbers: the whole of a parameter, else those of the shown sample, or of its first `length` values as a column. A matrix
 * has the last dimension in its rows; a parameter of more than two dimensions has a row for each of its first.
 */
export function tensorMatrix(
  c: Context,
  id: TensorId,
  { length, map = (x) => x }: { length?: number | undefined; map?: (x: number) => number } = {},
): Piece {
  const run = sampleElements(c.program, id, c.sample);
  const color = c.symbols.color(id);
  const at = (i: number) => map(valueAt(c, id, run.at(i)));
  if (length !== undefined) return column(length, at, color);
  const own = sampleShape(c.program, id);
  const shape = isPerSample(c.program, id) ? own.filter((size) => size !== 1) : own;
  if (shape.length < 2) return column(run.count, at, color);
  const byFirst = shape.length > 2 && !isPerSample(c.program, id);
  const rows = byFirst ? shape[0]! : run.count / shape[shape.length - 1]!;
  const columns = run.count / rows;
  return matrix(rows, columns, (r, k) => at(r * columns + k), color);
}

/** The numbers in a list as it is read in the text, such as `0.5, −1, 0.25 and 120 more`. */
export function listText(count: number, at: (i: number) => number): string {
  return list(count, at, formatNumber);
}

function matrixWords(
  rows: number,
  columns: number,
  at: (row: number, column: number) => number,
): string {
  const numbers = list(
    rows * columns,
    (i) => at(Math.floor(i / columns), i % columns),
    numberWords,
  );
  if (rows === 1) return l10n.t('the row {0}', numbers);
  if (columns === 1) return l10n.t('the column {0}', numbers);
  return l10n.t('the matrix of {0} rows and {1} columns {2}', rows, columns, numbers);
}

function list(count: number, at: (i: number) => number, format: (x: number) => string): string {
  const numbers = Array.from({ length: Math.min(count, MOST_WORDS) }, (_, i) => format(at(i)));
  const text = numbers.join(', ');
  return count > MOST_WORDS ? l10n.t('{0} and {1} more', text, count - MOST_WORDS) : text;
}

/** Places that are written out; null stands for dots. */
function shown(count: number): (number | null)[] {
  if (count > MOST) return [0, 1, null, count - 1];
  return Array.from({ length: count }, (_, i) => i);
}

function cell(
  row: number | null,
  column: number | null,
  at: (row: number, column: number) => number,
  digits: number | undefined,
): string {
  if (row === null) return column === null ? '\\ddots' : '\\vdots';
  return column === null ? '\\cdots' : numberTex(at(row, column), digits);
}
