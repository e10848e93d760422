/** Matrix products and convolutions of sizes that need several blocks, against sums written out. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PRIMITIVES } from '../../../src/core/autodiff/primitives';
import { multiply, rowMajor, transposed } from '../../../src/core/autodiff/primitives/matmul';
import type { Rule } from '../../../src/core/autodiff/primitives/rule';
import type { ConvolutionAttributes } from '../../../src/core/autodiff/attributes';
import { toValues, zeros, type Values } from '../../../src/core/autodiff/values';
import type { DType } from '../../../src/core/model/graph';
import { elementCount, type Shape } from '../../../src/core/model/shape';

/** Numbers between -1 and 1 that look like nothing. */
function someNumbers(dtype: DType, count: number, salt: number): Values {
  return toValues(
    dtype,
    Array.from({ length: count }, (_, i) => Math.sin((i + 1) * (salt + 1.7)) * 0.9),
  );
}

const dtypes: readonly DType[] = ['float64', 'float32'];

/** Room for the rounding of each product and sum. */
const unit = (dtype: DType) => (dtype === 'float32' ? 1e-6 : 1e-14);

describe('multiply', () => {
  const sizes = fc.tuple(
    fc.integer({ min: 1, max: 37 }),
    fc.integer({ min: 1, max: 37 }),
    fc.integer({ min: 0, max: 40 }),
  );
  const flags = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean());

  it('gives the sums of products, for any strides, with bias and on top of what is there', () => {
    fc.assert(fc.property(sizes, flags, fc.constantFrom(...dtypes), check), { numRuns: 150 });
  });

  it('gives them when the inner dimension is longer than a block', () => {
    for (const dtype of dtypes) check([5, 6, 70_000], [false, true, true, false], dtype);
    check([300, 5, 600], [true, false, false, true], 'float64');
  });

  function check(
    [m, n, k]: readonly [number, number, number],
    [turnA, turnB, biased, more]: readonly boolean[],
    dtype: DType,
  ): void {
    const a = someNumbers(dtype, m * k, 1);
    const b = someNumbers(dtype, k * n, 2);
    const bias = biased! ? someNumbers(dtype, n, 3) : null;
    const out = someNumbers(dtype, m * n, 4);
    const before = out.slice();
    const left = turnA! ? transposed(rowMajor(a, m)) : rowMajor(a, k);
    const right = turnB! ? transposed(rowMajor(b, k)) : rowMajor(b, n);
    multiply(left, right, bias, out, m, n, k, more);
    let largest = 0;
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = (more! ? before[i * n + j]! : 0) + (bias?.[j] ?? 0);
        for (let p = 0; p < k; p++) sum += at(left, i, p) * at(right, p, j);
        largest = Math.max(largest, Math.abs(out[i * n + j]! - sum));
      }
    }
    expect(largest).toBeLessThan(unit(dtype) * (k + 4));
  }

  function at(
    { values, rowStride, columnStride }: ReturnType<typeof rowMajor>,
    i: number,
    j: number,
  ) {
    return values[i * rowStride + j * columnStride]!;
  }
});

describe.each(dtypes)('convolution in blocks of places, %s', (dtype) => {
  const attributes: ConvolutionAttributes = {
    stride: [1, 2],
    padding: [
      [1, 0],
      [2, 1],
    ],
    dilation: [2, 1],
    groups: 2,
  };
  const x: Shape = [2, 64, 34, 37];
  const features: readonly [string, Shape][] = [
    ['several features', [6, 32, 3, 3]],
    ['one feature in a group', [2, 32, 3, 3]],
  ];

  it.each(features)('is the sum that its reasons say, for %s', (_, weight) => {
    const { conv, conv_transpose: transpose, conv_grad_weight: gradWeight } = PRIMITIVES;
    const y = conv.shape([x, weight], attributes, []);
    explains(conv, [x, weight, [weight[0]!]], y);
    explains(transpose, [y, weight, [x[1]!]], x);
    explains(gradWeight, [y, x], weight);
  });

  function explains(
    rule: Rule<'conv'> | Rule<'conv_transpose'> | Rule<'conv_grad_weight'>,
    inputShapes: readonly Shape[],
    asked: Shape,
  ): void {
    const outputShape = rule.shape(inputShapes, attributes, asked);
    expect(outputShape).toEqual(asked);
    const inputs = inputShapes.map((shape, i) => someNumbers(dtype, elementCount(shape), i));
    const output = zeros(dtype, elementCount(outputShape)).fill(NaN);
    const operands = { inputs, inputShapes, output, outputShape };
    rule.kernel(operands, attributes);
    const site = { ...operands, inputIds: inputs.map((_, i) => i) };
    const most = rule.termCount(inputShapes, outputShape, attributes);
    for (let index = 0; index < output.length; index += 1 + Math.floor(output.length / 50)) {
      const terms = rule.terms(site, attributes, index);
      expect(terms.length).toBeLessThanOrEqual(most);
      const sum = terms.reduce(
        (total, { factors }) => total + factors.reduce((product, f) => product * f.value, 1),
        0,
      );
      const room = unit(dtype) * (4 + terms.length);
      expect(Math.abs(output[index]! - sum), `element ${index}`).toBeLessThan(room);
    }
    expect(output.every((value) => Number.isFinite(value))).toBe(true);
  }
});
