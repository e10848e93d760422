/** The kernels in plain loops, for where there is no WebAssembly. Sums are made in doubles. */
import type { Values } from '../values';
import type { Kernels, MapName } from './loops';

/** The kernels of one precision. */
export function plainKernels(precision: 'f32' | 'f64'): Kernels {
  const array = precision === 'f32' ? Float32Array : Float64Array;
  let memory: Values = new array(0);
  const map =
    (f: (a: number, b: number) => number): Kernels[MapName] =>
    (count, a, stepA, b, stepB, y) => {
      for (let i = 0; i < count; i++, a += stepA, b += stepB) {
        memory[y + i] = f(memory[a]!, memory[b]!);
      }
    };
  return {
    add: map((a, b) => a + b),
    sub: map((a, b) => a - b),
    mul: map((a, b) => a * b),
    div: map((a, b) => a / b),
    pass: map((a, b) => (a <= 0 ? 0 : b)),
    view(count) {
      if (memory.length < count) memory = new array(count);
      return memory;
    },
    beat(count, x, best, winner, number) {
      for (let i = 0; i < count; i++) {
        const value = memory[x + i]!;
        if (value > memory[best + i]! || value !== value) {
          memory[best + i] = value;
          memory[winner + i] = number;
        }
      }
    },
    only(count, x, winner, y, number) {
      for (let i = 0; i < count; i++) {
        memory[y + i] = memory[winner + i] === number ? memory[x + i]! : 0;
      }
    },
    nn(m, n, k, a, b, c, s, rowA, columnA, rowB, rowC, rowS) {
      products(memory, m, n, k, [a, rowA, columnA], [b, 1, rowB], [c, rowC], [s, rowS]);
    },
    nt(m, n, k, a, b, c, s, rowA, rowB, rowC, rowS) {
      products(memory, m, n, k, [a, rowA, 1], [b, rowB, 1], [c, rowC], [s, rowS]);
    },
    gather(rows, columns, dense, rowDense, strided, rowStrided, columnStrided) {
      for (let r = 0; r < rows; r++, dense += rowDense, strided += rowStrided) {
        for (let i = 0, at = strided; i < columns; i++, at += columnStrided) {
          memory[dense + i] = memory[at]!;
        }
      }
    },
    scatter(rows, columns, dense, rowDense, strided, rowStrided, columnStrided) {
      for (let r = 0; r < rows; r++, dense += rowDense, strided += rowStrided) {
        for (let i = 0, at = strided; i < columns; i++, at += columnStrided) {
          memory[at] = memory[at]! + memory[dense + i]!;
        }
      }
    },
  };
}

/** Sums of products: where a begins, and how far its rows and the members of a row are apart; the same for columns of b. */
function products(
  memory: Values,
  m: number,
  n: number,
  k: number,
  [a, rowA, stepA]: readonly [number, number, number],
  [b, columnB, stepB]: readonly [number, number, number],
  [c, rowC]: readonly [number, number],
  [s, rowS]: readonly [number, number],
): void {
  const sums = new Float64Array(4);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j += 4) {
      // Four columns at once; the last one again where there are fewer.
      const last = n - 1 - j;
      const first = b + j * columnB;
      const second = first + Math.min(1, last) * columnB;
      const third = first + Math.min(2, last) * columnB;
      const fourth = first + Math.min(3, last) * columnB;
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let p = 0, at = a + i * rowA, bt = 0; p < k; p++, at += stepA, bt += stepB) {
        const factor = memory[at]!;
        s0 += factor * memory[first + bt]!;
        s1 += factor * memory[second + bt]!;
        s2 += factor * memory[third + bt]!;
        s3 += factor * memory[fourth + bt]!;
      }
      sums[0] = s0;
      sums[1] = s1;
      sums[2] = s2;
      sums[3] = s3;
      for (let q = 0; q <= Math.min(3, last); q++) {
        const start = s === 0 ? 0 : memory[s + i * rowS + j + q]!;
        memory[c + i * rowC + j + q] = start + sums[q]!;
      }
    }
  }
}
