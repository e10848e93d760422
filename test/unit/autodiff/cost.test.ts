/** Work and memory of layers, and of every operation. */
import { describe, expect, it } from 'vitest';
import { lower, nodeCosts, operationCost } from '../../../src/core/autodiff';
import { GraphBuilder, mlp } from '../../support/graphs';

describe('cost', () => {
  it('counts multiply-adds and bytes of every node, batch included', () => {
    const program = lower(mlp([3, 5, 2], { data: { kind: 'random', batch: 4 } }));
    expect(nodeCosts(program)).toEqual({
      input: { macs: 0, activationBytes: 8 * 4 * 3 },
      '0': { macs: 4 * 3 * 5, activationBytes: 8 * 4 * 5 },
      '1': { macs: 0, activationBytes: 8 * 4 * 5 },
      '2': { macs: 4 * 5 * 2, activationBytes: 8 * 4 * 2 },
    });
  });

  it('counts backward and update operations', () => {
    const builder = new GraphBuilder([3], { data: { kind: 'random', batch: 4 } });
    builder.linear('input', 5);
    const program = lower(builder.build());
    const macs = Object.fromEntries(
      program.ops.map((op) => [program.tensors[op.output]!.name, operationCost(program, op).macs]),
    );
    expect(macs).toMatchObject({
      'grad(errors)': 20,
      'grad(0)': 20,
      'grad(0.weight)': 60,
      'grad(0.bias)': 0,
      'grad(input)': 60,
      'updated(0.weight)': 15,
    });
  });
});
