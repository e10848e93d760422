/** What a training step takes is known before it is run, from its program alone. */
import { describe, expect, it } from 'vitest';
import { estimateStep, exceeds, lower, measureRate, stepCost } from '../../../src/core/autodiff';
import { mlp } from '../../support/graphs';

const program = lower(mlp([3, 5, 2], { data: { kind: 'random', batch: 4 } }));

describe('the cost of a training step', () => {
  it('counts the multiply-adds of all phases', () => {
    const forward = 4 * 3 * 5 + 4 * 5 * 2;
    const { macs } = stepCost(program);
    // Gradients of weights and of inputs are a product each.
    expect(macs).toBeGreaterThanOrEqual(3 * forward);
    expect(macs).toBeLessThan(3 * forward + 100);
  });

  it('is known for models that no machine can hold', () => {
    const { macs, bytes } = stepCost(lower(mlp([1e6, 1e6, 1e6], { dtype: 'float32' })));
    expect(bytes).toBeGreaterThan(3 * 4 * 2e12);
    expect(macs).toBeGreaterThan(3 * 4 * 2e12);
  });

  it('grows with the batch', () => {
    const larger = lower(mlp([3, 5, 2], { data: { kind: 'random', batch: 4000 } }));
    expect(stepCost(larger).work).toBeGreaterThan(10 * stepCost(program).work);
  });
});

describe('limits', () => {
  const estimate = estimateStep(program, 1000);

  it('are exceeded by time or by memory', () => {
    const { seconds, bytes } = estimate;
    expect(exceeds(estimate, { seconds, bytes })).toBe(false);
    expect(exceeds(estimate, { seconds: seconds / 2, bytes })).toBe(true);
    expect(exceeds(estimate, { seconds, bytes: bytes - 1 })).toBe(true);
  });

  it('take the time from the rate', () => {
    expect(estimateStep(program, 500).seconds).toBe(2 * estimate.seconds);
  });
});

describe('the rate', () => {
  it('is work by time', () => {
    let time = 0;
    expect(measureRate(() => (time += 5))).toBeCloseTo((2 * 64 * 160 * 160) / 0.01, 3);
  });

  it('is measured in no more than a moment when the clock stands still', () => {
    expect(Number.isFinite(measureRate(() => 0))).toBe(true);
  });
});
