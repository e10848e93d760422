/** Training visits its steps in any order and gives the same bits each time. */
import { describe, expect, it } from 'vitest';
import {
  lower,
  materializeData,
  runStep,
  Training,
  nextState,
  prepare,
} from '../../../src/core/autodiff';
import { Checkpoints } from '../../../src/core/autodiff/checkpoints';
import type { Trace } from '../../../src/core/autodiff/trace';
import type { ModelGraph } from '../../../src/core/model/graph';
import { mlp, xorGraph } from '../../support/graphs';

function start(graph: ModelGraph): Training {
  return new Training(lower(graph), prepare(graph).state, materializeData(graph));
}

/** The first steps, one after another, without `Training`. */
function stepByStep(graph: ModelGraph, steps: number): Trace[] {
  const program = lower(graph);
  const data = materializeData(graph);
  let { state } = prepare(graph);
  return Array.from({ length: steps }, (_, step) => {
    const trace = runStep(program, state, data, step);
    state = nextState(trace);
    return trace;
  });
}

describe('training', () => {
  it('begins with step 0, which is computed when it is asked for', () => {
    const training = start(xorGraph());
    expect(training.latest).toBe(-1);
    training.goTo(0);
    expect(training.latest).toBe(0);
    expect(training.losses).toEqual([stepByStep(xorGraph(), 1)[0]!.loss]);
  });

  it('gives the same bits in any order, as single steps do', () => {
    const graph = mlp([3, 5, 2], { activation: 'relu', loss: 'cross_entropy', lr: 0.3 });
    const expected = stepByStep(graph, 31);
    const training = start(graph);
    for (const step of [1, 2, 0, 3, 17, 16, 30, 5, 5, 29, 0]) {
      const trace = training.goTo(step);
      expect(trace.step).toBe(step);
      expect(trace.values).toEqual(expected[step]!.values);
    }
    expect(training.losses).toEqual(expected.map(({ loss }) => loss));
  });

  it('finds early steps again after thousands, with few remembered', () => {
    const training = start(xorGraph());
    const early = training.goTo(7);
    training.approach(3007);
    expect(training.latest).toBe(3007);
    const late = training.goTo(3000);
    expect(training.goTo(7).values).toEqual(early.values);
    expect(training.goTo(3000).values).toEqual(late.values);
    expect(training.losses[3000]).toBe(late.loss);
    expect(training.losses.length).toBe(3008);
    expect(late.loss).toBeLessThan(0.01);
  });

  it('works in pieces of any size, which give the same bits', () => {
    const expected = stepByStep(xorGraph(), 4);
    const training = start(xorGraph());
    const shares: number[] = [];
    while (!training.approach(3, training.workPerStep / 5).reached) {
      const { step, share } = training.underWay;
      shares.push(step + share);
    }
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(new Set(shares).size).toBe(shares.length);
    expect(shares.length).toBeGreaterThan(10);
    expect(training.goTo(3).values).toEqual(expected[3]!.values);
    expect(training.losses).toEqual(expected.map(({ loss }) => loss));
  });

  it('does no more than one operation beyond the work that is allowed', () => {
    const training = start(xorGraph());
    expect(training.approach(0, 1).spent).toBeLessThan(training.workPerStep / 3);
    expect(training.latest).toBe(-1);
    expect(training.approach(0).reached).toBe(true);
    expect(training.approach(0)).toEqual({ reached: true, spent: 0 });
  });

  it('lends its memory until another step is asked for', () => {
    const training = start(xorGraph());
    const kept = training.goTo(0);
    const lent = training.borrow(0);
    expect(lent.values).toEqual(kept.values);
    expect(training.borrow(1).values[0]).toBe(lent.values[0]);
    expect(training.goTo(0).values).toEqual(kept.values);
  });
});

describe('traces', () => {
  it('point at the first operation that made a NaN or an infinity, and go on', () => {
    const graph = mlp([1, 1], {
      given: { '0.weight': [1e200], '0.bias': [0] },
      data: {
        kind: 'given',
        input: { shape: [2, 1], values: [1e-200, 1] },
        target: { shape: [2, 1], values: [0, 0] },
      },
    });
    const trace = stepByStep(graph, 1)[0]!;
    const { program } = trace;
    expect(program.ops[trace.nonFinite!.op]!.primitive).toBe('pointwise_loss');
    expect(trace.nonFinite).toMatchObject({ tensor: program.errors, index: 1 });
    expect(trace.loss).toBe(Infinity);
    expect(stepByStep(xorGraph(), 1)[0]!.nonFinite).toBeNull();
  });

  it('are traced to the step in which they began', () => {
    const graph = mlp([2, 3, 1], { lr: 1e200 });
    const training = start(graph);
    training.approach(6);
    const broken = training.brokenBy(6)!;
    expect(broken.step).toBeGreaterThan(0);
    expect(broken.step).toBeLessThan(6);
    expect(training.brokenBy(broken.step - 1)).toBeNull();
    expect(training.goTo(broken.step - 1).nonFinite).toBeNull();
    expect(training.goTo(broken.step).nonFinite).toMatchObject({ op: broken.op });
    expect(start(xorGraph()).brokenBy(0)).toBeNull();
  });

  it('carry a NaN through relu', () => {
    const graph = mlp([1, 1, 1], {
      activation: 'relu',
      given: { '0.weight': [NaN] },
    });
    const trace = stepByStep(graph, 1)[0]!;
    expect(trace.nonFinite).toMatchObject({ op: 0, index: 0 });
    expect(trace.loss).toBeNaN();
  });
});

describe('checkpoints', () => {
  it('stay within their capacity and give the nearest before a step', () => {
    const checkpoints = new Checkpoints(4);
    const kept: number[] = [];
    for (let step = 0; step < 100; step++) {
      if (!checkpoints.wants(step)) continue;
      checkpoints.add({ step, state: { tensors: [Float64Array.of(step)], generator: null } });
      kept.push(step);
    }
    const reachable = new Set(Array.from({ length: 100 }, (_, s) => checkpoints.before(s).step));
    expect([...reachable]).toEqual([0, 32, 64, 96]);
    expect(checkpoints.before(95)).toEqual({
      step: 64,
      state: { tensors: [Float64Array.of(64)], generator: null },
    });
    expect(kept.length).toBeLessThan(20);
  });
});
