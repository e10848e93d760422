/**
 * Every primitive alone, on random shapes and attributes: the kernel fills the shape that the rule gives, the terms add up to the values,
 * and the backward rule agrees with finite differences. Gradient operations are checked where a backward rule uses them.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forwardRuleOf, PRIMITIVES, ruleOf } from '../../../src/core/autodiff/primitives';
import type { BackwardStep, Operands } from '../../../src/core/autodiff/primitives/rule';
import type { PrimitiveName } from '../../../src/core/autodiff/attributes';
import { elementCount, sameShape, type Shape } from '../../../src/core/model/shape';
import { Dice, type Sample } from '../../support/primitives/dice';
import { SAMPLES } from '../../support/primitives/samples';

/** A tensor with its name in provenance. */
interface Tensor {
  readonly shape: Shape;
  readonly values: Float64Array;
}

const RUNS = 100;
const ran = new Set<PrimitiveName>();

describe.each(Object.keys(SAMPLES) as (keyof typeof SAMPLES)[])('%s', (name) => {
  it('computes, explains and differentiates itself', () => {
    fc.assert(
      fc.property(fc.gen(), (draw) => {
        const dice = new Dice(draw);
        const { attributes, inputs, asked = [] }: Sample<PrimitiveName> = SAMPLES[name](dice);
        const numbers = differentNumbers(
          dice.seed(),
          inputs.map(({ shape }) => shape),
        );
        const tensors = inputs.map(({ shape, map }, i) => ({
          shape,
          values: numbers[i]!.map(map),
        }));
        const output = run(name, attributes, tensors, asked);
        checkBackward(name, attributes, tensors, output, dice.seed());
      }),
      { numRuns: RUNS },
    );
  });
});

it('leaves no primitive out', () => {
  expect([...ran].sort()).toEqual(Object.keys(PRIMITIVES).sort());
});

/** Applies a primitive, checks shape and provenance, and gives the result. */
function run(
  name: PrimitiveName,
  attributes: unknown,
  inputs: readonly Tensor[],
  asked: Shape,
): Tensor {
  ran.add(name);
  const output = compute(name, attributes, inputs, asked);
  const again = compute(name, attributes, inputs, asked, 1e9);
  expect(again.values, 'writes every element').toEqual(output.values);
  explain(name, attributes, inputs, output);
  return output;
}

function compute(
  name: PrimitiveName,
  attributes: unknown,
  inputs: readonly Tensor[],
  asked: Shape,
  before = 0,
): Tensor {
  const rule = ruleOf(name);
  const shape = rule.shape(
    inputs.map((input) => input.shape),
    attributes as never,
    asked,
  );
  const values = new Float64Array(elementCount(shape)).fill(before);
  rule.kernel(operands(inputs, { shape, values }), attributes as never);
  return { shape, values };
}

function operands(inputs: readonly Tensor[], output: Tensor): Operands {
  return {
    inputs: inputs.map(({ values }) => values),
    inputShapes: inputs.map(({ shape }) => shape),
    output: output.values,
    outputShape: output.shape,
  };
}

/** The terms of every element add up to it, and factors that are elements have their values. */
function explain(
  name: PrimitiveName,
  attributes: unknown,
  inputs: readonly Tensor[],
  output: Tensor,
): void {
  const rule = ruleOf(name);
  const site = { ...operands(inputs, output), inputIds: inputs.map((_, i) => i) };
  const most = rule.termCount(site.inputShapes, output.shape, attributes as never);
  expect(rule.macs(site.inputShapes, output.shape, attributes as never)).toBeGreaterThanOrEqual(0);
  const step = Math.max(1, Math.floor(output.values.length / 16));
  for (let index = 0; index < output.values.length; index += step) {
    const terms = rule.terms(site, attributes as never, index);
    expect(terms.length, 'number of terms').toBeLessThanOrEqual(most);
    let sum = 0;
    let size = 1e-300;
    for (const { factors } of terms) {
      for (const { kind, value, element } of factors) {
        if (kind === 'value') expect(value).toBe(inputs[element!.tensor]!.values[element!.index]);
      }
      const term = factors.reduce((product, { value }) => product * value, 1);
      sum += term;
      size += Math.abs(term);
    }
    const value = output.values[index]!;
    const error = Math.abs(sum - value) / Math.max(size, Math.abs(value));
    if (!(error < 1e-12)) expect.fail(`${name}[${index}]: terms give ${sum}, not ${value}`);
  }
}

/** Every gradient of E = Σ w·y is the slope of E. */
function checkBackward(
  name: PrimitiveName,
  attributes: unknown,
  inputs: readonly Tensor[],
  output: Tensor,
  seed: number,
): void {
  const rule = forwardRuleOf(name);
  if (!rule) return;
  const shapes = inputs.map(({ shape }) => shape);
  const gradient = { shape: output.shape, values: differentNumbers(seed, [output.shape])[0]! };
  const loss = () => {
    const { values } = compute(name, attributes, inputs, output.shape);
    return values.reduce((sum, y, i) => sum + gradient.values[i]! * y, 0);
  };
  for (const step of rule.backward(attributes as never, shapes, output.shape)) {
    const { values } = inputs[step.to]!;
    const result = gradientOf(step, inputs, output, gradient);
    const largest = result.values.reduce((most, x) => Math.max(most, Math.abs(x)), 1);
    const stride = Math.max(1, Math.floor(values.length / 16));
    for (let i = 0; i < values.length; i += stride) {
      const slope = slopeOf(loss, values, i);
      const error = Math.abs(slope - result.values[i]!) / largest;
      if (!(error < 1e-6)) {
        expect.fail(`${name}, input ${step.to}[${i}]: ${result.values[i]} instead of ${slope}`);
      }
    }
  }
}

/** The gradient of one input by the backward rule, summed over what the input was broadcast along. */
function gradientOf(
  { primitive, attributes, reads, to }: BackwardStep,
  inputs: readonly Tensor[],
  output: Tensor,
  gradient: Tensor,
): Tensor {
  const read = reads.map((from) =>
    from === 'gradient' ? gradient : from === 'output' ? output : inputs[from]!,
  );
  const { shape } = inputs[to]!;
  const result = run(primitive, attributes, read, shape);
  return sameShape(result.shape, shape) ? result : run('sum_to', {}, [result], shape);
}

function slopeOf(f: () => number, values: Float64Array, i: number): number {
  const x = values[i]!;
  const h = 1e-5;
  values[i] = x + h;
  const above = f();
  values[i] = x - h;
  const below = f();
  values[i] = x;
  return (above - below) / (2 * h);
}

/** Numbers from (−2, 2) for tensors of these shapes, no two of them near each other, none near a multiple of ½. */
function differentNumbers(seed: number, shapes: readonly Shape[]): Float64Array[] {
  const counts = shapes.map(elementCount);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const random = randomFrom(seed);
  const places = Array.from({ length: total }, (_, i) => i);
  for (let i = total - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  let next = 0;
  return counts.map((count) =>
    Float64Array.from({ length: count }, () => {
      const x = ((places[next++]! + 0.3 + 0.4 * random()) / total) * 4 - 2;
      const half = Math.round(2 * x) / 2;
      return Math.abs(x - half) < 1e-3 ? half + 1e-3 * (x < half ? -1 : 1) : x;
    }),
  );
}

/** A small generator (mulberry32) of numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
