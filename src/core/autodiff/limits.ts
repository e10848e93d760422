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

/** Sizes of the dense layer that is timed: about a millisecond of work. */
const [SAMPLES, FEATURES] = [64, 160];
/** How long it is timed, in milliseconds: clocks of browsers are coarse. It is not run more often than `MOST_RUNS`. */
const ENOUGH = 10;
const MOST_RUNS = 32;

/** Measures how much work is done in a second, by a dense layer that is run again and again. `now` is a clock in milliseconds. */
export function measureRate(now: () => number): number {
  const operands = {
    inputs: [
      new Float32Array(SAMPLES * FEATURES).fill(0.5),
      new Float32Array(FEATURES * FEATURES).fill(0.25),
    ],
    inputShapes: [
      [SAMPLES, FEATURES],
      [FEATURES, FEATURES],
    ],
    output: new Float32Array(SAMPLES * FEATURES),
    outputShape: [SAMPLES, FEATURES],
  };
  const run = (): void => ruleOf('linear').kernel(operands, {});
  // The first run is slower, because it is compiled.
  run();
  const start = now();
  let [runs, milliseconds] = [0, 0];
  while (milliseconds < ENOUGH && runs < MOST_RUNS) {
    run();
    runs += 1;
    milliseconds = now() - start;
  }
  return (runs * SAMPLES * FEATURES * FEATURES * 1000) / Math.max(milliseconds, 1);
}
