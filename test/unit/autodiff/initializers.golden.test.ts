/** First values against PyTorch's: see `test/golden/initializers.py`. */
import { describe, expect, it } from 'vitest';
import { firstValues } from '../../../src/core/autodiff/first-values';
import { toValues } from '../../../src/core/autodiff/values';
import type { DType, InitializationStep } from '../../../src/core/model/graph';
import { floats, readGolden, type Golden } from '../../golden/read';

interface Case {
  readonly name: string;
  readonly dtype: DType;
  readonly seed: number;
  readonly steps: readonly InitializationStep[];
  readonly tensors: Readonly<Record<string, Golden[]>>;
  /** The next uniform number. */
  readonly after: Golden;
}

/**
 * How far a number may be from PyTorch's, in units of its precision at 1: LAPACK rounds the QR decomposition in another order, and the
 * logarithm behind normal numbers in double precision is the system's, as `exp` is.
 */
function tolerance({ name, dtype, steps }: Case): number {
  const unit = dtype === 'float32' ? 2 ** -23 : 2 ** -52;
  if (name.startsWith('orthogonal')) return 16 * unit;
  const draws = steps.some(({ initializer: { kind } }) => /normal/.test(kind));
  const isExact = dtype === 'float32' && !name.startsWith('elementwise');
  return isExact || !draws ? 0 : 8 * unit;
}

describe('first values as PyTorch gives them', () => {
  it.each(readGolden<Case[]>('initializers'))('$name', (golden) => {
    const { dtype, seed, steps } = golden;
    const { tensors, generator } = firstValues({ dtype, seed, initialization: steps });
    expect([...tensors.keys()].sort()).toEqual(Object.keys(golden.tensors).sort());
    for (const [name, numbers] of Object.entries(golden.tensors)) {
      const expected = toValues(dtype, floats(numbers));
      const most = tolerance(golden);
      if (most === 0) expect(tensors.get(name)).toEqual(expected);
      else {
        expect(tensors.get(name)).toHaveLength(expected.length);
        expected.forEach((x, i) => {
          expect(Math.abs(tensors.get(name)![i]! - x), `${name}[${i}]`).toBeLessThanOrEqual(most);
        });
      }
    }
    expect(generator.uniform(1, 0, 1, 'float64')[0]).toBe(golden.after);
  });
});
