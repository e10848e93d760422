/** Matrices with orthogonal rows or columns, made of normal numbers by Householder's reflections. PyTorch: `nn.init.orthogonal_`. */
import type { Shape } from '../model/shape';
import type { Generator } from '../random';
import type { Values } from './values';

/** Fills the tensor, seen as a matrix of its first dimension by the rest. */
export function orthogonalInto(
  values: Values,
  shape: Shape,
  gain: number,
  generator: Generator,
): void {
  const [rows] = shape as [number];
  const columns = values.length / rows;
  const single = values instanceof Float32Array;
  const drawn = generator.normal(values.length, 0, 1, single ? 'float32' : 'float64');
  const tall = rows >= columns;
  const [long, short] = tall ? [rows, columns] : [columns, rows];
  // Columns one after another: those of the matrix itself where it is tall, else of its transpose, which are its rows.
  const column = (j: number) =>
    Float64Array.from({ length: long }, (_, i) => drawn[tall ? i * columns + j : j * columns + i]!);
  const q = orthonormal(Array.from({ length: short }, (_, j) => column(j)));
  const factor = single ? Math.fround(gain) : gain;
  q.forEach((unit, j) =>
    unit.forEach((x, i) => {
      values[tall ? i * columns + j : j * columns + i] = (single ? Math.fround(x) : x) * factor;
    }),
  );
}

/**
 * The Q of the QR decomposition of a matrix, given and returned by its columns, with signs such that the diagonal of R is positive: it
 * is the only one of this kind. Works in the columns that are given.
 */
function orthonormal(columns: readonly Float64Array[]): Float64Array[] {
  const mirrors: Float64Array[] = [];
  const signs: number[] = [];
  columns.forEach((column, k) => {
    mirrors.forEach((mirror, i) => reflect(column, mirror, i));
    const length = Math.sqrt(column.subarray(k).reduce((sum, x) => sum + x * x, 0));
    // R's diagonal gets the sign against which nothing cancels.
    const diagonal = column[k]! > 0 ? -length : length;
    const mirror = column.slice();
    mirror[k] = column[k]! - diagonal;
    mirrors.push(mirror);
    signs.push(Math.sign(diagonal));
  });
  return columns.map((column, j) => {
    const unit = new Float64Array(column.length);
    unit[j] = signs[j]!;
    for (let i = mirrors.length - 1; i >= 0; i--) reflect(unit, mirrors[i]!, i);
    return unit;
  });
}

/** x − 2 v (vᵀx) / (vᵀv), where the mirror v counts from element `start` on. */
function reflect(x: Float64Array, mirror: Float64Array, start: number): void {
  let [along, square] = [0, 0];
  for (let i = start; i < x.length; i++) {
    along += mirror[i]! * x[i]!;
    square += mirror[i]! * mirror[i]!;
  }
  if (square === 0) return;
  const factor = (2 * along) / square;
  for (let i = start; i < x.length; i++) x[i] = x[i]! - factor * mirror[i]!;
}
