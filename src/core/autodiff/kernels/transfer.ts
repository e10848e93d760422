/** Copying elements, also into the memory of the kernels and out of it. */
import type { Values } from '../values';

/** From this length on one call is faster than a loop. */
const LONG = 48;

/** Copies neighbouring elements of x, which begin at `from`, to where they begin at `at`. */
export function copyRun(y: Values, at: number, x: Values, from: number, count: number): void {
  if (count >= LONG) y.set(x.subarray(from, from + count), at);
  else for (let i = 0; i < count; i++) y[at + i] = x[from + i]!;
}

/** Copies rows of elements one behind the other, from an array where they begin at `start` and stand so far apart. */
export function load(
  view: Values,
  at: number,
  values: Values,
  start: number,
  rowStride: number,
  columnStride: number,
  rows: number,
  length: number,
): void {
  if (columnStride === 1 && (rows === 1 || rowStride === length)) {
    const count = rows * length;
    view.set(count === values.length ? values : values.subarray(start, start + count), at);
    return;
  }
  for (let r = 0, to = at; r < rows; r++, to += length) {
    let from = start + r * rowStride;
    if (columnStride === 1) copyRun(view, to, values, from, length);
    else for (let c = 0; c < length; c++, from += columnStride) view[to + c] = values[from]!;
  }
}

/** Writes rows, which are so far apart, as the columns from j on of the rows from i on of a matrix with n columns. */
export function store(
  view: Values,
  at: number,
  stride: number,
  out: Values,
  i: number,
  j: number,
  rows: number,
  width: number,
  n: number,
): void {
  if (stride === n && width === n) {
    out.set(view.subarray(at, at + rows * n), i * n);
    return;
  }
  for (let r = 0; r < rows; r++) {
    copyRun(out, (i + r) * n + j, view, at + r * stride, width);
  }
}
