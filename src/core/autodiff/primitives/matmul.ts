/** The matrix product that dense layers need, without allocation. Sums run in a fixed order. */
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

/**
 * out[i, j] = Σ_p a(i, p) b(p, j) + bias[j], for a [m, k], b [k, n] and out [m, n] row-major.
 * With `more` the product is added to what is there. In blocks of two rows and four columns: eight sums in registers.
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
  const evenM = m - (m % 2);
  const evenN = n - (n % 4);
  for (let j = 0; j < evenN; j += 4) {
    for (let i = 0; i < evenM; i += 2) block(a, b, bias, out, i, j, n, k, more);
  }
  for (let i = 0; i < m; i++) {
    for (let j = i < evenM ? evenN : 0; j < n; j++) single(a, b, bias, out, i, j, n, k, more);
  }
}

/** out[i, j] alone. */
function single(
  a: Matrix,
  b: Matrix,
  bias: Values | null,
  out: Values,
  i: number,
  j: number,
  n: number,
  k: number,
  more: boolean,
): void {
  const x = a.values;
  const y = b.values;
  const xStep = a.columnStride;
  const yStep = b.rowStride;
  let at = i * a.rowStride;
  let bt = j * b.columnStride;
  let sum = more ? out[i * n + j]! : 0;
  for (let p = 0; p < k; p++, at += xStep, bt += yStep) sum += x[at]! * y[bt]!;
  out[i * n + j] = bias ? sum + bias[j]! : sum;
}

/** out[i … i + 2, j … j + 4]. */
function block(
  a: Matrix,
  b: Matrix,
  bias: Values | null,
  out: Values,
  i: number,
  j: number,
  n: number,
  k: number,
  more: boolean,
): void {
  const x = a.values;
  const y = b.values;
  const xRow = a.rowStride;
  const xStep = a.columnStride;
  const yStep = b.rowStride;
  const y1 = b.columnStride;
  const y2 = 2 * y1;
  const y3 = 3 * y1;
  let at = i * xRow;
  let bt = j * y1;
  const first = i * n + j;
  const second = first + n;
  let s00 = more ? out[first]! : 0;
  let s01 = more ? out[first + 1]! : 0;
  let s02 = more ? out[first + 2]! : 0;
  let s03 = more ? out[first + 3]! : 0;
  let s10 = more ? out[second]! : 0;
  let s11 = more ? out[second + 1]! : 0;
  let s12 = more ? out[second + 2]! : 0;
  let s13 = more ? out[second + 3]! : 0;
  for (let p = 0; p < k; p++, at += xStep, bt += yStep) {
    const f0 = x[at]!;
    const f1 = x[at + xRow]!;
    const g0 = y[bt]!;
    const g1 = y[bt + y1]!;
    const g2 = y[bt + y2]!;
    const g3 = y[bt + y3]!;
    s00 += f0 * g0;
    s01 += f0 * g1;
    s02 += f0 * g2;
    s03 += f0 * g3;
    s10 += f1 * g0;
    s11 += f1 * g1;
    s12 += f1 * g2;
    s13 += f1 * g3;
  }
  const b0 = bias ? bias[j]! : 0;
  const b1 = bias ? bias[j + 1]! : 0;
  const b2 = bias ? bias[j + 2]! : 0;
  const b3 = bias ? bias[j + 3]! : 0;
  out[first] = s00 + b0;
  out[first + 1] = s01 + b1;
  out[first + 2] = s02 + b2;
  out[first + 3] = s03 + b3;
  out[second] = s10 + b0;
  out[second + 1] = s11 + b1;
  out[second + 2] = s12 + b2;
  out[second + 3] = s13 + b3;
}
