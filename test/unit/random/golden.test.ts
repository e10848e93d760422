/** Random numbers against PyTorch's: see `test/golden/make_golden.py`. */
import { describe, expect, it } from 'vitest';
import { initialParameters } from '../../support/runs';
import { fanInUniform, kaimingUniform } from '../../../src/core/model/initializers';
import { Generator } from '../../../src/core/random';
import { floats, readGolden, type Golden } from '../../golden/read';
import { GraphBuilder } from '../../support/graphs';

interface RandomGolden {
  readonly streams: ({ readonly seed: number } & Readonly<Record<string, Golden[]>>)[];
  readonly initial: { readonly seed: number; readonly parameters: Record<string, Golden[]> }[];
  readonly bounds: [number, number][];
}

const golden = readGolden<RandomGolden>('random');

describe.each(golden.streams)('seed $seed', (stream) => {
  const { seed } = stream;

  it('gives the same bits for uniform_', () => {
    expect(new Generator(seed).uniform(20, -0.3, 1.7, 'float64')).toEqual(
      floats(stream['uniform']!),
    );
  });

  it('gives the same integers for randint', () => {
    expect(new Generator(seed).randint(20, -3, 1000)).toEqual(floats(stream['randint']!));
  });

  it.each([7, 16, 37])('gives the same %i normal numbers up to the last digits', (count) => {
    const numbers = new Generator(seed).randn(count, 'float64');
    const expected = floats(stream[`randn${count}`]!);
    numbers.forEach((x, i) => expect(Math.abs(x - expected[i]!)).toBeLessThan(1e-14));
    expect(numbers.length).toBe(expected.length);
  });

  it('keeps step after many numbers', () => {
    const generator = new Generator(seed);
    generator.uniform(700, 0, 1, 'float64');
    expect(generator.uniform(3, 0, 1, 'float64')).toEqual(floats(stream['late']!));
  });
});

describe('initial parameters', () => {
  it.each(golden.initial)('have the same bits for seed $seed', ({ seed, parameters }) => {
    const builder = new GraphBuilder([2], { seed });
    const hidden = builder.linear('input', 3, '0');
    const middle = builder.linear(builder.elementwise(hidden, 'tanh', '1'), 5, '2', false);
    builder.linear(middle, 2, '3');
    const graph = builder.build();
    const names = graph.nodes.flatMap((node) => node.parameters.map(({ name }) => name));
    const values = initialParameters(graph);
    expect(names).toEqual(Object.keys(parameters));
    names.forEach((name, i) => expect(values[i]).toEqual(floats(parameters[name]!)));
  });

  it('do not depend on whether an earlier layer was given its values', () => {
    const graph = (given?: Record<string, number[]>) => {
      const builder = new GraphBuilder([2], { given: given ?? {} });
      builder.linear(builder.linear('input', 1), 1);
      return initialParameters(builder.build());
    };
    const free = graph();
    const fixed = graph({ '0.weight': [3, 4] });
    expect(fixed[0]).toEqual(Float64Array.of(3, 4));
    expect(fixed.slice(1)).toEqual(free.slice(1));
  });

  it('have bounds that are rounded as there', () => {
    golden.bounds.forEach(([weight, bias], i) => {
      expect(kaimingUniform(i + 1)).toEqual({ kind: 'uniform', low: -weight, high: weight });
      expect(fanInUniform(i + 1)).toEqual({ kind: 'uniform', low: -bias, high: bias });
    });
  });
});
