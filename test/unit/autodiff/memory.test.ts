/** What a trace holds: every tensor once, in the precision of the run. docs/performance.md shows the same numbers. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { stepCost } from '../../../src/core/autodiff';
import { bytesByRole } from '../../../src/core/autodiff/cost';
import type { Program, TensorRole } from '../../../src/core/autodiff/program';
import type { Trace } from '../../../src/core/autodiff/trace';
import type { ModelGraph } from '../../../src/core/model/graph';
import { parseModelFile } from '../../../src/core/parse';
import { firstTrace } from '../../support/runs';

const MLP =
  'seed: 1\ninput: 784\nlayers: [linear: 128, relu, linear: 64, relu, linear: 10]\nloss: cross_entropy\noptimizer: sgd\ndata: { random: 32 }\n';
const CONV =
  'seed: 1\ninput: [1, 28, 28]\nlayers: [conv2d: { out: 8, kernel: 3 }, relu, conv2d: { out: 16, kernel: 3 }, relu, max_pool2d: 2, flatten, linear: 10]\nloss: cross_entropy\noptimizer: sgd\ndata: { random: 8 }\n';

function graphOf(text: string): ModelGraph {
  return parseModelFile(text, 'net.backprop.yaml').models[0]!;
}

/** Bytes of the arrays of a trace, by role. */
function heldBy({ program, values }: Trace): Partial<Record<TensorRole, number>> {
  const held: Partial<Record<TensorRole, number>> = {};
  for (const { id, role } of program.tensors) {
    held[role] = (held[role] ?? 0) + values[id]!.byteLength;
  }
  return held;
}

/** Bytes of the complete gradients of parameters. */
function parameterGradients({ program, values }: Trace): number {
  return program.parameters.reduce(
    (sum, id) => sum + values[program.gradientOf[id]!]!.byteLength,
    0,
  );
}

function isGradientOnce({ tensors }: Program): boolean {
  const of = tensors
    .filter(({ role, partial }) => role === 'gradient' && !partial)
    .map((t) => t.of);
  return new Set(of).size === of.length;
}

describe.each([
  ['784-128-64-10, batch 32', MLP],
  ['conv 8, conv 16, max_pool, linear 10, batch 8', CONV],
])('the trace of %s', (_, text) => {
  const trace = firstTrace(graphOf(text));
  const held = heldBy(trace);
  const parameters = held.parameter!;

  it('is as large as it was known to be before it was run', () => {
    expect(held).toEqual(bytesByRole(trace.program));
    const all = Object.values(held).reduce((sum, bytes) => sum + bytes, 0);
    expect(stepCost(trace.program).bytes).toBeGreaterThanOrEqual(all);
  });

  it('holds activations, gradients, parameters and their gradients once each, and the new parameters', () => {
    expect(isGradientOnce(trace.program)).toBe(true);
    expect(parameterGradients(trace)).toBe(parameters);
    expect(held.updated).toBe(parameters);
    const { input = 0, activation = 0, error = 0, loss = 0 } = held;
    expect(held.gradient! - parameters).toBeLessThanOrEqual(input + activation + error + loss);
  });

  it('shares no memory between tensors', () => {
    expect(new Set(trace.values.map(({ buffer }) => buffer)).size).toBe(trace.values.length);
  });
});

describe('docs/performance.md', () => {
  const page = readFileSync('docs/performance.md', 'utf8');

  it.each([
    ['784-128-64-10, batch 32', MLP],
    ['conv 8, conv 16, max pool, linear 10, batch 8', CONV],
  ])('says what the trace of %s holds', (name, text) => {
    const trace = firstTrace(graphOf(text));
    const held = heldBy(trace);
    const gradients = parameterGradients(trace);
    const { input = 0, target = 0, error = 0, loss = 0 } = held;
    const columns = [
      input + target + error + loss,
      held.activation!,
      held.gradient! - gradients,
      held.parameter!,
      gradients,
      held.updated!,
    ];
    const row = page.split('\n').find((line) => line.startsWith(`| ${name} `));
    const shown = row
      ?.split('|')
      .slice(2, -1)
      .map((cell) => Number(cell.replace(/\D/g, '')));
    const kilobytes = columns.map((bytes) => Math.round(bytes / 1000));
    expect(shown).toEqual([...kilobytes, Math.round(columns.reduce((a, b) => a + b) / 1000)]);
  });
});
