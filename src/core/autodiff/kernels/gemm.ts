/**
 * Large matrix products in WebAssembly SIMD: operands are copied into the kernels' memory, multiplied there in blocks, and copied out.
 * Sums run in a fixed order, in the precision of the operands.
 */
import type { Values } from '../values';
import { type Kernels, loadKernels } from './wasm';

/** A matrix within an array: element (i, j) is `values[i * rowStride + j * columnStride]`, so that a transpose is a swap of strides. */
export interface Matrix {
  readonly values: Values;
  readonly rowStride: number;
  readonly columnStride: number;
}

type Precision = 'f32' | 'f64';

/** Products from which copying pays. */
const WORTH = 6_000;
/** Elements of one operand that are in the kernels' memory at once. */
const MOST = 1 << 21;
/** Rows of a block of the kernel, and its columns: two vectors. */
const ROWS = 4;
const COLUMNS = { f32: 8, f64: 4 } as const;
const LANES = { f32: 4, f64: 2 } as const;

/**
 * out[i, j] = Σ_p a(i, p) b(p, j) + bias[j], or added to what is there with `more`, for a [m, k], b [k, n] and out [m, n] row-major.
 * False, with nothing done, where plain loops are as good.
 */
export function multiplyInWasm(
  a: Matrix,
  b: Matrix,
  bias: Values | null,
  out: Values,
  m: number,
  n: number,
  k: number,
  more: boolean,
): boolean {
  if (m * n * k < WORTH || m < 2 || n < 2) return false;
  const single = out instanceof Float32Array;
  if (single !== a.values instanceof Float32Array || single !== b.values instanceof Float32Array) {
    return false;
  }
  const kernels = loadKernels();
  if (!kernels) return false;
  const type = single ? 'f32' : 'f64';
  const dots = a.columnStride === 1 && b.rowStride === 1 && k * ROWS <= MOST;
  const rows = ROWS * Math.max(1, Math.floor(MOST / (ROWS * Math.max(n, dots ? k : 1))));
  for (let i = 0; i < m; i += rows) {
    const part: Part = { a, b, i, rows: Math.min(rows, m - i), n, k };
    if (dots) {
      const columns = 2 * Math.max(1, Math.floor(MOST / (2 * k)));
      for (let j = 0; j < n; j += columns) {
        const width = Math.min(columns, n - j);
        const { at, stride, view } = dotProducts(kernels, type, part, j, width);
        copyOut({ view, at, stride, out, bias, more, i, j, rows: part.rows, width, n });
      }
    } else {
      const { at, stride, view } = sumsOfRows(kernels, type, part);
      copyOut({ view, at, stride, out, bias, more, i, j: 0, rows: part.rows, width: n, n });
    }
  }
  return true;
}

/** Some rows of a product. */
interface Part {
  readonly a: Matrix;
  readonly b: Matrix;
  readonly i: number;
  readonly rows: number;
  readonly n: number;
  readonly k: number;
}

/** Where a result stands in the kernels' memory, in elements. */
interface Result {
  readonly view: Values;
  readonly at: number;
  readonly stride: number;
}

/** Rows of a times columns of b that are both contiguous: y = x Wᵀ. */
function dotProducts(
  kernels: Kernels,
  type: Precision,
  { a, b, i, rows, k }: Part,
  j: number,
  width: number,
): Result {
  const bytes = type === 'f32' ? 4 : 8;
  const depth = roundUp(k, LANES[type]);
  const [tall, wide] = [roundUp(rows, ROWS), roundUp(width, 2)];
  const atB = tall * depth;
  const atC = atB + wide * depth;
  const view = kernels.view(type, atC + tall * wide);
  copyRows(view, 0, depth, a.values, i * a.rowStride, a.rowStride, rows, k);
  copyRows(view, atB, depth, b.values, j * b.columnStride, b.columnStride, width, k);
  const row = depth * bytes;
  const product = kernels.products[`${type}nt`];
  product(rows, width, depth, 0, atB * bytes, atC * bytes, row, row, wide * bytes);
  return { view, at: atC, stride: wide };
}

/** Rows of b, each times an element of a, added up. */
function sumsOfRows(kernels: Kernels, type: Precision, { a, b, i, rows, n, k }: Part): Result {
  const bytes = type === 'f32' ? 4 : 8;
  const wide = roundUp(n, COLUMNS[type]);
  const tall = roundUp(rows, ROWS);
  const step = Math.max(1, Math.min(k, Math.floor(MOST / Math.max(n, tall))));
  // Columns of a that are contiguous are copied as rows of its transpose.
  const turned = a.rowStride === 1 && a.columnStride !== 1;
  const atB = roundUp(tall * step, 2);
  const atC = atB + roundUp(step * n + wide, 2);
  const view = kernels.view(type, atC + tall * wide);
  for (let p = 0; p < k; p += step) {
    const depth = Math.min(step, k - p);
    const start = i * a.rowStride + p * a.columnStride;
    if (turned) copyRows(view, 0, tall, a.values, start, a.columnStride, depth, rows);
    else copyElements(view, 0, step, a.values, start, a.rowStride, a.columnStride, rows, depth);
    const from = p * b.rowStride;
    if (b.columnStride === 1) copyRows(view, atB, n, b.values, from, b.rowStride, depth, n);
    else copyElements(view, atB, n, b.values, from, b.rowStride, b.columnStride, depth, n);
    kernels.products[`${type}nn`](
      rows,
      n,
      depth,
      0,
      atB * bytes,
      atC * bytes,
      (turned ? 1 : step) * bytes,
      (turned ? tall : 1) * bytes,
      n * bytes,
      wide * bytes,
      p > 0 ? 1 : 0,
    );
  }
  return { view, at: atC, stride: wide };
}

/** Contiguous rows, padded with zeros to `stride`. */
function copyRows(
  view: Values,
  at: number,
  stride: number,
  values: Values,
  start: number,
  rowStride: number,
  rows: number,
  length: number,
): void {
  if (rowStride === length && stride === length) {
    view.set(
      start === 0 && values.length === rows * length
        ? values
        : values.subarray(start, start + rows * length),
      at,
    );
    return;
  }
  for (let r = 0; r < rows; r++) {
    const from = start + r * rowStride;
    const to = at + r * stride;
    for (let c = 0; c < length; c++) view[to + c] = values[from + c]!;
    for (let c = length; c < stride; c++) view[to + c] = 0;
  }
}

/** Rows of elements that stand apart. */
function copyElements(
  view: Values,
  at: number,
  stride: number,
  values: Values,
  start: number,
  rowStride: number,
  columnStride: number,
  rows: number,
  length: number,
): void {
  if (columnStride === 1) {
    copyRows(view, at, stride, values, start, rowStride, rows, length);
    return;
  }
  for (let r = 0; r < rows; r++) {
    let from = start + r * rowStride;
    const to = at + r * stride;
    for (let c = 0; c < length; c++, from += columnStride) view[to + c] = values[from]!;
  }
}

/** Writes a block of the result where it belongs. */
function copyOut(block: {
  readonly view: Values;
  readonly at: number;
  readonly stride: number;
  readonly out: Values;
  readonly bias: Values | null;
  readonly more: boolean;
  readonly i: number;
  readonly j: number;
  readonly rows: number;
  readonly width: number;
  readonly n: number;
}): void {
  const { view, at, stride, out, bias, more, i, j, rows, width, n } = block;
  if (!bias && !more && stride === width && width === n) {
    out.set(view.subarray(at, at + rows * n), i * n);
    return;
  }
  for (let r = 0; r < rows; r++) {
    const from = at + r * stride;
    const to = (i + r) * n + j;
    for (let c = 0; c < width; c++) {
      const sum = (more ? out[to + c]! : 0) + view[from + c]!;
      out[to + c] = bias ? sum + bias[j + c]! : sum;
    }
  }
}

function roundUp(count: number, unit: number): number {
  return unit * Math.ceil(count / unit);
}
