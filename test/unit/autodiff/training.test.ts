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
import { initialParameters } from '../../support/runs';
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
  it('begins with step 0 computed', () => {
    const training = start(xorGraph());
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
    training.advance(3000);
    expect(training.latest).toBe(3007);
    const late = training.goTo(3000);
    expect(training.goTo(7).values).toEqual(early.values);
    expect(training.goTo(3000).values).toEqual(late.values);
    expect(training.losses[3000]).toBe(late.loss);
    expect(training.losses.length).toBe(3008);
    expect(late.loss).toBeLessThan(0.01);
  });

  it('advances from the latest step, wherever it stands', () => {
    const training = start(xorGraph());
    training.goTo(20);
    training.goTo(3);
    training.advance(5);
    expect(training.latest).toBe(25);
    expect(training.losses).toEqual(stepByStep(xorGraph(), 26).map(({ loss }) => loss));
  });

  it('reports progress and stops when asked', () => {
    const training = start(xorGraph());
    const seen: number[] = [];
    const done = training.advance(100, {
      chunk: 8,
      onProgress: (count) => seen.push(count),
      shouldStop: () => seen.length === 3,
    });
    expect(done).toBe(24);
    expect(seen).toEqual([8, 16, 24]);
    expect(training.latest).toBe(24);
    expect(training.advance(10, { chunk: 8, onProgress: (count) => seen.push(count) })).toBe(10);
    expect(seen).toEqual([8, 16, 24, 8, 10]);
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
      checkpoints.add({ step, parameters: [Float64Array.of(step)] });
      kept.push(step);
    }
    const reachable = new Set(Array.from({ length: 100 }, (_, s) => checkpoints.before(s).step));
    expect([...reachable]).toEqual([0, 32, 64, 96]);
    expect(checkpoints.before(95)).toEqual({ step: 64, parameters: [Float64Array.of(64)] });
    expect(kept.length).toBeLessThan(20);
  });
});
