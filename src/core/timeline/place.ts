/** Where a time is: in which beat, how far into it, in which term, in which phase. */
import { PHASES, type Phase } from '../autodiff/program';
import type { Beat, Span, Timeline } from './timeline';

/** A place in the timeline. */
export interface Place {
  /** The beat that is under way or was done last; null before the first. */
  readonly beat: Beat | null;
  /** How far into the beat, 0..1; 1 when it is done. */
  readonly local: number;
}

/** A place within a beat that is walked term by term. */
export interface TermPlace {
  /** The term that is under way or was done last, from 0. */
  readonly term: number;
  /** How far into the term, 0..1; 1 when it is done. */
  readonly local: number;
}

/** Times closer than this to a whole number of beats count as that number; far below the length of a term. */
const TIME_TOLERANCE = 1e-10;
/** The same for whole numbers of terms, in terms. */
const TERM_TOLERANCE = 1e-3;

/** The time inside the timeline, on the boundary between two beats if it is one but for rounding. */
export function settle(timeline: Timeline, time: number): number {
  const inside = Math.min(Math.max(time, 0), endOf(timeline));
  const whole = Math.round(inside);
  return Math.abs(inside - whole) <= TIME_TOLERANCE ? whole : inside;
}

/** The time at which the last beat is done. */
export function endOf(timeline: Timeline): number {
  return timeline.beats.length;
}

/** The time at which a phase begins; of a phase without beats, where it would begin. */
export function startOf(timeline: Timeline, phase: Phase): number {
  const order = PHASES.indexOf(phase);
  const span = timeline.phases.find((s) => PHASES.indexOf(s.phase) >= order);
  return span ? span.start : endOf(timeline);
}

/** The beat at a time and how much of it is done. */
export function placeAt(timeline: Timeline, time: number): Place {
  const at = settle(timeline, time);
  const index = Math.ceil(at) - 1;
  const beat = timeline.beats[index];
  return beat ? { beat, local: at - index } : { beat: null, local: 0 };
}

/** Number of terms done at a beat's local time, with a fraction for the one under way. */
export function termsDone(beat: Beat, local: number): number {
  const done = Math.min(Math.max(local, 0), 1) * beat.terms;
  const whole = Math.round(done);
  return Math.abs(done - whole) <= TERM_TOLERANCE ? whole : done;
}

/** The term under way at a beat's local time and how much of it is done. */
export function termPlaceAt(beat: Beat, local: number): TermPlace {
  const done = termsDone(beat, local);
  const term = Math.max(0, Math.ceil(done) - 1);
  return { term, local: done - term };
}

/** Index of the term under way (or done last) at a beat's local time, from 0. */
export function termAt(beat: Beat, local: number): number {
  return termPlaceAt(beat, local).term;
}

/** Index of the first span that ends after the time; the number of spans when there is none. */
export function spanEndingAfter(spans: readonly Span[], time: number): number {
  return firstWhere(spans.length, (i) => spans[i]!.end > time);
}

/** The smallest i in [0, count) for which the condition holds, given that it holds for all greater ones; else count. */
export function firstWhere(count: number, holds: (i: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
