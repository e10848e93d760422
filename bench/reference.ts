/** Fixed work that shows how fast the machine is. */
import type { Contestant } from './measure';

/** One product of two matrices by three plain loops. */
export function plainMatmul(rows: number, inner: number, columns: number): Contestant {
  const [a, b] = [filled(rows * inner), filled(inner * columns)];
  const c = new Float64Array(rows * columns);
  return {
    name: `${rows}×${inner}×${columns} matmul`,
    run: () => multiply(a, b, c, inner, columns),
  };
}

/** The matrix products of a training step through dense layers of these widths: one forward, two backward each. */
export function plainStep(widths: readonly number[], batch: number): Contestant {
  const products = widths.slice(1).flatMap((out, i) => {
    const input = widths[i]!;
    return [
      plainMatmul(batch, input, out),
      plainMatmul(out, batch, input),
      ...(i > 0 ? [plainMatmul(batch, out, input)] : []),
    ];
  });
  return { name: 'its matmuls alone', run: () => products.forEach(({ run }) => run()) };
}

function multiply(
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  inner: number,
  columns: number,
): void {
  for (let row = 0; row * columns < c.length; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += a[row * inner + k]! * b[k * columns + column]!;
      c[row * columns + column] = sum;
    }
  }
}

function filled(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => Math.sin(i));
}
