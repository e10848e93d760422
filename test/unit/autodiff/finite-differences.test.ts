/** Every gradient against finite differences of the loss, on random networks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkGradients, lower, prepare, runStep } from '../../../src/core/autodiff';
import { firstTrace } from '../../support/runs';
import type { Op, Program } from '../../../src/core/autodiff/program';
import { elementwise, xorGraph } from '../../support/graphs';
import { randomGraph } from './random-graph';

describe('finite differences', () => {
  it('agree with the gradients of all parameters and the input', () => {
    fc.assert(
      fc.property(randomGraph(true), (graph) => {
        const program = lower(graph);
        const checks = checkGradients(firstTrace(graph));
        expect(checks.map(({ tensor }) => tensor)).toEqual([
          ...program.parameters,
          program.inputs[0]!,
        ]);
        for (const { name, largestError } of checks) {
          if (!(largestError < 1e-6)) expect.fail(`${name}: ${largestError}`);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('find a wrong backward rule', () => {
    const graph = xorGraph();
    const { program, state, data } = prepare(graph);
    const wrong = (op: Op): Op =>
      op.primitive === 'elementwise_grad' && op.nodeId === '1'
        ? { ...op, attributes: { function: elementwise('sigmoid') } }
        : op;
    const broken: Program = { ...program, ops: program.ops.map(wrong) };
    const checks = checkGradients(runStep(broken, state, data, 0));
    const errors = Object.fromEntries(checks.map((check) => [check.name, check.largestError]));
    expect(errors['0.weight']).toBeGreaterThan(0.01);
    expect(errors['2.weight']).toBeLessThan(1e-9);
  });
});
