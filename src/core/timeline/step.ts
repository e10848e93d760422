/** One press of *step*, forward or back: the next or previous boundary of the chosen grain. */
import { endOf, settle, spanEndingAfter, termsDone } from './place';
import type { Grain, Span, Timeline } from './timeline';

/** The first boundary of the grain after the time; the end when there is none. */
export function stepForward(timeline: Timeline, time: number, grain: Grain): number {
  const at = settle(timeline, time);
  if (at >= endOf(timeline)) return endOf(timeline);
  switch (grain) {
    case 'phase':
      return nextEnd(timeline.phases, at);
    case 'layer':
      return nextEnd(timeline.layers, at);
    case 'operation':
      return Math.floor(at) + 1;
    case 'term': {
      const index = Math.floor(at);
      const beat = timeline.beats[index]!;
      return termBoundary(index, Math.floor(termsDone(beat, at - index)) + 1, beat.terms);
    }
  }
}

/** The last boundary of the grain before the time; 0 when there is none. */
export function stepBack(timeline: Timeline, time: number, grain: Grain): number {
  const at = settle(timeline, time);
  if (at <= 0) return 0;
  switch (grain) {
    case 'phase':
      return previousStart(timeline.phases, at);
    case 'layer':
      return previousStart(timeline.layers, at);
    case 'operation':
      return Math.ceil(at) - 1;
    case 'term': {
      const index = Math.ceil(at) - 1;
      const beat = timeline.beats[index]!;
      return termBoundary(index, Math.ceil(termsDone(beat, at - index)) - 1, beat.terms);
    }
  }
}

/** The time at which `done` of a beat's terms are done: always the same number for the same place. */
function termBoundary(index: number, done: number, terms: number): number {
  if (done <= 0) return index;
  return done >= terms ? index + 1 : index + done / terms;
}

function nextEnd(spans: readonly Span[], time: number): number {
  return spans[spanEndingAfter(spans, time)]!.end;
}

function previousStart(spans: readonly Span[], time: number): number {
  const after = spanEndingAfter(spans, time);
  const span = spans[after];
  return span && span.start < time ? span.start : spans[after - 1]!.start;
}
