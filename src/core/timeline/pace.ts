/** How long things take on screen: seconds per beat, time as a function of seconds and back, and the motion inside a beat. */
import { easeCubicInOut } from 'd3-ease';
import type { PrimitiveName } from '../autodiff/attributes';
import { endOf, firstWhere, settle } from './place';
import type { Beat, Grain, Timeline } from './timeline';

/** Seconds that each primitive plays at speed 1: the more there is to read, the longer. */
export const SECONDS: Readonly<Record<PrimitiveName, number>> = {
  linear: 1.9,
  linear_grad_input: 1.9,
  linear_grad_weight: 2,
  linear_grad_bias: 1.4,
  matmul: 1.9,
  conv: 2.1,
  conv_transpose: 2.1,
  conv_grad_weight: 2.1,
  elementwise: 1.5,
  elementwise_grad: 1.7,
  binary: 1.4,
  binary_grad: 1.6,
  where: 1.4,
  where_grad: 1.4,
  softmax: 1.8,
  softmax_grad: 2,
  log_softmax: 1.8,
  log_softmax_grad: 1.9,
  reduce: 1.5,
  reduce_grad: 1.4,
  prod: 1.6,
  prod_grad: 1.7,
  variance: 1.8,
  variance_grad: 1.8,
  extreme: 1.5,
  extreme_grad: 1.5,
  arg_extreme: 1.5,
  norm: 1.6,
  norm_grad: 1.7,
  cumsum: 1.6,
  cumprod: 1.6,
  cumprod_grad: 1.9,
  arg_sort: 1.6,
  normalize: 2,
  normalize_grad: 2.2,
  reshape: 1.2,
  copy: 1.2,
  detach: 1.2,
  add: 1.4,
  sum_to: 1.4,
  concat: 1.3,
  rearrange: 1.3,
  resample: 1.7,
  max_pool: 1.7,
  max_pool_grad: 1.7,
  lookup: 1.4,
  lookup_grad: 1.6,
  scatter: 1.5,
  scatter_grad: 1.5,
  grid_sample: 1.9,
  grid_sample_grad_input: 1.9,
  grid_sample_grad_grid: 2,
  pointwise_loss: 1.7,
  pointwise_loss_grad: 1.8,
  nll: 1.6,
  nll_grad: 1.6,
  cross_entropy: 1.8,
  cross_entropy_grad: 2,
  class_weights: 1.4,
  one: 1.2,
  sgd: 1.4,
  blend: 1.5,
  second_moment: 1.5,
  count: 1,
  adaptive_step: 1.9,
};

/** Number of a layer's beats that play in their own time; more than these share that time. */
export const UNHURRIED = 24;
/** However many they are, beats are not shorter than this, in seconds. */
export const SHORTEST = 0.25;

/** With the term grain a beat lasts as long as its terms need, within reason. */
const TERM_SECONDS = 0.6;
const LONGEST_BEAT = 30;

/** Part of a beat in which things move; the rest is for reading. */
const MOVING = 0.7;

/** How far a motion has come at a beat's local time: 0 to 1, eased, then at rest. */
export function motion(local: number): number {
  return easeCubicInOut(Math.min(Math.max(local / MOVING, 0), 1));
}

/** Seconds from the start to a time at speed 1. Walking term by term takes longer. */
export function secondsAt(timeline: Timeline, time: number, grain: Grain = 'operation'): number {
  const starts = startsOf(timeline, grain);
  const at = settle(timeline, time);
  const index = Math.min(Math.floor(at), endOf(timeline) - 1);
  if (index < 0) return 0;
  return starts[index]! + (at - index) * (starts[index + 1]! - starts[index]!);
}

/** The time that is reached after so many seconds: the inverse of `secondsAt`. */
export function timeAtSeconds(
  timeline: Timeline,
  seconds: number,
  grain: Grain = 'operation',
): number {
  const starts = startsOf(timeline, grain);
  const beats = endOf(timeline);
  if (beats === 0 || seconds <= 0) return 0;
  const index = firstWhere(beats, (i) => starts[i + 1]! > seconds);
  if (index === beats) return beats;
  const length = starts[index + 1]! - starts[index]!;
  return settle(timeline, index + (seconds - starts[index]!) / length);
}

/** How long the whole step plays at speed 1. */
export function totalSeconds(timeline: Timeline, grain: Grain = 'operation'): number {
  return secondsAt(timeline, endOf(timeline), grain);
}

const byBeat = new WeakMap<Timeline, Float64Array>();
const byTerm = new WeakMap<Timeline, Float64Array>();

/** Seconds at which each beat starts, and at which the last one ends; kept, since a timeline never changes. */
function startsOf(timeline: Timeline, grain: Grain): Float64Array {
  const cache = grain === 'term' ? byTerm : byBeat;
  const known = cache.get(timeline);
  if (known) return known;
  const starts = new Float64Array(timeline.beats.length + 1);
  timeline.beats.forEach((beat, i) => {
    starts[i + 1] = starts[i]! + (grain === 'term' ? termSeconds(beat) : beat.seconds);
  });
  cache.set(timeline, starts);
  return starts;
}

function termSeconds(beat: Beat): number {
  return Math.max(beat.seconds, Math.min(beat.terms * TERM_SECONDS, LONGEST_BEAT));
}
