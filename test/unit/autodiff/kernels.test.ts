/** The WebAssembly kernels: the file is what the scripts say, and products of every kind of layout equal plain sums. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currentKernelFile, kernelFile } from '../../../scripts/kernels/make.mjs';
import { multiplyInWasm, type Matrix } from '../../../src/core/autodiff/kernels/gemm';
import { loadKernels } from '../../../src/core/autodiff/kernels/wasm';

const ARRAYS = { f32: Float32Array, f64: Float64Array };

/** A matrix of random-looking numbers with rows or columns contiguous, some room between them, and something before. */
function matrixOf(
  type: 'f32' | 'f64',
  rows: number,
  columns: number,
  turned: boolean,
  gap: number,
): Matrix {
  const length = (turned ? rows : columns) + gap;
  const values = new ARRAYS[type](length * (turned ? columns : rows));
  for (let i = 0; i < values.length; i++) values[i] = Math.sin(1 + i * 1.3);
  return turned
    ? { values, rowStride: 1, columnStride: length }
    : { values, rowStride: length, columnStride: 1 };
}

describe('the kernels', () => {
  it('are compiled from what stands in scripts/kernels', async () => {
    expect(currentKernelFile()).toBe(await kernelFile());
  });

  it('are there', () => {
    expect(loadKernels()).not.toBeNull();
  });

  it('multiply matrices of any size and layout', () => {
    const size = fc.oneof(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 60, max: 70 }));
    fc.assert(
      fc.property(
        fc.constantFrom('f32' as const, 'f64' as const),
        fc.tuple(size, size, fc.integer({ min: 1, max: 90 })),
        fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
        fc.integer({ min: 0, max: 3 }),
        (type, [m, n, k], [turnA, turnB, biased, more], gap) => {
          const a = matrixOf(type, m, k, turnA, gap);
          const b = matrixOf(type, k, n, turnB, gap);
          const bias = biased ? matrixOf(type, 1, n, false, 0).values : null;
          const out = matrixOf(type, m, n, false, 0).values;
          const before = out.slice();
          const done = multiplyInWasm(a, b, bias, out, m, n, k, more);
          if (!done) {
            expect(out).toEqual(before);
            return;
          }
          for (let i = 0; i < m; i++) {
            for (let j = 0; j < n; j++) {
              let sum = (more ? before[i * n + j]! : 0) + (bias ? bias[j]! : 0);
              for (let p = 0; p < k; p++) {
                sum +=
                  a.values[i * a.rowStride + p * a.columnStride]! *
                  b.values[p * b.rowStride + j * b.columnStride]!;
              }
              const most = (type === 'f32' ? 4e-6 : 1e-14) * (k + 10);
              if (!(Math.abs(out[i * n + j]! - sum) <= most)) {
                expect.fail(`${m}×${k}×${n} at ${i}, ${j}: ${out[i * n + j]}, not ${sum}`);
              }
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('work in blocks where operands are large', () => {
    const [m, n, k] = [3, 1200, 2000];
    const a = matrixOf('f32', m, k, false, 0);
    for (const turned of [false, true]) {
      const b = matrixOf('f32', k, n, turned, 0);
      const out = new Float32Array(m * n);
      expect(multiplyInWasm(a, b, null, out, m, n, k, false)).toBe(true);
      for (const [i, j] of [
        [0, 0],
        [2, 1199],
        [1, 1100],
      ] as const) {
        let sum = 0;
        for (let p = 0; p < k; p++) {
          sum += a.values[i * k + p]! * b.values[p * b.rowStride + j * b.columnStride]!;
        }
        expect(Math.abs(out[i * n + j]! - sum)).toBeLessThan(1e-2);
      }
    }
  });

  it('carry what is not a number only where it belongs', () => {
    const a = matrixOf('f32', 30, 30, false, 0);
    const b = matrixOf('f32', 30, 30, false, 0);
    a.values[31 * 5] = NaN;
    const out = new Float32Array(900);
    expect(multiplyInWasm(a, b, null, out, 30, 30, 30, false)).toBe(true);
    const row = Math.floor((31 * 5) / 30);
    out.forEach((x, i) => expect(Number.isNaN(x)).toBe(Math.floor(i / 30) === row));
  });
});
