/** The first operation that made a NaN or an infinity is named, and one that was meant is not. */
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../src/core/autodiff/trace';
import { givenData, GraphBuilder, mlp } from '../../support/graphs';
import { firstTrace } from '../../support/runs';

/** Scores of a batch of 2 with a mask that is added, through softmax. */
function masked(mask: readonly number[]): GraphBuilder {
  const builder = new GraphBuilder([3], { data: { kind: 'random', batch: 2 } });
  const scores = builder.linear('input', 3, 'scores');
  const source = { kind: 'given', values: mask } as const;
  const constant = builder.op({ type: 'constant', shape: [3], source }, [], 'mask');
  builder.softmax(builder.add([scores, constant], 'masked'), 'weights');
  return builder;
}

/** Name and value of what is reported. */
function reported({ program, values, nonFinite }: Trace): readonly [string, number] | null {
  if (!nonFinite) return null;
  const { tensor, index } = nonFinite;
  return [program.tensors[tensor]!.name, values[tensor]![index]!];
}

describe('an infinity that is meant', () => {
  it('is one that stands in a constant, and what activations become of it', () => {
    const trace = firstTrace(masked([0, -Infinity, 0]).build());
    const { program, values } = trace;
    expect(values[program.outputOf['masked']!]![1]).toBe(-Infinity);
    expect(trace.nonFinite).toBeNull();
  });

  it('no longer is when it makes a NaN', () => {
    const trace = firstTrace(masked([-Infinity, -Infinity, -Infinity]).build());
    expect(reported(trace)).toEqual(['weights', NaN]);
  });

  it('no longer is when it reaches the loss', () => {
    const builder = new GraphBuilder([1], { data: givenData([[1]], [[0, 0]]) });
    const source = { kind: 'given', values: [0, -Infinity] } as const;
    builder.op({ type: 'constant', shape: [2], source }, [], 'mask');
    builder.add([builder.linear('input', 2), 'mask'], 'sum');
    const trace = firstTrace(builder.build());
    expect(reported(trace)).toEqual(['errors', Infinity]);
  });

  it('is one that fills a border', () => {
    const builder = new GraphBuilder([2], { data: { kind: 'random', batch: 1 } });
    const padded = builder.op(
      { type: 'pad', borders: [[0, 0], [1, 0]], mode: 'constant', value: -Infinity }, // prettier-ignore
      ['input'],
      'padded',
    );
    builder.softmax(padded, 'weights');
    expect(firstTrace(builder.build()).nonFinite).toBeNull();
  });
});

describe('an infinity that is not meant', () => {
  it('is reported where it comes about', () => {
    const graph = mlp([1, 1, 1], {
      activation: 'relu',
      given: { '0.weight': [1e200] },
      data: givenData([[1e200]], [[0]]),
    });
    expect(reported(firstTrace(graph))).toEqual(['0', Infinity]);
  });

  it('is reported where it is read from a parameter', () => {
    const graph = mlp([1, 1, 1], { given: { '2.weight': [Infinity] } });
    expect(reported(firstTrace(graph))?.[0]).toBe('2');
  });

  it('comes after a NaN in the same result', () => {
    const graph = mlp([1, 1], {
      given: { '0.weight': [Infinity], '0.bias': [0] },
      data: givenData([[1], [0]], [[0], [0]]),
    });
    expect(reported(firstTrace(graph))).toEqual(['0', NaN]);
  });
});
