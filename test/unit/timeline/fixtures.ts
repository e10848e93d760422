/** Timelines for tests: of real graphs, and of arbitrary beats. */
import fc from 'fast-check';
import { lower } from '../../../src/core/autodiff';
import { PHASES, type Phase } from '../../../src/core/autodiff/program';
import type { ModelGraph } from '../../../src/core/model/graph';
import { buildTimeline, type Beat, type Span, type Timeline } from '../../../src/core/timeline';

export function timelineOf(graph: ModelGraph): Timeline {
  return buildTimeline(lower(graph));
}

/** What a made-up timeline is made of: beats of nodes, phase by phase. */
export interface Draft {
  readonly phase: Phase;
  readonly nodeId: string;
  readonly terms: number;
  readonly seconds: number;
}

export function timelineFrom(drafts: readonly Draft[]): Timeline {
  const beats: Beat[] = drafts.map((draft, index) => ({
    ...draft,
    index,
    reads: [],
    writes: index,
    frees: [],
  }));
  const spans = (key: (beat: Beat) => string): Span[] => {
    const found: Span[] = [];
    for (const beat of beats) {
      const last = found[found.length - 1];
      if (last && key(beats[last.start]!) === key(beat)) {
        found[found.length - 1] = { ...last, end: beat.index + 1 };
      } else {
        const { index, phase, nodeId } = beat;
        found.push({ start: index, end: index + 1, phase, nodeId });
      }
    }
    return found;
  };
  return {
    beats,
    phases: spans((b) => b.phase).map((s) => ({ ...s, nodeId: null })),
    layers: spans((b) => `${b.phase} ${b.nodeId}`),
  };
}

/** Arbitrary timelines; `maxTerms` bounds the terms of a beat. */
export function timelines(maxTerms: number): fc.Arbitrary<Timeline> {
  const draft = fc.record({
    phase: fc.constantFrom(...PHASES),
    nodeId: fc.constantFrom('a', 'b', 'c'),
    terms: fc.integer({ min: 1, max: maxTerms }),
    seconds: fc.double({ min: 0.5, max: 3, noNaN: true }),
  });
  return fc
    .array(draft, { minLength: 1, maxLength: 40 })
    .map((drafts) =>
      timelineFrom([...drafts].sort((a, b) => PHASES.indexOf(a.phase) - PHASES.indexOf(b.phase))),
    );
}
