/** Random numbers against PyTorch's: see `test/golden/streams.py`. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toValues, type Values } from '../../../src/core/autodiff/values';
import type { DType } from '../../../src/core/model/graph';
import { Generator } from '../../../src/core/random';
import { floats, readGolden, type Golden } from '../../golden/read';

type Call = 'uniform' | 'normal' | 'randint' | 'randperm' | 'bernoulli';
type Entry<V> = [
  seed: number,
  call: Call,
  given: number[],
  count: number,
  dtype: DType,
  values: V,
  after: Golden[],
];

const golden = readGolden<{
  short: Entry<Golden[]>[];
  long: Entry<string>[];
  chain: Golden[][];
  normal: Golden[];
}>('streams');

function draw(
  generator: Generator,
  call: Call,
  given: number[],
  count: number,
  dtype: DType,
): Values {
  const [a, b] = given as [number, number];
  switch (call) {
    case 'uniform':
      return toValues(dtype, generator.uniform(count, a, b, dtype));
    case 'normal':
      return toValues(dtype, generator.normal(count, a, b, dtype));
    case 'randint':
      return generator.randint(count, a, b);
    case 'randperm':
      return generator.randperm(count);
    case 'bernoulli':
      return toValues(dtype, generator.bernoulli(count, a));
  }
}

/** In double precision PyTorch's logarithm is that of the system's C library, which errs in the last digit now and then. */
function expectUnits(actual: ArrayLike<number>, expected: readonly Golden[], units: number): void {
  const wanted = floats(expected);
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((y, i) => {
    const unit = 2 ** (Math.floor(Math.log2(Math.max(Math.abs(y), 0.5))) - 52);
    expect(Math.abs(actual[i]! - y), `number ${i}`).toBeLessThanOrEqual(units * unit);
  });
}

function expectAfter(generator: Generator, after: Golden[]): void {
  expect(generator.uniform(1, 0, 1, 'float64')[0]).toBe(Number(after[0]));
  expectUnits(generator.randn(1, 'float64'), after.slice(1), 2);
}

describe('the generator as PyTorch gives it', () => {
  it.each(golden.short)(
    'seed %d: %s %j of %d in %s',
    (seed, call, given, count, dtype, values, after) => {
      const generator = new Generator(seed);
      const drawn = draw(generator, call, given, count, dtype);
      if (call === 'normal' && dtype === 'float64') expectUnits(drawn, values, 4);
      else expect(drawn).toEqual(toValues(dtype, floats(values)));
      expectAfter(generator, after);
    },
  );

  it.each(golden.long)(
    'seed %d: %s %j, the same bits for %d in %s',
    (seed, call, given, count, dtype, digest, after) => {
      const generator = new Generator(seed);
      const drawn = draw(generator, call, given, count, dtype);
      const bytes = new Uint8Array(drawn.buffer, drawn.byteOffset, drawn.byteLength);
      expect(createHash('md5').update(bytes).digest('hex')).toBe(digest);
      expectAfter(generator, after);
    },
  );

  it('keeps the second normal number of a pair for either precision', () => {
    const generator = new Generator(3);
    const [first, block, rest, uniform, last] = golden.chain;
    expectUnits(generator.randn(3, 'float64'), first!, 2);
    const single = (numbers: ArrayLike<number>) => toValues('float32', numbers);
    expect(single(generator.randn(20, 'float32'))).toEqual(single(floats(block!)));
    expect(single(generator.randn(2, 'float32'))).toEqual(single(floats(rest!)));
    expect(generator.uniform(2, 0, 1, 'float64')).toEqual(floats(uniform!));
    expectUnits(generator.randn(1, 'float64'), last!, 2);
  });

  it('gives normal numbers in double precision to the last digit, most of them to the last bit', () => {
    const drawn = new Generator(9).randn(golden.normal.length, 'float64');
    const expected = floats(golden.normal);
    expectUnits(drawn, golden.normal, 2);
    const same = drawn.filter((x, i) => x === expected[i]).length;
    expect(same / drawn.length).toBeGreaterThan(0.99);
  });

  it('goes back to where it stood', () => {
    const generator = new Generator(1);
    generator.randn(3, 'float32');
    const state = generator.snapshot();
    const once = [generator.randn(4, 'float32'), generator.bernoulli(9, 0.5)];
    generator.restore(state);
    expect([generator.randn(4, 'float32'), generator.bernoulli(9, 0.5)]).toEqual(once);
  });
});
