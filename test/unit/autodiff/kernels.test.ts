/** The kernels: their file is what the scripts say, and in WebAssembly as in plain loops they give what is written out here. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentKernelFile, kernelFile } from '../../../scripts/kernels/make.mjs';
import type { Kernels } from '../../../src/core/autodiff/kernels/kernels';
import { plainKernels } from '../../../src/core/autodiff/kernels/plain';
import { wasmKernels } from '../../../src/core/autodiff/kernels/wasm';
import { multiply, rowMajor } from '../../../src/core/autodiff/primitives/matmul';
import type { Values } from '../../../src/core/autodiff/values';

type Precision = 'f32' | 'f64';

const KINDS = {
  WebAssembly: (precision: Precision) => wasmKernels(precision)!,
  'plain loops': plainKernels,
};
/** Elements that kernels may write over around what they are asked for. */
const AROUND = 64;

/** The kernels with a memory full of numbers that look like nothing, and a copy of these. */
function filled(kind: keyof typeof KINDS, precision: Precision, count: number) {
  const kernels: Kernels = KINDS[kind](precision);
  const view = kernels.view(count);
  for (let i = 0; i < count; i++) view[i] = Math.sin(1 + i * 1.3);
  return { kernels, view, before: view.slice(0, count) };
}

/** Vitest compares large arrays slowly. */
function expectSame(got: Values, wanted: Values): void {
  const place = wanted.findIndex((number, i) => number !== got[i]);
  if (place >= 0) expect.fail(`${got[place]} at ${place}, not ${wanted[place]}`);
}

function expectClose(got: number, wanted: number, precision: Precision, terms: number): void {
  const most = (precision === 'f32' ? 4e-6 : 1e-14) * (terms + 10);
  if (!(Math.abs(got - wanted) <= most)) expect.fail(`${got}, not ${wanted}`);
}

it('are compiled from what stands in scripts/kernels', async () => {
  expect(currentKernelFile()).toBe(await kernelFile());
});

it('are there in WebAssembly', () => {
  expect(wasmKernels('f32')).not.toBeNull();
});

describe.each(Object.keys(KINDS) as (keyof typeof KINDS)[])('kernels in %s', (kind) => {
  const precision = fc.constantFrom('f32' as const, 'f64' as const);
  const size = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 60, max: 70 }));
  const gap = fc.integer({ min: 0, max: 3 });

  it('multiply matrices of any size and layout', () => {
    const sizes = fc.tuple(size, size, fc.integer({ min: 1, max: 90 }));
    const layout = fc.record({
      form: fc.constantFrom('rows', 'columns', 'dots'),
      start: fc.constantFrom('nothing', 'row', 'matrix'),
    });
    fc.assert(
      fc.property(precision, sizes, layout, gap, (type, [m, n, k], { form, start }, more) => {
        const rowA = form === 'columns' ? 1 : k + more;
        const stepA = form === 'columns' ? m + more : 1;
        const [rowB, rowC] = [(form === 'dots' ? k : n) + more, n + more];
        const rowS = start === 'row' ? 0 : rowC;
        const b = (Math.max(m, 4) + more) * (k + more);
        const s = b + (Math.max(n, 2) + more) * (k + more) * 2 + AROUND;
        const c = s + (m + 4) * rowC + AROUND;
        const { kernels, view, before } = filled(kind, type, c + (m + 4) * rowC + AROUND);
        const from = start === 'nothing' ? 0 : s;
        if (form === 'dots') kernels.nt(m, n, k, 0, b, c, from, rowA, rowB, rowC, rowS);
        else kernels.nn(m, n, k, 0, b, c, from, rowA, stepA, rowB, rowC, rowS);
        for (let i = 0; i < m; i++) {
          for (let j = 0; j < n; j++) {
            let sum = from === 0 ? 0 : before[s + i * rowS + j]!;
            for (let p = 0; p < k; p++) {
              const at = form === 'dots' ? b + j * rowB + p : b + p * rowB + j;
              sum += before[i * rowA + p * stepA]! * before[at]!;
            }
            expectClose(view[c + i * rowC + j]!, sum, type, k);
          }
        }
        expectSame(view, before.subarray(0, c));
      }),
      { numRuns: 300 },
    );
  });

  it('move rectangles there and back', () => {
    const rectangle = fc.tuple(size, size, fc.integer({ min: 1, max: 3 }), gap, gap);
    fc.assert(
      fc.property(precision, rectangle, (type, [rows, columns, step, gapDense, gapStrided]) => {
        const rowDense = columns + gapDense;
        const rowStrided = columns * step + gapStrided;
        const strided = rows * rowDense;
        const { kernels, view, before } = filled(kind, type, strided + rows * rowStrided);
        const each = (check: (dense: number, strided: number) => void) => {
          for (let r = 0; r < rows; r++) {
            for (let i = 0; i < columns; i++) {
              check(r * rowDense + i, strided + r * rowStrided + i * step);
            }
          }
        };
        const wanted = before.slice();
        kernels.gather(rows, columns, 0, rowDense, strided, rowStrided, step);
        each((to, from) => (wanted[to] = before[from]!));
        expectSame(view, wanted);
        kernels.scatter(rows, columns, 0, rowDense, strided, rowStrided, step);
        each((from, to) => (wanted[to] = wanted[to]! + wanted[from]!));
        expectSame(view, wanted);
      }),
      { numRuns: 100 },
    );
  });
});

describe('maps of pairs', () => {
  const pairs = fc.record({
    type: fc.constantFrom('f32' as const, 'f64' as const),
    name: fc.constantFrom('add', 'sub', 'mul', 'div', 'pass', 'beat', 'only'),
    count: fc.integer({ min: 1, max: 20 }),
    steps: fc.tuple(fc.integer({ min: 0, max: 1 }), fc.integer({ min: 0, max: 1 })),
    numbers: fc.array(fc.constantFrom(0, -0, 1, 2.5, -3, NaN, Infinity, -Infinity), {
      minLength: 90,
      maxLength: 90,
    }),
  });

  it('give the same bits in WebAssembly as in plain loops', () => {
    fc.assert(
      fc.property(pairs, ({ type, name, count, steps, numbers }) => {
        const [first, second] = Object.values(KINDS).map((kernelsOf) => {
          const kernels: Kernels = kernelsOf(type);
          const view = kernels.view(numbers.length);
          view.set(numbers);
          if (name === 'beat' || name === 'only') kernels[name](count, 0, 30, 60, 1);
          else kernels[name](count, 0, steps[0], 30, steps[1], 60);
          return [...view.subarray(30, 30 + count), ...view.subarray(60, 60 + count)];
        });
        expect(first).toEqual(second);
      }),
      { numRuns: 500 },
    );
  });
});

describe('multiply', () => {
  const numbers = (count: number): Values =>
    Float32Array.from({ length: count }, (_, i) => Math.sin(1 + i * 1.3));

  it('works in blocks where operands are large', () => {
    const [m, n, k] = [3, 520, 4200];
    const a = numbers(m * k);
    const b = numbers(k * n);
    for (const turned of [false, true]) {
      const out = new Float32Array(m * n);
      const matrix = turned ? { values: b, rowStride: 1, columnStride: k } : rowMajor(b, n);
      multiply(rowMajor(a, k), matrix, null, out, m, n, k);
      for (const [i, j] of [
        [0, 0],
        [2, 519],
        [1, 514],
      ] as const) {
        let sum = 0;
        for (let p = 0; p < k; p++) {
          sum += a[i * k + p]! * b[p * matrix.rowStride + j * matrix.columnStride]!;
        }
        expect(Math.abs(out[i * n + j]! - sum)).toBeLessThan(1e-2);
      }
    }
  });

  it('carries what is not a number only where it belongs', () => {
    const a = numbers(900);
    a[31 * 5] = NaN;
    const out = new Float32Array(900);
    multiply(rowMajor(a, 30), rowMajor(numbers(900), 30), null, out, 30, 30, 30);
    const row = Math.floor((31 * 5) / 30);
    out.forEach((x, i) => expect(Number.isNaN(x)).toBe(Math.floor(i / 30) === row));
  });
});
