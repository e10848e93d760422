/** Keeping the place when the file was edited and the timeline is a new one. */
import { endOf, settle, spanEndingAfter } from './place';
import type { Span, Timeline } from './timeline';

/**
 * The time in the new timeline that shows the same: same phase, same node, same operation of it. If the node is gone,
 * the end of the nearest earlier one of the phase that is still there, else the start of the phase.
 */
export function carryOver(old: Timeline, time: number, next: Timeline): number {
  const at = settle(old, time);
  if (at === 0) return 0;
  if (at >= endOf(old)) return endOf(next);
  const index = Math.ceil(at) - 1;
  const place = spanEndingAfter(old.layers, index);
  const span = old.layers[place]!;
  const same = counterpart(old, place, next);
  if (same) return Math.min(same.start + (at - span.start), same.end);
  for (let i = place - 1; i >= 0 && old.layers[i]!.phase === span.phase; i -= 1) {
    const neighbour = counterpart(old, i, next);
    if (neighbour) return neighbour.end;
  }
  return next.phases.find((s) => s.phase === span.phase)?.start ?? Math.min(at, endOf(next));
}

/** The layer span of the same node and phase; where a node has several, the one of the same number. */
function counterpart(old: Timeline, place: number, next: Timeline): Span | undefined {
  const span = old.layers[place]!;
  const alike = (s: Span) => s.nodeId === span.nodeId && s.phase === span.phase;
  const nth = old.layers.slice(0, place).filter(alike).length;
  const all = next.layers.filter(alike);
  return all[nth] ?? all[all.length - 1];
}
