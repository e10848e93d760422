/** Primitives that move numbers or take them from windows: what goldens do not reach. */
import { describe, expect, it } from 'vitest';
import { PRIMITIVES, ruleOf } from '../../../src/core/autodiff/primitives';
import type {
  IndexMap,
  PrimitiveAttributes,
  PrimitiveName,
  SampleMap,
} from '../../../src/core/autodiff/attributes';
import { elementCount, type Shape } from '../../../src/core/model/shape';

/** Runs one primitive in double precision and checks that its terms add up to every element. */
function run<P extends PrimitiveName>(
  primitive: P,
  attributes: PrimitiveAttributes[P],
  inputs: readonly { readonly shape: Shape; readonly values: ArrayLike<number> }[],
  asked: Shape = [],
): { shape: Shape; values: Float64Array } {
  const rule = ruleOf(primitive);
  const inputShapes = inputs.map(({ shape }) => shape);
  const outputShape = rule.shape(inputShapes, attributes, asked);
  const site = {
    inputs: inputs.map(({ values }) => Float64Array.from(values)),
    inputShapes,
    inputIds: inputs.map((_, i) => i),
    output: new Float64Array(elementCount(outputShape)).fill(99),
    outputShape,
  };
  rule.kernel(site, attributes);
  const most = rule.termCount(inputShapes, outputShape, attributes);
  site.output.forEach((value, index) => {
    const terms = rule.terms(site, attributes, index);
    expect(terms.length).toBeLessThanOrEqual(most);
    const sum = terms.reduce(
      (total, { factors }) => total + factors.reduce((product, f) => product * f.value, 1),
      0,
    );
    if (Number.isFinite(value)) expect(sum).toBeCloseTo(value, 12);
    else expect(sum).toBe(value);
  });
  return { shape: outputShape, values: site.output };
}

const waves = (shape: Shape, frequency: number) => ({
  shape,
  values: Array.from({ length: elementCount(shape) }, (_, i) => Math.sin(frequency * (i + 1))),
});

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0);

/** ⟨A x, y⟩ = ⟨x, Aᵀ y⟩ */
function checkTransposed(
  primitive: 'rearrange' | 'resample',
  map: IndexMap | SampleMap,
  shape: Shape,
): void {
  const forward = { map, transposed: false } as PrimitiveAttributes[typeof primitive];
  const back = { map, transposed: true } as PrimitiveAttributes[typeof primitive];
  const x = waves(shape, 1.3);
  const y = run(primitive, forward, [x]);
  const other = waves(y.shape, 0.7);
  const xBack = run(primitive, back, [other], shape);
  expect(xBack.shape).toEqual(shape);
  expect(dot(y.values, other.values)).toBeCloseTo(dot(x.values, xBack.values), 10);
}

const window = { kernel: [2, 3], stride: [2, 1], padding: [1, 1], dilation: [1, 2] };

const MAPS: readonly (readonly [IndexMap, Shape])[] = [
  [{ kind: 'permute', dims: [2, 0, 1] }, [2, 3, 4]],
  [{ kind: 'permute', dims: [3, 1, 2, 0] }, [2, 1, 3, 2]],
  [{ kind: 'permute', dims: [] }, []],
  [{ kind: 'slice', starts: [1, 0, 2], steps: [1, 2, 3], sizes: [1, 2, 2] }, [2, 3, 7]],
  [{ kind: 'slice', starts: [0, 0], steps: [1, 1], sizes: [2, 0] }, [2, 3]],
  [{ kind: 'take', dim: 1, indices: [3, 0, 3, 1] }, [2, 4, 2]],
  [{ kind: 'take', dim: 0, indices: [1] }, [3]],
  [{ kind: 'expand', shape: [2, 3, 4] }, [3, 1]],
  [{ kind: 'expand', shape: [3, 2] }, []],
  [{ kind: 'repeat', times: [2, 1, 3] }, [2, 2]],
  [{ kind: 'flip', dims: [0, 2] }, [2, 3, 4]],
  [{ kind: 'roll', shifts: [4, -1, 7], dims: [1, 0, 1] }, [2, 3, 2]],
  [
    {
      kind: 'pad',
      borders: [
        [0, 0],
        [2, -1],
      ],
      mode: 'constant',
      value: 0,
    },
    [2, 4],
  ],
  [
    {
      kind: 'pad',
      borders: [
        [1, 0],
        [2, 3],
      ],
      mode: 'reflect',
      value: 0,
    },
    [2, 4],
  ],
  [
    {
      kind: 'pad',
      borders: [
        [0, 2],
        [5, 1],
      ],
      mode: 'replicate',
      value: 0,
    },
    [2, 3],
  ],
  [
    {
      kind: 'pad',
      borders: [
        [1, 2],
        [3, 2],
      ],
      mode: 'circular',
      value: 0,
    },
    [2, 3],
  ],
  [{ kind: 'unfold', ...window }, [2, 2, 4, 5]],
  [{ kind: 'pixel_shuffle', factor: 2 }, [1, 8, 2, 3]],
  [{ kind: 'pixel_unshuffle', factor: 2 }, [2, 3, 4, 2]],
  [{ kind: 'nearest', exact: false, size: [5, 2], scales: null }, [1, 2, 3, 4]],
  [{ kind: 'nearest', exact: true, size: [4, 6], scales: [1.4, 1.6] }, [2, 1, 3, 4]],
  [{ kind: 'band', part: 'lower', diagonal: -5 }, [2, 3, 4]],
  [{ kind: 'band', part: 'upper', diagonal: 1 }, [2, 3, 4]],
];

const SAMPLES: readonly (readonly [SampleMap, Shape])[] = [
  [
    {
      kind: 'avg_pool',
      kernel: [3, 2],
      stride: [2, 3],
      padding: [1, 1],
      ceilMode: true,
      countIncludePad: false,
      divisorOverride: null,
    },
    [2, 1, 5, 7],
  ],
  [{ kind: 'adaptive_avg_pool', output: [2, 4, 1] }, [1, 2, 3, 5, 2]],
  [
    { kind: 'interpolate', mode: 'bicubic', size: [5, 3], scales: null, alignCorners: false },
    [1, 2, 2, 4],
  ],
  [{ kind: 'interpolate', mode: 'linear', size: [1], scales: null, alignCorners: true }, [2, 2, 5]],
];

describe('going back is the transposed of going forward', () => {
  it.each(MAPS)('%o of %j', (map, shape) => checkTransposed('rearrange', map, shape));
  it.each(SAMPLES)('%o of %j', (map, shape) => checkTransposed('resample', map, shape));

  it('of a border that is filled with a number', () => {
    const map: IndexMap = { kind: 'pad', borders: [[1, 1]], mode: 'constant', value: 7 };
    const y = run('rearrange', { map, transposed: false }, [{ shape: [2], values: [1, 2] }]);
    expect([...y.values]).toEqual([7, 1, 2, 7]);
    const x = run('rearrange', { map, transposed: true }, [y], [2]);
    expect([...x.values]).toEqual([1, 2]);
    const [step] = PRIMITIVES.rearrange.backward({ map, transposed: true }, [[4]], [2]);
    expect(step!.attributes).toEqual({ map: { ...map, value: 0 }, transposed: false });
  });
});

describe('the largest of a window', () => {
  const windows = {
    kind: 'strided',
    kernel: [3],
    stride: [2],
    padding: [1],
    dilation: [1],
    ceilMode: false,
  } as const;
  const pooled = (values: number[]) => {
    const x = { shape: [1, 1, values.length], values };
    const y = run('max_pool', { windows }, [x]);
    const ones = { shape: y.shape, values: y.values.map((_, i) => 10 ** i) };
    return [[...y.values], [...run('max_pool_grad', { windows }, [ones, x]).values]];
  };

  it('is the first of equal ones', () => {
    expect(pooled([2, 2, 2, 2, 1])).toEqual([
      [2, 2, 2],
      [1, 10, 0, 100, 0],
    ]);
  });

  it('is NaN where there is one, the last of several', () => {
    expect(pooled([1, NaN, 3, NaN, 9])).toEqual([
      [NaN, NaN, NaN],
      [0, 1, 0, 110, 0],
    ]);
  });

  it('may be minus infinity', () => {
    const low = -Infinity;
    expect(pooled([low, low, low, 0, low])).toEqual([
      [low, 0, 0],
      [1, 0, 0, 110, 0],
    ]);
  });
});

describe('looking up', () => {
  const table = { shape: [3, 2], values: [1, 2, 3, 4, 5, 6] };
  const attributes = { kind: 'select', dim: 0, paddingIndex: 1 } as const;

  it('gives NaN where there is nothing', () => {
    const index = { shape: [4], values: [2, 3, -1, 0.5] };
    const found = run('lookup', attributes, [table, index]);
    expect([...found.values]).toEqual([5, 6, NaN, NaN, NaN, NaN, NaN, NaN]);
    const gradient = run('lookup_grad', attributes, [found, index], [3, 2]);
    expect([...gradient.values]).toEqual([0, 0, 0, 0, 5, 6]);
  });

  it('leaves the padding without a gradient', () => {
    const index = { shape: [2, 2], values: [1, 0, 0, 1] };
    const ones = { shape: [2, 2, 2], values: [1, 2, 3, 4, 5, 6, 7, 8] };
    const gradient = run('lookup_grad', attributes, [ones, index], [3, 2]);
    expect([...gradient.values]).toEqual([8, 10, 0, 0, 0, 0]);
  });
});
