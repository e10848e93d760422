/**
 * The matrix product that all dense products are made of. Sums run in a fixed order: large products in WebAssembly where there is one, in
 * the precision of the run; the others here, in doubles.
 */
import { multiplyInWasm, type Matrix } from '../kernels/gemm';
import type { Values } from '../values';

export type { Matrix } from '../kernels/gemm';

/** Rows of `columns` elements, one after another. */
export function rowMajor(values: Values, columns: number): Matrix {
  return { values, rowStride: columns, columnStride: 1 };
}

/** The same numbers with rows and columns exchanged. */
export function transposed({ values, rowStride, columnStride }: Matrix): Matrix {
  return { values, rowStride: columnStride, columnStride: rowStride };
}

/** Rows and columns of one block of the result: its sums fit into registers. */
const ROWS = 2;
const COLUMNS = 4;
/** Numbers of a that are packed at once; what is worked on stays in the cache. */
const ROOM = 1 << 17;

/** Scratch, which grows to what was needed most: rows of a and columns of b in the order in which a block reads them, and its sums. */
let packedRows = new Float64Array(0);
let packedColumns = new Float64Array(0);
const sums = new Float64Array(ROWS * COLUMNS);

/**
 * out[i, j] = Σ_p a(i, p) b(p, j) + bias[j], for a [m, k], b [k, n] and out [m, n] row-major.
 * With `more` the product is added to what is there. Both matrices are copied to doubles in blocks, so that the innermost loop reads
 * one kind of array from front to back whatever the precision and the strides.
 */
export function multiply(
  a: Matrix,
  b: Matrix,
  bias: Values | null,
  out: Values,
  m: number,
  n: number,
  k: number,
  more = false,
): void {
  if (multiplyInWasm(a, b, bias, out, m, n, k, more)) return;
  if (m < ROWS || n < COLUMNS) {
    multiplyThin(a, b, bias, out, m, n, k, more);
    return;
  }
  const atOnce = ROWS * Math.max(1, Math.floor(Math.min(ROOM / k, m + 1) / ROWS));
  if (packedRows.length < atOnce * k) packedRows = new Float64Array(atOnce * k);
  if (packedColumns.length < COLUMNS * k) packedColumns = new Float64Array(COLUMNS * k);
  for (let start = 0; start < m; start += atOnce) {
    const end = Math.min(start + atOnce, m);
    for (let i = start; i < end; i += ROWS) {
      const { rowStride, columnStride } = a;
      const to = (i - start) * k;
      pack(a.values, i * rowStride, rowStride, columnStride, end - i, k, packedRows, to, ROWS);
    }
    for (let j = 0; j < n; j += COLUMNS) {
      const { rowStride, columnStride } = b;
      const from = j * columnStride;
      pack(b.values, from, columnStride, rowStride, n - j, k, packedColumns, 0, COLUMNS);
      for (let i = start; i < end; i += ROWS) {
        multiplyBlock(packedRows, (i - start) * k, packedColumns, k, sums);
        store(bias, out, i, j, Math.min(ROWS, end - i), Math.min(COLUMNS, n - j), n, more);
      }
    }
  }
}

/** The same for few rows or columns, where copying would cost more than it gains. */
function multiplyThin(
  a: Matrix,
  b: Matrix,
  bias: Values | null,
  out: Values,
  m: number,
  n: number,
  k: number,
  more: boolean,
): void {
  const x = a.values;
  const y = b.values;
  const xStep = a.columnStride;
  const yStep = b.rowStride;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let at = i * a.rowStride;
      let bt = j * b.columnStride;
      let sum = 0;
      for (let p = 0; p < k; p++, at += xStep, bt += yStep) sum += x[at]! * y[bt]!;
      if (more) sum += out[i * n + j]!;
      out[i * n + j] = bias ? sum + bias[j]! : sum;
    }
  }
}

/** Copies `width` lines of k numbers, one number of each in turn; zeros for lines that are not there. */
function pack(
  values: Values,
  from: number,
  lineStride: number,
  stride: number,
  lines: number,
  k: number,
  to: Float64Array,
  start: number,
  width: number,
): void {
  for (let line = 0; line < width; line++) {
    const end = start + k * width;
    let at = from + line * lineStride;
    if (line < lines) {
      for (let t = start + line; t < end; t += width, at += stride) to[t] = values[at]!;
    } else {
      for (let t = start + line; t < end; t += width) to[t] = 0;
    }
  }
}

/** The sums of one block: two packed rows with four packed columns. */
function multiplyBlock(
  x: Float64Array,
  start: number,
  y: Float64Array,
  k: number,
  out: Float64Array,
): void {
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  const end = COLUMNS * k;
  for (let at = start, bt = 0; bt < end; at += ROWS, bt += COLUMNS) {
    const f0 = x[at]!;
    const f1 = x[at + 1]!;
    const g0 = y[bt]!;
    const g1 = y[bt + 1]!;
    const g2 = y[bt + 2]!;
    const g3 = y[bt + 3]!;
    s00 += f0 * g0;
    s01 += f0 * g1;
    s02 += f0 * g2;
    s03 += f0 * g3;
    s10 += f1 * g0;
    s11 += f1 * g1;
    s12 += f1 * g2;
    s13 += f1 * g3;
  }
  out[0] = s00;
  out[1] = s01;
  out[2] = s02;
  out[3] = s03;
  out[4] = s10;
  out[5] = s11;
  out[6] = s12;
  out[7] = s13;
}

/** Writes the sums of the block at (i, j), as far as it lies within the result. */
function store(
  bias: Values | null,
  out: Values,
  i: number,
  j: number,
  rows: number,
  columns: number,
  n: number,
  more: boolean,
): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const at = (i + r) * n + j + c;
      let sum = sums[r * COLUMNS + c]!;
      if (more) sum += out[at]!;
      out[at] = bias ? sum + bias[j + c]! : sum;
    }
  }
}
