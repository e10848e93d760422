/** Sizes of values relative to the largest of their group; infinities and NaN do not spoil the group. */

import type { Values } from '../autodiff/values';
import type { ElementRun } from '../timeline';

/** The largest finite absolute value of a stretch of numbers; 0 when there is none. */
export function largestIn(values: ArrayLike<number>, start = 0, end = values.length): number {
  let largest = 0;
  for (let i = start; i < end; i++) largest = Math.max(largest, finiteSize(values[i]!));
  return largest;
}

/** The absolute value; 0 for infinities and NaN. */
function finiteSize(value: number): number {
  const size = Math.abs(value);
  return size < Infinity ? size : 0;
}

const known = new WeakMap<Values, number>();

/** `largestIn` of a whole tensor of a trace, whose values never change once made. */
export function largestOf(values: Values): number {
  let largest = known.get(values);
  if (largest === undefined) {
    largest = largestIn(values);
    known.set(values, largest);
  }
  return largest;
}

const knownBySample = new WeakMap<Values, Map<number, number>>();

/** `largestIn` of what one sample has of a tensor of a trace. */
export function largestOfSample(values: Values, sample: number, run: ElementRun): number {
  let bySample = knownBySample.get(values);
  if (bySample === undefined) knownBySample.set(values, (bySample = new Map<number, number>()));
  let largest = bySample.get(sample);
  if (largest === undefined) {
    largest = 0;
    for (let i = 0; i < run.count; i++) largest = Math.max(largest, finiteSize(values[run.at(i)]!));
    bySample.set(sample, largest);
  }
  return largest;
}

/** Signed share of the largest, -1..1; NaN for NaN. */
export function shareOf(value: number, largest: number): number {
  if (value === Infinity || value === -Infinity) return Math.sign(value);
  return largest === 0 ? value * 0 : value / largest;
}

/** Size for the eye, 0..1: the square root of the share, so that small values can still be seen. NaN counts as largest. */
export function visibleSize(value: number, largest: number): number {
  const share = Math.abs(shareOf(value, largest));
  return Number.isNaN(share) ? 1 : Math.sqrt(Math.min(1, share));
}

/** The value a share `t` of the way from one to the other. */
export function between(from: number, to: number, t: number): number {
  if (t === 0) return from;
  return t === 1 ? to : from + t * (to - from);
}
