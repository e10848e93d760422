/**
 * The timeline: the beats of one training step. Time is one number: `time = n` means that n beats are done,
 * `n + f` (0 < f < 1) that beat n is under way. Integers are the places between beats.
 * The current beat at time t > 0 is beat ceil(t) - 1; at time 0 none.
 */
import type { Phase, TensorId } from '../autodiff/program';

export const GRAINS = ['phase', 'layer', 'operation', 'term'] as const;
/** At which level one press of *step* moves. */
export type Grain = (typeof GRAINS)[number];

/** One operation as it happens on screen. `index` equals the operation's index in the program. */
export interface Beat {
  readonly index: number;
  readonly phase: Phase;
  /** Graph node, or `$loss`. */
  readonly nodeId: string;
  readonly reads: readonly TensorId[];
  readonly writes: TensorId;
  /** Tensors that nobody reads any more after this beat. */
  readonly frees: readonly TensorId[];
  /** Number of terms that the term grain walks through for one sample: elements of the result × terms of each. At least 1. */
  readonly terms: number;
  /** How long the beat plays at speed 1, in seconds, reading pause included. */
  readonly seconds: number;
}

/** A run of beats [start, end) that belong together. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly phase: Phase;
  /** Graph node for layer spans, null for phase spans. */
  readonly nodeId: string | null;
}

export interface Timeline {
  readonly beats: readonly Beat[];
  readonly phases: readonly Span[];
  /** Consecutive beats of one node within one phase. */
  readonly layers: readonly Span[];
}
