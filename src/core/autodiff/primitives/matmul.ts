/**
 * The matrix product that all dense products are made of: operands are copied into the memory of the kernels, multiplied there in blocks,
 * and copied out. Sums run in a fixed order, in the precision of the result.
 */
import { BLOCK, kernelsFor } from '../kernels/kernels';
import { load, store } from '../kernels/transfer';
import type { Values } from '../values';

/** A matrix within an array: element (i, j) is `values[i * rowStride + j * columnStride]`, so that a transpose is a swap of strides. */
export interface Matrix {
  readonly values: Values;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Rows of `columns` elements, one after another. */
export function rowMajor(values: Values, columns: number): Matrix {
  return { values, rowStride: columns, columnStride: 1 };
}

/** The same numbers with rows and columns exchanged. */
export function transposed({ values, rowStride, columnStride }: Matrix): Matrix {
  return { values, rowStride: columnStride, columnStride: rowStride };
}

/** Elements of one operand that are in the kernels' memory at once. */
const MOST = 1 << 21;
/** The longest sum that is made at once. */
const DEEPEST = 1 << 12;
/** Sums that count as short, and rows for which it pays to turn a matrix around. */
const SHORT = 64;
const MANY = 32;

/**
 * out[i, j] = Σ_p a(i, p) b(p, j) + bias[j], for a [m, k], b [k, n] and out [m, n] row-major.
 * With `more` the product is added to what is there.
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
  if (m === 0 || n === 0) return;
  // Contiguous columns of b make dot products with the rows of a; else rows of b are added up, times elements of a. That is also
  // better for short sums, once b is turned around.
  const upright = b.rowStride !== 1 || (k === 1 && b.columnStride === 1);
  const flipped = !upright && k <= SHORT && m >= MANY;
  const dots = !upright && !flipped;
  const turned = !dots && a.rowStride === 1 && a.columnStride !== 1;
  const depth = Math.max(1, Math.min(k, DEEPEST));
  const columns = Math.min(n, Math.floor(MOST / Math.max(depth, BLOCK.columns)));
  const rows = Math.min(m, Math.floor(MOST / Math.max(depth, 2 * columns)));
  const tall = Math.max(rows, BLOCK.rows);
  const atB = tall * depth;
  const atC = atB + Math.max(columns, BLOCK.columns) * depth + BLOCK.columns;
  const sizeC = tall * columns + BLOCK.columns;
  const atRaw = atC + 2 * sizeC;
  const kernels = kernelsFor(out);
  const view = kernels.view(atRaw + (flipped ? columns * depth : 0));
  for (let i = 0; i < m; i += rows) {
    const height = Math.min(rows, m - i);
    for (let j = 0; j < n; j += columns) {
      const width = Math.min(columns, n - j);
      let c = atC;
      let rowS = columns;
      let s = c + sizeC;
      if (more || k === 0) loadResult(view, s, columns, bias, out, i, j, height, width, n, more);
      else if (bias) {
        load(view, s, bias, j, 0, 1, 1, width);
        rowS = 0;
      } else s = 0;
      for (let p = 0; p < k; p += depth) {
        const length = Math.min(depth, k - p);
        const fromA = i * a.rowStride + p * a.columnStride;
        if (turned) load(view, 0, a.values, fromA, a.columnStride, 1, length, height);
        else load(view, 0, a.values, fromA, a.rowStride, a.columnStride, height, length);
        const fromB = p * b.rowStride + j * b.columnStride;
        if (dots) {
          load(view, atB, b.values, fromB, b.columnStride, 1, width, length);
          kernels.nt(height, width, length, 0, atB, c, s, length, length, columns, rowS);
        } else {
          if (flipped) {
            load(view, atRaw, b.values, fromB, b.columnStride, 1, width, length);
            kernels.gather(length, width, atB, width, atRaw, 1, length);
          } else load(view, atB, b.values, fromB, b.rowStride, b.columnStride, length, width);
          const [rowA, columnA] = turned ? [1, height] : [length, 1];
          kernels.nn(height, width, length, 0, atB, c, s, rowA, columnA, width, columns, rowS);
        }
        // What was summed is what the next sums start with.
        s = c;
        c = 2 * atC + sizeC - c;
        rowS = columns;
      }
      store(view, s, columns, out, i, j, height, width, n);
    }
  }
}

/** What is there already, or zeros, with the bias on top. */
function loadResult(
  view: Values,
  at: number,
  stride: number,
  bias: Values | null,
  out: Values,
  i: number,
  j: number,
  rows: number,
  width: number,
  n: number,
  more: boolean,
): void {
  for (let r = 0; r < rows; r++) {
    const from = (i + r) * n + j;
    for (let c = 0; c < width; c++) {
      view[at + r * stride + c] = (more ? out[from + c]! : 0) + (bias ? bias[j + c]! : 0);
    }
  }
}

/**
 * The same for many small products: matrices of a and b begin at these places, and the results follow one another. One of the matrices,
 * or both, have contiguous rows.
 */
export function multiplyEach(
  a: Matrix,
  fromA: Int32Array,
  b: Matrix,
  fromB: Int32Array,
  out: Values,
  m: number,
  n: number,
  k: number,
): void {
  const few = a.values.length + b.values.length + out.length <= MOST;
  if (!few || k === 0 || (a.columnStride !== 1 && b.columnStride !== 1)) {
    for (let i = 0; i < fromA.length; i++) {
      const left = { ...a, values: a.values.subarray(fromA[i]) };
      const right = { ...b, values: b.values.subarray(fromB[i]) };
      multiply(left, right, null, out.subarray(i * m * n, (i + 1) * m * n), m, n, k);
    }
    return;
  }
  const kernels = kernelsFor(out);
  const atB = a.values.length;
  const atC = atB + b.values.length;
  const view = kernels.view(atC + out.length + (BLOCK.rows + 1) * (n + k + BLOCK.columns));
  view.set(a.values);
  view.set(b.values, atB);
  for (let i = 0; i < fromA.length; i++) {
    const [at, bt, ct] = [fromA[i]!, atB + fromB[i]!, atC + i * m * n];
    if (b.columnStride === 1) {
      kernels.nn(m, n, k, at, bt, ct, 0, a.rowStride, a.columnStride, b.rowStride, n, 0);
    } else kernels.nt(m, n, k, at, bt, ct, 0, a.rowStride, b.columnStride, n, 0);
  }
  out.set(view.subarray(atC, atC + out.length));
}
