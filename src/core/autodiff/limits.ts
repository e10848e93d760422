/** Whether a training step is too much to be run without asking: its cost against limits, with time from a measured rate. */
import { stepCost } from './cost';
import { ruleOf } from './primitives';
import type { Program } from './program';

/** Above these it is asked first. */
export interface Limits {
  readonly seconds: number;
  readonly bytes: number;
}

/** What one training step is expected to take. */
export interface Estimate {
  readonly macs: number;
  readonly bytes: number;
  readonly seconds: number;
}

/** Estimates a training step where so much work is done in a second. */
export function estimateStep(program: Program, workPerSecond: number): Estimate {
  const { macs, bytes, work } = stepCost(program);
  return { macs, bytes, seconds: work / workPerSecond };
}

/** True when a training step takes more than the limits allow. */
export function exceeds({ seconds, bytes }: Estimate, limits: Limits): boolean {
  return seconds > limits.seconds || bytes > limits.bytes;
}

/** Sizes of the dense layer that is timed: a few milliseconds of work. */
const [SAMPLES, FEATURES] = [64, 160];
/** The first run is slower, because it is compiled. */
const RUNS = 3;

/** Measures how much work is done in a second, by the fastest of a few runs of a dense layer. `now` is a clock in milliseconds. */
export function measureRate(now: () => number): number {
  const x = new Float32Array(SAMPLES * FEATURES).fill(0.5);
  const weight = new Float32Array(FEATURES * FEATURES).fill(0.25);
  const operands = {
    inputs: [x, weight],
    inputShapes: [
      [SAMPLES, FEATURES],
      [FEATURES, FEATURES],
    ],
    output: new Float32Array(SAMPLES * FEATURES),
    outputShape: [SAMPLES, FEATURES],
  };
  let shortest = Infinity;
  for (let i = 0; i < RUNS; i++) {
    const start = now();
    ruleOf('linear').kernel(operands, {});
    shortest = Math.min(shortest, now() - start);
  }
  return (SAMPLES * FEATURES * FEATURES) / (Math.max(shortest, 0.01) / 1000);
}
